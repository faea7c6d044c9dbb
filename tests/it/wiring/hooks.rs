//! The hooks for pre-commit: as command lines, and where there is a pre-commit, run by it.

use std::process::Command;

use serde::Deserialize;

use super::{Answer, Repository, project_file, snippet, yaml};

const MANIFEST: &str = ".pre-commit-hooks.yaml";

#[derive(Deserialize)]
struct Hook {
    id: String,
    entry: String,
    args: Vec<String>,
    language: String,
    #[serde(default = "yes")]
    pass_filenames: bool,
    minimum_pre_commit_version: String,
}

fn yes() -> bool {
    true
}

#[test]
fn every_hook_is_a_command_line_of_ours() {
    let repository = Repository::with_ten_fixtures();
    let hooks: Vec<Hook> = yaml(&project_file(MANIFEST));
    let ids: Vec<&str> = hooks.iter().map(|hook| hook.id.as_str()).collect();
    assert_eq!(ids, ["icecore", "icecore-system", "icecore-folders"]);
    for hook in hooks {
        let files = if hook.pass_filenames { " fixtures/1.json fixtures/2.json" } else { "" };
        let answer = repository.bash(&format!("{} {}{files}", hook.entry, hook.args.join(" ")));
        assert_eq!(answer.code, 0, "{} {}", hook.id, answer.log);
        let files = if hook.pass_filenames { "2 files" } else { "10 files" };
        assert!(answer.out.contains(files), "{} {}", hook.id, answer.out);
        assert_eq!(hook.language == "system", hook.id.ends_with("-system"));
        let version = hook.minimum_pre_commit_version.split('.').map(str::parse::<u32>);
        assert_eq!(version.flatten().count(), 3);
    }
}

#[test]
fn hooks_that_get_names_say_nothing_of_listings_and_those_of_folders_do() {
    let repository = Repository::new();
    repository.write("a.json", r#"{"JobList": [], "Marker": "x"}"#);
    for hook in yaml::<Vec<Hook>>(&project_file(MANIFEST)) {
        let files = if hook.pass_filenames { " a.json" } else { "" };
        let answer = repository.bash(&format!("{} {}{files}", hook.entry, hook.args.join(" ")));
        assert_eq!(answer.out.contains("incomplete-listing"), !hook.pass_filenames, "{}", hook.id);
    }
}

#[test]
fn the_readme_names_hooks_that_there_are() {
    #[derive(Deserialize)]
    struct Config {
        repos: Vec<Repo>,
    }
    #[derive(Deserialize)]
    struct Repo {
        hooks: Vec<Named>,
    }
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    let hooks: Vec<Hook> = yaml(&project_file(MANIFEST));
    let config: Config = yaml(&snippet("yaml", "rev:"));
    for named in &config.repos[0].hooks {
        assert!(hooks.iter().any(|hook| hook.id == named.id), "{}", named.id);
    }
}

#[test]
fn pre_commit_runs_the_hook_of_the_system() {
    let Some(pre_commit) = PreCommit::find() else {
        eprintln!(
            "SKIPPED: there is no pre-commit; `python3 -m pip install pre-commit` installs it"
        );
        return;
    };
    let team = Repository::with_ten_fixtures();
    let hooks = Repository::new();
    hooks.write(MANIFEST, &project_file(MANIFEST));
    let commit = "git init -q; git add -A; git -c user.name=x -c user.email=x@x commit -qm x; git rev-parse HEAD";
    let head = hooks.bash(commit);
    assert_eq!(head.code, 0, "{}", head.log);
    let repo = hooks.path("").display().to_string();
    let config = format!(
        "repos: [{{repo: '{repo}', rev: {}, hooks: [{{id: icecore-system, files: ^fixtures/}}]}}]",
        head.out.trim()
    );
    team.write(".pre-commit-config.yaml", &config);
    // Neither of these is a dump of the team.
    team.write("package.json", "{}");
    team.write("fixtures/README.md", "what is recorded here");
    team.bash(commit);
    let passed = pre_commit.run(&team);
    assert_eq!(passed.code, 0, "{}", passed.log);
    assert!(passed.out.contains("Passed"), "{}", passed.out);

    team.spoil("fixtures/3.json", "\"Standard\"", "\"Fast\"");
    let failed = pre_commit.run(&team);
    assert_eq!(failed.code, 1, "{}", failed.log);
    assert!(failed.out.contains("--> fixtures/3.json:"), "{}", failed.out);
    assert!(failed.out.contains("10 files"), "{}", failed.out);

    // What the configuration excludes is not judged, though it is named.
    team.write("icecore.toml", "exclude = 'fixtures/3.json'");
    assert_eq!(pre_commit.run(&team).code, 0);
}

/// How pre-commit is started.
struct PreCommit(&'static [&'static str]);

impl PreCommit {
    fn find() -> Option<Self> {
        let ways: [&[&str]; 2] = [&["pre-commit"], &["python3", "-m", "pre_commit"]];
        let works = |way: &&&[&str]| {
            let output = Command::new(way[0]).args(&way[1..]).arg("--version").output();
            output.is_ok_and(|output| output.status.success())
        };
        ways.iter().find(works).map(|way| PreCommit(way))
    }

    fn run(&self, repository: &Repository) -> Answer {
        let mut command = Command::new(self.0[0]);
        repository.run(command.args(&self.0[1..]).args(["run", "--all-files", "--color=never"]))
    }
}
