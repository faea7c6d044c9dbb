//! `table` fits its terminal, and acts upon nothing.

use icecore::listing::SavedJob;
use icecore::report::{ListFormat, ListOutput};
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::{query, written};

/// Jobs that try the layout: long, wide, hostile and missing values.
fn jobs() -> Vec<Value> {
    let id = |start: &str, end: &str| format!("{start}{}{end}", "x".repeat(84));
    vec![
        json!({"JobId": id("-abc", "wxyz"), "Action": "ArchiveRetrieval", "StatusCode": "InProgress",
               "Tier": "Expedited", "ArchiveSizeInBytes": 6_442_450_944_u64,
               "CreationDate": "2024-03-08T10:42:17.315Z", "JobDescription": "reel 03, both halves"}),
        json!({"JobId": id("defg", "stuv"), "Action": "InventoryRetrieval", "StatusCode": "Succeeded",
               "InventorySizeInBytes": 2006, "CreationDate": "2024-03-07T00:00:00.000Z"}),
        json!({"JobId": "氷".repeat(30), "Action": "Select", "StatusCode": "Failed", "Tier": null,
               "CreationDate": "yesterday", "JobDescription": "氷の記録 氷の記録 氷の記録"}),
        json!({"JobId": "\u{1b}[31mred\u{7}", "Action": "x".repeat(500), "ArchiveSizeInBytes": "7",
               "JobDescription": "a\nb\u{202e}c"}),
        json!({}),
    ]
}

fn table(width: usize) -> String {
    let saved: Vec<SavedJob<'_>> = jobs()
        .iter()
        .map(|job| SavedJob::new(job.to_string().into_bytes()).expect("a job is an object"))
        .collect();
    let saved: Vec<&SavedJob<'_>> = saved.iter().collect();
    written(
        ListFormat::Table,
        &ListOutput::Jobs { jobs: &saved, next_token: None, marker: None },
        width,
    )
}

#[test]
fn a_table_fits_80_columns() {
    insta::assert_snapshot!(table(80));
}

#[test]
fn a_table_fits_any_terminal() {
    for width in [40, 60, 80, 100, 120, 200] {
        for line in table(width).lines() {
            assert!(line.width() <= width, "{} of {width} columns: {line}", line.width());
        }
    }
}

#[test]
fn a_wide_terminal_shows_all() {
    let text = table(300);
    assert!(!text.lines().take(3).any(|line| line.contains('…')), "{text}");
}

#[test]
fn nothing_in_a_table_acts_upon_the_terminal() {
    let found = query(ListFormat::Table, &json!(jobs()));
    for text in [table(80), found] {
        assert!(!text.chars().any(|c| c != '\n' && c.is_control() || c == '\u{202e}'), "{text:?}");
    }
}

#[test]
fn the_result_of_a_query_is_a_table_of_its_own() {
    let found = json!([
        {"id": "a", "Tier": "Bulk", "n": 5},
        {"id": "b\nc", "Tier": null, "n": 1200, "InventoryRetrievalParameters": {"Format": "CSV"}},
    ]);
    insta::assert_snapshot!(query(ListFormat::Table, &found));
}

#[test]
fn a_query_for_whole_jobs_lists_their_members() {
    insta::assert_snapshot!(query(ListFormat::Table, &json!(jobs()[..2])));
}
