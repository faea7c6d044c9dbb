//! `cyclic-tokens`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "cyclic-tokens",
        group: Group::Listing,
        summary: "a chain of pages never returns to an earlier token",
        why: "Whoever follows it never comes to an end, and the pages that should follow are missing.",
        source: "API reference, ListJobs, Marker: null when there are no more jobs, so a listing has an end",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "fetch this page again: its token is that of an earlier one",
        pass: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["C", "D"]}]"#),
        fail: Sample::pages(
            r#"[{"JobList": ["A", "B"], "Marker": "C"},
 {"JobList": ["C", "D"], "Marker": "E"},
 {"JobList": ["E", "F"], "Marker": "C"}]"#,
        ),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for chain in stitched.listing.chains() {
        let returns = chain.links.iter().filter_map(|link| Some((link.page, link.back?)));
        for (page, back) in returns.filter(|(_, back)| back.distance > 1) {
            let message = format!(
                "this token leads {} pages back, to {}",
                back.distance,
                stitched.name(back.to),
            );
            drafts.report(Spot::Token(page), message);
        }
    }
}
