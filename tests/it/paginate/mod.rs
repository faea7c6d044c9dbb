//! The paginator: what botocore does, and what is ours.

mod deviations;
mod golden;
mod properties;
mod search;

use icecore::listing::{SavedJob, SavedListing, SavedPage};
use serde_json::json;

const ACCOUNT: &str = "123456789012";
const VAULT: &str = "photos";

/// A job from its identifier and the first letter of its status: `A:s`.
fn job(text: &str, index: usize) -> SavedJob<'static> {
    let (job_id, status) = text.rsplit_once(':').unwrap_or((text, "s"));
    let status_code = match status {
        "i" => "InProgress",
        "s" => "Succeeded",
        _ => "Failed",
    };
    let job = json!({
        "Completed": status != "i",
        "CreationDate": format!("2024-03-08T09:{:02}:{:02}.000Z", index / 60, index % 60),
        "JobId": job_id,
        "StatusCode": status_code,
        "StatusMessage": null,
        "VaultARN": format!("arn:aws:glacier:eu-west-1:{ACCOUNT}:vaults/{VAULT}"),
    });
    SavedJob::new(job.to_string().into_bytes()).expect("it is an object")
}

/// A listing from its pages: the token they were fetched with, their jobs, and their Marker.
fn listing<'a>(
    pages: impl IntoIterator<Item = (Option<&'a str>, &'a str, Option<&'a str>)>,
) -> SavedListing<'static> {
    let mut index = 0;
    let pages = pages.into_iter().map(|(fetched_at, jobs, marker)| {
        let jobs = jobs.split_whitespace().map(|text| {
            index += 1;
            job(text, index - 1)
        });
        SavedPage {
            jobs: jobs.collect(),
            fetched_at: fetched_at.map(str::to_owned),
            marker: marker.map(str::to_owned),
        }
    });
    SavedListing {
        pages: pages.collect(),
        account_id: Some(ACCOUNT.to_owned()),
        vault_name: Some(VAULT.to_owned()),
        next: None,
    }
}

/// The identifiers of jobs, as one line.
fn ids<'j>(jobs: impl IntoIterator<Item = &'j SavedJob<'static>>) -> String {
    let ids: Vec<&str> = jobs.into_iter().map(|job| job.job_id().unwrap_or("?")).collect();
    ids.join(" ")
}
