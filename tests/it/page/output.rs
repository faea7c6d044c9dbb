//! Where reports are written: over nothing but earlier reports, as a whole or not at all.

use std::process::Command;

use super::{AS_OF, dumps, hostile, icecore};
use crate::folder::Folder;

/// What is said of a run that fails.
fn refused(folder: &Folder, arguments: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_icecore"))
        .args(arguments.split_whitespace())
        .current_dir(folder.root())
        .output()
        .expect("the command can be run");
    assert_eq!(output.status.code(), Some(2), "{arguments}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{arguments}");
    String::from_utf8(output.stderr).expect("it is text")
}

#[test]
fn a_file_holds_what_standard_output_would() {
    let folder = dumps(300);
    for (format, file) in [
        ("human", "out/a.txt"),
        ("json", "out/a.json"),
        ("markdown", "out/a.md"),
        ("html", "a.html"),
    ] {
        let shown = icecore(&folder, &format!("report {AS_OF} dumps --format {format}"));
        let report = format!("report {AS_OF} dumps --format {format} --color always -o {file}");
        // Each may be written over, and not only by its own kind.
        for _ in 0..2 {
            assert_eq!(icecore(&folder, &report), "");
            assert_eq!(folder.read(file), shown, "{format}");
        }
        icecore(&folder, &format!("report {AS_OF} dumps --format json -o {file}"));
        assert!(folder.read(file).starts_with("{\n  \"version\": "), "{format}");
    }
}

#[test]
fn the_format_is_that_which_the_name_ends_like() {
    let folder = dumps(60);
    for (file, begins) in [
        ("a.html", "<!DOCTYPE html>"),
        ("a.MD", "### icecore report: "),
        ("a.json", "{\n"),
        ("a.txt", "108 jobs in "),
        ("-", ""),
    ] {
        let out = icecore(
            &folder,
            &format!("report {AS_OF} dumps/p-1.json dumps/0-hostile.json -o {file}"),
        );
        match file {
            "-" => assert!(out.contains(" jobs in "), "{out}"),
            _ if file == "a.txt" => assert!(folder.read(file).contains(" jobs in ")),
            _ => assert!(folder.read(file).starts_with(begins), "{file}"),
        }
    }
    icecore(&folder, &format!("report {AS_OF} dumps -f markdown -o b.html"));
    assert!(folder.read("b.html").starts_with("### icecore report: "));
}

#[test]
fn nothing_but_an_earlier_report_is_written_over() {
    let folder = Folder::new();
    folder.write("dump.json", &hostile());
    folder.write("other.html", "<!DOCTYPE html>\n<title>of somebody else</title>");
    folder.write("icecore.toml", "");
    std::fs::hard_link(folder.path("dump.json"), folder.path("link.html"))
        .expect("it can be linked");
    for (file, says) in [
        ("dump.json", "cannot be judged, too"),
        ("./dump.json", "cannot be judged, too"),
        ("link.html", "no earlier report"),
        ("other.html", "no earlier report"),
        ("icecore.toml", "cannot hold both the configuration and the report"),
        (".", "a report is a file"),
        ("gone.json", "cannot be judged, too"),
    ] {
        let before = (folder.read("dump.json"), folder.read("other.html"));
        let said = refused(&folder, &format!("report dump.json gone.json -f html -o {file}"));
        assert!(said.contains(says), "{file}: {said}");
        assert_eq!((folder.read("dump.json"), folder.read("other.html")), before, "{file}");
    }
}

#[test]
fn a_report_is_no_dump() {
    let folder = dumps(60);
    let report = format!("report {AS_OF} . -o report.json");
    icecore(&folder, &report);
    let first = folder.read("report.json");
    icecore(&folder, &report);
    assert_eq!(folder.read("report.json"), first);
}

#[test]
fn a_page_says_what_could_not_be_read() {
    let folder = dumps(60);
    let output = Command::new(env!("CARGO_BIN_EXE_icecore"))
        .args(["report", "dumps", "gone/<b>.json", "-o", "page.html"])
        .current_dir(folder.root())
        .output()
        .expect("the command can be run");
    assert_eq!(output.status.code(), Some(2));
    let page = folder.read("page.html");
    assert!(page.contains("Not all could be read"), "{page}");
    assert!(
        page.contains("<li>gone/&#60;b&#62;.json: there is no such file or folder</li>"),
        "{page}"
    );
}

#[test]
fn what_is_allowed_is_not_shown() {
    let folder = dumps(300);
    folder.write(
        "icecore.toml",
        "[[allow]]\nrule = 'job-id-format'\npath = 'dumps/**'\nreason = 'made up'\n[rules]\nunknown-value = 'off'\n",
    );
    icecore(&folder, &format!("report {AS_OF} dumps -o page.html"));
    let page = folder.read("page.html");
    assert!(page.contains("data-rule=\"byte-range-within-archive\""));
    for rule in ["job-id-format", "unknown-value"] {
        assert!(!page.contains(&format!("data-rule=\"{rule}\"")), "{rule}");
    }
}
