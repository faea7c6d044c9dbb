//! What is written about the rules: the page of all is up to date, and is where they say it is; programs
//! get the same.

use std::fs;

use icecore::report::{write_catalogue_markdown, write_rules_json};
use icecore::rules::{RULES, find};
use serde_json::json;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");

fn page() -> String {
    let mut page = Vec::new();
    write_catalogue_markdown(&mut page).expect("memory can be written to");
    String::from_utf8(page).expect("the page is UTF-8")
}

#[test]
fn the_page_is_up_to_date() {
    let saved = fs::read_to_string(PAGE).expect("docs/rules.md is there");
    // A difference of 2,000 lines helps nobody.
    assert!(
        saved == page(),
        "docs/rules.md is not what the rules say now; run:\n    \
         cargo run -- rules --format markdown >docs/rules.md"
    );
}

#[test]
fn every_rule_stands_where_its_url_leads() {
    let page = page();
    for rule in RULES {
        let url = rule.meta.url();
        let (address, anchor) = url.split_once('#').expect("it leads to a place on the page");
        assert_eq!(address, concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/rules.md"));
        assert!(page.contains(&format!("\n## `{anchor}`\n")), "{anchor} has no heading");
        assert!(page.contains(&format!("(#{anchor})")), "{anchor} is not in the contents");
    }
}

#[test]
fn every_rule_is_shown_with_its_finding() {
    let page = page();
    for rule in RULES {
        assert!(page.contains(&format!("[{}]: ", rule.meta.id)), "{}", rule.meta.id);
    }
}

#[test]
fn programs_get_a_rule_in_full() {
    let rule = find("redacted-value").expect("there is such a rule");
    let mut json = Vec::new();
    write_rules_json(&mut json, [&rule.meta]).expect("memory can be written to");
    let rules: serde_json::Value = serde_json::from_slice(&json).expect("it is JSON");
    let expected = json!([{
        "rule": "redacted-value",
        "group": "source",
        "summary": rule.meta.summary,
        "why": rule.meta.why,
        "source": rule.meta.source,
        "real_data": rule.meta.real_data,
        "observed": "info",
        "documented": "info",
        "help": rule.meta.help,
        "url": rule.meta.url(),
        "pass": { "base": "a sound ArchiveRetrieval job", "text": rule.meta.pass.json },
        "fail": { "base": "a sound ArchiveRetrieval job", "text": rule.meta.fail.json },
        "message": "1 value is redacted: a placeholder cannot be judged",
    }]);
    assert_eq!(rules, expected);
}
