//! What happened between two snapshots, as a page.

use serde_json::{Value, json};

use super::browser::{Browser, chromium};
use super::{HOSTILE, hostile, icecore};
use crate::folder::Folder;

/// Two snapshots: hostile jobs, of which the new one has changed what never changes, and others of which it
/// lacks some.
fn snapshots() -> Folder {
    let folder = Folder::new();
    let old: Value = serde_json::from_str(&hostile()).expect("it is JSON");
    let mut new = old.clone();
    for job in new["JobList"].as_array_mut().expect("it is a list") {
        job["JobDescription"] = json!(format!("{}, changed", HOSTILE[0]));
    }
    folder.write("old/hostile.json", &old.to_string());
    folder.write("new/hostile.json", &new.to_string());
    for (snapshot, jobs) in [("old", 400), ("new", 300)] {
        icecore(&folder, &format!("generate --seed 5 --jobs {jobs} --output {snapshot}/made.json"));
    }
    folder
}

#[test]
fn a_page_tells_what_the_other_forms_tell_and_no_text_is_markup() {
    let folder = snapshots();
    let page = icecore(&folder, "report --compare old new --format html");
    let json = icecore(&folder, "report --compare old new --format json");
    let json: Value = serde_json::from_str(&json).expect("it is JSON");
    let counted = json["counts"].to_string();
    let vanished = page.matches("<tr data-what=\"vanished").count();
    assert_eq!(json["counts"]["vanished"]["total"], vanished, "{counted}");
    let contradicting = page.matches("<tr data-what=\"contradicts").count();
    assert_eq!(json["counts"]["contradicting"], contradicting, "{counted}");
    assert_ne!(contradicting, 0, "what is a placeholder cannot be followed, and others can");
    for markup in ["<script>window", "<img", "<h1 id", "</style><style>", "onerror=\""] {
        assert!(!page.contains(markup), "{markup}");
    }
    assert_eq!(page, icecore(&folder, "report --compare old new --format html --threads 1"));
}

#[test]
fn a_page_works_in_a_browser() {
    let Some(chromium) = chromium() else {
        eprintln!("skipped: there is no Chromium to open the page in");
        return;
    };
    let folder = snapshots();
    icecore(&folder, "report --compare old new --output page.html");
    let mut browser = Browser::open(&chromium, &folder.path("page.html"));
    let shown = "document.querySelectorAll('#jobs-table tbody tr:not([hidden])').length";
    let all = browser.count(shown);
    browser.eval("document.querySelector('form.controls input').focus()");
    browser.type_text("JobDescription");
    let contradicting =
        "document.querySelectorAll('#jobs-table tr[data-what^=contradicts]').length";
    assert_eq!(browser.count(shown), browser.count(contradicting));
    assert!((1..all).contains(&browser.count(shown)));
    browser.eval("document.querySelector('#jobs-table th button').click()");
    let sorted = "document.querySelector('#jobs-table th').getAttribute('aria-sort')";
    assert_eq!(browser.eval(sorted), "ascending");
    assert_eq!(browser.eval("typeof window.hacked"), "undefined");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
