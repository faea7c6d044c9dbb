//! `conflicting-job`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};
use crate::listing::{JobPlace, Listing};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "conflicting-job",
        group: Group::Listing,
        summary: "one JobId has one Action, ArchiveId, CreationDate and VaultARN",
        why: "These never change, so at least one of the two was not written by Glacier.",
        source: "API reference, GlacierJobDescription: JobId is an opaque string that identifies a job",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "compare both with a new answer of DescribeJob, and correct the dump that is wrong",
        pass: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["C", "D"]}]"#),
        fail: Sample::pages(
            r#"[{"JobList": ["A", "B"]},
 {"JobList": [{"job": "A", "CreationDate": "2024-03-07T00:00:00.000Z"}]}]"#,
        ),
    },
    check: Check::Listing(check),
};

/// What never changes about a job.
const FIELDS: &[&str] = &["Action", "ArchiveId", "CreationDate", "VaultARN"];

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for jobs in &stitched.twins {
        let mut first = None;
        for &job in jobs {
            let immutable = stitched.listing.key(job).immutable;
            if immutable == 0 {
                continue;
            }
            let (known, other) = *first.get_or_insert((immutable, job));
            if known != immutable {
                drafts
                    .report(
                        Spot::Field(job, "JobId"),
                        "this job contradicts what is saved of it elsewhere",
                    )
                    .differs_from(other, FIELDS);
            }
        }
    }
}

/// Whether these saves of a job differ in what never changes.
pub(super) fn concerns(listing: &Listing, jobs: &[JobPlace]) -> bool {
    let mut told = jobs.iter().map(|job| listing.key(*job).immutable).filter(|told| *told != 0);
    let first = told.next();
    told.any(|other| Some(other) != first)
}
