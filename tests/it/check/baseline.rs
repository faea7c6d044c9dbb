//! A baseline makes a run green, and a new fault makes it red again.

use super::{Team, sound, wrong_tier};

const CHECK: &str = "check . --baseline base.json";

fn team() -> Team {
    Team::with(&[("a.json", &wrong_tier()), ("b.json", "{\"JobList\": [], \"Extra\": 1}")])
}

#[test]
fn what_was_there_is_not_told_and_what_is_new_is() {
    let team = team();
    assert_eq!(team.run("check .").code, 1);
    let writing = team.run("check . --write-baseline base.json");
    assert_eq!(
        (writing.code, writing.err.as_str()),
        (0, "base.json: a baseline of 4 findings was written\n")
    );
    let green = team.run(CHECK);
    assert_eq!((green.code, green.err.as_str()), (0, ""));
    assert!(green.out.contains(": nothing found (4 in the baseline)\n"), "{}", green.out);

    team.write("c.json", &wrong_tier().replace("sampleJobId_0000", "sampleJobId_1000"));
    let red = team.run(CHECK);
    assert_eq!(red.code, 1);
    assert!(red.out.contains(": 1 error, 1 note (4 in the baseline)\n"), "{}", red.out);
}

#[test]
fn it_is_read_where_the_configuration_says() {
    let team = team();
    team.write("icecore.toml", "baseline = 'base.json'");
    let missing = team.run("check .");
    let says = "base.json: there is no such baseline; `--write-baseline ";
    assert!(missing.err.contains(says), "{}", missing.err);
    assert_eq!(missing.code, 2);
    assert_eq!(team.run("check . --write-baseline base.json").code, 0);
    assert_eq!(team.run("check .").code, 0);
    // Neither is a dump, the one that is read and the one that is written.
    let written = team.read("base.json");
    assert_eq!(team.run("check . --write-baseline base.json").code, 0);
    assert_eq!(team.read("base.json"), written);
}

#[test]
fn what_is_gone_is_told_but_not_of_what_was_not_judged() {
    let team = team();
    team.run("check . --write-baseline base.json");
    team.write("a.json", &sound());
    let gone = team.run(CHECK);
    assert_eq!(gone.code, 0);
    let mut lines = gone.err.lines();
    assert_eq!(
        lines.next(),
        Some(
            "icecore: 1 finding of the baseline base.json no longer found; write it anew with --write-baseline"
        )
    );
    assert!(
        lines.next().is_some_and(
            |line| line.starts_with("  unknown-value in a.json at /Tier of job sample")
        )
    );
    assert_eq!(lines.next(), None);
    assert_eq!(team.run("check b.json --baseline base.json").err, "");
    assert_eq!(team.run(&format!("{CHECK} --ignore unknown-value")).err, "");
    assert_eq!(team.run(&format!("{CHECK} --statuscode Failed")).err, "");
    std::fs::remove_file(team.path("b.json")).expect("it is there");
    let removed = team.run(CHECK);
    assert!(removed.err.starts_with("icecore: 3 findings of the baseline"), "{}", removed.err);
}

#[test]
fn what_is_no_baseline_is_refused_before_anything_is_judged() {
    let team = team();
    team.write("base.json", r#"{"baseline_version": 7}"#);
    let answer = team.run("check . --baseline base.json -o json=out.json");
    assert_eq!((answer.code, answer.out.as_str()), (2, ""));
    assert!(answer.err.contains("base.json: the baseline is of version 7"), "{}", answer.err);
    assert!(!team.path("out.json").exists());
    let both = team.run("check . --baseline base.json --write-baseline base.json");
    assert_eq!(both.code, 2);
    let nowhere = team.run("check . --write-baseline none/base.json");
    assert_eq!((nowhere.code, nowhere.out.as_str()), (2, ""));
}
