//! What `report --compare` says for people, as it stands on a terminal and in Markdown.

use std::io::Write;

use icecore::audit::Audit;
use icecore::compare::{Comparison, Snapshot};
use icecore::dump::Dump;
use icecore::finding::Profile;
use icecore::report::{CompareReport, write_compare_human, write_compare_markdown};
use serde_json::{Value, json};

fn snapshot(name: &str, text: &str) -> Snapshot {
    let dump = Dump::from_slice(text.as_bytes());
    let mut audit = Audit::new(Profile::Observed);
    audit.dump(name, &dump, &mut |_| {});
    let (snapshot, errors) = audit.snapshot(&mut |_, look| {
        look(&dump);
        Ok(())
    });
    assert!(errors.is_empty());
    snapshot
}

fn job(id: &str, status: &str) -> Value {
    let has_ended = status != "InProgress";
    json!({
        "JobId": id, "Action": "ArchiveRetrieval", "Tier": "Bulk", "Completed": has_ended,
        "VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/photos",
        "CreationDate": "2024-03-07T00:00:00.000Z", "StatusCode": status,
        "CompletionDate": if has_ended { json!("2024-03-07T09:00:00.000Z") } else { Value::Null },
        "StatusMessage": if has_ended { json!(status) } else { Value::Null },
    })
}

fn page(jobs: &[Value], marker: &str) -> String {
    json!({ "JobList": jobs, "Marker": marker }).to_string()
}

/// Two snapshots with one of everything, with texts that would like to be more than text.
fn odd() -> [Snapshot; 2] {
    let mut old = vec![
        job("finished", "InProgress"),
        job("fails", "InProgress"),
        job("waits", "InProgress"),
        job("unchanged", "Succeeded"),
        job("altered", "Succeeded"),
        job("goes back", "Failed"),
        job("vanished-while-in-progress", "InProgress"),
        job("vanished", "Failed"),
        job("saved-twice", "InProgress"),
        job("saved-twice", "Succeeded"),
        job("odd", "Succeeded"),
        job("", "Succeeded"),
    ];
    let mut new = vec![
        job("finished", "Succeeded"),
        job("fails", "Failed"),
        job("waits", "InProgress"),
        job("unchanged", "Succeeded"),
        job("altered", "Succeeded"),
        job("goes back", "InProgress"),
        job("saved-twice", "Succeeded"),
        job("odd", "Succeeded"),
    ];
    new[1]["StatusMessage"] = json!(format!("\u{7}| <b>@all</b> {}", "of many words ".repeat(9)));
    old[4]["ArchiveId"] = json!("a".repeat(100) + "old");
    new[4]["ArchiveId"] = json!("a".repeat(100) + "new");
    new[4]["ArchiveSizeInBytes"] = json!(7);
    new[4]["InventorySizeInBytes"] = json!(7);
    new[4]["SNSTopic"] = json!("arn:aws:sns:eu-west-1:123456789012:topic");
    old[1]["ArchiveSizeInBytes"] = Value::Null;
    new[7]["StatusCode"] = json!("Odd");
    new[7]["Completed"] = Value::Null;
    new.extend((0..22).map(|number| job(&format!("new-\u{1b}[31m-{number}"), "InProgress")));
    [
        snapshot("old/page.json", &page(&old, "")),
        snapshot("new/`page`.json", &page(&new, "a-marker-that-leads-nowhere")),
    ]
}

fn human(width: usize) -> String {
    let [old, new] = odd();
    let comparison = Comparison::of(&old, &new);
    let mut stream = anstream::StripStream::new(Vec::new());
    let mut out = Vec::new();
    write_compare_human(&mut out, &CompareReport::of(&comparison), width).expect("it is memory");
    stream.write_all(&out).expect("it is memory");
    String::from_utf8(stream.into_inner()).expect("it is UTF-8")
}

#[test]
fn a_comparison_fits_80_columns() {
    let text = human(80);
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    insta::assert_snapshot!(text);
}

#[test]
fn a_comparison_fits_a_narrow_terminal() {
    assert!(human(60).lines().all(|line| line.chars().count() <= 60));
}

#[test]
fn what_comes_from_dumps_is_literal_in_markdown() {
    let [old, new] = odd();
    let comparison = Comparison::of(&old, &new);
    let mut out = Vec::new();
    write_compare_markdown(&mut out, &CompareReport::of(&comparison)).expect("it is memory");
    insta::assert_snapshot!(String::from_utf8(out).expect("it is UTF-8"));
}

#[test]
fn markdown_fits_a_summary_of_github() {
    let jobs: Vec<Value> = (0..4000)
        .map(|number| {
            let mut job = job(&format!("{number}-{}", "`".repeat(300)), "Failed");
            job["StatusMessage"] = json!("<".repeat(1000));
            job
        })
        .collect();
    let (old, new) = (snapshot("old.json", &page(&[], "")), snapshot("new.json", &page(&jobs, "")));
    let comparison = Comparison::of(&old, &new);
    let mut out = Vec::new();
    write_compare_markdown(&mut out, &CompareReport::of(&comparison)).expect("it is memory");
    assert!(out.len() < 1 << 20, "{}", out.len());
    let text = String::from_utf8(out).expect("it is UTF-8");
    let rows = text.lines().filter(|line| line.starts_with("| <code>")).count();
    assert!(rows > 10);
    assert!(
        text.contains(&format!("and {} more", icecore::report::grouped(4000 - rows))),
        "{text}"
    );
}
