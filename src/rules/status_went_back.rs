//! `status-went-back`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};
use crate::listing::{JobPlace, Listing, Progress};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "status-went-back",
        group: Group::Listing,
        summary: "a later response never undoes a job's completion",
        why: "A job that has ended does not run again, so one of the two responses, or its time, is wrong.",
        source: "API reference, GlacierJobDescription, Completed: the job status, which ends with Succeeded or Failed",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "look at when each response was recorded; correct the dump that is wrong",
        pass: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["C", "D"]}]"#),
        fail: Sample::pages(
            r#"[{"JobList": [{"job": "A", "Completed": true,
    "StatusCode": "Succeeded", "StatusMessage": "Succeeded",
    "CompletionDate": "2024-03-08T13:00:00.000Z",
    "InventorySizeInBytes": 2006}],
  "ResponseMetadata": {"HTTPHeaders": {
    "date": "Fri, 08 Mar 2024 14:00:00 GMT"}}},
 {"JobList": ["A"],
  "ResponseMetadata": {"HTTPHeaders": {
    "date": "Fri, 08 Mar 2024 15:00:00 GMT"}}}]"#,
        ),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for jobs in &stitched.twins {
        let time = |job: &JobPlace| stitched.listing.page(job.page).time;
        let progress = |job: &JobPlace| stitched.listing.key(*job).progress();
        let ended = jobs.iter().filter(|job| progress(job) == Progress::Ended);
        let Some((since, first)) = ended.filter_map(|job| Some((time(job)?, *job))).min() else {
            continue;
        };
        for job in jobs {
            if progress(job) == Progress::InProgress && time(job).is_some_and(|time| time > since) {
                let message = format!(
                    "this job is in progress, though it had ended in an earlier response, in {}",
                    stitched.name(first.page),
                );
                drafts.report(Spot::Field(*job, "StatusCode"), message);
            }
        }
    }
}

/// Whether some of these saves of a job have ended and others have not.
pub(super) fn concerns(listing: &Listing, jobs: &[JobPlace]) -> bool {
    let has = |progress| jobs.iter().any(|job| listing.key(*job).progress() == progress);
    has(Progress::Ended) && has(Progress::InProgress)
}
