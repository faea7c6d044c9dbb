//! `conflicting-archive`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};
use crate::listing::JobPlace;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "conflicting-archive",
        group: Group::Listing,
        summary: "one ArchiveId has one ArchiveSizeInBytes, ArchiveSHA256TreeHash and vault",
        why: "Archives never change, so at least one of the two was not written by Glacier.",
        source: "Developer guide, Amazon S3 Glacier data model: archives are immutable, and an archive ID is unique within a region",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "compare both with the vault's inventory, and correct the dump that is wrong",
        pass: Sample::pages(r#"{"JobList": [{"archive": "A"}, {"archive": "B"}]}"#),
        fail: Sample::pages(
            r#"{"JobList": [
  {"archive": "A"},
  {"archive": "B", "ArchiveSizeInBytes": 3145728,
    "RetrievalByteRange": "0-3145727"}]}"#,
        ),
    },
    check: Check::Listing(check),
};

/// What never changes about an archive.
const FIELDS: &[&str] = &["ArchiveSizeInBytes", "ArchiveSHA256TreeHash", "VaultARN"];

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for jobs in &stitched.contested_archives {
        let mut known = Known::default();
        for &job in jobs {
            if let Some(other) = known.contradicted_by(stitched, job) {
                drafts
                    .report(
                        Spot::Field(job, "ArchiveId"),
                        "this archive contradicts what is saved of it elsewhere",
                    )
                    .differs_from(other, FIELDS);
            }
        }
    }
}

/// What is known of an archive, and which job told it first.
#[derive(Default)]
struct Known {
    facts: [Option<(u32, JobPlace)>; 3],
}

impl Known {
    /// The job that said otherwise, if one did; what was not known yet is from then on.
    fn contradicted_by(&mut self, stitched: &Stitched<'_>, job: JobPlace) -> Option<JobPlace> {
        let mut contradicted = None;
        for (fact, told) in self.facts.iter_mut().zip(stitched.listing.archive_facts(job)) {
            if told != 0 {
                let (known, by) = *fact.get_or_insert((told, job));
                contradicted = contradicted.or((known != told).then_some(by));
            }
        }
        contradicted
    }
}
