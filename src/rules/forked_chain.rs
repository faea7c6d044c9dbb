//! `forked-chain`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "forked-chain",
        group: Group::Listing,
        summary: "one token leads to one page",
        why: "Two different pages after one token cannot both be what Glacier answered at that time.",
        source: "API reference, ListJobs, Marker: specifies the job at which the listing begins",
        real_data: "Real responses keep it, unless jobs vanished between two requests.",
        levels: Levels::both(Level::Error),
        help: "keep one of the two pages, or keep the dumps of different times in folders of their own",
        pass: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["C", "D"]}]"#),
        fail: Sample::pages(
            r#"[{"JobList": ["A", "B"], "Marker": "C"},
 {"JobList": ["C", "D"]},
 {"JobList": ["C", "E"]}]"#,
        ),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for fork in stitched.listing.forks() {
        let message = format!(
            "the token of {} leads to this page and to {}, which holds other jobs",
            stitched.name(fork.from),
            stitched.name(fork.taken),
        );
        drafts.report(Spot::Page(fork.other), message);
    }
}
