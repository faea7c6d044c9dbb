//! What retrievals cost, by what it is paid for.

use std::ops::AddAssign;

use super::amount::Amount;

/// What retrievals cost, in the currency of a price list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bill {
    /// The requests.
    pub requests: Amount,
    /// The bytes that were retrieved.
    pub bytes: Amount,
}

impl Bill {
    /// Both together.
    #[must_use]
    pub fn total(&self) -> Amount {
        &self.requests + &self.bytes
    }
}

impl AddAssign<&Bill> for Bill {
    fn add_assign(&mut self, other: &Bill) {
        self.requests += &other.requests;
        self.bytes += &other.bytes;
    }
}
