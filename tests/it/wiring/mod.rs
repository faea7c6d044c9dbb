//! What puts icecore into the CI of others: the GitHub Action, the hooks for pre-commit, and what the README says
//! of them. All of it is text that no compiler reads, so it is run here as it stands.

mod action;
mod hooks;
mod runner;
mod snippets;
mod story;

use std::collections::BTreeMap;
use std::fs;
use std::ops::Deref;
use std::path::Path;
use std::process::{Command, Output};

use serde::de::DeserializeOwned;

use crate::folder::Folder;

/// The project, as others check it out.
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Takes `--root`, or the place where it is said to install, and puts the command there that is tested.
const CARGO: &str = r#"#!/bin/sh
echo "cargo $*"
while [ $# -gt 0 ] && [ "$1" != --root ]; do shift; done
if [ $# -gt 0 ]; then mkdir -p "$2/bin" && cp "$ICECORE" "$2/bin/icecore"; fi
"#;

/// A repository of a team, with whom icecore is on the path, and a cargo that only copies it.
struct Repository {
    folder: Folder,
    tools: Folder,
}

/// What a script answers.
#[derive(Debug, Default)]
struct Answer {
    code: i32,
    /// Standard output.
    out: String,
    /// Standard output and standard error.
    log: String,
}

impl Deref for Repository {
    type Target = Folder;

    fn deref(&self) -> &Folder {
        &self.folder
    }
}

impl Repository {
    fn new() -> Self {
        let repository = Repository { folder: Folder::new(), tools: Folder::new() };
        repository.tools.write("cargo", CARGO);
        let cargo = repository.tools.path("cargo");
        repository.bash(&format!("chmod +x '{}'", cargo.display()));
        repository
    }

    /// One with ten sound responses in `fixtures`.
    fn with_ten_fixtures() -> Self {
        let repository = Repository::new();
        let script = "mkdir fixtures; for seed in 0 1 2 3 4 5 6 7 8 9; do icecore generate --jobs 2 --style cli \
                      --seed $seed --output fixtures/$seed.json; done";
        assert_eq!(repository.bash(script).code, 0);
        repository
    }

    /// Puts something else in the place of a text; tells the line.
    fn spoil(&self, name: &str, from: &str, to: &str) -> usize {
        let text = self.read(name);
        let at = text.find(from).unwrap_or_else(|| panic!("{name} has no {from}: {text}"));
        self.write(name, &text.replacen(from, to, 1));
        text[..at].matches('\n').count() + 1
    }

    /// Runs a script as GitHub and GitLab run theirs.
    fn bash(&self, script: &str) -> Answer {
        self.bash_with(script, &BTreeMap::new())
    }

    fn bash_with(&self, script: &str, env: &BTreeMap<String, String>) -> Answer {
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
        self.run(command.envs(env))
    }

    /// Runs a command in the repository, and not by what git or pre-commit are told elsewhere.
    fn run(&self, command: &mut Command) -> Answer {
        let icecore = Path::new(env!("CARGO_BIN_EXE_icecore"));
        let bin = icecore.parent().expect("it is in a folder");
        let path = std::env::var("PATH").expect("there is a path");
        let path = format!("{}:{}:{path}", self.tools.root().display(), bin.display());
        let output = command
            .env("PATH", path)
            .env("ICECORE", icecore)
            .env("PRE_COMMIT_HOME", self.tools.path("pre-commit"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env_remove("GIT_DIR")
            .env_remove("GIT_INDEX_FILE")
            .current_dir(self.root())
            .output()
            .expect("it can be run");
        Answer::of(&output)
    }
}

impl Answer {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it is text");
        let out = text(&output.stdout);
        let code = output.status.code().expect("it was not killed");
        Answer { code, log: format!("{out}{}", text(&output.stderr)), out }
    }

    /// Adds what the next script answers.
    fn add(&mut self, next: &Answer) {
        self.code = if self.code == 0 { next.code } else { self.code };
        self.out += &next.out;
        self.log += &next.log;
    }

    /// Where errors are annotated: file and line.
    fn errors(&self) -> Vec<(String, usize)> {
        let errors = self.out.lines().filter_map(|line| line.strip_prefix("::error file="));
        let places = errors.map(|error| {
            let (file, rest) = error.split_once(",line=").expect("it has a line");
            let (line, _) = rest.split_once(',').expect("it has a column");
            (file.to_owned(), line.parse().expect("it is a number"))
        });
        places.collect()
    }
}

/// A file of the project, as text.
fn project_file(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join(name)).expect("it can be read")
}

fn yaml<T: DeserializeOwned>(text: &str) -> T {
    serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The blocks of code in the README's section about CI that are in this language.
fn snippets(language: &str) -> Vec<String> {
    let readme = project_file("README.md");
    let (_, section) = readme.split_once("\n## In CI\n").expect("there is such a section");
    let (section, _) = section.split_once("\n## ").expect("another one follows");
    let blocks = section.split("```").skip(1).step_by(2);
    let blocks = blocks.filter_map(|block| block.strip_prefix(&format!("{language}\n")));
    blocks.map(str::to_owned).collect()
}

/// The only one of these that has this in it.
fn snippet(language: &str, having: &str) -> String {
    let mut found = snippets(language).into_iter().filter(|snippet| snippet.contains(having));
    let snippet =
        found.next().unwrap_or_else(|| panic!("no {language} in the README has {having}"));
    assert_eq!(found.next(), None, "{having}");
    snippet
}
