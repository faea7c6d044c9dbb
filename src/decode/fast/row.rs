//! A job as the fast path reads it: where each value stands, and which of the documented values.

use std::borrow::Cow;

use memchr::memchr;

use crate::model::ByteRange;
use crate::span::Span;

/// The members of a job that the fast path knows, in the order of [`Job`](crate::model::Job)'s, and
/// after them those of `InventoryRetrievalParameters`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are Glacier's")]
#[repr(u8)]
pub enum Column {
    JobId,
    JobDescription,
    Action,
    ArchiveId,
    VaultArn,
    CreationDate,
    Completed,
    StatusCode,
    StatusMessage,
    ArchiveSizeInBytes,
    InventorySizeInBytes,
    SnsTopic,
    CompletionDate,
    Sha256TreeHash,
    ArchiveSha256TreeHash,
    RetrievalByteRange,
    Tier,
    InventoryRetrievalParameters,
    JobOutputPath,
    SelectParameters,
    OutputLocation,
    Format,
    StartDate,
    EndDate,
    Limit,
    Marker,
}

/// How many columns there are.
pub const COLUMNS: usize = 26;

impl Column {
    /// The JSON pointer of each column, from the job.
    pub const POINTERS: [&str; COLUMNS] = [
        "/JobId",
        "/JobDescription",
        "/Action",
        "/ArchiveId",
        "/VaultARN",
        "/CreationDate",
        "/Completed",
        "/StatusCode",
        "/StatusMessage",
        "/ArchiveSizeInBytes",
        "/InventorySizeInBytes",
        "/SNSTopic",
        "/CompletionDate",
        "/SHA256TreeHash",
        "/ArchiveSHA256TreeHash",
        "/RetrievalByteRange",
        "/Tier",
        "/InventoryRetrievalParameters",
        "/JobOutputPath",
        "/SelectParameters",
        "/OutputLocation",
        "/InventoryRetrievalParameters/Format",
        "/InventoryRetrievalParameters/StartDate",
        "/InventoryRetrievalParameters/EndDate",
        "/InventoryRetrievalParameters/Limit",
        "/InventoryRetrievalParameters/Marker",
    ];

    /// Its bit in [`Row::set`].
    #[must_use]
    #[inline(always)]
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// What the fast path read of a job.
///
/// It holds only what can be held without looking closer: strings of printable ASCII, escaped at most
/// by a backslash before the character that is meant; whole numbers, documented values of closed sets,
/// and null.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub(super) spans: [(usize, u32); COLUMNS],
    pub(super) numbers: [u64; 2],
    pub(super) facts: Facts,
    /// The columns whose text has escapes.
    pub(super) escaped: u32,
    pub(super) identities: [u64; 2],
    pub(super) times: [i64; 2],
    pub(super) range: Option<ByteRange>,
    pub(super) base: usize,
    pub(super) end: usize,
}

/// What is known of the columns. It goes from step to step, so it is held in two registers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    /// The columns that have a key, and above them those that have a value, one [bit](Column::bit) each.
    pub keys: u64,
    /// The documented values, and above them the columns whose text has the form that all of the column have.
    pub forms: u64,
}

impl Facts {
    /// What keys, the columns that have a value, and documented values tell.
    pub fn new(seen: u32, set: u32, codes: u32) -> Self {
        Facts { keys: both(seen, set), forms: both(codes, 0) }
    }

    /// The same, and what follows.
    #[inline(always)]
    pub fn with(self, next: Facts) -> Self {
        Facts { keys: self.keys | next.keys, forms: self.forms | next.forms }
    }

    /// The same, where the text of a column has its form or not.
    #[inline(always)]
    pub fn with_form(self, column: Column, is_formed: bool) -> Self {
        Facts { forms: self.forms | u64::from(is_formed) << (32 + column as u32), ..self }
    }

    /// Whether both have one of these keys.
    #[inline(always)]
    pub fn shares_keys(self, next: Facts) -> bool {
        low(self.keys & next.keys) != 0
    }
}

#[inline(always)]
fn both(low: u32, high: u32) -> u64 {
    u64::from(low) | u64::from(high) << 32
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "half of it is wanted")]
fn low(both: u64) -> u32 {
    both as u32
}

#[inline(always)]
fn high(both: u64) -> u32 {
    low(both >> 32)
}

impl Row {
    /// The columns that have a value, one [bit](Column::bit) each; null and absent ones have none.
    #[must_use]
    #[inline(always)]
    pub fn set(&self) -> u32 {
        high(self.facts.keys)
    }

    /// Whether a column has a value.
    #[must_use]
    #[inline(always)]
    pub fn is_set(&self, column: Column) -> bool {
        self.set() & column.bit() != 0
    }

    /// The documented values of the closed sets, all in one number; see [`Row::code`].
    #[must_use]
    #[inline(always)]
    pub fn codes(&self) -> u32 {
        low(self.facts.forms)
    }

    /// Which of its documented values a column has: its index plus one, or 0 for another value or none.
    #[must_use]
    #[inline(always)]
    pub fn code(&self, coded: Coded) -> usize {
        (self.codes() >> coded.shift() & 0b11) as usize
    }

    /// The bytes of a string: what stands between its quotes in `bytes`, which the row was read from.
    /// Without a value they are any bytes. For what is meant, see [`Row::decoded`].
    #[must_use]
    #[inline(always)]
    pub fn text<'b>(&self, column: Column, bytes: &'b [u8]) -> &'b [u8] {
        let (start, length) = self.spans[column as usize];
        bytes.get(start..start + length as usize).unwrap_or_default()
    }

    /// Where in the bytes that the row was read from the text of a string stands, if it has no escapes.
    #[must_use]
    #[inline(always)]
    pub fn offset(&self, column: Column) -> Option<usize> {
        (self.escaped & column.bit() == 0).then_some(self.spans[column as usize].0)
    }

    /// A number that stands for the text of `VaultARN`; in another row the same number stands for the same
    /// text, and the same text mostly has the same number. 0 stands for any.
    #[must_use]
    #[inline(always)]
    pub fn vault(&self) -> u64 {
        self.identities[0]
    }

    /// The same for the text of `SNSTopic`.
    #[must_use]
    #[inline(always)]
    pub fn topic(&self) -> u64 {
        self.identities[1]
    }

    /// The columns whose string has escapes, one [bit](Column::bit) each.
    #[must_use]
    #[inline(always)]
    pub fn escaped(&self) -> u32 {
        self.escaped
    }

    /// What a string means: its bytes, unless it has escapes.
    #[must_use]
    #[inline(always)]
    pub fn decoded<'b>(&self, column: Column, bytes: &'b [u8]) -> Cow<'b, [u8]> {
        let text = self.text(column, bytes);
        if self.escaped & column.bit() == 0 {
            return Cow::Borrowed(text);
        }
        let mut plain = Vec::new();
        unescape_into(text, &mut plain);
        Cow::Owned(plain)
    }

    /// What a string means, unescaped into `buffer` if it has escapes.
    #[inline(always)]
    pub(crate) fn decoded_into<'b>(
        &self,
        column: Column,
        bytes: &'b [u8],
        buffer: &'b mut Vec<u8>,
    ) -> &'b [u8] {
        let text = self.text(column, bytes);
        if self.escaped & column.bit() == 0 {
            return text;
        }
        unescape_into(text, buffer);
        buffer
    }

    /// `ArchiveSizeInBytes`, if it is set.
    #[must_use]
    #[inline(always)]
    pub fn archive_size(&self) -> Option<u64> {
        self.is_set(Column::ArchiveSizeInBytes).then_some(self.numbers[0])
    }

    /// `InventorySizeInBytes`, if it is set.
    #[must_use]
    #[inline(always)]
    pub fn inventory_size(&self) -> Option<u64> {
        self.is_set(Column::InventorySizeInBytes).then_some(self.numbers[1])
    }

    /// Whether the string of a column has the form that all of the column have, and no mark of a
    /// placeholder: identifiers, hashes, the dates of the job, and ranges. Some that have are not known
    /// to.
    #[must_use]
    #[inline(always)]
    pub fn is_formed(&self, column: Column) -> bool {
        self.formed() & column.bit() != 0
    }

    /// The columns whose string [has its form](Row::is_formed), one [bit](Column::bit) each.
    #[must_use]
    #[inline(always)]
    pub fn formed(&self) -> u32 {
        high(self.facts.forms)
    }

    /// `CreationDate` in milliseconds since 1970, if it has its form.
    #[must_use]
    #[inline(always)]
    pub fn created(&self) -> Option<i64> {
        self.is_formed(Column::CreationDate).then_some(self.times[0])
    }

    /// `CompletionDate` in milliseconds since 1970, if it has its form.
    #[must_use]
    #[inline(always)]
    pub fn completed(&self) -> Option<i64> {
        self.is_formed(Column::CompletionDate).then_some(self.times[1])
    }

    /// `RetrievalByteRange`, if it has its form.
    #[must_use]
    #[inline(always)]
    pub fn range(&self) -> Option<ByteRange> {
        self.range.filter(|_| self.is_formed(Column::RetrievalByteRange))
    }

    /// Whether both tree hashes are set, have their form, and are equal.
    #[inline(always)]
    pub(crate) fn has_equal_hashes(&self, bytes: &[u8]) -> bool {
        const BOTH: u32 = Column::Sha256TreeHash.bit() | Column::ArchiveSha256TreeHash.bit();
        let hash = |column| self.text(column, bytes).first_chunk::<64>();
        (self.formed() & BOTH == BOTH)
            & (hash(Column::Sha256TreeHash) == hash(Column::ArchiveSha256TreeHash))
    }

    /// The bytes of the job, braces included.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.base, self.end)
    }
}

/// What a string means whose escapes are backslashes before the character that is meant.
#[cold]
fn unescape_into(text: &[u8], plain: &mut Vec<u8>) {
    plain.clear();
    let mut rest = text;
    while let Some(at) = memchr(b'\\', rest) {
        plain.extend_from_slice(&rest[..at]);
        // What is meant may be a backslash, so it is passed with its own.
        plain.extend(rest.get(at + 1));
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    plain.extend_from_slice(rest);
}

/// The columns with a closed set of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are Glacier's")]
pub enum Coded {
    Action,
    StatusCode,
    Tier,
    Format,
    /// 1 for false, 2 for true.
    Completed,
    /// 1 for `Succeeded`; other messages have no code.
    StatusMessage,
}

impl Coded {
    /// Where its two bits stand in [`Row::codes`].
    #[must_use]
    pub const fn shift(self) -> u32 {
        2 * self as u32
    }
}
