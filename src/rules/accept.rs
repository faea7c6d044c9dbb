//! The accept path: jobs that are plainly clean cost a few tests instead of all rules.
//!
//! A job that the fast path read is accepted in two steps.
//!
//! 1. Each value has its form, and no mark of a placeholder, a default or a simulator. These tests may
//!    refuse what the rules would let pass, never the other way round.
//! 2. What is left to judge is which fields are set, and how a few of them relate. All that is one
//!    *word* of 64 bits, and jobs with the same word are judged alike. So the first job with a new word
//!    is shown to the rules themselves, and their verdict is kept.
//!
//! Whatever is not accepted goes through the rules; so accepting changes what judging costs, and
//! nothing else. A new rule that depends on more than the word has to put that into it, or test it here;
//! the test that holds both paths equal over mutated jobs of all rules will tell.

use rapidhash::RapidHashMap;

use crate::decode::fast::{Coded, Column, Row};
use crate::model::{
    ByteRange, Kind, SnsTopicArn, Timestamp, VaultArn, is_placeholder, is_random_id,
    is_random_tree_hash,
};

/// What is known of a job to which no rule objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clean {
    /// `CreationDate`, in milliseconds since 1970.
    pub created: i64,
    /// `RetrievalByteRange`.
    pub range: Option<ByteRange>,
}

/// Texts that are free. Who escapes an identifier writes it so that it has to be looked at twice.
const MAY_BE_ESCAPED: u32 = Column::JobDescription.bit() | Column::StatusMessage.bit();

/// How many words are kept at most. Real dumps have a few dozen.
const MOST_WORDS: usize = 4096;

/// What no job is without.
const REQUIRED: u32 = Column::JobId.bit()
    | Column::Action.bit()
    | Column::VaultArn.bit()
    | Column::CreationDate.bit()
    | Column::Completed.bit()
    | Column::StatusCode.bit();

/// Accepts jobs, and remembers what it has seen.
#[derive(Debug, Default)]
pub(super) struct Acceptor {
    verdicts: RapidHashMap<u64, bool>,
    vault: Vec<u8>,
    topic: Vec<u8>,
}

impl Acceptor {
    /// The word of a job, and what is known of it, if all its values are beyond doubt.
    #[inline(always)]
    pub fn read(
        &mut self,
        row: &Row,
        bytes: &[u8],
        as_of: Option<Timestamp>,
    ) -> Option<(u64, Clean)> {
        let created = Timestamp::millis_of(row.text(Column::CreationDate, bytes))?;
        if as_of.is_some_and(|as_of| created >= as_of.unix_millis()) {
            return None;
        }
        let is_sound = row.set() & REQUIRED == REQUIRED
            && row.escaped() & !MAY_BE_ESCAPED == 0
            && is_random_id::<92>(row.text(Column::JobId, bytes))
            && (!row.is_set(Column::ArchiveId)
                || is_random_id::<138>(row.text(Column::ArchiveId, bytes)))
            && (!row.is_set(Column::CompletionDate)
                || Timestamp::millis_of(row.text(Column::CompletionDate, bytes))
                    .is_some_and(|completed| completed >= created))
            && row.archive_size() != Some(0)
            && row.inventory_size() != Some(0)
            && self.has_known_vault(row, bytes)
            && self.has_known_topic(row, bytes)
            && has_sound_texts(row, bytes);
        if !is_sound {
            return None;
        }
        let mut word = u64::from(row.set()) | u64::from(row.codes()) << 26;
        word |= of_message(row, bytes)? << 38;
        let (of_archive, range) = of_archive(row, bytes)?;
        Some((word | of_archive << 40, Clean { created, range }))
    }

    /// The verdict on a word; `None` if it is new.
    #[inline(always)]
    pub fn verdict(&self, word: u64) -> Option<bool> {
        self.verdicts.get(&word).copied()
    }

    /// Keeps a verdict.
    pub fn learn(&mut self, word: u64, is_clean: bool) {
        if self.verdicts.len() < MOST_WORDS {
            self.verdicts.insert(word, is_clean);
        }
    }

    #[inline(always)]
    fn has_known_vault(&mut self, row: &Row, bytes: &[u8]) -> bool {
        let vault = row.text(Column::VaultArn, bytes);
        vault == self.vault || self.meet_vault(vault)
    }

    #[cold]
    fn meet_vault(&mut self, vault: &[u8]) -> bool {
        let is_sound = text(vault).is_some_and(|text| {
            VaultArn::parse(text).is_ok() && !is_placeholder(text, Kind::VaultArn)
        });
        if is_sound {
            self.vault = vault.to_vec();
        }
        is_sound
    }

    #[inline(always)]
    fn has_known_topic(&mut self, row: &Row, bytes: &[u8]) -> bool {
        let topic = row.text(Column::SnsTopic, bytes);
        !row.is_set(Column::SnsTopic) || topic == self.topic || self.meet_topic(topic)
    }

    #[cold]
    fn meet_topic(&mut self, topic: &[u8]) -> bool {
        let is_sound = text(topic).is_some_and(|text| {
            SnsTopicArn::parse(text).is_ok() && !is_placeholder(text, Kind::SnsTopic)
        });
        if is_sound {
            self.topic = topic.to_vec();
        }
        is_sound
    }
}

/// Whether the texts that most jobs do not have are sound.
#[inline(always)]
fn has_sound_texts(row: &Row, bytes: &[u8]) -> bool {
    let test = |column: Column, is_sound: fn(&str) -> bool| {
        !row.is_set(column) || text(&row.decoded(column, bytes)).is_some_and(is_sound)
    };
    test(Column::JobDescription, is_description)
        && (!row.is_set(Column::InventoryRetrievalParameters)
            || test(Column::Limit, is_limit)
                && test(Column::Marker, is_marker)
                && has_sound_dates(row, bytes))
}

fn is_description(text: &str) -> bool {
    // What the fast path reads is printable ASCII.
    text.len() <= 1024 && !is_placeholder(text, Kind::FreeText)
}

fn is_limit(text: &str) -> bool {
    let is_short = (1..=12).contains(&text.len());
    is_short && text.parse::<u64>().is_ok_and(|limit| limit > 0) && !text.starts_with('+')
}

fn is_marker(text: &str) -> bool {
    text.len() > 12 && !text.contains(' ') && !is_placeholder(text, Kind::Marker)
}

/// Whether the dates that bound an inventory are sound, and the second after the first.
fn has_sound_dates(row: &Row, bytes: &[u8]) -> bool {
    let date = |column: Column| match row.is_set(column) {
        false => Some(None),
        true => {
            let date = text(row.text(column, bytes))?.parse::<Timestamp>().ok()?;
            (date.utc().year() >= 1900).then_some(Some(date))
        }
    };
    match (date(Column::StartDate), date(Column::EndDate)) {
        (Some(Some(start)), Some(Some(end))) => start < end,
        (Some(_), Some(_)) => true,
        _ => false,
    }
}

/// What the message says beyond its code: 0 for none or success, 2 for anything that is not success in
/// any letters.
#[inline(always)]
fn of_message(row: &Row, bytes: &[u8]) -> Option<u64> {
    let message = row.text(Column::StatusMessage, bytes);
    if !row.is_set(Column::StatusMessage) || row.code(Coded::StatusMessage) != 0 {
        return Some(0);
    }
    if message == b"Succeeded" {
        return Some(1);
    }
    let message = row.decoded(Column::StatusMessage, bytes);
    let message = text(&message)?;
    let is_sound = !message.trim().is_empty()
        && !message.trim().eq_ignore_ascii_case("succeeded")
        && !is_placeholder(message, Kind::FreeText);
    is_sound.then_some(2)
}

/// How range, size and hashes relate; `None` where one of them is not of its form.
#[inline(always)]
fn of_archive(row: &Row, bytes: &[u8]) -> Option<(u64, Option<ByteRange>)> {
    let hash = row.text(Column::Sha256TreeHash, bytes);
    let archive_hash = row.text(Column::ArchiveSha256TreeHash, bytes);
    let are_equal = row.is_set(Column::Sha256TreeHash)
        && row.is_set(Column::ArchiveSha256TreeHash)
        && hash == archive_hash;
    let are_sound = (!row.is_set(Column::ArchiveSha256TreeHash)
        || is_random_tree_hash(archive_hash))
        && (!row.is_set(Column::Sha256TreeHash) || are_equal || is_random_tree_hash(hash));
    if !are_sound {
        return None;
    }
    if !row.is_set(Column::RetrievalByteRange) {
        return Some((u64::from(are_equal), None));
    }
    let range = ByteRange::from_bytes(row.text(Column::RetrievalByteRange, bytes))?;
    let relation = match row.archive_size() {
        None => 0,
        Some(size) if range.is_whole(size) => 1,
        Some(size) => {
            u64::from(range.is_within(size)) << 1
                | u64::from(range.is_mib_aligned(size)) << 2
                | u64::from(range.is_tree_hash_aligned(size)) << 3
        }
    };
    Some((u64::from(are_equal) | relation << 1, Some(range)))
}

#[inline(always)]
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}
