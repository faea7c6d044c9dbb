//! How fast a job is to be done, and how long that takes by the documentation.

use serde::{Deserialize, Serialize};

use crate::model::{Action, Tier};

/// What sets the pace of a job: the tier of an archive retrieval, or that it is an inventory's.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub enum Speed {
    /// [`Tier::Expedited`].
    Expedited,
    /// [`Tier::Standard`], or no tier, which means the same.
    Standard,
    /// [`Tier::Bulk`].
    Bulk,
    /// A tier that is not documented.
    Other,
    /// An inventory retrieval, which has no tier.
    Inventory,
}

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;

impl Speed {
    /// All of them, in their order.
    pub const ALL: [Speed; 5] =
        [Speed::Expedited, Speed::Standard, Speed::Bulk, Speed::Other, Speed::Inventory];

    /// That of a job with this action and this tier, `None` being one that is not documented.
    pub(super) fn of(action: Option<Action>, tier: Option<Tier>) -> Self {
        match (action, tier) {
            (Some(Action::InventoryRetrieval), _) => Speed::Inventory,
            (_, Some(Tier::Expedited)) => Speed::Expedited,
            (_, Some(Tier::Standard)) => Speed::Standard,
            (_, Some(Tier::Bulk)) => Speed::Bulk,
            (_, None) => Speed::Other,
        }
    }

    /// The name, as it is written in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Speed::Expedited => "Expedited",
            Speed::Standard => "Standard",
            Speed::Bulk => "Bulk",
            Speed::Other => "other",
            Speed::Inventory => "Inventory",
        }
    }

    /// How long a retrieval typically takes at least and at most, in milliseconds; of inventories the
    /// documentation gives no times.
    #[must_use]
    pub fn documented(self) -> Option<(u64, u64)> {
        match self {
            Speed::Expedited => Some((MINUTE, 5 * MINUTE)),
            Speed::Standard => Some((3 * HOUR, 5 * HOUR)),
            Speed::Bulk => Some((5 * HOUR, 12 * HOUR)),
            Speed::Other | Speed::Inventory => None,
        }
    }
}
