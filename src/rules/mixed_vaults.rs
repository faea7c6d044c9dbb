//! `mixed-vaults`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::dump::PageKind;
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};
use crate::listing::JobPlace;

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "mixed-vaults",
        group: Group::Listing,
        summary: "all jobs of a page belong to one vault, which is the one that was asked for",
        why: "ListJobs lists the jobs of one vault, so the page was put together by somebody else.",
        source: "API reference, ListJobs: lists jobs for a vault",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "keep the pages of each vault apart, as Glacier answered them",
        pass: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["C", "D"]}]"#),
        fail: Sample::pages(
            r#"[{"JobList": ["A",
  {"job": "B",
   "VaultARN": "arn:aws:glacier:eu-west-1:123456789012:vaults/other"}]}]"#,
        ),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for (page, summary) in (0..).zip(stitched.listing.pages()) {
        let Some(odd) = &summary.odd_jobs else { continue };
        let place = |index| Spot::Field(JobPlace { page, index }, "VaultARN");
        let (asked, others) = (odd.unrequested_vault, odd.other_vault);
        if asked.0 > 0 {
            let message =
                format!("{} of another vault than the one that was asked for", jobs(asked.0));
            drafts.report(place(asked.1), message);
        } else if others.0 > 0 && summary.kind == PageKind::Page {
            let message = format!("{} of another vault than the page's first job", jobs(others.0));
            drafts.report(place(others.1), message);
        }
    }
}

fn jobs(count: u32) -> String {
    match count {
        1 => "this job is".to_owned(),
        _ => format!("this and {} more jobs are", count - 1),
    }
}
