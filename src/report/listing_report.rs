//! What `report` tells of, in every form.

use std::collections::BTreeMap;

use crate::audit::{Audited, Totals};
use crate::coverage::Coverage;
use crate::dump::Skipped;
use crate::listing::{Chain, Evidence, Joint, Listing};
use crate::prices::Costs;

/// All that a report is made of.
#[derive(Clone, Copy, Debug)]
pub struct ListingReport<'a> {
    /// What the dumps hold, as it is saved.
    pub saved: &'a Totals,
    /// The same with each job counted once.
    pub once: &'a Totals,
    /// The pages, put together.
    pub listing: &'a Listing,
    /// What of folders was not read.
    pub skipped: Skipped,
    /// Whether nobody said as of when: then it is the time of the run.
    pub is_as_of_now: bool,
    /// What was retrieved of which archive, if that is to be told.
    pub coverage: Option<&'a Coverage>,
    /// What retrievals cost, if somebody gave prices.
    pub costs: Option<&'a Costs<'a>>,
}

impl<'a> ListingReport<'a> {
    /// That of an audit, which has kept a ledger if it is to tell more than counts.
    #[must_use]
    pub fn of(audited: &'a Audited) -> Self {
        ListingReport {
            saved: &audited.totals,
            once: audited.once.as_ref().unwrap_or(&audited.totals),
            listing: &audited.listing,
            skipped: Skipped::default(),
            is_as_of_now: false,
            coverage: None,
            costs: None,
        }
    }

    /// How many jobs there are that match, each once.
    pub(super) fn jobs(&self) -> u64 {
        self.once.by_action().values().sum()
    }

    /// How many saves of matching jobs are not counted, because the job was saved again.
    pub(super) fn superseded(&self) -> u64 {
        let summary = self.saved.summary();
        summary.matched.unwrap_or(summary.jobs).saturating_sub(self.jobs())
    }
}

/// What joins the pages of a chain: how often each kind of evidence does, the strongest first, and how
/// many gaps there are.
pub(super) fn joints(chain: &Chain) -> (BTreeMap<Evidence, u64>, u64) {
    let mut evidence = BTreeMap::new();
    let mut gaps = 0;
    for joint in chain.links.iter().filter_map(|link| link.joint) {
        match joint {
            Joint::Follows(by) => *evidence.entry(by).or_default() += 1,
            Joint::Gap => gaps += 1,
        }
    }
    (evidence, gaps)
}
