//! Reads jobs into rows.

use super::choice::NONE;
use super::cursor::Cursor;
use super::date::Month;
use super::layout::Layout;
use super::predict::{AT_VAULT, Guess, Place, Predictions, START, Then, WordValue};
use super::row::{Column, Facts, Row};
use super::value;
use super::wide::COMPARED;
use crate::decode::page::Taken;
use crate::json::leading_number;

/// Takes rows as they are read.
pub trait RowSink {
    /// Takes a row; refusing it ends the reading before it.
    ///
    /// Where this is always inlined, it is compiled into the loop over jobs, for the widest vectors that
    /// the processor has.
    fn take(&mut self, row: &Row) -> bool;
}

/// Reads one job after the other, and learns from each.
///
/// ```
/// use icecore::decode::fast::{Column, JobReader};
///
/// let mut bytes = br#"{"JobId": "J", "Completed": true} "#.to_vec();
/// bytes.resize(bytes.len() + JobReader::MARGIN, b' ');
/// let mut reader = JobReader::new();
/// let row = reader.read(&bytes, 0).unwrap();
/// assert_eq!(row.text(Column::JobId, &bytes), b"J");
/// assert_eq!(row.span().end, 33);
/// ```
#[derive(Clone, Debug)]
pub struct JobReader {
    layout: Layout,
    predictions: Predictions,
    /// The months of the last `CreationDate` and `CompletionDate`.
    months: [Month; 2],
    row: Row,
    /// Where a step ended that was not known.
    parked: (Here, Facts),
}

impl Default for JobReader {
    fn default() -> Self {
        Self::new()
    }
}

impl JobReader {
    /// How many bytes have to follow a job for it to be read: bytes are compared many at once.
    pub const MARGIN: usize = COMPARED;

    /// A reader that has seen nothing yet.
    #[must_use]
    pub fn new() -> Self {
        JobReader {
            layout: Layout::new(),
            predictions: Predictions::new(),
            months: Default::default(),
            row: Row::default(),
            parked: Default::default(),
        }
    }

    /// Reads the job whose opening brace stands at `start`; `None` leaves it to the plain path.
    #[inline(always)]
    pub fn read(&mut self, bytes: &[u8], start: usize) -> Option<&Row> {
        self.predictions.begin_job();
        self.row.base = start;
        self.row.identities = [0; 2];
        self.row.escaped = 0;
        let at = value::byte(bytes, start, b'{')?;
        let mut here = Here { place: START, at, before: NONE, guess: self.predictions.first() };
        // These and the place are held in registers, and so are never lent.
        let mut facts = Facts::default();
        while here.place != END {
            (here, facts) = match self.known_step(bytes, here, facts) {
                Some(next) => next,
                None => {
                    self.parked = (here, facts);
                    other_step(self, bytes)?;
                    self.parked
                }
            };
        }
        self.row.facts = facts;
        self.row.end = here.at;
        // Lengths in a row are counted in 32 bits.
        u32::try_from(here.at - start).is_ok().then_some(&self.row)
    }

    /// Reads the job whose opening brace stands at `start` and, of a list, those after it, and hands on
    /// each, for as long as they are taken; how many were, and where the last one ends.
    #[inline]
    pub fn read_list(&mut self, bytes: &[u8], start: usize, sink: &mut impl RowSink) -> Taken {
        read_jobs(self, bytes, start, Between::Comma, sink)
    }

    /// The same where each job is a document of its own.
    #[inline]
    pub fn read_documents(&mut self, bytes: &[u8], start: usize, sink: &mut impl RowSink) -> Taken {
        read_jobs(self, bytes, start, Between::Space, sink)
    }

    /// Where the next job of a list begins, if one follows the job that ends at `end`.
    #[inline(always)]
    #[must_use]
    pub fn next_in_list(bytes: &[u8], end: usize) -> Option<usize> {
        Between::Comma.next(bytes, end)
    }

    /// Passes the text that is known to stand here, and the value after it.
    #[inline(always)]
    fn known_step(&mut self, bytes: &[u8], here: Here, facts: Facts) -> Option<(Here, Facts)> {
        let (number, end) = match self.predictions.guessed(bytes, here.guess, here.at) {
            Some(found) => found,
            None => self.predictions.chosen(bytes, here.before, here.place, here.at)?,
        };
        let edge = self.predictions.edge(number)?;
        if facts.shares_keys(edge.effect) {
            return None;
        }
        let (facts, guess) = (facts.with(edge.effect), edge.guess);
        if here.place >= AT_VAULT {
            self.row.take_word(self.predictions.word(edge)?, here);
        }
        let (place, at, facts) = match edge.then {
            Then::Value(column) => {
                let (at, facts) = self.row.value(bytes, end, column, facts, &mut self.months)?;
                (column as Place, at, facts)
            }
            Then::Word(place) => (place, end, facts),
            Then::End => (END, end, facts),
        };
        Some((Here { place, at, before: number, guess }, facts))
    }

    /// Reads key by key from where the reader is parked to the end of the next value that differs from job
    /// to job, remembers the text before it, and parks there.
    #[inline(always)]
    fn other_step(&mut self, bytes: &[u8]) -> Option<()> {
        let (here, facts) = self.parked;
        let (mut after, mut word) = (here.at, None);
        if here.place >= AT_VAULT {
            let text = value::text(bytes, here.at)?;
            after += text.length;
            let column = column_at(here.place);
            if text.is_escaped || !self.predictions.may_keep_word(here.place) {
                self.row.set_text(column, here.at, text);
                let place = column as Place;
                self.parked =
                    (Here { place, at: after, before: NONE, guess: Guess::default() }, facts);
                return Some(());
            }
            word = Some(WordValue::new(u32::try_from(text.length).ok()?));
        }
        let mut cursor = Cursor::after(bytes, after, here.place)?;
        let then = cursor.next(&self.layout)?;
        let (end, effect) = (cursor.at, cursor.facts());
        if facts.shares_keys(effect) {
            return None;
        }
        let text = &bytes[here.at..end];
        let before = self.predictions.learn(here.place, text, then, effect, word);
        if let Some(word) = word {
            self.row.take_word(word, here);
        }
        let facts = facts.with(effect);
        let (place, at, facts) = match then {
            Then::Value(column) => {
                let (at, facts) = self.row.value(bytes, end, column, facts, &mut self.months)?;
                (column as Place, at, facts)
            }
            Then::Word(place) => (place, end, facts),
            Then::End => (END, end, facts),
        };
        self.parked = (Here { place, at, before, guess: Guess::default() }, facts);
        Some(())
    }
}

/// What stands between two jobs, and white space around it.
#[derive(Clone, Copy, Debug)]
enum Between {
    Comma,
    Space,
}

impl Between {
    /// Where the next job begins, if one follows the job that ends at `end`.
    #[inline(always)]
    fn next(self, bytes: &[u8], end: usize) -> Option<usize> {
        let end = value::space(bytes, end);
        let next = match self {
            Between::Comma => value::space(bytes, value::byte(bytes, end, b',')?),
            Between::Space => end,
        };
        (bytes.get(next) == Some(&b'{')).then_some(next)
    }
}

/// Where the reader is.
#[derive(Clone, Copy, Debug, Default)]
struct Here {
    /// What stands here, or [`END`].
    place: Place,
    at: usize,
    /// The text that was passed last, if it is kept.
    before: usize,
    /// What mostly follows that.
    guess: Guess,
}

/// After the closing brace.
const END: Place = usize::MAX;

/// The column whose value stands at a place.
#[inline(always)]
fn column_at(place: Place) -> Column {
    if place == AT_VAULT { Column::VaultArn } else { Column::SnsTopic }
}

/// The loop over jobs, compiled once more for processors with wider vectors.
#[multiversion::multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt+movbe+fma"))]
fn read_jobs<S: RowSink>(
    reader: &mut JobReader,
    bytes: &[u8],
    start: usize,
    between: Between,
    sink: &mut S,
) -> Taken {
    let mut taken = Taken { jobs: 0, end: start };
    let mut next = Some(start);
    while let Some(at) = next
        && let Some(row) = reader.read(bytes, at)
        && sink.take(row)
    {
        taken = Taken { jobs: taken.jobs + 1, end: row.span().end };
        next = between.next(bytes, taken.end);
    }
    taken
}

/// [`JobReader::other_step`], compiled once more like the loop.
#[multiversion::multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt+movbe+fma"))]
fn other_step(reader: &mut JobReader, bytes: &[u8]) -> Option<()> {
    reader.other_step(bytes)
}

impl Row {
    /// Takes over the value that stands in this place.
    #[inline(always)]
    fn take_word(&mut self, WordValue { length, identity }: WordValue, here: Here) {
        let column = column_at(here.place);
        self.spans[column as usize] = (here.at, length);
        self.identities[usize::from(column == Column::SnsTopic)] = identity;
    }

    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "a job that is longer is not handed on")]
    fn set_text(&mut self, column: Column, start: usize, text: value::Text) {
        self.spans[column as usize] = (start, text.length as u32);
        if text.is_escaped {
            self.escaped |= column.bit();
        }
    }

    /// Reads the value of a column, whose first character stands at `start`; returns where it ends,
    /// its closing quote not passed.
    #[inline(always)]
    fn value(
        &mut self,
        bytes: &[u8],
        start: usize,
        column: Column,
        facts: Facts,
        months: &mut [Month; 2],
    ) -> Option<(usize, Facts)> {
        let rest = bytes.get(start..)?;
        // Values of a form that all of a column have are read as such, and so need not be read again
        // when they are judged.
        let formed = match column {
            Column::ArchiveSizeInBytes | Column::InventorySizeInBytes => {
                let (value, length) = leading_number(rest)?;
                self.numbers[usize::from(column == Column::InventorySizeInBytes)] = value;
                return Some((start + length, facts));
            }
            Column::JobId => value::identifier::<92>(rest),
            Column::ArchiveId => value::identifier::<138>(rest),
            Column::Sha256TreeHash | Column::ArchiveSha256TreeHash => value::tree_hash(rest),
            Column::CreationDate => months[0].date(rest, &mut self.times[0]),
            Column::CompletionDate => months[1].date(rest, &mut self.times[1]),
            Column::RetrievalByteRange => value::range(rest, &mut self.range),
            _ => None,
        };
        let text = match formed {
            Some(length) => value::Text { length, is_escaped: false },
            None => value::text(bytes, start)?,
        };
        self.set_text(column, start, text);
        Some((start + text.length, facts.with_form(column, formed.is_some())))
    }
}
