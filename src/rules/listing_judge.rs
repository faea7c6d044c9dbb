//! Runs the rules about a listing, once the pages are put together.

use super::listing_draft::{ListingDraft, ListingDrafts, Stitched};
use super::rule::Check;
use super::rule_set::RuleSet;
use super::{conflicting_job, duplicate_job, status_went_back};
use crate::finding::{Level, RuleMeta};
use crate::listing::{JobPlace, Listing, beside};

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
pub fn judge_listing(listing: &Listing, rules: impl Into<RuleSet>) -> Vec<Drafted> {
    let rules = rules.into();
    // A listing saved twice makes twins of all its jobs, of which nothing is to be said.
    let concerns = |jobs: &[JobPlace]| {
        duplicate_job::concerns(listing, jobs)
            || conflicting_job::concerns(listing, jobs)
            || status_went_back::concerns(listing, jobs)
    };
    let twins = || listing.twins_that(concerns);
    let contested = || listing.contested_archives();
    let (twins, contested_archives) = beside(listing.keys().len(), twins, contested);
    let profile = rules.profile();
    let stitched = Stitched { listing, profile, twins, contested_archives };
    let mut found = Vec::new();
    let mut drafts = ListingDrafts::default();
    for (rule, own) in rules.looking() {
        let Check::Listing(check) = rule.check else { continue };
        if own == Level::Off {
            // These rules speak for nothing.
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
