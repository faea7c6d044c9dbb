//! A baseline makes a run green, and a new fault makes it red again.

use icecore::finding::Sample;

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
            "icecore: base.json: 1 finding of the baseline not found any more; --write-baseline takes them out"
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
    // A file that is gone was looked for only where its folder was walked through.
    std::fs::remove_file(team.path("b.json")).expect("it is there");
    assert_eq!(team.run("check a.json -q --baseline base.json").err, "");
    let removed = team.run(CHECK);
    assert!(removed.err.starts_with("icecore: base.json: 3 findings of the"), "{}", removed.err);
    assert_eq!(team.run(&format!("{CHECK} -q")).err, "");
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
    let says = "icecore: none/base.json: it cannot be written: there is no such folder\n";
    assert_eq!((nowhere.code, nowhere.out.as_str(), nowhere.err.as_str()), (2, "", says));
    for no_file in ["-", "/dev/stdout", "/dev/null"] {
        let answer = team.run(&format!("check . --write-baseline {no_file}"));
        assert!(answer.err.contains("a baseline is a file, and this is none"), "{}", answer.err);
    }
}

#[test]
fn nothing_but_a_baseline_is_written_over() {
    let team = team();
    team.write("base.json", "{\"mine\": 1}");
    let answer = team.run("check . --write-baseline base.json");
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("base.json: it is not written over: it is not a baseline"));
    assert_eq!(team.read("base.json"), "{\"mine\": 1}");
    team.write("base.json", r#"{"baseline_version": 7}"#);
    assert_eq!(team.run("check . --write-baseline base.json").code, 0, "that is how to get on");
    assert!(team.read("base.json").contains("\"baseline_version\": 1"));
}

#[test]
fn what_is_not_judged_is_kept_when_a_baseline_is_written_anew() {
    let team = team();
    team.run("check . --write-baseline base.json");
    let all = team.read("base.json");
    for arguments in
        ["a.json", ". --select unknown-value", ". --statuscode Failed", "b.json --ignore document"]
    {
        let answer = team.run(&format!("check {arguments} --write-baseline base.json"));
        assert_eq!(answer.code, 0, "{}", answer.err);
        assert!(answer.err.contains(" of what was not judged now were kept"), "{}", answer.err);
        assert_eq!(team.read("base.json"), all, "{arguments}");
    }
    // Where something could not be read, nobody knows.
    let answer = team.run("check . none.json --write-baseline base.json");
    assert_eq!(answer.code, 2);
    assert!(
        answer.err.contains("no baseline was written, since not all could be read"),
        "{}",
        answer.err
    );
    assert_eq!(team.read("base.json"), all);
    // What is mended is taken out.
    team.write("a.json", &sound());
    team.run("check a.json --write-baseline base.json");
    assert!(!team.read("base.json").contains("unknown-value"));
}

#[test]
fn a_file_that_breaks_says_nothing_of_what_stood_behind() {
    let team = team();
    team.run("check . --write-baseline base.json");
    team.write("a.json", &wrong_tier()[..500]);
    let answer = team.run("check a.json --baseline base.json");
    assert!(answer.out.contains("[invalid-json]"), "{}", answer.out);
    assert_eq!(answer.err, "");
}

#[test]
fn a_configured_baseline_can_be_left() {
    let team = team();
    team.write("icecore.toml", "baseline = 'base.json'");
    team.run("check . --write-baseline base.json");
    assert_eq!(team.run("check .").code, 0);
    assert_eq!(team.run("check . --no-baseline").code, 1);
}

#[test]
fn a_job_in_several_files_is_known_in_each() {
    let team = Team::with(&[("a.json", &wrong_tier()), ("b.json", &wrong_tier())]);
    team.run("check . --scope file --write-baseline base.json");
    let all = team.read("base.json");
    assert_eq!(all.matches("unknown-value").count(), 2, "{all}");
    assert_eq!(team.run("check a.json --scope file --baseline base.json").err, "");
    team.run("check a.json --scope file --write-baseline base.json");
    assert_eq!(team.read("base.json"), all);
}

#[test]
fn what_a_rule_about_listings_found_is_gone_only_where_its_folder_was_read() {
    let page = Sample::pages(r#"{"JobList": ["A", "B"], "Marker": "C"}"#).to_document();
    let team = Team::with(&[("d/page-1.json", &page), ("d/page-2.json", &sound())]);
    team.run("check d --write-baseline base.json");
    let all = team.read("base.json");
    assert!(all.contains("missing-page"), "{all}");
    team.write(
        "d/page-1.json",
        &Sample::pages(r#"{"JobList": ["A", "B"], "Marker": null}"#).to_document(),
    );
    assert_eq!(team.run("check d/page-1.json --baseline base.json").err, "");
    assert!(team.run("check d --baseline base.json").err.contains("missing-page"));
}

#[test]
#[cfg(unix)]
fn a_baseline_keeps_its_permissions_and_its_link() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let team = team();
    team.run("check . --write-baseline real.json");
    let private = || {
        std::fs::metadata(team.path("real.json")).expect("it is there").permissions().mode() & 0o777
    };
    std::fs::set_permissions(team.path("real.json"), PermissionsExt::from_mode(0o600))
        .expect("it is ours");
    symlink("real.json", team.path("link.json")).expect("it can be linked");
    std::fs::remove_file(team.path("a.json")).expect("it is there");
    assert_eq!(team.run("check b.json --write-baseline link.json").code, 0);
    assert_eq!(private(), 0o600);
    assert!(team.path("link.json").is_symlink());
}

#[test]
fn a_baseline_is_written_though_something_is_excluded() {
    let team = team();
    team.write("icecore.toml", "exclude = 'drafts/'");
    team.write("drafts/c.json", &wrong_tier());
    let configured = team.run("check . --write-baseline base.json");
    assert_eq!(configured.err, "base.json: a baseline of 4 findings was written\n");
    let green = team.run(CHECK);
    assert_eq!((green.code, green.err.as_str()), (0, ""));
    let typed = team.run("check . --exclude b.json --write-baseline base.json");
    assert!(typed.err.contains("were kept"), "{}", typed.err);
    assert_eq!(team.run(CHECK).code, 0);
}
