//! Vaults: how the jobs of a dump are spread over them, and what all jobs of one share.

use super::date::{MINUTE, SAVED};
use super::random::{Key, Purpose};

/// The most that lies between two jobs of a vault.
const LONGEST_STEP: i64 = 120 * MINUTE;
/// The most that a listing goes back: jobs come thicker in a vault that has more of them.
const LONGEST_LISTING: i64 = 10 * 365 * 24 * 60 * MINUTE;

const NAMES: [&str; 8] = [
    "film-archive",
    "photos",
    "ledgers",
    "backups-2019",
    "x-ray_images",
    "maps.scanned",
    "sensor-logs",
    "court-records",
];
/// The account and region, made up as in all samples.
pub(super) const ACCOUNT: &str = "eu-west-1:123456789012";

/// A vault, and how many jobs it has.
#[derive(Clone, Debug)]
pub(super) struct Vault {
    pub key: Key,
    /// Where its archives come from.
    pub archives: Key,
    pub name: String,
    pub arn: String,
    pub topic: String,
    pub jobs: u64,
    step: i64,
}

impl Vault {
    /// The vault of this number, with so many jobs.
    pub fn new(seed: u64, number: u64, jobs: u64) -> Self {
        let key = Key::of_seed(seed).child(number);
        let round = number / NAMES.len() as u64;
        let base = NAMES[usize::try_from(number % NAMES.len() as u64).unwrap_or(0)];
        let name = match round {
            0 => base.to_owned(),
            _ => format!("{base}-{}", round + 1),
        };
        let spread = LONGEST_LISTING / i64::try_from(jobs.max(1)).unwrap_or(i64::MAX);
        Vault {
            archives: key.of(Purpose::Archives),
            arn: format!("arn:aws:glacier:{ACCOUNT}:vaults/{name}"),
            topic: format!("arn:aws:sns:{ACCOUNT}:restores-{}", name.replace('.', "-")),
            step: spread.clamp(1, LONGEST_STEP),
            key,
            name,
            jobs,
        }
    }

    /// Other jobs of the same vault, at the same times: what a second listing might hold.
    pub fn otherwise(&self) -> Self {
        let [key, archives] = [self.key, self.archives].map(|key| key.of(Purpose::Others));
        Vault { key, archives, ..self.clone() }
    }

    /// When the job of this number was created: the newest is number 0.
    pub fn created(&self, index: u64) -> i64 {
        let step = self.step.unsigned_abs();
        let within = self.key.child(index).of(Purpose::Moment).stream().below(step);
        let before = i64::try_from(index.saturating_mul(step).saturating_add(within + 1));
        SAVED.saturating_sub(before.unwrap_or(i64::MAX)).max(0)
    }
}

/// How many jobs the vault of a number has: as many as the others, and the first ones one more where
/// it does not come out even.
pub(super) fn share(jobs: u64, vaults: u64, number: u64) -> u64 {
    jobs / vaults + u64::from(number < jobs % vaults)
}
