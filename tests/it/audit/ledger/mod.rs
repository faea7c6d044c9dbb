//! The ledger, held against a slow count over all jobs in memory ([`slow`]).

mod costs;
mod slow;

use icecore::audit::{Audit, Audited, Source, Told};
use icecore::dump::Dump;
use icecore::filter::Filter;
use icecore::finding::Profile;
use icecore::generate::{Generator, Style};
use icecore::model::{Action, StatusCode, Timestamp};
use icecore::prices::Costs;
use icecore::report::{ListingReport, write_listing_json};
use icecore::rules::RULES;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::ops::ControlFlow;

/// Made-up dumps were saved at about this time.
fn as_of() -> Timestamp {
    "2024-03-08T12:30:00Z".parse().expect("it is a time")
}

fn audit() -> Audit {
    Audit::new(Profile::Observed).with_ledger(as_of())
}

/// Files with their jobs.
type Files = Vec<(String, Vec<Value>)>;

fn texts(files: &Files) -> Vec<(String, String)> {
    let text = |jobs: &Vec<Value>| json!({ "JobList": jobs, "Marker": null }).to_string();
    files.iter().map(|(name, jobs)| (name.clone(), text(jobs))).collect()
}

/// What the report says of jobs, as JSON.
fn told(audited: &Audited) -> Value {
    let mut out = Vec::new();
    let report = ListingReport::of(audited);
    let prices = costs::prices();
    let costs = report.once.ledger().map(|ledger| Costs::of_ledger(&prices, ledger));
    let report = ListingReport { costs: costs.as_ref(), ..report };
    write_listing_json(&mut out, &report).expect("memory can be written to");
    let mut told: Value = serde_json::from_slice(&out).expect("it is JSON");
    let members = told.as_object_mut().expect("it is an object");
    for of_saves in ["created", "chains", "findings", "summary", "skipped", "version"] {
        assert!(members.remove(of_saves).is_some(), "{of_saves} is there");
    }
    let costs = members["costs"].as_object_mut().expect("it is an object");
    for of_prices in ["gb_bytes", "price_lists", "not_known"] {
        assert!(costs.remove(of_prices).is_some(), "{of_prices} is there");
    }
    told
}

/// The audit of all files in one, judged in windows of this size.
fn in_windows(mut audit: Audit, files: &Files, window: usize) -> Value {
    audit = audit.window(window);
    let texts = texts(files);
    let dumps: Vec<Dump<'_>> =
        texts.iter().map(|(_, text)| Dump::from_slice(text.as_bytes())).collect();
    let names = texts.iter().map(|(name, _)| name.clone());
    let sources: Vec<_> = names.zip(dumps.iter().map(Source::Dump)).collect();
    audit.files(&sources, 2, &mut |told| match told {
        Told::Failed(_, error) => panic!("{error}"),
        _ => ControlFlow::Continue(()),
    });
    let audited = audit.finish_files(&sources);
    assert!(audited.errors.is_empty(), "{:?}", audited.errors);
    told(&audited)
}

/// The same of parts that are audited apart, written down, read back and merged.
fn in_parts(audit: impl Fn() -> Audit, files: &Files) -> Value {
    let texts = texts(files);
    let dumps: Vec<Dump<'_>> =
        texts.iter().map(|(_, text)| Dump::from_slice(text.as_bytes())).collect();
    let parts = texts.iter().zip(&dumps).map(|((name, _), dump)| {
        let mut audit = audit();
        audit.dump(name, dump, &mut |_| {});
        let written = serde_json::to_string(&audit).expect("it can be written down");
        serde_json::from_str::<Audit>(&written).expect("it can be read")
    });
    let parts: Vec<Audit> = parts.collect();
    let merged =
        parts.into_iter().rev().reduce(|later, earlier| earlier.merge(later).expect("alike"));
    let audited = merged.expect("there is a file").finish(&mut |number, look| {
        look(&dumps[number]);
        Ok(())
    });
    told(&audited)
}

/// What is done to a job before it is saved again, or for the first time.
#[derive(Clone, Copy, Debug)]
enum Change {
    Nothing,
    InProgress,
    Failed(u8),
    Later(i64),
    Elsewhere(&'static str),
    Without(&'static str),
    Wrong(&'static str),
}

fn change() -> impl Strategy<Value = Change> {
    let fields = prop::sample::select(vec![
        "JobId",
        "Action",
        "StatusCode",
        "Completed",
        "StatusMessage",
        "CreationDate",
        "CompletionDate",
        "Tier",
        "RetrievalByteRange",
        "ArchiveSizeInBytes",
        "VaultARN",
    ]);
    prop_oneof![
        6 => Just(Change::Nothing),
        4 => Just(Change::InProgress),
        1 => (0_u8..30).prop_map(Change::Failed),
        2 => (-30_000_000_i64..300_000_000).prop_map(Change::Later),
        1 => prop::sample::select(costs::REGIONS.to_vec()).prop_map(Change::Elsewhere),
        1 => fields.clone().prop_map(Change::Without),
        1 => fields.prop_map(Change::Wrong),
    ]
}

fn changed(job: &Value, change: Change) -> Value {
    let mut job = job.clone();
    match change {
        Change::Nothing => {}
        Change::InProgress => {
            job["StatusCode"] = json!("InProgress");
            job["Completed"] = json!(false);
            job["CompletionDate"] = Value::Null;
            job["StatusMessage"] = Value::Null;
        }
        Change::Failed(why) => {
            job["StatusCode"] = json!("Failed");
            job["StatusMessage"] = json!(format!("it failed: {why}"));
        }
        Change::Later(millis) => {
            let date = job["CompletionDate"].as_str().and_then(|date| date.parse().ok());
            let later = |date: Timestamp| Timestamp::from_unix_millis(date.unix_millis() + millis);
            if let Some(date) = date.and_then(later) {
                job["CompletionDate"] = json!(date.to_string());
            }
        }
        Change::Elsewhere(region) => {
            job["VaultARN"] = json!(format!("arn:aws:glacier:{region}:***:vaults/moved"));
        }
        Change::Without(field) => job[field] = Value::Null,
        Change::Wrong(field) => job[field] = json!("?"),
    }
    job
}

/// Jobs as they are made up, some of them with a defect.
fn jobs(seed: u64, count: u64, defects: &[usize]) -> Vec<Value> {
    let mut generator = Generator::new(seed).jobs(count).vaults(2).style(Style::Jq);
    for defect in defects {
        let rule = RULES[defect % RULES.len()].meta.id;
        let rate = "30%".parse().expect("it is a rate");
        let with_defect = generator.clone().defect(rule, rate).expect("it is a rule");
        if with_defect.check().is_ok() {
            generator = with_defect;
        }
    }
    let mut bytes = Vec::new();
    generator.write(&mut bytes).expect("the dump can be made");
    let values = serde_json::Deserializer::from_slice(&bytes).into_iter::<Value>();
    values.map_while(Result::ok).filter(Value::is_object).collect()
}

/// Files that share jobs: each holds a stretch of them, changed or not.
fn files() -> impl Strategy<Value = Files> {
    let stretch = (any::<bool>(), 0_usize..60, 0_usize..60, prop::collection::vec(change(), 1..7));
    let defects = prop::collection::vec(0_usize..100, 0..3);
    let stretches = prop::collection::vec(stretch, 1..5);
    (0_u64..50, defects, stretches).prop_map(|(seed, defects, stretches)| {
        let jobs = jobs(seed, 60, &defects);
        let stretch = |(number, (is_elsewhere, start, length, changes)): (
            usize,
            (bool, usize, usize, Vec<Change>),
        )| {
            let folder = if is_elsewhere { "b" } else { "a" };
            let part = jobs.iter().skip(start).take(length).zip(changes.iter().cycle());
            let part = part.map(|(job, change)| changed(job, *change)).collect();
            (format!("{folder}/{number}.json"), part)
        };
        stretches.into_iter().enumerate().map(stretch).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_report_says_what_a_slow_count_says(files in files(), window in 100_usize..20_000) {
        let slow = slow::report(&files, as_of(), |_| true);
        prop_assert_eq!(&in_windows(audit(), &files, window), &slow);
        prop_assert_eq!(&in_windows(audit().plain(), &files, window), &slow);
        prop_assert_eq!(&in_parts(audit, &files), &slow);
    }

    #[test]
    fn only_jobs_that_match_in_their_latest_state_count(files in files(), window in 100_usize..20_000) {
        let filter = || Filter::builder().statuscode(StatusCode::InProgress).action(Action::ArchiveRetrieval).build();
        let matches = |job: &Value| {
            job["StatusCode"] == "InProgress" && job["Action"] == "ArchiveRetrieval"
        };
        let slow = slow::report(&files, as_of(), matches);
        prop_assert_eq!(&in_windows(audit().filter(filter()), &files, window), &slow);
        prop_assert_eq!(&in_parts(|| audit().filter(filter()), &files), &slow);
    }
}

/// A whole-archive retrieval of so many bytes.
fn retrieval(id: &str, bytes: u64, status: &str) -> Value {
    let ended = status != "InProgress";
    json!({
        "JobId": id, "Action": "ArchiveRetrieval", "ArchiveSizeInBytes": bytes,
        "VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/film-archive",
        "CreationDate": "2024-03-08T00:00:00.000Z", "Completed": ended, "StatusCode": status,
        "CompletionDate": if ended { json!("2024-03-08T07:00:00.000Z") } else { Value::Null },
    })
}

#[test]
fn lists_that_fall_short_are_made_anew() {
    // More jobs than are kept are the largest while they are in progress, and then are no longer.
    let ids =
        |kind: &'static str, from: u64| (0..60).map(move |n| (format!("{kind}{n}"), from + n));
    let large = |status| ids("large", 5000).map(move |(id, size)| retrieval(&id, size, status));
    let small = ids("small", 1000).map(|(id, size)| retrieval(&id, size, "InProgress"));
    let files: Files = vec![
        ("a/1.json".to_owned(), large("InProgress").chain(small).collect()),
        ("a/2.json".to_owned(), large("Succeeded").collect()),
    ];
    let filter = Filter::builder().statuscode(StatusCode::InProgress).build();
    let told = in_windows(audit().filter(filter), &files, 3000);
    assert_eq!(told, slow::report(&files, as_of(), |job| job["StatusCode"] == "InProgress"));
    assert_eq!(told["largest"].as_array().map(Vec::len), Some(20));
    assert_eq!(told["largest"][0]["job_id"], "small59");

    let told = in_windows(audit(), &files, 3000);
    assert_eq!(told, slow::report(&files, as_of(), |_| true));
    assert_eq!(told["superseded_saves"], 60);
    assert_eq!(told["durations"][0]["late"], 60);
    assert_eq!(told["latest"][0]["late_seconds"], 2 * 3600);
    assert_eq!(told["outputs"]["next_to_expire"][0]["expires"], "2024-03-09T07:00:00.000Z");
}

#[test]
fn a_file_that_changes_meanwhile_is_an_error() {
    let text = |id: &str| {
        let files: Files = vec![(String::new(), vec![retrieval(id, 7, "Succeeded")])];
        texts(&files).remove(0).1
    };
    let (one, empty) = (text("one"), "{}".to_owned());
    let mut audit = audit();
    for name in ["1.json", "2.json"] {
        audit.dump(name, &Dump::from_slice(one.as_bytes()), &mut |_| {});
    }
    let audited = audit.finish(&mut |_, look| {
        look(&Dump::from_slice(empty.as_bytes()));
        Ok(())
    });
    let errors: Vec<String> = audited.errors.iter().map(ToString::to_string).collect();
    assert_eq!(errors, ["1.json: it has changed since it was first read"]);
}

#[test]
fn durations_are_exact_to_the_second_up_to_two_days_and_to_the_hour_above() {
    let took = |seconds: i64| {
        let job = retrieval("long", 1, "Succeeded");
        let done = Timestamp::from_unix_millis(1_709_856_000_000 + seconds * 1000).expect("it is");
        let mut job = job;
        job["CompletionDate"] = json!(done.to_string());
        let told = in_windows(audit(), &vec![("a.json".to_owned(), vec![job])], 1000);
        told["durations"][0]["max"].as_u64().expect("it is a number")
    };
    assert_eq!(took(0), 0);
    assert_eq!(took(48 * 3600 - 1), 48 * 3600 - 1);
    assert_eq!(took(48 * 3600), 48 * 3600);
    assert_eq!(took(49 * 3600 - 1), 48 * 3600);
    assert_eq!(took(20 * 365 * 24 * 3600), 10 * 365 * 24 * 3600);
}

#[test]
fn without_a_ledger_nothing_is_counted_once() {
    let mut audit = Audit::new(Profile::Observed);
    let dump = Dump::from_slice(b"{\"JobList\": [{}]}");
    audit.dump("a.json", &dump, &mut |_| {});
    let audited = audit.finish(&mut |_, look| {
        look(&dump);
        Ok(())
    });
    assert!(audited.once.is_none() && audited.totals.ledger().is_none());
}
