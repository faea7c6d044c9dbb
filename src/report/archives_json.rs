//! Archives as JSON: what `report --format json` says of what was retrieved twice, and of what is lost when
//! a vault is deleted.

use serde::Serialize;

use super::archives_text::{not_told, verdict};
use crate::coverage::{
    ArchiveState, Coverage, Disagreement, RepeatedRange, Subject, Tally, Verdict,
};

#[derive(Serialize)]
pub(super) struct JsonCoverage<'c> {
    repeated: JsonRepeated<'c>,
    archives: JsonArchives<'c>,
    verdict: JsonVerdict<'c>,
}

#[derive(Serialize)]
struct JsonRepeated<'c> {
    ranges: u64,
    retrievals_again: u64,
    bytes_again: u128,
    without_bytes: u64,
    by_tier: Vec<JsonAgain>,
    first: Vec<JsonRange<'c>>,
}

#[derive(Serialize)]
struct JsonAgain {
    tier: &'static str,
    retrievals_again: u64,
    bytes_again: u128,
}

#[derive(Serialize)]
struct JsonRange<'c> {
    bytes_again: Option<u128>,
    times: u64,
    range: Option<String>,
    archive_id: Option<&'c str>,
    vault_arn: &'c str,
}

#[derive(Serialize)]
struct JsonArchives<'c> {
    without_archive_id: u64,
    by_vault: Vec<JsonVault<'c>>,
    lacking: Vec<JsonState<'c>>,
    not_in_inventory: Vec<JsonState<'c>>,
    disagreements: JsonDisagreements<'c>,
}

#[derive(Serialize)]
struct JsonVault<'c> {
    vault_arn: Option<&'c str>,
    inventories: Option<JsonInventories<'c>>,
    #[serde(flatten)]
    archives: JsonTally,
    not_in_inventory: JsonTally,
}

#[derive(Serialize)]
struct JsonInventories<'c> {
    files: &'c [String],
    dates: &'c [String],
    entries_again: u64,
    contradicted: u64,
}

#[derive(Serialize)]
struct JsonTally {
    archives: u64,
    whole: u64,
    in_part: u64,
    not_at_all: u64,
    never_asked_for: u64,
    not_to_be_told: u64,
    missing_bytes: u128,
    without_size: u64,
    jobs_in_progress_would_complete: u64,
}

#[derive(Serialize)]
struct JsonState<'c> {
    missing_bytes: Option<u64>,
    size: Option<u64>,
    retrieved: &'static str,
    in_progress: &'static str,
    missing_ranges: Vec<String>,
    more_missing_ranges: u64,
    archive_id: Option<&'c str>,
    vault_arn: &'c str,
}

#[derive(Serialize)]
struct JsonDisagreements<'c> {
    archives: u64,
    first: Vec<JsonDisagreement<'c>>,
}

#[derive(Serialize)]
struct JsonDisagreement<'c> {
    archive_id: &'c str,
    vault_arn: &'c str,
    size_listed: u64,
    size_told: Option<u64>,
    other_tree_hash: bool,
}

#[derive(Serialize)]
struct JsonVerdict<'c> {
    by_vault: Vec<JsonOfVault<'c>>,
    filtered: bool,
    dumps_unread: bool,
    inventories_unread: u64,
    not_told: Vec<String>,
}

#[derive(Serialize)]
struct JsonOfVault<'c> {
    vault_arn: Option<&'c str>,
    deleting: &'static str,
    listing_incomplete: bool,
    text: String,
}

impl<'c> JsonCoverage<'c> {
    pub(super) fn of(coverage: &'c Coverage) -> Self {
        JsonCoverage {
            repeated: repeated(coverage),
            archives: archives(coverage),
            verdict: JsonVerdict {
                by_vault: coverage.subjects().iter().map(|it| of_vault(coverage, it)).collect(),
                filtered: coverage.view().is_filtered,
                dumps_unread: coverage.view().lacks_dumps,
                inventories_unread: coverage.view().left_out,
                not_told: not_told(coverage),
            },
        }
    }
}

fn of_vault<'c>(coverage: &Coverage, subject: &'c Subject) -> JsonOfVault<'c> {
    let deleting: Verdict = subject.verdict();
    JsonOfVault {
        vault_arn: subject.vault_arn(),
        deleting: deleting.as_str(),
        listing_incomplete: subject.is_incomplete(),
        text: verdict(coverage, subject),
    }
}

fn repeated(coverage: &Coverage) -> JsonRepeated<'_> {
    let repeated = coverage.repeated();
    let tiers = repeated.by_speed().iter().map(|(speed, volume)| JsonAgain {
        tier: speed.as_str(),
        retrievals_again: volume.retrievals,
        bytes_again: volume.bytes,
    });
    let range = |range| -> JsonRange<'_> {
        let range: &RepeatedRange = range;
        JsonRange {
            bytes_again: range.bytes_again(),
            times: range.times(),
            range: range.range().map(|range| range.to_string()),
            archive_id: range.archive_id(),
            vault_arn: range.vault_arn(),
        }
    };
    JsonRepeated {
        ranges: repeated.ranges,
        retrievals_again: repeated.again.retrievals,
        bytes_again: repeated.again.bytes,
        without_bytes: repeated.without_bytes,
        by_tier: tiers.collect(),
        first: repeated.first().map(range).collect(),
    }
}

fn archives(coverage: &Coverage) -> JsonArchives<'_> {
    let disagreements = coverage.disagreements();
    JsonArchives {
        without_archive_id: coverage.without_archive(),
        by_vault: coverage.subjects().iter().map(vault).collect(),
        lacking: coverage.lacking().map(state).collect(),
        not_in_inventory: coverage.outside().map(state).collect(),
        disagreements: JsonDisagreements {
            archives: disagreements.archives,
            first: disagreements.first().map(disagreement).collect(),
        },
    }
}

fn vault(subject: &Subject) -> JsonVault<'_> {
    JsonVault {
        vault_arn: subject.vault_arn(),
        inventories: subject.listed().map(|listed| JsonInventories {
            files: &listed.names,
            dates: &listed.dates,
            entries_again: listed.again,
            contradicted: listed.contradicted,
        }),
        archives: tally(subject.archives()),
        not_in_inventory: tally(subject.outside()),
    }
}

fn tally(tally: &Tally) -> JsonTally {
    JsonTally {
        archives: tally.archives,
        whole: tally.whole,
        in_part: tally.part,
        not_at_all: tally.not_at_all,
        never_asked_for: tally.never,
        not_to_be_told: tally.untold,
        missing_bytes: tally.missing,
        without_size: tally.without_size,
        jobs_in_progress_would_complete: tally.would_be_whole,
    }
}

fn state(archive: &ArchiveState) -> JsonState<'_> {
    let named = archive.missing_ranges();
    JsonState {
        missing_bytes: archive.missing(),
        size: archive.size(),
        retrieved: archive.state().as_str(),
        in_progress: archive.pending().as_str(),
        missing_ranges: named.iter().map(ToString::to_string).collect(),
        more_missing_ranges: archive.count_missing_ranges() - named.len() as u64,
        archive_id: archive.archive_id(),
        vault_arn: archive.vault_arn(),
    }
}

fn disagreement(one: &Disagreement) -> JsonDisagreement<'_> {
    JsonDisagreement {
        archive_id: &one.archive_id,
        vault_arn: &one.vault_arn,
        size_listed: one.size_listed,
        size_told: one.size_told,
        other_tree_hash: one.is_other_tree_hash,
    }
}
