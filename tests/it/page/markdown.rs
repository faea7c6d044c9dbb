//! `report --format markdown`: bounded and literal, whatever the dump says.

use serde_json::{Value, json};

use super::{AS_OF, HOSTILE, icecore};
use crate::folder::Folder;

/// Characters that begin something in Markdown or HTML.
const MARKS: &str = "<b>|`*_[x](y)\\~$@me#!https://x www.x &amp;";

#[test]
fn however_much_there_is_it_fits_where_it_goes_and_is_text() {
    let folder = Folder::new();
    let jobs: Vec<Value> = (0..3000)
        .map(|number| {
            let text = format!("{number}{}{}", HOSTILE[number % HOSTILE.len()], MARKS.repeat(40));
            let status = if number % 3 == 0 { "Failed" } else { text.as_str() };
            json!({
                "JobId": text, "Action": if number % 2 == 0 { "InventoryRetrieval" } else { &text },
                "VaultARN": text, "StatusCode": status, "StatusMessage": text, "Tier": text,
                "CreationDate": "2024-03-07T00:00:00.000Z",
            })
        })
        .collect();
    for (number, jobs) in jobs.chunks(20).enumerate() {
        let page = json!({ "JobList": jobs, "Marker": null }).to_string();
        folder.write(&format!("dumps/{number}/page.json"), &page);
    }
    let report = icecore(&folder, &format!("report {AS_OF} dumps --format markdown --quiet"));
    assert!(report.len() < 1 << 20, "{} bytes", report.len());
    for (never, instead) in [("<b>", "&#60;b&#62;"), ("<script", "&#60;script"), ("@me", "&#64;me")]
    {
        assert!(!report.contains(never) && report.contains(instead), "{never}");
    }
    for table in report.split("\n#### ").skip(1) {
        let mut rows = table.lines().filter(|line| line.starts_with('|'));
        let columns = rows.next().map_or(0, |head| head.matches('|').count());
        assert!(rows.all(|row| row.matches('|').count() == columns), "{table}");
    }
    assert!(report.contains("\nand 2,900 in 2,900 others\n"), "what is left out is counted");
}
