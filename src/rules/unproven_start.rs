//! `unproven-start`.

use super::listing_draft::{ListingDrafts, Spot, Stitched};
use super::rule::{Check, Rule};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};
use crate::listing::{End, Start};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "unproven-start",
        group: Group::Listing,
        summary: "the first page of a chain is known to be the listing's first",
        why: "A dump seldom says which request fetched it: jobs before its first one may be missing.",
        source: "botocore: a token whose amount counts just the jobs of its dump and whose marker is null; recorded requests without a marker",
        real_data: "Dumps of real responses break it unless a recorder kept the request.",
        levels: Levels::both(Level::Info),
        help: "nothing, if this was the first page; a recording (HAR, a cassette), or a first page cut by MaxItems, would prove it",
        pass: Sample::pages(
            r#"{"request": {"url": "/-/vaults/samples/jobs"},
 "response": {"status": 200,
  "jsonBody": {"JobList": ["A"], "Marker": null}}}"#,
        ),
        fail: Sample::pages(r#"{"JobList": ["A"], "Marker": null}"#),
    },
    check: Check::Listing(check),
};

fn check(stitched: &Stitched<'_>, drafts: &mut ListingDrafts) {
    for chain in stitched.listing.chains().iter().filter(|chain| chain.start == Start::Assumed) {
        let message = match chain.end {
            End::Assumed => {
                "these jobs were saved without their pages: nothing shows whether they are the whole listing"
            }
            _ => "nothing shows that the listing begins with this page",
        };
        drafts.report(Spot::Page(chain.first()), message);
    }
}
