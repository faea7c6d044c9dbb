//! `bench` compares with what it saved. Times are never judged here: those of the earlier result are made
//! up, so far off that no machine could turn a test.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with an earlier result of the samples from the wire.
struct Trend {
    folder: TempDir,
}

impl Trend {
    fn saved() -> Self {
        let trend = Trend { folder: TempDir::new().expect("a folder can be made") };
        let saved = bench(&["--save", trend.path().to_str().expect("the path is text")]);
        assert_eq!(told(&saved), (Some(0), ""));
        trend
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("trend.json")
    }

    fn value(&self) -> Value {
        let text = fs::read_to_string(self.path()).expect("it was saved");
        serde_json::from_str(&text).expect("it is JSON")
    }

    /// Changes the result.
    fn edit(&self, edit: impl FnOnce(&mut Value)) -> &Self {
        let mut value = self.value();
        edit(&mut value);
        fs::write(self.path(), value.to_string()).expect("it can be written");
        self
    }

    /// Makes each row have taken so many seconds.
    fn took(&self, seconds: f64) -> &Self {
        self.edit(|value| {
            for row in value["rows"].as_array_mut().expect("there are rows") {
                row["seconds"]["median"] = json!(seconds);
            }
        })
    }

    fn compare(&self, options: &[&str]) -> Output {
        let path = self.path();
        bench(&[&["--compare", path.to_str().expect("the path is text")], options].concat())
    }

    /// What `bench` says instead of measuring.
    fn refusal(&self) -> String {
        let output = self.compare(&[]);
        let (status, text) = told(&output);
        assert_eq!((status, output.stdout.as_slice()), (Some(2), &b""[..]), "{text}");
        text.replace(self.folder.path().to_str().expect("the path is text"), "")
    }
}

fn command(paths: &[&str], options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_icecore"));
    command
        .arg("bench")
        .args(paths)
        .args(["--quiet", "--repeats", "1", "--threads", "1"])
        .args(options)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn bench(options: &[&str]) -> Output {
    let options = [&["--only", "judge,serde"], options].concat();
    command(&["samples/clean/wire"], &options).output().expect("the command can be run")
}

/// The status, and what standard error says.
fn told(output: &Output) -> (Option<i32>, &str) {
    (output.status.code(), std::str::from_utf8(&output.stderr).expect("messages are text").trim())
}

fn result(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("the result is JSON")
}

#[test]
fn what_is_saved_is_what_is_written() {
    let folder = TempDir::new().expect("a folder can be made");
    let path = folder.path().join("trend.json");
    let output = bench(&["--format", "json", "--save", path.to_str().expect("the path is text")]);
    let saved = fs::read_to_string(&path).expect("it was saved");
    assert_eq!(String::from_utf8(output.stdout).expect("JSON is text"), saved);
}

#[test]
fn what_became_slower_is_named_and_fails() {
    let trend = Trend::saved();
    let output = trend.took(1e-12).compare(&["--fail-slower", "10%"]);
    let (status, text) = told(&output);
    assert_eq!(status, Some(1), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].starts_with("icecore: judge on 1 thread takes "), "{text}");
    assert!(lines[1].starts_with("icecore: serde on 1 thread takes "), "{text}");
    assert!(lines[1].ends_with("; up to 10% longer are allowed"), "{text}");
}

#[test]
fn without_a_limit_nothing_is_too_slow() {
    let trend = Trend::saved();
    assert_eq!(told(&trend.took(1e-12).compare(&[])), (Some(0), ""));
    assert_eq!(told(&trend.took(1e6).compare(&["--fail-slower", "0%"])), (Some(0), ""));
}

#[test]
fn a_comparison_has_both_times_and_the_rows_of_one_side() {
    let trend = Trend::saved();
    trend.took(1e6).edit(|value| value["rows"][0]["threads"] = json!(64));
    let written = result(&trend.compare(&["--format", "json"]));
    let compared = &written["compared"];
    assert_eq!(compared["rows"][0]["row"], "serde");
    assert_eq!(compared["rows"][0]["then"], 1e6);
    assert_eq!(compared["rows"][0]["now"], written["rows"][1]["seconds"]["median"]);
    assert!(compared["rows"][0]["ratio"].as_f64().expect("a number") < 1.0);
    assert_eq!(compared["only_now"], json!(["judge on 1 thread"]));
    assert_eq!(compared["only_then"], json!(["judge on 64 threads"]));

    let output = trend.compare(&[]);
    let table = String::from_utf8(output.stdout).expect("the table is text");
    assert!(table.contains("\nserde        1  1000000 s  "), "{table}");
    assert!(table.ends_with("only here: judge on 1 thread\nonly there: judge on 64 threads\n"));
}

#[test]
fn one_file_can_be_compared_with_and_then_saved_to() {
    let trend = Trend::saved();
    let path = trend.path();
    let options = ["--save", path.to_str().expect("the path is text"), "--fail-slower", "1%"];
    assert_eq!(told(&trend.took(1e-12).compare(&options)).0, Some(1));
    let saved = trend.value();
    assert!(saved["rows"][0]["seconds"]["median"].as_f64().expect("a number") > 1e-9);
    assert!(saved.get("compared").is_none());
}

#[test]
fn results_of_other_dumps_are_refused() {
    let trend = Trend::saved();
    trend.edit(|value| value["jobs"] = json!(8));
    assert_eq!(
        trend.refusal(),
        "icecore: /trend.json is about other dumps: 8 jobs in 5960 bytes, and here are 7 jobs in 5960 bytes; \
         compare times of the same dumps, or save these anew with --save"
    );
}

#[test]
fn results_of_another_version_are_refused() {
    let trend = Trend::saved();
    // What another version looks like nobody knows.
    fs::write(trend.path(), r#"{"version": 2, "rows": {}}"#).expect("it can be written");
    assert_eq!(
        trend.refusal(),
        "icecore: /trend.json: is in version 2 of the format, and this icecore reads version 1; \
         save it anew with `icecore bench --save`"
    );
}

#[test]
fn a_broken_result_is_refused_with_line_and_column() {
    let trend = Trend::saved();
    fs::write(trend.path(), "{\"version\": 1,\n  \"rows\" []}").expect("it can be written");
    assert_eq!(
        trend.refusal(),
        "icecore: /trend.json:2:10: is not what `icecore bench --save` writes: expected `:`"
    );
    fs::write(trend.path(), "[]").expect("it can be written");
    assert!(trend.refusal().starts_with("icecore: /trend.json:1:"));
}

#[test]
fn times_of_another_machine_are_compared_with_a_warning() {
    let trend = Trend::saved();
    trend.edit(|value| value["cores"] = json!(1000));
    let output = trend.compare(&[]);
    let (status, text) = told(&output);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains(" with 1,000 cores (a "), "{text}");
}

#[test]
fn a_file_is_not_touched_until_there_is_something_to_write() {
    let folder = TempDir::new().expect("a folder can be made");
    let save = |path: &Path, dump: &str| {
        let path = path.to_str().expect("the path is text");
        command(&[dump], &["--save", path]).output().expect("the command can be run").status.code()
    };
    let (old, new) = (folder.path().join("old.json"), folder.path().join("new.json"));
    fs::write(&old, "before").expect("it can be written");
    assert_eq!(save(&old, "no/such.json"), Some(2));
    assert_eq!(save(&new, "no/such.json"), Some(2));
    assert_eq!(fs::read_to_string(&old).expect("it is there"), "before");
    assert!(!new.exists());
}

#[test]
fn standard_input_is_kept_for_every_run() {
    let dump =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/clean/wire/page-1.json"));
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&dump.expect("the sample can be read")).expect("memory takes everything");
    let only = ["--format", "json", "--only", "read,decode,check,stitch,serde"];
    let mut child = command(&["-"], &only)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command can be run");
    let mut stdin = child.stdin.take().expect("it was asked for");
    stdin.write_all(&gzip.finish().expect("memory takes everything")).expect("it is read");
    drop(stdin);
    let written = result(&child.wait_with_output().expect("it ends"));
    assert_eq!((&written["files"], &written["jobs"]), (&json!(1), &json!(3)));
    assert_eq!(written["rows"].as_array().expect("there are rows").len(), 5);
}

#[cfg(unix)]
#[test]
fn what_can_be_read_only_once_is_refused() {
    let output = command(&["/dev/null"], &[]).output().expect("the command can be run");
    let (status, text) = told(&output);
    assert_eq!(status, Some(2));
    assert!(text.starts_with("icecore: /dev/null: can be read only once"), "{text}");
}
