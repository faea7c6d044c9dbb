//! `missing-page`.

use std::collections::HashSet;

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};
use crate::listing::{Joint, Next, PageId, Start};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "missing-page",
        group: Group::Listing,
        summary: "every token leads to a saved page, and every recorded or decoded marker back to one",
        why: "The jobs of the missing page are in no dump.",
        source: "API reference, ListJobs, Marker; botocore, NextToken",
        real_data: "Real responses keep it; a page is missing because it was not saved.",
        levels: Levels::both(Level::Error),
        help: "fetch the missing page, and save it beside these dumps",
        pass: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["C", "D"]}]"#),
        fail: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["E", "F"]}]"#),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    let listing = stitched.listing;
    let forks: HashSet<PageId> = listing.forks().iter().map(|fork| fork.other).collect();
    for chain in listing.chains() {
        let pairs = chain.links.iter().zip(chain.links.iter().skip(1));
        for (before, after) in pairs.filter(|(_, after)| after.joint == Some(Joint::Gap)) {
            // Where the token leads back, or the JSON breaks before it, that is told already.
            if before.back.is_some() || listing.page(before.page).next == Next::Broken {
                continue;
            }
            let message = format!(
                "no saved page begins where this token leads, though the listing goes on in {}",
                stitched.name(after.page),
            );
            let draft = drafts.report(Spot::Token(before.page), message);
            if let Some(command) = listing.command_after(before.page) {
                draft.help(format!("fetch what is missing: {command}"));
            }
        }
        if chain.start == Start::Later && !forks.contains(&chain.first()) {
            let message =
                "this page is not the first of its listing, and the page before it is not saved";
            let command = listing.command_from_start(chain.first());
            drafts
                .report(Spot::Page(chain.first()), message)
                .help(format!("fetch the listing from its start: {command}"));
        }
    }
}
