//! The fold: findings in order and in their place, totals that a slow count confirms.

mod fast;
mod first_jobs;
mod ledger;
mod written;
mod written_down;

use std::collections::BTreeMap;

use icecore::audit::{Audit, Excerpt, Located, Totals};
use icecore::dump::Dump;
use icecore::finding::{Profile, Sample};
use proptest::prelude::*;
use serde_json::{Value, json};

fn audit(files: &[&[u8]]) -> (Vec<Located>, Totals) {
    let mut audit = Audit::new(Profile::Observed);
    let mut found = Vec::new();
    let dumps: Vec<Dump<'_>> = files.iter().map(|bytes| Dump::from_slice(bytes)).collect();
    for (index, dump) in dumps.iter().enumerate() {
        audit.dump(&format!("file-{index}"), dump, &mut |located| found.push(located.clone()));
    }
    let audited = audit.finish(&mut |number, look| {
        look(&dumps[number]);
        Ok(())
    });
    // That no recorder proves the start is true of all these dumps.
    let of_listings = audited.of_listings.into_iter();
    found.extend(of_listings.filter(|located| located.finding.rule.id != "unproven-start"));
    found.extend(audited.of_sources);
    (found, audited.totals)
}

#[test]
fn findings_about_the_source_come_last_and_once_a_file() {
    let redacted = Sample::archive(r#"{"JobId": "***", "ArchiveId": "***"}"#).to_document();
    let wrong = Sample::archive(r#"{"Tier": "x"}"#).to_document();
    let (found, _) = audit(&[redacted.as_bytes(), wrong.as_bytes(), redacted.as_bytes()]);
    let told: Vec<_> = found.iter().map(|f| (&*f.file, f.finding.rule.id)).collect();
    let expected =
        [("file-1", "unknown-value"), ("file-0", "redacted-value"), ("file-2", "redacted-value")];
    assert_eq!(told, expected);
    assert!(found[1].finding.message.starts_with("2 values"), "{}", found[1].finding.message);
}

#[test]
fn the_document_is_told_where_a_file_has_several() {
    let job = r#"{"JobId":"x","Tier":"y"}"#;
    let (found, _) = audit(&[job.as_bytes(), format!("{job}\n{job}").as_bytes()]);
    let documents: Vec<_> = found
        .iter()
        .filter(|f| f.finding.rule.id == "unknown-value")
        .map(|f| (&*f.file, f.document, f.position.line))
        .collect();
    assert_eq!(documents, [("file-0", None, 1), ("file-1", Some(0), 1), ("file-1", Some(1), 2)]);
}

#[test]
fn an_element_that_is_no_job_is_found_by_its_pointer_in_any_envelope() {
    for (dump, pointer) in [
        (r#"[{"JobId":"x"},5]"#, "/1"),
        (r#"{"JobList":[5]}"#, "/JobList/0"),
        (r#"[{"JobList":[]},{"JobList":[5]}]"#, "/1/JobList/0"),
        (r#"{"data":[{"JobId":"x"},5]}"#, "/data/1"),
    ] {
        let (found, _) = audit(&[dump.as_bytes()]);
        let stray = found.iter().find(|f| f.finding.rule.id == "wrong-type").expect("it is found");
        assert_eq!(stray.finding.place.pointer, pointer, "{dump}");
    }
}

#[test]
fn an_excerpt_is_a_window_however_long_the_line_is() {
    let long = "a".repeat(5_000_000);
    let dump =
        format!(r#"{{"JobList":[{{"JobDescription":"{long}","Tier":"é","Limit":"{long}"}}]}}"#);
    let (found, _) = audit(&[dump.as_bytes()]);
    let tier = found.iter().find(|f| f.finding.rule.id == "unknown-value").expect("it is found");
    let excerpt = &tier.excerpt;
    assert_eq!(excerpt.marked, "\"é\"");
    assert!(excerpt.before.ends_with("a\",\"Tier\":") && excerpt.before.len() < 500);
    assert!(excerpt.after.starts_with(",\"Limit\":\"aaa") && excerpt.after.len() < 500);
    assert!(excerpt.is_cut_before && excerpt.is_cut_after);
    assert_eq!(tier.position.column, dump.find("\"é\"").expect("it is there") + 1);
}

#[test]
fn an_excerpt_shows_nothing_that_a_terminal_acts_upon() {
    let (found, _) = audit(&[b"{\"JobList\": \x1B[31m\x07\xFF\xC2\x9B}"]);
    let excerpt = &found[0].excerpt;
    let shown = [&excerpt.before, &excerpt.marked, &excerpt.after].map(String::as_str).concat();
    assert!(!shown.chars().any(char::is_control), "{shown:?}");
    assert!(shown.contains('␛'), "{shown:?}");
}

#[test]
fn without_excerpts_the_same_is_found_at_the_same_places() {
    let dump = Dump::from_slice(br#"{"JobList": [{"Tier": "fast"}]}"#);
    let found = |mut audit: Audit| {
        let mut found = Vec::new();
        audit.dump("page.json", &dump, &mut |located| found.push(located.clone()));
        found
    };
    let shown = found(Audit::new(Profile::Observed));
    let bare = found(Audit::new(Profile::Observed).without_excerpts());
    let told = |all: &[Located]| -> Vec<String> {
        all.iter().map(|one| format!("{} {:?}", one.finding, one.position)).collect()
    };
    assert_eq!(told(&shown), told(&bare));
    assert!(shown.iter().all(|one| !one.excerpt.marked.is_empty()));
    assert!(bare.iter().all(|one| one.excerpt == Excerpt::default()));
}

/// A job of a few random fields, as JSON.
fn job() -> impl Strategy<Value = Value> {
    let action =
        prop::sample::select(vec!["ArchiveRetrieval", "InventoryRetrieval", "Select", "?"]);
    let status = prop::sample::select(vec![json!("Succeeded"), json!("Failed"), Value::Null]);
    let tier = prop::sample::select(vec![json!("Bulk"), json!("Standard"), Value::Null]);
    let vault = prop::sample::select(vec![json!("arn:1"), json!("arn:2"), Value::Null]);
    let range = prop_oneof![
        Just(Value::Null),
        (0..1000_u64, 0..1000_u64)
            .prop_map(|(start, more)| json!(format!("{start}-{}", start + more))),
        Just(json!("nonsense")),
    ];
    let size = prop_oneof![Just(Value::Null), any::<u64>().prop_map(|size| json!(size))];
    (action, status, tier, vault, range, size, 10..28_u32).prop_map(
        |(action, status, tier, vault, range, size, day)| {
            json!({
                "JobId": "j", "Action": action, "StatusCode": status, "Tier": tier,
                "VaultARN": vault, "RetrievalByteRange": range, "ArchiveSizeInBytes": size,
                "CreationDate": format!("2024-03-{day}T00:00:00.000Z"),
            })
        },
    )
}

fn slow_count(jobs: &[&Value], key: &str, unset: &str) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for job in jobs {
        *counts.entry(job[key].as_str().unwrap_or(unset).to_owned()).or_insert(0) += 1;
    }
    counts
}

fn slow_bytes(jobs: &[&Value]) -> (u128, u64) {
    let mut bytes = 0;
    let mut unknown = 0;
    for job in jobs.iter().filter(|job| job["Action"] == "ArchiveRetrieval") {
        let ends = job["RetrievalByteRange"].as_str().and_then(|range| range.split_once('-'));
        let size =
            job["ArchiveSizeInBytes"].as_u64().filter(|_| job["RetrievalByteRange"].is_null());
        match ends.and_then(|(a, b)| Some(b.parse::<u128>().ok()? - a.parse::<u128>().ok()? + 1)) {
            Some(range) => bytes += range,
            None => match size {
                Some(size) => bytes += u128::from(size),
                None => unknown += 1,
            },
        }
    }
    (bytes, unknown)
}

proptest! {
    #[test]
    fn totals_are_those_of_a_slow_count(pages in prop::collection::vec(prop::collection::vec(job(), 0..6), 0..4)) {
        let files: Vec<String> =
            pages.iter().map(|jobs| json!({ "JobList": jobs }).to_string()).collect();
        let files: Vec<&[u8]> = files.iter().map(String::as_bytes).collect();
        let (_, totals) = audit(&files);
        let jobs: Vec<&Value> = pages.iter().flatten().collect();
        let tiered: Vec<&Value> =
            jobs.iter().copied().filter(|job| job["Action"] != "InventoryRetrieval").collect();

        prop_assert_eq!(totals.summary().jobs, jobs.len() as u64);
        prop_assert_eq!(totals.summary().pages, pages.len() as u64);
        prop_assert_eq!(totals.by_vault(), &slow_count(&jobs, "VaultARN", ""));
        prop_assert_eq!(totals.by_action(), &slow_count(&jobs, "Action", ""));
        prop_assert_eq!(totals.by_status(), &slow_count(&jobs, "StatusCode", ""));
        prop_assert_eq!(totals.by_tier(), &slow_count(&tiered, "Tier", "Standard"));
        prop_assert_eq!((totals.bytes_requested(), totals.without_range()), slow_bytes(&jobs));
        let dates = jobs.iter().filter_map(|job| job["CreationDate"].as_str());
        let created = totals.created().map(|dates| (dates.first.to_string(), dates.last.to_string()));
        let slow = dates.clone().min().zip(dates.max()).map(|(a, b)| (a.to_owned(), b.to_owned()));
        prop_assert_eq!(created, slow);
    }
}
