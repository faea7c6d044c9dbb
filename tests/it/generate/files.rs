//! What the command writes, and where.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use icecore::dump::Dump;
use icecore::generate::{Generator, Style};

use super::{written, written_pages};

fn icecore(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_icecore"))
        .arg("generate")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command can be run")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut names: Vec<_> = entries.map(|entry| name(entry.expect("it can be read"))).collect();
    names.sort();
    names
}

#[test]
fn the_name_says_how_a_file_is_compressed() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let expected = written(&Generator::new(9).jobs(120).vaults(2));
    for name in ["dump.json", "dump.json.gz", "dump.json.zst"] {
        let arguments = ["--jobs", "120", "--vaults", "2", "--seed", "9", "-o", name];
        let output = icecore(folder.path(), &arguments);
        assert!(output.status.success() && output.stdout.is_empty() && output.stderr.is_empty());
        let path = folder.path().join(name);
        assert_eq!(Dump::open(&path).expect("it can be read").bytes(), expected);
        let is_smaller = fs::read(&path).expect("it can be read").len() < expected.len();
        assert_eq!(is_smaller, name != "dump.json", "{name}");
    }
}

#[test]
fn braces_in_a_name_are_the_number_of_a_page() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let arguments = ["--jobs", "30", "--page-size", "10", "--style", "cli", "-o", "page-{}.json"];
    assert!(icecore(folder.path(), &arguments).status.success());
    assert_eq!(names(folder.path()), ["page-1.json", "page-2.json", "page-3.json"]);
    let expected = written_pages(&Generator::new(0).jobs(30).page_size(10).style(Style::Cli));
    let second = fs::read(folder.path().join("page-2.json")).expect("it can be read");
    assert_eq!(second, expected[1]);
}

#[test]
fn a_page_that_is_missing_has_no_file() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let defect = ["--defects", "missing-page=1", "-o", "{}.json"];
    let arguments = [&["--jobs", "30", "--page-size", "10"][..], &defect].concat();
    assert!(icecore(folder.path(), &arguments).status.success());
    assert_eq!(names(folder.path()), ["1.json", "3.json"]);
}

#[test]
fn a_file_is_not_touched_for_a_dump_that_cannot_be() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("kept.json");
    fs::write(&path, "kept").expect("it can be written");
    let arguments = ["--style", "jq", "--defects", "missing-page=1%", "-o", "kept.json"];
    assert_eq!(icecore(folder.path(), &arguments).status.code(), Some(2));
    assert_eq!(fs::read(&path).expect("it can be read"), b"kept");
}

#[test]
fn who_closes_the_pipe_has_seen_enough() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_icecore"))
        .args(["generate", "--jobs", "100000"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command can be run");
    let mut start = [0; 12];
    let mut stdout = child.stdout.take().expect("it is piped");
    stdout.read_exact(&mut start).expect("something is written");
    drop(stdout);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(&start, b"{\"JobList\":[");
    assert!(output.status.success() && output.stderr.is_empty());
}
