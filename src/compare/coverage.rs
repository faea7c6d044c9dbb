//! How much of a vault's listing a snapshot has.

use crate::listing::{Chain, Listing};

/// How much of a vault's listing a snapshot has. Only of a whole listing it can be said which jobs are
/// not in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many listings of the vault there are. Jobs that were saved one by one are in none.
    pub listings: u64,
    /// How many of these lack something.
    pub incomplete: u64,
    /// How many were asked for with a filter on status or completion, as their requests tell.
    pub filtered: u64,
}

impl Coverage {
    /// Adds a listing.
    pub(super) fn add(&mut self, listing: &Listing, chain: &Chain) {
        let is_filtered = chain.links.iter().any(|link| {
            let request = listing.page(link.page).request;
            request.is_some_and(|asked| asked.statuscode.is_some() || asked.completed.is_some())
        });
        self.listings += 1;
        self.incomplete += u64::from(!chain.is_complete());
        self.filtered += u64::from(is_filtered);
    }

    /// Whether there is a listing, and all of them are whole.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.listings > 0 && self.lacks_nothing()
    }

    /// Whether there is no listing that is not whole.
    pub(super) fn lacks_nothing(&self) -> bool {
        self.incomplete == 0 && self.filtered == 0
    }
}
