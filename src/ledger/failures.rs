//! Why jobs failed, in the words of `StatusMessage`.

use serde::{Deserialize, Serialize};

use super::kept::Kept;

/// So many different messages are told apart: the first by their text.
const MESSAGES: usize = 1000;

/// Of a message so many bytes count: those that begin with the same are one.
const LONGEST: usize = 256;

/// Jobs that failed, by their `StatusMessage`.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Failures {
    jobs: u64,
    by_message: Kept<String, MESSAGES>,
}

impl Failures {
    pub(super) fn add(&mut self, message: &str) {
        let most = message.len().min(LONGEST);
        let end = (0..=most).rev().find(|at| message.is_char_boundary(*at));
        let message = &message[..end.unwrap_or(0)];
        self.jobs += 1;
        self.by_message.offer(|last| message > last.as_str(), || message.to_owned());
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.jobs += other.jobs;
        self.by_message.merge(other.by_message);
    }

    pub(super) fn take_out(&mut self, other: &Self) {
        self.jobs = self.jobs.saturating_sub(other.jobs);
        self.by_message.take_out(&other.by_message);
    }

    /// How many jobs failed.
    #[must_use]
    pub fn jobs(&self) -> u64 {
        self.jobs
    }

    /// The messages, the most frequent first, and among equals by their text; empty is that of jobs
    /// without one. At most 1,000 are told apart, the first by their text, and of each the first 256 bytes.
    #[must_use]
    pub fn by_message(&self) -> Vec<(&str, u64)> {
        let counts = self.by_message.counts().iter();
        let mut messages: Vec<_> = counts.map(|(text, jobs)| (text.as_str(), *jobs)).collect();
        messages.sort_by_key(|(_, jobs)| std::cmp::Reverse(*jobs));
        messages
    }

    /// How many jobs failed with other messages than those told apart.
    #[must_use]
    pub fn others(&self) -> u64 {
        self.jobs.saturating_sub(self.by_message.counts().values().sum())
    }
}

#[cfg(test)]
mod tests {
    use super::{Failures, LONGEST, MESSAGES};

    #[test]
    fn so_many_messages_are_told_apart_and_the_rest_is_counted() {
        let mut failures = Failures::default();
        (0..MESSAGES + 7).for_each(|number| failures.add(&format!("{number:05}")));
        failures.add("00003");
        failures.add("");
        assert_eq!(failures.by_message().len(), MESSAGES);
        assert_eq!(failures.by_message()[..2], [("00003", 2), ("", 1)]);
        assert_eq!((failures.jobs(), failures.others()), (MESSAGES as u64 + 9, 8));
    }

    #[test]
    fn messages_that_begin_alike_for_long_are_one() {
        let mut failures = Failures::default();
        let start = "x".repeat(LONGEST - 1);
        failures.add(&format!("{start}é"));
        failures.add(&start);
        assert_eq!(failures.by_message(), [(&*start, 2)]);
    }
}
