//! `incomplete-listing`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};
use crate::listing::{End, PageId};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "incomplete-listing",
        group: Group::Listing,
        summary: "a chain of pages ends with a page that has no token",
        why: "A token at the end says that there are more jobs, which nobody saved.",
        source: "API reference, ListJobs, Marker: null when there are no more jobs; botocore, NextToken",
        real_data: "Dumps of real responses break it whenever their owner stopped early.",
        levels: Levels::new(Level::Warning, Level::Error),
        help: "fetch the rest and save it beside this dump",
        pass: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}, {"JobList": ["C", "D"]}]"#),
        fail: Sample::pages(r#"[{"JobList": ["A", "B"], "Marker": "C"}]"#),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for chain in stitched.listing.chains() {
        for page in chain.links.iter().filter(|link| link.is_doubtful).map(|link| link.page) {
            let message = "this array of pages ends here, and a cut by MaxItems may have dropped jobs \
                           before this Marker, so that what follows proves nothing";
            let again = again(stitched, page);
            drafts.report(Spot::Token(page), message).help(again);
        }
        let last = chain.last();
        if chain.end == End::Token && !chain.ends_in_circle() {
            let jobs = stitched.listing.count_jobs(chain);
            let pages = chain.links.len();
            let message = format!(
                "the listing goes on after {}, {}",
                counted(jobs, "job"),
                if pages == 1 {
                    "but is saved no further".to_owned()
                } else {
                    format!("on {pages} pages, but is saved no further")
                },
            );
            drafts.report(Spot::Token(last), message).help(go_on(stitched, last));
        }
    }
}

fn go_on(stitched: &Stitched<'_>, last: PageId) -> String {
    let Some(command) = stitched.listing.command_after(last) else {
        return "this token is not one of ListJobs: fetch the listing again from its start"
            .to_owned();
    };
    match stitched.listing.page(last).array {
        None => format!("fetch the rest, and save it beside this dump: {command}"),
        Some(_) => format!(
            "fetch the rest: {command} (if this array of pages was cut by MaxItems, jobs were dropped \
             before this Marker; then {})",
            again(stitched, last),
        ),
    }
}

/// How to fetch a page again that may have been cut.
fn again(stitched: &Stitched<'_>, page: PageId) -> String {
    let listing = stitched.listing;
    let before = listing.place_in_chain(page).and_then(|(chain, position)| {
        listing.chains().get(chain)?.links.get(position.checked_sub(1)?)
    });
    let command = match before {
        Some(before) => stitched.listing.command_after(before.page),
        None => None,
    };
    let command = command.unwrap_or_else(|| stitched.listing.command_from_start(page));
    format!("fetch this page again: {command}")
}

fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
