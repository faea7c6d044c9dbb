//! Audits written down, read back and merged: what goes together, and what does not.

use icecore::audit::Audit;
use icecore::dump::Dump;
use icecore::filter::Filter;
use icecore::finding::{Level, Profile, Sample};
use icecore::listing::{Collector, Scope};
use icecore::model::{Action, StatusCode, Tier, Timestamp};
use icecore::rules::{RuleSet, find};
use serde_json::{Value, json};

fn time(text: &str) -> Timestamp {
    text.parse().expect("it is a time")
}

fn written(audit: &Audit) -> Value {
    serde_json::to_value(audit).expect("an audit can be written down")
}

fn read(value: &Value) -> Result<Audit, String> {
    serde_json::from_str(&value.to_string()).map_err(|error| error.to_string())
}

/// An audit of one file with a finding about its source.
fn part() -> Value {
    let redacted = Sample::archive(r#"{"JobId": "***"}"#).to_document();
    let mut audit = Audit::new(Profile::Observed);
    audit.dump("page.json", &Dump::from_slice(redacted.as_bytes()), &mut |_| {});
    written(&audit)
}

fn refusal(one: Audit, other: Audit) -> String {
    let read_back = |audit: Audit| read(&written(&audit)).expect("it can be read");
    let refusal = read_back(one).merge(read_back(other)).expect_err("they differ");
    refusal.to_string()
}

#[test]
fn parts_that_were_made_differently_say_what_differs() {
    let audit = || Audit::new(Profile::Observed);
    let of_2024 = || audit().as_of(time("2024-03-08T00:00:00.000Z"));
    let of_2025 = audit().as_of(time("2025-01-01T00:00:00Z"));
    let failed = Filter::builder().statuscode(StatusCode::Failed).build();
    let differ = |one, other, says: &str| {
        assert_eq!(refusal(one, other), format!("the parts do not go together: {says}"));
    };
    differ(
        audit(),
        Audit::new(Profile::Documented),
        "one was judged by the profile `observed`, the other by `documented`",
    );
    differ(
        of_2024(),
        audit(),
        "one was judged as of 2024-03-08T00:00:00.000Z, the other as of no time",
    );
    differ(
        of_2024(),
        of_2025,
        "one was judged as of 2024-03-08T00:00:00.000Z, the other as of 2025-01-01T00:00:00Z",
    );
    differ(Audit::new(without_tiers()), audit(), "their rules were judged at different levels");
    differ(audit(), audit().filter(failed), "they were made with different filters");
    differ(
        audit(),
        audit().with_ledger(time("2024-03-08T00:00:00Z")),
        "one keeps a ledger, the other none",
    );
    differ(
        audit().with_ledger(time("2024-03-08T00:00:00Z")),
        audit().with_ledger(time("2025-01-01T00:00:00Z")),
        "one keeps a ledger as of 2024-03-08T00:00:00Z, the other as of 2025-01-01T00:00:00Z",
    );
    differ(audit(), audit().scope(Scope::All), "one has the scope `folder`, the other `all`");
    differ(audit().fingerprint_key(7), audit(), "their fingerprints have different keys");
}

#[test]
fn collectors_with_different_keys_are_not_merged() {
    let mut one = Collector::new(Scope::All).fingerprint_key(1);
    assert!(one.merge(Collector::new(Scope::All).fingerprint_key(2)).is_err());
    assert!(one.merge(Collector::new(Scope::All).fingerprint_key(1)).is_ok());
}

#[test]
fn the_scope_and_the_key_can_be_chosen_in_any_order() {
    let one = Audit::new(Profile::Observed).fingerprint_key(7).scope(Scope::All);
    let other = Audit::new(Profile::Observed).scope(Scope::All).fingerprint_key(7);
    assert!(one.merge(other).is_ok());
}

#[test]
fn every_setting_is_read_as_it_was_written() {
    let filter = Filter::builder()
        .vault_name("film-archive")
        .account_id("123456789012")
        .statuscode(StatusCode::Succeeded)
        .completed(true)
        .action(Action::InventoryRetrieval)
        .tier(Tier::Bulk)
        .job_id("b")
        .job_id("a")
        .created_after(time("2024-03-08T10:42:17.315Z"))
        .completed_before(time("2024-03-09T00:00:00Z"))
        .min_size(1)
        .description("reel")
        .build();
    let audit = || {
        Audit::new(Profile::Documented)
            .filter(filter.clone())
            .as_of(time("2024-03-10T00:00:00.000Z"))
            .scope(Scope::File)
            .fingerprint_key(u64::MAX)
    };
    let first = written(&audit());
    assert_eq!(written(&read(&first).expect("it can be read")), first);
    assert_eq!(written(&audit()), first, "equal audits are written alike");
    assert!(read(&first).expect("it can be read").merge(audit()).is_ok());
}

/// The rules without one of them.
fn without_tiers() -> RuleSet {
    let mut rules = RuleSet::of(Profile::Observed);
    rules.set(&find("unknown-value").expect("it is a rule").meta, Level::Off);
    rules
}

#[test]
fn levels_are_read_as_they_were_written() {
    let job = Sample::archive(r#"{"Tier": "x"}"#).to_document();
    let dump = Dump::from_slice(job.as_bytes());
    let mut audit = read(&written(&Audit::new(without_tiers()))).expect("it can be read");
    audit.dump("page.json", &dump, &mut |located| panic!("{}", located.finding));
    let mut part = part();
    part["settings"]["rules"]["chosen"] = json!({"unknown-values": "off"});
    let says = read(&part).expect_err("it is unknown");
    assert!(says.starts_with("this program has no rule `unknown-values`"), "{says}");
}

#[test]
fn a_part_that_goes_on_judges_by_what_was_written() {
    let job = Sample::archive(r#"{"Tier": "x"}"#).to_document();
    let dump = Dump::from_slice(job.as_bytes());
    let other_vault = Filter::builder().vault_name("other").build();
    let mut audit =
        read(&written(&Audit::new(Profile::Observed).filter(other_vault))).expect("it can be read");
    audit.dump("page.json", &dump, &mut |located| panic!("{}", located.finding));
}

#[test]
fn another_form_is_refused_before_anything_else() {
    let mut part = part();
    part["audit_version"] = json!(1);
    part["totals"] = json!("moved elsewhere");
    let says = read(&part).expect_err("the form is unknown");
    assert!(
        says.starts_with("the audit is written in form 1, and this program reads form 4"),
        "{says}"
    );
}

#[test]
fn a_rule_that_is_unknown_is_named() {
    let part = part();
    let says = "this program has no rule `redacted-values`; was the audit made by a later one?";
    let mut renamed = part.clone();
    assert_eq!(part["of_sources"][0]["finding"]["rule"], "redacted-value");
    renamed["of_sources"][0]["finding"]["rule"] = json!("redacted-values");
    assert!(read(&renamed).expect_err("it is unknown").starts_with(says));
    let mut renamed = part;
    let counts = renamed["totals"]["by_rule"].as_object_mut().expect("rules are counted");
    let count = counts.remove("redacted-value").expect("it was found");
    counts.insert("redacted-values".to_owned(), count);
    assert!(read(&renamed).expect_err("it is unknown").starts_with(says));
}

#[test]
fn numbers_that_lead_nowhere_are_refused() {
    for (pointer, wrong) in [
        ("/collector/pages/records/0/file", json!(1)),
        ("/collector/pages/records/0/vault", json!(9)),
        ("/collector/pages/records/0/first_job", json!(1)),
        ("/collector/pages/records/0/jobs", json!(2)),
        ("/collector/files/0/first_page", json!(1)),
        ("/collector/open/vault", json!(9)),
        ("/begun", json!([[0, 1]])),
    ] {
        let mut part = part();
        *part.pointer_mut(pointer).expect(pointer) = wrong;
        let says = read(&part).expect_err(pointer);
        assert!(says.contains("contradict"), "{pointer}: {says}");
    }
}
