//! The page of `report --format html`: as text that any machine can look at, and in a real browser where there is one.

mod browser;
mod chromium;
mod compared;
mod markdown;
mod output;
mod shows;
mod sums;

use std::process::Command;

use serde_json::{Value, json};

use crate::folder::Folder;

/// Texts that would be something else, were they not made literal.
const HOSTILE: [&str; 8] = [
    "<script>window.hacked = 1; alert(1)</script>",
    "</style><style>* { display: none }</style>",
    "</script><script>window.hacked = 2</script>",
    "\"><img src=x onerror=\"window.hacked = 3\">",
    "' autofocus onfocus='window.hacked = 4",
    "</td></tr></table><h1 id=taken>taken over</h1><!--",
    "\u{202e}txet desrever\u{2066}\u{0}\u{1b}[31m\u{200b}",
    "{{ 7 * 7 }} {% include \"x\" %} &lt;b&gt; &#60;i&#62;",
];

/// A page whose jobs have hostile texts wherever there is one.
fn hostile() -> String {
    let jobs: Vec<Value> = HOSTILE.iter().enumerate().map(|(number, text)| {
        json!({
            "JobId": format!("{text}{number}"), "JobDescription": text, "Action": text, "ArchiveId": text,
            "VaultARN": format!("arn:aws:glacier:eu-west-1:123456789012:vaults/{text}"), "Tier": text,
            "StatusCode": if number % 2 == 0 { "Failed" } else { text }, "StatusMessage": text,
            "CreationDate": "2024-03-07T00:00:00.000Z", "CompletionDate": text, "Completed": true,
            "RetrievalByteRange": text, text.to_owned(): text,
        })
    }).collect();
    json!({ "JobList": jobs, "Marker": HOSTILE[0] }).to_string()
}

/// Runs the command in a folder; it has to do its work.
fn icecore(folder: &Folder, arguments: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_icecore"))
        .args(arguments.split_whitespace())
        .current_dir(folder.root())
        .output()
        .expect("the command can be run");
    let text = |bytes| String::from_utf8(bytes).expect("it is text");
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert!(output.status.success(), "{arguments}: {err}{out}");
    out
}

/// A folder with made-up dumps of several vaults, some of them broken, with a page missing, and hostile jobs.
fn dumps(jobs: usize) -> Folder {
    let folder = Folder::new();
    folder.write("dumps/0-hostile.json", &hostile());
    let defects =
        "unknown-value=2%,byte-range-within-archive=1%,job-id-format=1%,timestamp-format=1%";
    icecore(
        &folder,
        &format!(
            "generate --seed 11 --jobs {jobs} --vaults 4 --defects {defects} --output dumps/p-{{}}.json"
        ),
    );
    std::fs::remove_file(folder.path("dumps/p-2.json")).expect("there is a second page");
    folder
}

/// The time that all reports here are seen from.
const AS_OF: &str = "--as-of 2024-03-08T12:00:00Z";
