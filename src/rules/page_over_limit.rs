//! `page-over-limit`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, Profile, RuleMeta, Sample};
use crate::listing::JobPlace;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "page-over-limit",
        group: Group::Listing,
        summary: "a page has no more jobs than its limit",
        why: "Fewer jobs may come than were asked for, never more, so the page was merged or made up.",
        source: "API reference, ListJobs: limit, 1 to 50; older documentation allowed up to 1,000",
        real_data: "Real responses keep it.",
        levels: Levels::new(Level::Warning, Level::Error),
        help: "save pages as Glacier answers them; a merged listing has no Marker",
        pass: Sample::pages(
            r#"{"request": {"url": "/-/vaults/samples/jobs?limit=2"},
 "response": {"status": 200,
  "jsonBody": {"JobList": ["A", "B"], "Marker": null}}}"#,
        ),
        fail: Sample::pages(
            r#"{"request": {"url": "/-/vaults/samples/jobs?limit=2"},
 "response": {"status": 200,
  "jsonBody": {"JobList": ["A", "B", "C"], "Marker": null}}}"#,
        ),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    let usual = match stitched.profile {
        Profile::Observed => 1000,
        Profile::Documented => 50,
    };
    for (page, summary) in (0..).zip(stitched.listing.pages()) {
        let asked =
            summary.request.as_ref().and_then(|request| request.limit.as_ref()?.parse().ok());
        let limit: u32 = match asked {
            Some(limit) => limit,
            None if summary.is_response || summary.request.is_some() => usual,
            None => continue,
        };
        if summary.jobs > limit {
            let message = match asked {
                Some(_) => format!(
                    "this page has {} jobs, but the request's limit is {limit}",
                    summary.jobs
                ),
                None => {
                    format!("this page has {} jobs, but a page has at most {limit}", summary.jobs)
                }
            };
            drafts.report(Spot::Job(JobPlace { page, index: limit }), message);
        }
    }
}
