//! What kind of job a job is: drawn first, because a defect may ask for another kind.

use super::archive::{Archive, Extent};
use super::date::{MINUTE, SAVED};
use super::random::{Purpose, Random};
use super::vault::Vault;
use crate::model::{Action, StatusCode, Tier};

/// The kind of a job.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nature {
    pub action: Action,
    pub status: StatusCode,
    pub tier: Option<Tier>,
    /// Which of the vault's archives it is about, where it is about one.
    pub archive: u64,
    pub extent: Extent,
    /// In milliseconds since 1970.
    pub created: i64,
    /// How long it takes, in milliseconds.
    pub duration: i64,
}

impl Nature {
    /// The kind of the vault's job of this number.
    pub fn of(vault: &Vault, index: u64) -> Self {
        let mut random = vault.key.child(index).of(Purpose::Nature).stream();
        let action = match random.below(2048) {
            0 => Action::Select,
            1..=220 => Action::InventoryRetrieval,
            _ => Action::ArchiveRetrieval,
        };
        let tier = match random.below(16) {
            0..=3 => Some(Tier::Bulk),
            4 => Some(Tier::Expedited),
            5 => None,
            _ => Some(Tier::Standard),
        };
        let tier = tier.filter(|_| action != Action::InventoryRetrieval);
        let created = vault.created(index);
        let duration = duration(tier, &mut random);
        let status = match random.below(256) {
            _ if created + duration > SAVED => StatusCode::InProgress,
            // A few hang, so that large dumps have them, too.
            0..=2 => StatusCode::InProgress,
            3..=8 => StatusCode::Failed,
            _ => StatusCode::Succeeded,
        };
        // Parts of one archive are asked for one after the other.
        let archive = if random.one_in(16) { index - index % 16 } else { index };
        let extent = match random.below(16) {
            0 => Extent::Part,
            1 => Extent::Node,
            _ => Extent::Whole,
        };
        let extent = match Archive::new(vault.archives, archive).has_parts() {
            true => extent,
            false => Extent::Whole,
        };
        Nature { action, status, tier, archive, extent, created, duration }
    }

    /// When it ended, if it has.
    pub fn completed(&self) -> Option<i64> {
        (self.status != StatusCode::InProgress).then_some(self.created + self.duration)
    }
}

/// How long a job of a tier typically takes, as the documentation has it.
fn duration(tier: Option<Tier>, random: &mut Random) -> i64 {
    const HOUR: i64 = 60 * MINUTE;
    let (least, most) = match tier {
        Some(Tier::Expedited) => (MINUTE, 5 * MINUTE),
        Some(Tier::Bulk) => (5 * HOUR, 12 * HOUR),
        Some(Tier::Standard) | None => (3 * HOUR, 5 * HOUR),
    };
    let drawn = random.between(least.unsigned_abs(), most.unsigned_abs());
    i64::try_from(drawn).unwrap_or(least)
}
