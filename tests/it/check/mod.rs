//! `check` as a team wires it into CI: configuration, baselines, reports in files, what is read.

mod baseline;
mod config;
mod expectations;
mod folders;
mod outputs;
mod schema;

use std::io::Write;
use std::ops::Deref;
use std::path::Path;
use std::process::{Command, Stdio};

use icecore::finding::Sample;

use crate::folder::Folder;

/// A folder of a team.
struct Team {
    folder: Folder,
}

/// What a run answers.
#[derive(Debug)]
struct Answer {
    code: i32,
    out: String,
    err: String,
}

impl Deref for Team {
    type Target = Folder;

    fn deref(&self) -> &Folder {
        &self.folder
    }
}

impl Team {
    fn with(files: &[(&str, &str)]) -> Self {
        let team = Team { folder: Folder::new() };
        for (name, text) in files {
            team.write(name, text);
        }
        team
    }

    /// Runs the command in the folder.
    fn run(&self, arguments: &str) -> Answer {
        run_in(self.root(), arguments, "")
    }
}

/// Runs the command, with arguments that stand apart.
fn run_in(folder: &Path, arguments: &str, stdin: &str) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_icecore"))
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command can be run");
    // Who does not read standard input closes it.
    let _ = child.stdin.take().expect("it is piped").write_all(stdin.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("it is text");
    let code = output.status.code().expect("it was not killed");
    Answer { code, out: text(output.stdout), err: text(output.stderr) }
}

/// A page with a job whose tier is wrong, and nothing else.
fn wrong_tier() -> String {
    Sample::archive(r#"{"Tier": "Fast"}"#).to_document()
}

/// A page with nothing wrong.
fn sound() -> String {
    Sample::archive("{}").to_document()
}

/// The rules of the findings that `--format json` tells.
fn rules(answer: &Answer) -> Vec<String> {
    let report: serde_json::Value = serde_json::from_str(&answer.out).expect("it is JSON");
    let findings = report["findings"].as_array().expect("there is a list").iter();
    findings.map(|finding| finding["rule"].as_str().expect("it is text").to_owned()).collect()
}
