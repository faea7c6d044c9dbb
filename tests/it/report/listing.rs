//! What `report` says for people, as it stands on a terminal.

use std::io::Write;

use icecore::audit::{Audit, Source};
use icecore::coverage::{Coverage, View};
use icecore::dump::Dump;
use icecore::finding::Profile;
use icecore::generate::Generator;
use icecore::inventory::Inventory;
use icecore::report::{ListingReport, write_listing_human};
use serde_json::{Value, json};

/// A made-up dump.
fn made_up() -> String {
    let mut bytes = Vec::new();
    Generator::new(7).jobs(60).vaults(2).write(&mut bytes).expect("the dump can be made");
    String::from_utf8(bytes).expect("dumps are UTF-8")
}

/// Jobs that made-up dumps do not have: saved again, late, without what counts, and with hostile texts.
fn odd() -> String {
    let job = |id: &str, tier: Value, ended: Value| {
        json!({
            "JobId": id, "Action": "ArchiveRetrieval", "Tier": tier, "Completed": !ended.is_null(),
            "VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/\u{1b}[31mred",
            "CreationDate": "2024-03-07T00:00:00.000Z", "CompletionDate": ended,
            "StatusCode": if ended.is_null() { "InProgress" } else { "Succeeded" },
            "RetrievalByteRange": "0-1048575", "ArchiveSizeInBytes": 4_194_304,
            "ArchiveId": format!("\u{9b}2J{}", "archive-".repeat(20)),
        })
    };
    let mut failed = job("failed", json!("Swift"), json!("2024-03-07T01:00:00.000Z"));
    failed["StatusCode"] = json!("Failed");
    failed["StatusMessage"] = json!(format!("\u{7}氷 {}", "a message of many words ".repeat(9)));
    failed["RetrievalByteRange"] = Value::Null;
    let jobs = [
        job("late-by-a-day", Value::Null, json!("2024-03-08T05:00:00.250Z")),
        job("late-by-a-second", json!("Bulk"), json!("2024-03-07T12:00:01.000Z")),
        job("saved-again", json!("Expedited"), Value::Null),
        job("saved-again", json!("Expedited"), json!("2024-03-07T00:00:59.999Z")),
        job("", json!("Expedited"), json!("2024-03-06T23:00:00.000Z")),
        json!({"JobId": "nothing else"}),
        failed,
    ];
    json!({ "JobList": jobs, "Marker": "a-marker-that-leads-nowhere" }).to_string()
}

/// An inventory of the odd vault, with hostile texts.
fn inventory() -> Inventory {
    let saved = json!({
        "VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/\u{1b}[31mred",
        "InventoryDate": "\u{1b}[2J", "ArchiveList": [
            {"ArchiveId": format!("\u{9b}2J{}", "archive-".repeat(20)), "Size": 1_u64 << 40},
            {"ArchiveId": "never\u{7}", "Size": 7},
            {"ArchiveId": "never\u{7}", "Size": 8},
        ],
    });
    let dump = saved.to_string();
    Inventory::read("a\u{1b}.json", &Dump::from_slice(dump.as_bytes())).expect("it is one")
}

fn written(width: usize, is_as_of_now: bool) -> String {
    let texts = [made_up(), odd()];
    let dumps = texts.each_ref().map(|text| Dump::from_slice(text.as_bytes()));
    let as_of = "2024-03-08T12:30:00Z".parse().expect("it is a time");
    let mut audit = Audit::new(Profile::Observed).with_ledger(as_of);
    for (name, dump) in ["made-up.json", "odd.json"].iter().zip(&dumps) {
        audit.dump(name, dump, &mut |_| {});
    }
    let audited = audit.finish(&mut |number, look| {
        look(&dumps[number]);
        Ok(())
    });
    let view = View {
        is_filtered: true,
        lacks_dumps: true,
        incomplete: [String::new()].into(),
        left_out: 1,
        errors: 0,
        conflicting: 0,
    };
    let once = audited.once.as_ref().and_then(|once| once.ledger()).expect("there is a ledger");
    let mut coverage = Coverage::of(once, &[inventory()], view);
    let sources = dumps.each_ref().map(|dump| (String::new(), Source::Dump(dump)));
    let (read, errors) = audited.read_archive_ids(&coverage.unread(), &sources);
    assert!(errors.is_empty(), "{errors:?}");
    coverage.name(&read);
    let coverage = Some(&coverage);
    let report = ListingReport { is_as_of_now, coverage, ..ListingReport::of(&audited) };
    let mut stream = anstream::StripStream::new(Vec::new());
    let mut out = Vec::new();
    write_listing_human(&mut out, &report, width).expect("memory can be written to");
    stream.write_all(&out).expect("memory can be written to");
    String::from_utf8(stream.into_inner()).expect("the report is UTF-8")
}

#[test]
fn a_report_fits_80_columns() {
    let text = written(80, false);
    for line in text.lines() {
        let width = unicode_width::UnicodeWidthStr::width(line);
        assert!(width <= 80, "{width} columns: {line}");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn the_time_of_the_run_is_said_to_be_that() {
    let text = written(260, true);
    assert!(text.contains("as of        2024-03-08T12:30:00Z, the time of this run"), "{text}");
    assert!(!text.contains('…'), "identifiers fit 260 columns: {text}");
}

#[test]
fn nothing_is_shown_that_a_terminal_acts_upon() {
    for width in [40, 80, 200] {
        let text = written(width, false);
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{text}");
    }
}
