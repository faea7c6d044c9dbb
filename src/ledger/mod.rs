//! The ledger: what jobs asked for, what came of them, and when.
//!
//! One value a job goes in ([`Facts`]), whichever way the job was read. All that is kept are sums that can
//! be added up and taken apart again: ledgers of parts merge in any grouping, and a job that turns out to
//! be saved several times is taken out as often as it is too much. What names single jobs keeps the
//! first so many of an order (`kept.rs`). So memory grows with the number of days and of vaults
//! that occur, and not with that of jobs; but for archive retrievals, which are kept one by one
//! (`retrievals.rs`), some 40 bytes each.

mod age;
mod as_of;
mod asked;
mod bars;
mod by_speed;
mod chunk;
mod durations;
mod facts;
mod failures;
mod inventories;
mod kept;
#[expect(clippy::module_inception, reason = "the file of the type that the folder is named for")]
mod ledger;
mod ranked;
mod retrieval;
mod retrievals;
mod retrievals_form;
mod speed;
mod statuses;
mod sums;
pub(crate) mod text;
mod text_place;
mod uncounted;
mod vaults;
mod volumes;
mod work;

pub use age::{AGES, Ages};
pub use asked::Asked;
pub(crate) use asked::{ArchiveHashes, tree_hash};
pub(crate) use bars::Bars;
pub use by_speed::BySpeed;
pub use durations::{Durations, Late, Spread};
pub use facts::Facts;
pub use failures::Failures;
pub use inventories::{Inventories, VaultInventory};
pub use ledger::{Ledger, Outputs};
pub use ranked::{Ranked, SHOWN};
pub use retrieval::Retrieval;
pub use retrievals::Retrievals;
pub(crate) use retrievals::{RowPlace, Rows};
pub use speed::Speed;
pub use statuses::Statuses;
pub use sums::Amount;
pub(crate) use text_place::{MOST_READ_AGAIN, Written};
pub use text_place::{TextPlace, UnreadId};
pub use uncounted::Uncounted;
pub use volumes::{Volume, Volumes};
pub use work::Work;
