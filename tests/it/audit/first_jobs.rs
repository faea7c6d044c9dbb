//! The first jobs, held against all saves in memory.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use icecore::audit::{Audit, JobEntry, Source, Told};
use icecore::dump::Dump;
use icecore::filter::Filter;
use icecore::finding::Profile;
use icecore::generate::Generator;
use icecore::model::StatusCode;
use serde_json::{Value, json};

/// Pages of made-up jobs, the newest first, of which every third was saved before when it was in progress, and every
/// fifth again as it was.
fn pages() -> Vec<(String, String)> {
    let mut bytes = Vec::new();
    Generator::new(3).jobs(90).page_size(30).write(&mut bytes).expect("a dump can be made");
    let text = String::from_utf8(bytes).expect("dumps are UTF-8");
    let pages: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("it is a page")).collect();
    let again = |every: usize, change: fn(&mut Value)| {
        let jobs = pages.iter().flat_map(|page| page["JobList"].as_array().expect("it has jobs"));
        let mut jobs: Vec<Value> = jobs.step_by(every).cloned().collect();
        jobs.iter_mut().for_each(change);
        json!({ "JobList": jobs, "Marker": null })
    };
    let before = again(3, |job| {
        job["StatusCode"] = json!("InProgress");
        job["CompletionDate"] = Value::Null;
    });
    let copies = again(5, |_| {});
    let texts = [before].into_iter().chain(pages.iter().cloned()).chain([copies]);
    texts
        .enumerate()
        .map(|(number, page)| (format!("page-{number}.json"), page.to_string()))
        .collect()
}

fn first(audit: Audit, window: usize, threads: usize) -> (Vec<JobEntry>, u64) {
    let texts = pages();
    let dumps: Vec<Dump<'_>> =
        texts.iter().map(|(_, text)| Dump::from_slice(text.as_bytes())).collect();
    let names = texts.iter().map(|(name, _)| name.clone());
    let sources: Vec<_> = names.zip(dumps.iter().map(Source::Dump)).collect();
    let mut audit = audit.window(window);
    audit.files(&sources, threads, &mut |told| match told {
        Told::Failed(_, error) => panic!("{error}"),
        _ => ControlFlow::Continue(()),
    });
    let audited = audit.finish_files(&sources);
    assert!(audited.errors.is_empty(), "{:?}", audited.errors);
    let once = audited.once.expect("a ledger is kept");
    (audited.first_jobs, once.by_action().values().sum())
}

fn audit(most: usize) -> Audit {
    let as_of = "2024-03-08T12:00:00Z".parse().expect("it is a time");
    Audit::new(Profile::Observed).with_ledger(as_of).with_first_jobs(most)
}

/// The latest save of each job, by its JobId.
fn slowly() -> BTreeMap<String, Value> {
    let mut latest: BTreeMap<String, Value> = BTreeMap::new();
    for (_, text) in pages() {
        let page: Value = serde_json::from_str(&text).expect("it is JSON");
        for job in page["JobList"].as_array().expect("it has jobs") {
            let id = job["JobId"].as_str().expect("it has an id").to_owned();
            let has_ended = job["StatusCode"] != "InProgress";
            if has_ended || latest.get(&id).is_none_or(|seen| seen["StatusCode"] == "InProgress") {
                latest.insert(id, job.clone());
            }
        }
    }
    latest
}

#[test]
fn each_job_stands_once_in_its_latest_state() {
    let (jobs, counted) = first(audit(usize::MAX), 1 << 20, 1);
    let slowly = slowly();
    assert_eq!((jobs.len(), counted), (slowly.len(), slowly.len() as u64));
    for job in &jobs {
        let saved = &slowly[&job.job_id];
        let text = |key: &str| saved[key].as_str().unwrap_or_default();
        let found = [&job.status, &job.creation_date, &job.completion_date, &job.archive_id];
        let expected = ["StatusCode", "CreationDate", "CompletionDate", "ArchiveId"].map(text);
        assert_eq!(found.map(String::as_str), expected);
    }
}

#[test]
fn windows_threads_and_how_many_are_asked_for_change_nothing_else() {
    let (all, _) = first(audit(usize::MAX), 1 << 20, 1);
    for most in [1, 7, 31, 90, 5000] {
        for (window, threads) in [(64, 1), (1000, 2), (1 << 20, 2)] {
            let (jobs, _) = first(audit(most), window, threads);
            assert_eq!(jobs, all[..most.min(all.len())], "{most} {window} {threads}");
        }
    }
    assert_eq!(first(audit(0), 1000, 1).0, []);
}

#[test]
fn a_filter_leaves_the_first_that_match() {
    let (all, _) = first(audit(usize::MAX), 1 << 20, 1);
    let succeeded = |job: &&JobEntry| job.status == "Succeeded";
    let expected: Vec<JobEntry> = all.iter().filter(succeeded).take(20).cloned().collect();
    assert_eq!(expected.len(), 20);
    let filter = || Filter::builder().statuscode(StatusCode::Succeeded).build();
    for window in [100, 1 << 20] {
        assert_eq!(first(audit(20).filter(filter()), window, 2).0, expected);
    }
}
