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

use super::empty_value::is_empty_word;
use crate::decode::fast::{Coded, Column, Row};
use crate::model::{
    Kind, Member, Oddity, PageFrame, SnsTopicArn, State, Timestamp, VaultArn, View, Visit,
    is_placeholder,
};

/// Texts that are free. Who escapes an identifier writes it so that it has to be looked at twice.
const MAY_BE_ESCAPED: u32 = Column::JobDescription.bit() | Column::StatusMessage.bit();

/// What has a form of its own, by which a reader knows it.
const FORMED: u32 = Column::JobId.bit()
    | Column::ArchiveId.bit()
    | Column::Sha256TreeHash.bit()
    | Column::ArchiveSha256TreeHash.bit()
    | Column::CreationDate.bit()
    | Column::CompletionDate.bit()
    | Column::RetrievalByteRange.bit();

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
#[derive(Debug)]
pub(super) struct Acceptor {
    /// Words that were found clean lately, each in the place that its bits give; 0 is none, since
    /// every word has the bits of what no job is without.
    recent: Box<[u64; RECENT]>,
    verdicts: RapidHashMap<u64, bool>,
    vault: Known,
    topic: Known,
}

/// A text that was found sound.
#[derive(Debug, Default)]
struct Known {
    text: Vec<u8>,
    /// What stands for it in rows.
    identity: u64,
}

/// How many places there are for recent words.
const RECENT: usize = 1024;

impl Default for Acceptor {
    fn default() -> Self {
        Acceptor {
            recent: Box::new([0; RECENT]),
            verdicts: RapidHashMap::default(),
            vault: Known::default(),
            topic: Known::default(),
        }
    }
}

impl Acceptor {
    /// The word of a job, if all its values are beyond doubt, and it was created before a time in milliseconds
    /// since 1970.
    #[inline(always)]
    pub fn read(&mut self, row: &Row, bytes: &[u8], as_of: i64) -> Option<u64> {
        let created = row.created()?;
        // Which of these holds is seldom known beforehand, so they are put together without branches.
        let is_sound = (row.set() & REQUIRED == REQUIRED)
            & (row.formed() == row.set() & FORMED)
            & (row.escaped() & !MAY_BE_ESCAPED == 0)
            & (created < as_of)
            & row.completed().is_none_or(|completed| completed >= created)
            & (row.archive_size() != Some(0))
            & (row.inventory_size() != Some(0));
        let is_plain = self.vault.is_in(row.vault())
            & (!row.is_set(Column::SnsTopic) | self.topic.is_in(row.topic()))
            & (!row.is_set(Column::JobDescription) | has_plain_description(row, bytes))
            & !row.is_set(Column::InventoryRetrievalParameters);
        if !is_sound || !is_plain && !self.has_sound_texts(row, bytes) {
            return None;
        }
        let mut word = u64::from(row.set()) | u64::from(row.codes()) << 26;
        word |= of_message(row, bytes)? << 38;
        word |= u64::from(row.has_equal_hashes(bytes)) << 40;
        Some(word | of_range(row) << 41)
    }

    /// The verdict on a word; `None` if it is new.
    #[inline(always)]
    pub fn verdict(&mut self, word: u64) -> Option<bool> {
        match self.recent[place(word)] == word {
            true => Some(true),
            false => self.earlier_verdict(word),
        }
    }

    #[cold]
    fn earlier_verdict(&mut self, word: u64) -> Option<bool> {
        let verdict = self.verdicts.get(&word).copied();
        if verdict == Some(true) {
            self.recent[place(word)] = word;
        }
        verdict
    }

    /// Keeps a verdict.
    pub fn learn(&mut self, word: u64, is_clean: bool) {
        if self.verdicts.len() < MOST_WORDS {
            self.verdicts.insert(word, is_clean);
        }
    }

    /// Whether all texts are sound that need a closer look.
    fn has_sound_texts(&mut self, row: &Row, bytes: &[u8]) -> bool {
        self.has_known_vault(row, bytes)
            && self.has_known_topic(row, bytes)
            && (!row.is_set(Column::JobDescription) || has_sound_description(row, bytes))
            && test(row, bytes, Column::Limit, is_limit)
            && test(row, bytes, Column::Marker, is_marker)
            && has_sound_dates(row, bytes)
    }

    fn has_known_vault(&mut self, row: &Row, bytes: &[u8]) -> bool {
        self.vault.is_in(row.vault())
            || self.vault.meet(row.vault(), row.text(Column::VaultArn, bytes), |text| {
                VaultArn::parse(text).is_ok() && !is_placeholder(text, Kind::VaultArn)
            })
    }

    fn has_known_topic(&mut self, row: &Row, bytes: &[u8]) -> bool {
        !row.is_set(Column::SnsTopic)
            || self.topic.is_in(row.topic())
            || self.topic.meet(row.topic(), row.text(Column::SnsTopic, bytes), |text| {
                SnsTopicArn::parse(text).is_ok() && !is_placeholder(text, Kind::SnsTopic)
            })
    }
}

impl Known {
    /// Whether this is what stands for the text in a row; 0 stands for any.
    #[inline(always)]
    fn is_in(&self, identity: u64) -> bool {
        identity != 0 && identity == self.identity
    }

    #[cold]
    fn meet(&mut self, identity: u64, met: &[u8], is_sound: impl Fn(&str) -> bool) -> bool {
        if met != self.text {
            if !text(met).is_some_and(is_sound) {
                return false;
            }
            self.text = met.to_vec();
        }
        self.identity = identity;
        true
    }
}

/// Whether a frame has nothing but documented members, each null or of its type, and no text that is
/// blank or a placeholder. Its texts have no other form to keep to.
pub(super) fn is_plain_frame(frame: &PageFrame<'_>) -> bool {
    struct Plain(bool);
    impl<'m, 'a> Visit<'m, 'a> for Plain {
        fn member(&mut self, member: Member<'m, 'a>) {
            self.0 = self.0 && is_plain_member(&member);
        }

        fn oddity(&mut self, _: &'m Oddity) {
            self.0 = false;
        }
    }
    let mut plain = Plain(true);
    frame.visit(None, &mut plain);
    plain.0
}

fn is_plain_member(member: &Member<'_, '_>) -> bool {
    match (member.kind, member.state) {
        (Kind::Marker | Kind::FreeText, State::Text(text)) => {
            let text = text.decode();
            !is_empty_word(&text) && !is_placeholder(&text, member.kind)
        }
        // Nothing may stand in place of the list of jobs.
        (Kind::List, State::Null) => false,
        (_, State::Absent | State::Null)
        | (Kind::Object | Kind::List, State::Nested)
        | (Kind::Size, State::Integer(_)) => true,
        _ => false,
    }
}

/// Where a word is kept among the recent ones.
#[inline(always)]
fn place(word: u64) -> usize {
    (word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54) as usize
}

fn test(row: &Row, bytes: &[u8], column: Column, is_sound: fn(&str) -> bool) -> bool {
    !row.is_set(column) || text(&row.decoded(column, bytes)).is_some_and(is_sound)
}

/// Whether it is plain that the description is short enough, and no placeholder: such is a word, at most
/// twelve letters in all, or has marks at its ends, or is all `x`. Half of what is written may be
/// backslashes.
#[inline(always)]
fn has_plain_description(row: &Row, bytes: &[u8]) -> bool {
    let written = row.text(Column::JobDescription, bytes);
    let (first, last) = (written.first().unwrap_or(&b'x'), written.last().unwrap_or(&b'x'));
    first.is_ascii_alphanumeric()
        & (first | 0x20 != b'x')
        & (!last.is_ascii_alphabetic() | (written.len() > 24))
        & (written.len() <= 1024)
}

/// Whether the description is short enough, and no placeholder. What the fast path reads is printable
/// ASCII.
fn has_sound_description(row: &Row, bytes: &[u8]) -> bool {
    has_plain_description(row, bytes)
        || test(row, bytes, Column::JobDescription, |text| {
            text.len() <= 1024 && !is_placeholder(text, Kind::FreeText)
        })
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
    if !row.is_set(Column::StatusMessage) | (row.code(Coded::StatusMessage) != 0) {
        return Some(0);
    }
    other_message(row, bytes)
}

#[cold]
fn other_message(row: &Row, bytes: &[u8]) -> Option<u64> {
    if row.text(Column::StatusMessage, bytes) == b"Succeeded" {
        return Some(1);
    }
    let message = row.decoded(Column::StatusMessage, bytes);
    let message = text(&message)?;
    let is_sound = !message.trim().is_empty()
        && !message.trim().eq_ignore_ascii_case("succeeded")
        && !is_placeholder(message, Kind::FreeText);
    is_sound.then_some(2)
}

/// How range and size relate.
#[inline(always)]
fn of_range(row: &Row) -> u64 {
    let (Some(range), Some(size)) = (row.range(), row.archive_size()) else {
        return 0;
    };
    if range.is_whole(size) {
        return 1;
    }
    u64::from(range.is_within(size)) << 1
        | u64::from(range.is_mib_aligned(size)) << 2
        | u64::from(range.is_tree_hash_aligned(size)) << 3
}

#[inline(always)]
fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}
