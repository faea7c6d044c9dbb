//! Several reports in one run.

use std::process::{Command, Stdio};

use icecore::report::CheckFormat;

use super::{Team, rules, wrong_tier};

#[test]
fn every_report_is_what_it_would_be_alone() {
    let team = Team::with(&[("a.json", &wrong_tier())]);
    let several =
        team.run("check a.json -f json -o ndjson=out/b.ndjson -o human=out/c.txt --color always");
    assert_eq!((several.code, several.err.as_str()), (1, ""));
    let alone = |format: &str| team.run(&format!("check a.json -f {format}")).out;
    assert_eq!(several.out, alone("json"));
    assert_eq!(team.read("out/b.ndjson"), alone("ndjson"));
    let untimed = |text: &str| {
        text.lines().filter(|line| !line.contains(" in 0.")).map(str::to_owned).collect::<Vec<_>>()
    };
    let (written, shown) = (team.read("out/c.txt"), alone("human"));
    assert_eq!(untimed(&written)[..8], untimed(&shown)[..8]);
    assert!(!written.contains('\u{1b}'), "{written}");
}

#[test]
fn what_a_run_writes_is_no_dump() {
    let team = Team::with(&[("a.json", &wrong_tier())]);
    let once = team.run("check . -o json=out.json --select unknown-value -f json");
    let again = team.run("check . -o json=out.json --select unknown-value -f json");
    assert_eq!(rules(&once), ["unknown-value"]);
    assert_eq!(rules(&again), ["unknown-value"]);
}

#[test]
fn a_dump_is_never_written_over() {
    let team = Team::with(&[("a.json", &wrong_tier()), ("b/c.json", "")]);
    std::fs::hard_link(team.path("a.json"), team.path("link.json")).expect("it can be linked");
    for arguments in [
        "check a.json -o json=a.json",
        "check b a.json -o json=b/../a.json",
        "check a.json --write-baseline a.json",
        "check a.json --baseline a.json",
        "check . -o json=a.json",
        "check b -o sarif=a.json",
        "check . --write-baseline a.json",
        "check b/c.json -o human=link.json",
    ] {
        let answer = team.run(arguments);
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{arguments}");
        assert_eq!(team.read("a.json"), wrong_tier(), "{arguments}");
    }
}

#[test]
fn standard_output_holds_one_report() {
    let team = Team::with(&[("a.json", &wrong_tier())]);
    for (arguments, says) in [
        (
            "check . -f json -o ndjson=-",
            "standard output cannot hold both json and ndjson; write one to a file, as --output ndjson=FILE",
        ),
        (
            "check . -o json=- -o ndjson=-",
            "standard output cannot hold both json and ndjson; write one to a file, as --output ndjson=FILE",
        ),
        (
            "check . -o json=x -o ndjson=x",
            "x cannot hold both json and ndjson; name a file for each",
        ),
    ] {
        let answer = team.run(arguments);
        assert_eq!((answer.code, answer.err), (2, format!("icecore: {says}\n")), "{arguments}");
    }
    assert_eq!(rules(&team.run("check . -o json=- --select unknown-value")), ["unknown-value"]);
}

#[test]
fn the_configuration_names_files_from_its_own_folder() {
    let team = Team::with(&[
        ("icecore.toml", "[output]\njson = 'found.json'\nndjson = 'dumps/found.ndjson'"),
        ("dumps/a.json", &wrong_tier()),
    ]);
    let answer = super::run_in(&team.path("dumps"), "check .", "");
    assert_eq!(answer.code, 1, "{}", answer.err);
    assert!(team.read("found.json").contains("unknown-value"));
    assert!(team.read("dumps/found.ndjson").contains("unknown-value"));
    // What is typed is written in place of all that.
    std::fs::remove_file(team.path("found.json")).expect("it was written");
    super::run_in(&team.path("dumps"), "check . -o json=typed.json", "");
    assert!(!team.path("found.json").exists());
    assert!(team.path("dumps/typed.json").exists());
}

#[test]
fn a_forge_is_told_of_no_file_outside_of_the_working_directory() {
    let team = Team::with(&[
        ("icecore.toml", ""),
        ("ci/strict.toml", "fail-on = 'info'"),
        ("dumps/a.json", &wrong_tier()),
    ]);
    let check = "check --format github --select unknown-value";
    for (folder, arguments) in [
        ("", "dumps"),
        ("dumps", "."),
        ("", "dumps --config ci/strict.toml"),
        ("", "dumps --no-config"),
    ] {
        let answer = super::run_in(&team.path(folder), &format!("{check} {arguments}"), "");
        assert!(answer.out.starts_with("::error file=dumps/a.json,"), "{arguments} {}", answer.out);
    }
}

#[test]
fn only_so_many_findings_are_told_and_the_others_counted() {
    let team = Team::with(&[
        ("a.json", &wrong_tier()),
        ("b.json", &wrong_tier()),
        ("c.json", &wrong_tier()),
    ]);
    let select = "check . --select unknown-value --max-findings 2";
    let json = team.run(&format!("{select} --format json"));
    assert_eq!(rules(&json), ["unknown-value", "unknown-value"]);
    assert!(json.out.contains(r#""findings":{"error":3,"warning":0,"info":0}"#), "{}", json.out);
    assert!(json.out.contains(r#""untold":{"error":1,"warning":0,"info":0}"#), "{}", json.out);
    let human = team.run(select);
    let line = "\nnot told, since only so many were asked for: 1 finding (1 error)\n";
    assert!(human.out.contains(line), "{}", human.out);
    assert!(team.run(&format!("{select} -q")).out.ends_with(line));
    // Who counts tests by files has to know that a file fails, though nothing of it is told.
    let junit = team.run(&format!("{select} --format junit"));
    assert_eq!(junit.out.matches("<failure").count(), 3, "{}", junit.out);
    assert_eq!(team.run("check . --select unknown-value --max-findings 0").code, 1);
}

#[test]
fn findings_can_be_counted_in_place_of_being_told() {
    let team = Team::with(&[("a.json", &wrong_tier()), ("b.json", &wrong_tier())]);
    let human = team.run("check . --statistics --ignore duplicate-page");
    assert!(
        human.out.starts_with("2  error    unknown-value\n1  info     unproven-start\n\n2 files"),
        "{}",
        human.out
    );
    let json = team.run("check . --statistics --select unknown-value --format json");
    let count = r#""rules":[{"rule":"unknown-value","level":"error","count":2}]"#;
    assert!(json.out.contains(count), "{}", json.out);
    assert_eq!(rules(&json).len(), 2);
}

#[test]
fn files_are_written_whole_though_nobody_reads_standard_output() {
    let page = wrong_tier();
    let team = Team::with(&[("a.json", &page)]);
    // More than a pipe holds.
    for index in 0..300 {
        team.write(&format!("dumps/{index}.json"), &page);
    }
    let alone = team.run("check dumps --select unknown-value -f json").out;
    for arguments in ["-o json=out.json", "-o json=out.json --write-baseline base.json"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_icecore"))
            .args("check dumps --select unknown-value -f human".split(' '))
            .args(arguments.split(' '))
            .current_dir(team.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the command can be run");
        drop(child.stdout.take());
        let status = child.wait().expect("it ends");
        let is_noting_down = arguments.contains("baseline");
        assert_eq!(status.code(), Some(i32::from(!is_noting_down)));
        if is_noting_down {
            assert_eq!(team.read("base.json").matches("unknown-value").count(), 300);
        } else {
            assert_eq!(team.read("out.json"), alone);
        }
    }
}

/// What a report may begin with.
const EARLIER: &str = r#"{"version":1,"findings":["#;

#[test]
fn earlier_reports_are_kept_if_not_all_can_be_written() {
    let team = Team::with(&[("a.json", &wrong_tier()), ("out.json", EARLIER)]);
    let answer = team.run("check a.json -o json=out.json -o ndjson=a.json/out.ndjson");
    assert_eq!((answer.code, answer.out.as_str()), (2, ""));
    assert_eq!(team.read("out.json"), EARLIER);
    let written = team.run("check a.json -o json=out.json -o ndjson=/dev/null -o human=/dev/null");
    assert_eq!(written.code, 1, "{}", written.err);
    assert!(team.read("out.json").starts_with("{\"version\":1"));
}

#[test]
fn who_wants_quiet_still_reads_every_finding() {
    let team = Team::with(&[("a.json", &wrong_tier()), ("b/c.json", &super::sound())]);
    let quiet = team.run("check . -q").out;
    assert_eq!(quiet.matches("[unknown-value]").count(), 1, "{quiet}");
    assert_eq!(quiet.matches("[unproven-start]").count(), 1, "{quiet}");
    assert!(!quiet.contains(" in 0."), "{quiet}");
    assert!(
        team.run("check a.json -q --statistics").out.starts_with("1  error    unknown-value\n")
    );
}

#[test]
fn the_configuration_is_not_written_over() {
    let team = Team::with(&[("icecore.toml", ""), ("a.json", &wrong_tier())]);
    let answer = team.run("check a.json -o json=icecore.toml");
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("cannot hold both the configuration and json"), "{}", answer.err);
    assert_eq!(team.read("icecore.toml"), "");
}

#[test]
#[cfg(unix)]
fn that_nobody_reads_a_file_is_no_success() {
    let team = Team::with(&[("a.json", &wrong_tier().repeat(3_000))]);
    let made = Command::new("mkfifo").arg(team.path("pipe")).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo is there");
    let pipe = team.path("pipe");
    let reader = std::thread::spawn(move || drop(std::fs::File::open(pipe)));
    let answer = team.run("check a.json -o json=pipe -f json --no-config");
    reader.join().expect("it ends");
    assert_eq!(answer.code, 2, "{}", answer.err);
    assert!(answer.err.contains("cannot write the result: pipe: "), "{}", answer.err);
}

#[test]
fn nothing_but_an_earlier_report_is_written_over() {
    let long = format!("{{\"log\":{{\"entries\":[{}]}}}}", "0,".repeat(400_000));
    for kept in [
        long.as_str(),
        "[]",
        "{'JobList': []}",
        "notes of mine",
        "\u{feff}{}",
        "{\"baseline_version\": 1}",
    ] {
        let team = Team::with(&[("a.json", &wrong_tier()), ("b.out", kept)]);
        let answer = team.run("check a.json -o json=new/x.json -o sarif=b.out --no-config");
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{kept:.40}");
        let says = "icecore: b.out: it is no earlier report, and nothing else is written over; name another file\n";
        assert_eq!(answer.err, says);
        assert_eq!(team.read("b.out"), kept);
        assert!(!team.path("new").exists(), "a run that is refused makes nothing");
    }
    // Every report may be written anew.
    let team = Team::with(&[("a.json", &wrong_tier()), ("clean/b.json", &super::sound())]);
    for arguments in ["a.json", "clean -q --ignore listing", "a.json --statistics"] {
        for format in CheckFormat::ALL {
            for _ in 0..2 {
                let answer =
                    team.run(&format!("check {arguments} -f json -o {format}={format}.out"));
                assert!(answer.code < 2, "{format}: {}", answer.err);
            }
        }
    }
}
