//! Runs the rules about a listing, once the pages are put together.

use super::listing_draft::{ListingDraft, ListingDrafts, Stitched};
use super::rule::Check;
use super::table::RULES;
use super::{conflicting_job, duplicate_job, status_went_back};
use crate::finding::{Level, Profile, RuleMeta};
use crate::listing::Listing;

/// What a rule about a listing found, and how bad it is.
#[derive(Clone, Debug)]
pub struct Drafted {
    /// The rule.
    pub rule: &'static RuleMeta,
    /// How bad it is, in the profile judged by.
    pub level: Level,
    /// What it found.
    pub draft: ListingDraft,
}

/// Judges a listing, in the order of the catalogue.
#[must_use]
pub fn judge_listing(listing: &Listing, profile: Profile) -> Vec<Drafted> {
    let stitched = Stitched {
        listing,
        profile,
        // A listing saved twice makes twins of all its jobs, of which nothing is to be said.
        twins: listing.twins_that(|jobs| {
            duplicate_job::concerns(listing, jobs)
                || conflicting_job::concerns(listing, jobs)
                || status_went_back::concerns(listing, jobs)
        }),
        contested_archives: listing.contested_archives(),
    };
    let mut found = Vec::new();
    let mut drafts = ListingDrafts::default();
    for rule in RULES {
        let own = rule.meta.levels.of(profile);
        let Check::Listing(check) = rule.check else { continue };
        if own == Level::Off {
            continue;
        }
        check(&stitched, &mut drafts);
        found.extend(drafts.drain().map(|draft| {
            let level = draft.level.map_or(own, |most| own.min(most));
            Drafted { rule: &rule.meta, level, draft }
        }));
    }
    found
}
