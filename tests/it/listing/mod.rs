//! Pages put together: what joins them, what is missing, and what only looks so.

mod chains;
mod paging;
mod properties;
mod saves;
mod tokens;

use icecore::dump::Dump;
use icecore::finding::Profile;
use icecore::listing::{Collector, Evidence, Joint, Listing, Scope};
use icecore::rules::judge_listing;
use serde_json::{Value, json};

/// An identifier of 92 characters that ends in this number.
pub fn job_id(number: usize) -> String {
    format!("madeUpJob-{number:082}")
}

/// A job of the vault `samples`, the newer the smaller its number.
pub fn job(number: usize) -> Value {
    let minute = 100_000 - number;
    let (day, hour) = (minute / 1440, minute / 60 % 24);
    json!({
        "JobId": job_id(number),
        "Action": "InventoryRetrieval",
        "VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/samples",
        "CreationDate": format!("2024-{:02}-{:02}T{hour:02}:{:02}:00.000Z", day / 28 + 1, day % 28 + 1, minute % 60),
        "Completed": false,
        "StatusCode": "InProgress",
    })
}

/// The jobs of these numbers.
pub fn jobs(numbers: impl IntoIterator<Item = usize>) -> Vec<Value> {
    numbers.into_iter().map(job).collect()
}

/// A service's page of these jobs; the job that its Marker names begins the next one.
pub fn page(numbers: impl IntoIterator<Item = usize>, marker: Option<usize>) -> Value {
    json!({"JobList": jobs(numbers), "Marker": marker.map(job_id)})
}

/// A client's result of these jobs, cut with this token.
pub fn result(numbers: impl IntoIterator<Item = usize>, token: Option<String>) -> Value {
    match token {
        Some(token) => json!({"JobList": jobs(numbers), "NextToken": token}),
        None => json!({"JobList": jobs(numbers)}),
    }
}

/// The listings of documents, each in a file of its own in one folder.
pub fn stitch(documents: &[Value]) -> Listing {
    stitch_as(documents, |index| format!("saved/{}.json", index * 7919 % 10_007))
}

/// The same, with names for the files.
pub fn stitch_as(documents: &[Value], name: impl Fn(usize) -> String) -> Listing {
    let mut collector = Collector::new(Scope::Folder);
    for (index, document) in documents.iter().enumerate() {
        let text = document.to_string();
        collector.dump(&name(index), &Dump::from_slice(text.as_bytes()));
    }
    collector.stitch()
}

/// What joins the pages of a listing's only chain.
pub fn joints(listing: &Listing) -> Vec<Option<Joint>> {
    let [chain] = listing.chains() else { panic!("{:#?}", listing.chains()) };
    chain.links.iter().skip(1).map(|link| link.joint).collect()
}

/// The same, where there are no gaps.
pub fn evidence(listing: &Listing) -> Vec<Evidence> {
    joints(listing)
        .into_iter()
        .map(|joint| match joint {
            Some(Joint::Follows(evidence)) => evidence,
            other => panic!("{other:?}"),
        })
        .collect()
}

/// The files of a listing's chains, by their number in the input, in the order of each chain.
pub fn order(listing: &Listing) -> Vec<Vec<u32>> {
    let file = |page| listing.page(page).file;
    let chains = listing.chains().iter();
    chains.map(|chain| chain.links.iter().map(|link| file(link.page)).collect()).collect()
}

/// The rules about listings that find something, in the order of the catalogue; that no recorder
/// proves the start is left out.
pub fn found(listing: &Listing) -> Vec<&'static str> {
    judge_listing(listing, Profile::Observed)
        .iter()
        .map(|drafted| drafted.rule.id)
        .filter(|id| *id != "unproven-start")
        .collect()
}
