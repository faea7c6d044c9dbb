//! `filter-ignored`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};
use crate::listing::JobPlace;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "filter-ignored",
        group: Group::Listing,
        summary: "every job of a page passes the filters that were asked for",
        why: "Glacier filters by statuscode and completed; a simulator that does not gives tests that prove nothing.",
        source: "API reference, ListJobs: the parameters statuscode and completed",
        real_data: "Real responses keep it; moto ignores both filters.",
        levels: Levels::both(Level::Error),
        help: "record the response again from Glacier, or from a simulator that filters",
        pass: Sample::pages(
            r#"{"request": {"url": "/-/vaults/samples/jobs?statuscode=InProgress"},
 "response": {"status": 200,
  "jsonBody": {"JobList": ["A"], "Marker": null}}}"#,
        ),
        fail: Sample::pages(
            r#"{"request": {"url": "/-/vaults/samples/jobs?statuscode=Succeeded"},
 "response": {"status": 200,
  "jsonBody": {"JobList": ["A"], "Marker": null}}}"#,
        ),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for (page, summary) in (0..).zip(stitched.listing.pages()) {
        let (Some(odd), Some(request)) = (&summary.odd_jobs, &summary.request) else { continue };
        let filters = [
            ("statuscode", &request.statuscode, odd.other_status, "StatusCode"),
            ("completed", &request.completed, odd.other_completed, "Completed"),
        ];
        for (name, wanted, (count, index), field) in filters {
            if count > 0 {
                let wanted = wanted.as_deref().unwrap_or_default();
                let jobs = if count == 1 { "this job does" } else { "this job and others do" };
                let message =
                    format!("{jobs} not pass the filter {name}={wanted} ({count} in all)");
                drafts.report(Spot::Field(JobPlace { page, index }, field), message);
            }
        }
    }
}
