//! `repeated-token`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "repeated-token",
        group: Group::Listing,
        summary: "a token does not follow itself",
        why: "Whoever follows it fetches the same page again and again; botocore gives up with an error.",
        source: "botocore: The same next token was received twice",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "fetch this page again; if a tool wrote the dump, it kept the token of the request instead of that of the response",
        pass: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["C", "D"]}]"#),
        fail: Sample::pages(
            r#"[{"JobList": ["A", "B"], "Marker": "C"},
 {"JobList": ["C", "D"], "Marker": "C"}]"#,
        ),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for chain in stitched.listing.chains() {
        let returns = chain.links.iter().filter_map(|link| Some((link.page, link.back?)));
        for (page, _) in returns.filter(|(_, back)| back.distance == 1) {
            drafts.report(Spot::Token(page), "this token leads to the page that bears it");
        }
    }
}
