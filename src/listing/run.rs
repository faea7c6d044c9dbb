//! Jobs in a row that the fast path read, on their way into a [`Collector`](super::Collector).

use super::fingerprint::of_text;
use super::key::JobKey;
use super::page::DateRun;
use crate::decode::fast::{Column, Row};

/// Jobs of one vault that follow each other on a page, and to none of which a rule objects.
#[derive(Clone, Debug, Default)]
pub struct JobRun {
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

impl JobRun {
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
        self.keys.push(JobKey::of_row(row, bytes, self.word, topic, &mut self.buffer));
        true
    }

    /// The fingerprint of the job's SNSTopic; 0 if it has none.
    #[inline(always)]
    fn topic(&mut self, row: &Row, bytes: &[u8]) -> u64 {
        if !row.is_set(Column::SnsTopic) {
            return 0;
        }
        if row.topic() == 0 || row.topic() != self.topic.0 {
            self.topic = (row.topic(), of_text(row.text(Column::SnsTopic, bytes)));
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
            self.word = of_text(vault.as_bytes());
            self.vault.clear();
            self.vault.push_str(vault);
        }
        self.identity = row.vault();
        true
    }
}
