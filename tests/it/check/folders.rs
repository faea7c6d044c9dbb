//! What is read of folders, and what standard input is called.

use super::{Team, rules, run_in, wrong_tier};

fn team() -> Team {
    let team = Team::with(&[
        (".gitignore", "old/\n"),
        (".git/HEAD", ""),
        ("a.json", &wrong_tier()),
        ("old/b.json", &wrong_tier()),
        ("drafts/c.json", &wrong_tier()),
    ]);
    // git takes it for a repository by this.
    std::fs::create_dir_all(team.path(".git/objects")).expect("folders can be made");
    team
}

fn files(team: &Team, arguments: &str) -> Vec<String> {
    let answer = team.run(&format!("check {arguments} --select unknown-value --format json"));
    let report: serde_json::Value = serde_json::from_str(&answer.out).expect("it is JSON");
    let findings = report["findings"].as_array().expect("there is a list").iter();
    findings.map(|finding| finding["file"].as_str().expect("it is text").to_owned()).collect()
}

#[test]
fn what_git_ignores_is_left_out_and_said() {
    let team = team();
    assert_eq!(files(&team, "."), ["./a.json", "./drafts/c.json"]);
    assert_eq!(files(&team, ". --no-ignore"), ["./a.json", "./drafts/c.json", "./old/b.json"]);
    assert_eq!(files(&team, "old/b.json"), ["old/b.json"], "it is named outright");
    let human = team.run("check .");
    let says = "skipped in folders: 2 hidden, 1 ignored by git (--no-ignore reads them, too)\n";
    assert!(human.out.ends_with(says), "{}", human.out);
    team.write("icecore.toml", "gitignore = false");
    assert_eq!(files(&team, ".").len(), 3);
}

#[test]
fn a_folder_of_which_git_ignores_everything_is_an_error_that_says_so() {
    let team = team();
    team.write(".gitignore", "*.json\n");
    let answer = team.run("check old");
    let says = "icecore: old: the folder holds no dumps but what git ignores; --no-ignore reads that, too\n";
    assert_eq!((answer.code, answer.err.as_str()), (2, says));
}

#[test]
fn what_is_excluded_is_left_out_of_folders() {
    let team = team();
    assert_eq!(files(&team, ". --exclude drafts/"), ["./a.json"]);
    assert_eq!(files(&team, ". --exclude /a.json --exclude old"), ["./drafts/c.json"]);
    assert_eq!(files(&team, "a.json --exclude a.json"), ["a.json"]);
    assert_eq!(files(&team, "a.json drafts --exclude *.json --force-exclude"), [""; 0]);
    team.write("icecore.toml", "exclude = ['drafts/']");
    assert_eq!(files(&team, "."), ["./a.json"]);
    let inside = run_in(&team.path("drafts"), "check c.json --force-exclude", "");
    assert!(inside.out.contains("1 excluded"), "{}", inside.out);
}

#[test]
fn standard_input_is_called_what_it_is_told_to_be() {
    let team = team();
    team.write("icecore.toml", "[[overrides]]\npaths = 'old/'\nrules = { unknown-value = 'off' }");
    let check = "check - --format json --ignore unproven-start";
    let check = |name: &str| run_in(&team.path(""), &format!("{check} {name}"), &wrong_tier());
    assert!(check("").out.contains(r#""file":"<stdin>""#));
    assert_eq!(rules(&check("--stdin-filename new/b.json")), ["unknown-value"]);
    assert_eq!(rules(&check("--stdin-filename old/b.json")), [""; 0]);
    let left = check("--stdin-filename new/b.json --exclude new/ --force-exclude");
    assert!(left.out.contains(r#""excluded":1"#), "{}", left.out);
}

#[cfg(unix)]
#[test]
fn a_name_of_several_lines_is_told_on_one() {
    let team = team();
    let name = team.path("d.json\n::stop-commands::x.json");
    std::os::unix::fs::symlink("nowhere", name).expect("a link can be made");
    let says = "icecore: ./d.json␊::stop-commands::x.json: there is no such file or folder\n";
    assert_eq!(team.run("check .").err, says);
}

#[test]
fn a_folder_of_which_everything_is_excluded_is_an_error_that_says_so() {
    let answer = team().run("check drafts --exclude *.json");
    let says = "icecore: drafts: the folder holds no dumps but what is excluded; name files outright \
                to read them\n";
    assert_eq!((answer.code, answer.err.as_str()), (2, says));
}

#[test]
#[cfg(unix)]
fn linked_folders_are_not_followed_and_counted() {
    let team = team();
    std::os::unix::fs::symlink(team.path("drafts"), team.path("link")).expect("it can be linked");
    assert_eq!(files(&team, "."), ["./a.json", "./drafts/c.json"]);
    let human = team.run("check .").out;
    assert!(human.contains(", 1 linked\n"), "{human}");
    // A file is known by the same path through a link.
    team.write(
        "icecore.toml",
        "[[overrides]]\npaths = 'drafts/'\nrules = { unknown-value = 'info' }",
    );
    let outside = tempfile::tempdir().expect("a folder can be made");
    let link = outside.path().join("team");
    std::os::unix::fs::symlink(team.path(""), &link).expect("it can be linked");
    let through = format!("check {} --format github", link.join("drafts/c.json").display());
    assert!(team.run(&through).out.starts_with("::notice file=drafts/c.json,"));
}

#[test]
fn files_of_the_run_are_passed_over_where_they_are_named_for_a_hook() {
    let team = team();
    team.write("icecore.toml", "baseline = 'base.json'");
    assert_eq!(team.run("check a.json --write-baseline base.json").code, 0);
    let named = team.run("check base.json a.json");
    assert_eq!(named.code, 2, "{}", named.out);
    let hook = team.run("check --force-exclude --ignore listing -- base.json a.json icecore.toml");
    assert_eq!((hook.code, hook.err.as_str()), (0, ""), "{}", hook.out);
    assert!(hook.out.starts_with("1 file, "), "{}", hook.out);
}
