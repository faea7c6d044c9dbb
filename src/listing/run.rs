//! Jobs in a row that the fast path read, on their way into a [`Collector`](super::Collector).

use super::fingerprint::Fingerprints;
use super::key::JobKey;
use super::page::DateRun;
use super::row_key::RowKeys;
use crate::decode::fast::{Column, Row};

/// Jobs of one vault that follow each other on a page, and to none of which a rule objects.
#[derive(Clone, Debug)]
pub struct JobRun {
    row_keys: RowKeys,
    pub(super) keys: Vec<JobKey>,
    pub(super) dates: Option<DateRun>,
    pub(super) vault: String,
    /// The fingerprint of the vault, and what stands for it in rows.
    word: u64,
    identity: u64,
    /// What stands for the last SNSTopic in rows, and its fingerprint.
    topic: (u64, u64),
    /// Where texts are unescaped.
    buffer: Vec<u8>,
}

impl Default for JobRun {
    fn default() -> Self {
        JobRun::new(0)
    }
}

impl JobRun {
    /// A run whose fingerprints are taken with this key, as those of the collector that it is for.
    #[must_use]
    pub fn new(fingerprint_key: u64) -> Self {
        JobRun {
            row_keys: RowKeys::new(Fingerprints::new(fingerprint_key)),
            keys: Vec::new(),
            dates: None,
            vault: String::new(),
            word: 0,
            identity: 0,
            topic: (0, 0),
            buffer: Vec::new(),
        }
    }

    /// How many jobs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The ARN of the vault.
    #[must_use]
    pub fn vault_arn(&self) -> &str {
        &self.vault
    }

    /// Forgets the jobs.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.dates = None;
    }

    /// The fingerprint of the archive of the last job, if it has one.
    #[must_use]
    #[inline]
    pub fn last_archive(&self) -> Option<u64> {
        self.keys.last().map(|key| key.archive).filter(|archive| *archive != 0)
    }

    /// Takes in a job that was read from `bytes` and to which no rule objects; refuses
    /// one of another vault than those before it.
    #[inline(always)]
    pub fn push(&mut self, row: &Row, bytes: &[u8]) -> bool {
        let is_known = row.vault() != 0 && row.vault() == self.identity;
        if !is_known && !self.change_vault(row, bytes) {
            return false;
        }
        let index = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        match (&mut self.dates, row.created()) {
            (Some(dates), Some(created)) => dates.push(created, index),
            (None, Some(created)) => self.dates = Some(DateRun::new(created)),
            (_, None) => return false,
        }
        let topic = self.topic(row, bytes);
        let buffer = &mut self.buffer;
        self.keys.push(self.row_keys.of_row(row, bytes, self.word, topic, buffer));
        true
    }

    /// The fingerprint of the job's SNSTopic; 0 if it has none.
    #[inline(always)]
    fn topic(&mut self, row: &Row, bytes: &[u8]) -> u64 {
        if !row.is_set(Column::SnsTopic) {
            return 0;
        }
        if row.topic() == 0 || row.topic() != self.topic.0 {
            let topic = row.text(Column::SnsTopic, bytes);
            self.topic = (row.topic(), self.row_keys.of_text(topic));
        }
        self.topic.1
    }

    #[cold]
    fn change_vault(&mut self, row: &Row, bytes: &[u8]) -> bool {
        let vault = row.text(Column::VaultArn, bytes);
        if vault != self.vault.as_bytes() {
            let Some(vault) = std::str::from_utf8(vault).ok().filter(|_| self.is_empty()) else {
                return false;
            };
            self.word = self.row_keys.of_text(vault.as_bytes());
            self.vault.clear();
            self.vault.push_str(vault);
        }
        self.identity = row.vault();
        true
    }
}
