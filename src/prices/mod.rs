//! What retrievals cost, by prices that somebody looked up.
//!
//! Prices differ by region and change; none are built in. A [`PriceList`] says for which region and since
//! when its prices hold, and where they were read; [`Prices`] has one a region. [`Costs`] is what the
//! retrievals of a ledger cost by them, and what of it cannot be told.
//!
//! All amounts are exact decimal numbers: nothing is a binary fraction, and nothing is rounded before it is
//! shown. A GB is 2^30 bytes, so that a byte costs a decimal fraction of at most 30 digits more than its price.

mod amount;
mod bill;
mod cost;
mod costs;
mod list;
mod names;
mod price;
#[expect(clippy::module_inception, reason = "the file of the type that the folder is named for")]
mod prices;

pub use amount::Amount;
pub use bill::Bill;
pub use cost::Cost;
pub use costs::{Costs, OfRegion, Priced, Unpriced, Why};
pub use list::{PriceList, RetrievalPrices};
pub use names::{Currency, Region};
pub use price::{GB, Price};
pub use prices::{Prices, RegionTwice};
