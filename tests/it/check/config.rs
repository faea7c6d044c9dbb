//! `icecore.toml`: where it is found, what it decides, and what is said of a broken one.

use icecore::finding::Sample;

use super::{Team, rules, wrong_tier};

const CHECK: &str = "check . --format json --ignore listing";

#[test]
fn the_nearest_file_upward_counts_and_paths_count_from_its_folder() {
    let team = Team::with(&[
        (
            "icecore.toml",
            "[[overrides]]\npaths = '/dumps/a.json'\nrules = { unknown-value = 'off' }",
        ),
        ("dumps/a.json", &wrong_tier()),
        ("dumps/b.json", &wrong_tier()),
    ]);
    for (folder, arguments) in
        [("", "check dumps"), ("dumps", "check ."), ("dumps", "check a.json b.json")]
    {
        let arguments = format!("{arguments} --format json --ignore listing");
        let answer = super::run_in(&team.path(folder), &arguments, "");
        assert_eq!(rules(&answer), ["unknown-value"], "{folder} {arguments}");
        assert!(answer.out.contains("b.json"), "{}", answer.out);
    }
    team.write("dumps/icecore.toml", "");
    let nearer = super::run_in(&team.path("dumps"), CHECK, "");
    assert_eq!(rules(&nearer), ["unknown-value", "unknown-value"]);
}

#[test]
fn a_file_can_be_named_or_left() {
    let team = Team::with(&[
        ("icecore.toml", "[rules]\nunknown-value = 'off'"),
        ("ci/loud.toml", "[rules]\nunknown-value = 'warning'\nunproven-start = 'off'"),
        ("a.json", &wrong_tier()),
    ]);
    assert_eq!(rules(&team.run(CHECK)), [""; 0]);
    assert_eq!(rules(&team.run(&format!("{CHECK} --no-config"))), ["unknown-value"]);
    let loud = team.run("check a.json --config ci/loud.toml --format json");
    assert!(loud.out.contains(r#""level":"warning""#), "{}", loud.out);
    assert_eq!(loud.code, 0);
}

#[test]
fn what_is_typed_wins() {
    let team = Team::with(&[
        (
            "icecore.toml",
            "profile = 'documented'\nfail-on = 'info'\nformat = 'json'\n\
             [rules]\nunknown-value = 'off'\nunproven-start = 'warning'",
        ),
        ("a.json", &wrong_tier()),
    ]);
    let configured = team.run("check a.json");
    assert_eq!((rules(&configured), configured.code), (vec!["unproven-start".to_owned()], 1));
    let typed = team.run("check a.json --fail-on error");
    assert_eq!((rules(&typed), typed.code), (vec!["unproven-start".to_owned()], 0));
    let selected = team.run("check a.json --select value,unknown-value");
    assert_eq!((rules(&selected), selected.code), (vec!["unknown-value".to_owned()], 1));
    let human = team.run("check a.json --format human --ignore listing");
    assert!(human.out.ends_with(": nothing found\n"), "{}", human.out);
}

#[test]
fn other_commands_go_by_it_too() {
    let team = Team::with(&[
        ("icecore.toml", "scope = 'file'\nexclude = 'drafts/'\n[rules]\nunknown-value = 'off'"),
        ("a.json", &wrong_tier()),
        ("drafts/b.json", &wrong_tier()),
    ]);
    let report = team.run("report . --format json");
    let report: serde_json::Value = serde_json::from_str(&report.out).expect("it is JSON");
    assert_eq!(report["summary"]["files"], 1, "{report}");
    assert_eq!(report["summary"]["findings"]["error"], 0, "{report}");
    let pages = team.run("pages . --format json");
    assert!(!pages.out.contains("drafts"), "{}", pages.out);
    assert_eq!(team.run("list . --query length(JobList)").out.trim(), "1");
    // Who only asks for the catalogue is not bothered by a broken file.
    team.write("icecore.toml", "?");
    assert_eq!(team.run("rules").code, 0);
    assert_eq!(team.run("list .").code, 2);
}

#[test]
fn a_broken_file_is_told_with_its_place_and_what_may_be_meant() {
    for (text, says) in [
        (
            "scope = 'all'\nprofil = 'observed'",
            "icecore.toml:2:1: there is no key `profil` here; did you mean `profile`?\n  \
             profil = 'observed'\n  ^\n",
        ),
        (
            "profile = 'obsrved'",
            "icecore.toml:1:11: there is no value `obsrved` here; did you mean `observed`?\n  \
             profile = 'obsrved'\n            ^\n",
        ),
        (
            "[rules]\nunknown-valu = 'off'",
            "icecore.toml:2:1: there is no rule `unknown-valu`; did you mean `unknown-value`?\n  \
             unknown-valu = 'off'\n  ^\n",
        ),
        (
            "[rules]\nx = 'off'",
            "icecore.toml:2:1: there is no rule `x`; `icecore rules` lists them all\n  x = 'off'\n  ^\n",
        ),
        (
            "[rules]\nunknown-value = 'loud'",
            "icecore.toml:2:17: there is no value `loud` here; there is `off`, `info`, `warning`, \
             `error`\n  unknown-value = 'loud'\n                  ^\n",
        ),
        (
            "[output]\nsarf = 'x'",
            "icecore.toml:2:1: no format is called `sarf`; did you mean `sarif`?\n  sarf = 'x'\n  ^\n",
        ),
        (
            "[[allow]]\nrule = 'unknown-value'",
            "icecore.toml:1:1: the key `reason` is missing here\n  [[allow]]\n  ^\n",
        ),
        (
            "[[allow]]\nrule = 'unknown-value'\nreason = ' '",
            "icecore.toml:3:10: the reason says nothing; write why this is allowed\n  reason = ' '\n           ^\n",
        ),
        (
            "[rules]\nunknown-value = 'warn'",
            "icecore.toml:2:17: there is no value `warn` here; did you mean `warning`?\n  \
             unknown-value = 'warn'\n                  ^\n",
        ),
        (
            "exclude = ['../a']",
            "icecore.toml:1:11: `../a` is no pattern of paths: it leads out of the folder it counts from\n  \
             exclude = ['../a']\n            ^\n",
        ),
        (
            "[[allow]]\nrule = 'unknown-value'\npointer = 'Tier'\nreason = 'r'",
            "icecore.toml:3:11: a JSON pointer begins with `/`: `/Tier`\n  pointer = 'Tier'\n            ^\n",
        ),
        (
            "exclude = 3",
            "icecore.toml:1:11: expected a pattern, or several in brackets\n  exclude = 3\n            ^\n",
        ),
    ] {
        let team = Team::with(&[("icecore.toml", text), ("a.json", "")]);
        let answer = team.run("check a.json");
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{text}");
        assert_eq!(answer.err, format!("icecore: {says}"), "{text}");
    }
}

#[test]
fn a_file_that_is_not_there_or_no_text_is_told() {
    let team = Team::with(&[("a.json", "")]);
    let answer = team.run("check a.json --config none.toml");
    assert_eq!(
        (answer.code, answer.err.as_str()),
        (2, "icecore: none.toml: there is no such file\n")
    );
    std::fs::write(team.path("icecore.toml"), b"\xff").expect("it can be written");
    let answer = team.run("check a.json");
    let says = "icecore: icecore.toml: the configuration cannot be read: it is not UTF-8\n";
    assert_eq!((answer.code, answer.err.as_str()), (2, says));
}

#[test]
fn something_is_allowed_with_a_reason_and_counted() {
    let team = Team::with(&[
        (
            "icecore.toml",
            "[rules]\nunproven-start = 'off'\n\
             [[allow]]\nrule = 'unknown-value'\npath = 'old/'\npointer = '/Tier'\nreason = 'the proxy'\n",
        ),
        ("a.json", &wrong_tier()),
        ("old/a.json", &wrong_tier()),
    ]);
    let answer = team.run("check .");
    assert!(answer.out.ends_with(": 1 error (1 allowed)\n"), "{}", answer.out);
    let json = team.run("check . --format json");
    assert!(json.out.contains(r#""suppressed":{"allowed":1,"baseline":0}"#), "{}", json.out);
    team.write("old/a.json", &super::sound());
    let idle = team.run("check .");
    let says = "icecore: icecore.toml:3: nothing of `unknown-value` is found that this allows (the proxy)\n";
    assert_eq!(idle.err, says);
    // It is about files, or a rule, that are not judged by now.
    assert_eq!(team.run("check a.json").err, "");
    assert_eq!(team.run("check . --ignore unknown-value").err, "");
    assert_eq!(team.run("check . -q").err, "");
}

#[test]
fn an_override_changes_nothing_in_other_files() {
    // A rule that speaks in one folder would silence a worse one in all others.
    let select = Sample::select(
        r#"{"Completed": false, "StatusCode": "InProgress", "StatusMessage": null, "CompletionDate": null,
            "ArchiveSizeInBytes": 1048576, "RetrievalByteRange": "0-2097151"}"#,
    );
    let team = Team::with(&[("b/x.json", &select.to_document())]);
    let alone = team.run("check b --format json");
    assert_eq!(rules(&alone)[0], "byte-range-within-archive");
    team.write(
        "icecore.toml",
        "[[overrides]]\npaths = 'a/'\nrules = { archive-fields-on-select = 'warning' }",
    );
    assert_eq!(team.run("check b --format json").out, alone.out);
    // Where it is on, it speaks first.
    std::fs::rename(team.path("b"), team.path("a")).expect("it is there");
    assert_eq!(rules(&team.run("check a --format json"))[0], "archive-fields-on-select");
}

#[test]
fn a_configuration_that_is_named_may_lie_anywhere() {
    let team = Team::with(&[
        ("ci/strict.toml", "exclude = '/old'\nbaseline = 'base.json'"),
        ("base.json", r#"{"baseline_version": 1, "findings": []}"#),
        ("new/a.json", &wrong_tier()),
        ("old/a.json", &wrong_tier()),
    ]);
    let check = "check . --config ci/strict.toml --select unknown-value --format github";
    let answer = team.run(check);
    assert!(answer.out.starts_with("::error file=new/a.json,"), "{}{}", answer.out, answer.err);
    assert!(!answer.out.contains("old/a.json"), "{}", answer.out);
}

#[test]
fn what_the_configuration_names_is_a_dump_to_no_command() {
    let team = Team::with(&[
        (
            "icecore.toml",
            "baseline = 'base.json'\n[output]\njson = 'out/found.json'\ngitlab = 'out/quality.json'",
        ),
        ("base.json", r#"{"baseline_version": 1, "findings": []}"#),
        ("a.json", &wrong_tier()),
    ]);
    team.run("check .");
    assert!(team.path("out/quality.json").exists(), "its folder is made");
    let report: serde_json::Value =
        serde_json::from_str(&team.run("report . --format json").out).expect("it is JSON");
    assert_eq!(report["summary"]["files"], 1, "{report}");
    assert_eq!(team.run("pages . --format json").out.matches("a.json").count(), 1);
    let typed = team.run("check . -f json -o sarif=out/typed.sarif --select unknown-value");
    assert_eq!(rules(&typed), ["unknown-value"]);
}
