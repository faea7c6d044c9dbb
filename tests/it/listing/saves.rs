//! Jobs that were saved several times, in whatever folder.

use icecore::dump::Dump;
use icecore::listing::{Collector, Listing, Scope};
use serde_json::{Value, json};

use super::{job, stitch_as};

fn ended(status: &str) -> Value {
    let mut job = job(1);
    job["Completed"] = json!(true);
    job["StatusCode"] = json!(status);
    job["CompletionDate"] = json!("2024-03-30T00:00:00.000Z");
    job
}

fn listing(saves: &[Value]) -> Listing {
    let pages: Vec<Value> = saves.iter().map(|job| json!({ "JobList": [job] })).collect();
    stitch_as(&pages, |day| format!("day-{day}/page.json"))
}

fn conflicting(saves: &[Value]) -> u64 {
    listing(saves).conflicting_jobs()
}

#[test]
fn a_job_is_one_in_whatever_folder_it_was_saved() {
    assert_eq!(Scope::default(), Scope::Folder);
    let superseded = listing(&[job(1), ended("Succeeded"), job(1), job(2)]).superseded();
    assert_eq!(superseded.iter().map(|save| save.page).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn files_that_are_apart_share_no_job() {
    let mut collector = Collector::new(Scope::File);
    for day in ["1.json", "2.json"] {
        let page = json!({ "JobList": [ended("Failed")] }).to_string();
        collector.dump(day, &Dump::from_slice(page.as_bytes()));
    }
    assert!(collector.stitch().superseded().is_empty());
}

#[test]
fn saves_that_cannot_all_be_true_are_counted_whatever_their_order() {
    assert_eq!(conflicting(&[job(1), ended("Succeeded"), ended("Succeeded")]), 0);
    for saves in [[ended("Failed"), ended("Succeeded")], [ended("Succeeded"), ended("Failed")]] {
        assert_eq!(conflicting(&saves), 1);
    }
    let mut other = job(1);
    other["VaultARN"] = json!("arn:aws:glacier:eu-west-1:123456789012:vaults/other");
    assert_eq!(conflicting(&[job(1), other]), 1);
}
