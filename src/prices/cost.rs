//! What retrievals cost, by what came of them.

use std::ops::AddAssign;

use super::amount::Amount;
use super::bill::Bill;
use super::list::PriceList;
use crate::ledger::{Speed, Volume, Work};

/// What retrievals cost, by what came of them, in the currency of a price list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Those that succeeded: their requests, and the bytes that they retrieved.
    pub succeeded: Bill,
    /// Those in progress: what they cost if they succeed.
    pub in_progress: Bill,
    /// The requests of those that failed. Amazon does not document whether they are paid, so they are in
    /// no sum; bytes they retrieved none.
    pub failed: Amount,
}

impl Cost {
    /// What retrievals of a tier cost by this list; `None` if it has no price for them.
    pub(super) fn of(list: &PriceList, speed: Speed, work: &Work) -> Option<Self> {
        let failed = Volume { bytes: 0, ..work.failed };
        Some(Cost {
            succeeded: list.bill(speed, work.retrieved)?,
            in_progress: list.bill(speed, work.in_progress)?,
            failed: list.bill(speed, failed)?.requests,
        })
    }
}

impl AddAssign<&Cost> for Cost {
    fn add_assign(&mut self, other: &Cost) {
        self.succeeded += &other.succeeded;
        self.in_progress += &other.in_progress;
        self.failed += &other.failed;
    }
}
