//! Reads jobs into rows.

use super::layout::{Layout, Shape};
use super::predict::{Effect, Guess, OPENING, Predictions, START};
use super::row::{COLUMNS, Coded, Column, Row};
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
    row: Row,
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
        JobReader { layout: Layout::new(), predictions: Predictions::new(), row: Row::default() }
    }

    /// Reads the job whose opening brace stands at `start`; `None` leaves it to the plain path.
    #[inline(always)]
    pub fn read(&mut self, bytes: &[u8], start: usize) -> Option<&Row> {
        let row = &mut self.row;
        (row.base, row.seen, row.set, row.codes) = (start, 0, 0, 0);
        (row.escaped, row.formed) = (0, 0);
        self.predictions.begin_job();
        let mut place = Place { before: OPENING, after: START };
        let mut at = value::byte(bytes, start, b'{')?;
        while place.after != END {
            at = match self.guessed_step(bytes, at, &mut place) {
                Some(end) => end,
                None => self.other_step(bytes, at, &mut place)?,
            };
        }
        self.row.end = at;
        // Places in a row are counted in 32 bits.
        u32::try_from(at - start).is_ok().then_some(&self.row)
    }

    /// Reads the job whose opening brace stands at `start` and, of a list, those after it, and hands on
    /// each, for as long as they are taken; how many were, and where the last one ends.
    #[inline]
    pub fn read_list(&mut self, bytes: &[u8], start: usize, sink: &mut impl RowSink) -> Taken {
        read_list(self, bytes, start, sink)
    }

    /// Where the next job of a list begins, if one follows the job that ends at `end`.
    #[inline(always)]
    #[must_use]
    pub fn next_in_list(bytes: &[u8], end: usize) -> Option<usize> {
        let comma = value::space(bytes, end);
        let next = value::space(bytes, value::byte(bytes, comma, b',')?);
        (bytes.get(next) == Some(&b'{')).then_some(next)
    }

    /// Passes one of the texts that mostly follow, and the value after it.
    #[inline(always)]
    fn guessed_step(&mut self, bytes: &[u8], at: usize, place: &mut Place) -> Option<usize> {
        let before = place.before;
        let Guess { likely, other, .. } = *self.predictions.guess(before)?;
        if let Some(end) = self.step(bytes, at, place, likely) {
            self.predictions.guess(before)?.has_hit();
            return Some(end);
        }
        let end = self.step(bytes, at, place, other)?;
        self.predictions.guess(before)?.has_failed();
        Some(end)
    }

    /// Passes this text, if it follows, and the value after it.
    #[inline(always)]
    fn step(&mut self, bytes: &[u8], at: usize, place: &mut Place, number: usize) -> Option<usize> {
        let edge = self.predictions.edge(number)?;
        if !edge.text.stands_at(bytes, at) || self.row.seen & edge.effect.seen != 0 {
            return None;
        }
        let start = at + edge.text.len();
        let (after, end) = match edge.next {
            None => (END, start),
            // The text before a number is the first part of that before its null.
            Some(column) => {
                (column as usize, self.row.value(bytes, start, column, &mut edge.usual)?)
            }
        };
        self.row.take(edge.effect);
        *place = Place { before: number, after };
        Some(end)
    }

    /// Passes a text that did not follow the last time, and the value after it.
    #[inline(never)]
    fn other_step(&mut self, bytes: &[u8], at: usize, place: &mut Place) -> Option<usize> {
        let Place { before, after } = *place;
        let mut index = 0;
        while let Some(number) = self.predictions.other(after, index) {
            if let Some(end) = self.step(bytes, at, place, number) {
                self.predictions.hit(before, after, index);
                return Some(end);
            }
            index += 1;
        }
        self.read_on(bytes, at, place)
    }

    /// Reads key by key up to the end of the next value that differs from job to job, and remembers
    /// the text before it.
    fn read_on(&mut self, bytes: &[u8], start: usize, place: &mut Place) -> Option<usize> {
        let Place { before, after } = *place;
        let ends_in_quote = after != START && !is_number(after);
        let mut cursor = Cursor {
            bytes,
            at: if ends_in_quote { value::byte(bytes, start, b'"')? } else { start },
            in_parameters: after < COLUMNS && after >= Column::Format as usize,
            is_first: after == START,
            effect: Effect::default(),
        };
        let next = match cursor.next(&self.layout)? {
            Met::Value(column) => Some(column),
            Met::Constant | Met::End => None,
        };
        let Cursor { at, effect, .. } = cursor;
        if self.row.seen & effect.seen != 0 {
            return None;
        }
        let number = self.predictions.learn(before, after, &bytes[start..at], effect, next);
        self.row.take(effect);
        *place = Place { before: number, after: next.map_or(END, |column| column as usize) };
        match next {
            None => Some(at),
            Some(column) => self.row.value(bytes, at, column, &mut 0),
        }
    }
}

/// After what the reader is.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// The text before the last value, if it is known.
    before: usize,
    /// The column of that value, or [`START`] or [`END`].
    after: usize,
}

/// After the closing brace.
const END: usize = START + 1;

/// The loop over jobs, compiled once more for processors with wider vectors.
#[multiversion::multiversion(targets("x86_64+avx2+bmi1+bmi2+lzcnt+popcnt+movbe+fma"))]
fn read_list<S: RowSink>(
    reader: &mut JobReader,
    bytes: &[u8],
    start: usize,
    sink: &mut S,
) -> Taken {
    let mut taken = Taken { jobs: 0, end: start };
    let mut next = Some(start);
    while let Some(at) = next
        && let Some(row) = reader.read(bytes, at)
        && sink.take(row)
    {
        taken = Taken { jobs: taken.jobs + 1, end: row.span().end };
        next = JobReader::next_in_list(bytes, taken.end);
    }
    taken
}

impl Row {
    /// Adds what a text says.
    #[inline(always)]
    fn take(&mut self, effect: Effect) {
        self.seen |= effect.seen;
        self.set |= effect.set;
        self.codes |= effect.codes;
    }

    /// Reads the value of a column, whose first character stands at `start`; returns where it ends,
    /// its closing quote not passed.
    #[inline(always)]
    fn value(
        &mut self,
        bytes: &[u8],
        start: usize,
        column: Column,
        usual: &mut u32,
    ) -> Option<usize> {
        if let Some(index) = number_of(column) {
            let (value, length) = leading_number(bytes.get(start..)?)?;
            self.numbers[index] = value;
            return Some(start + length);
        }
        let rest = bytes.get(start..)?;
        // Values of a form that all of a column have are read as such, and so need not be read again
        // when they are judged.
        let formed = match column {
            Column::JobId => value::identifier::<92>(rest),
            Column::ArchiveId => value::identifier::<138>(rest),
            Column::Sha256TreeHash | Column::ArchiveSha256TreeHash => value::tree_hash(rest),
            Column::CreationDate => value::date(rest, &mut self.times[0]),
            Column::CompletionDate => value::date(rest, &mut self.times[1]),
            Column::RetrievalByteRange => value::range(rest, &mut self.range),
            _ => None,
        };
        let (length, is_escaped) = match formed {
            Some(length) => (length, false),
            None => {
                let text = value::text(bytes, start, *usual as usize)?;
                *usual = u32::try_from(text.length).ok()?;
                (text.length, text.is_escaped)
            }
        };
        self.formed |= if formed.is_some() { column.bit() } else { 0 };
        self.escaped |= if is_escaped { column.bit() } else { 0 };
        // Places in a row are counted in 32 bits.
        let offset = u32::try_from(start - self.base).ok()?;
        self.spans[column as usize] = (offset, u32::try_from(length).ok()?);
        Some(start + length)
    }
}

/// Which of a row's numbers is the value of a column.
#[inline(always)]
fn number_of(column: Column) -> Option<usize> {
    match column {
        Column::ArchiveSizeInBytes => Some(0),
        Column::InventorySizeInBytes => Some(1),
        _ => None,
    }
}

/// Whether the values of a column are numbers, which have no closing quote.
fn is_number(column: usize) -> bool {
    column == Column::ArchiveSizeInBytes as usize || column == Column::InventorySizeInBytes as usize
}

/// What the next member of an object is, or that there is none.
enum Met {
    /// One whose value is known: it is null, a boolean, or of a closed set.
    Constant,
    /// One whose value differs from job to job; it comes next.
    Value(Column),
    /// The end of the job.
    End,
}

/// Reads strictly, key by key.
struct Cursor<'b> {
    bytes: &'b [u8],
    at: usize,
    /// Whether this is inside of `InventoryRetrievalParameters`.
    in_parameters: bool,
    /// Whether the innermost object has no member yet.
    is_first: bool,
    effect: Effect,
}

impl Cursor<'_> {
    /// Passes everything up to the next value that differs from job to job, its opening quote
    /// included, or up to the end of the job.
    fn next(&mut self, layout: &Layout) -> Option<Met> {
        loop {
            self.at = value::space(self.bytes, self.at);
            if let Some(end) = value::byte(self.bytes, self.at, b'}') {
                self.at = end;
                self.is_first = false;
                if !std::mem::take(&mut self.in_parameters) {
                    return Some(Met::End);
                }
                continue;
            }
            if !std::mem::take(&mut self.is_first) {
                self.at = value::byte(self.bytes, self.at, b',')?;
                self.at = value::space(self.bytes, self.at);
            }
            if let Met::Value(column) = self.member(layout)? {
                return Some(Met::Value(column));
            }
        }
    }

    /// Passes a member; of one whose value differs from job to job, only up to that.
    fn member(&mut self, layout: &Layout) -> Option<Met> {
        let key = value::byte(self.bytes, self.at, b'"')?;
        let value::Text { length, is_escaped: false } = value::text(self.bytes, key, 0)? else {
            return None;
        };
        let (column, shape) = layout.find(self.bytes, key, length)?;
        let is_nested = column as usize >= Column::Format as usize;
        if is_nested != self.in_parameters || self.effect.seen & column.bit() != 0 {
            return None;
        }
        self.effect.seen |= column.bit();
        self.at = value::space(self.bytes, key + length + 1);
        self.at = value::byte(self.bytes, self.at, b':')?;
        self.at = value::space(self.bytes, self.at);
        if let Some(end) = value::word(self.bytes, self.at, b"null") {
            self.at = end;
            return Some(Met::Constant);
        }
        self.effect.set |= column.bit();
        self.value(column, shape)
    }

    fn value(&mut self, column: Column, shape: Shape) -> Option<Met> {
        match shape {
            Shape::Null => return None,
            Shape::Number => {
                // That a number starts here is seen when it is read.
                return Some(Met::Value(column));
            }
            Shape::Text => {
                self.at = value::byte(self.bytes, self.at, b'"')?;
                return Some(Met::Value(column));
            }
            Shape::Coded { coded, values, is_open } => {
                self.at = value::byte(self.bytes, self.at, b'"')?;
                let rest = self.bytes.get(self.at..)?;
                let is_here = |value: &&&str| {
                    rest.starts_with(value.as_bytes()) && rest.get(value.len()) == Some(&b'"')
                };
                let Some(index) = values.iter().position(|value| is_here(&value)) else {
                    return is_open.then_some(Met::Value(column));
                };
                self.code(coded, index + 1);
                self.at += values[index].len() + 1;
            }
            Shape::Boolean => {
                let (is_true, end) = match value::word(self.bytes, self.at, b"true") {
                    Some(end) => (true, end),
                    None => (false, value::word(self.bytes, self.at, b"false")?),
                };
                self.code(Coded::Completed, 1 + usize::from(is_true));
                self.at = end;
            }
            Shape::Parameters => {
                self.at = value::byte(self.bytes, self.at, b'{')?;
                (self.in_parameters, self.is_first) = (true, true);
            }
        }
        Some(Met::Constant)
    }

    #[expect(clippy::cast_possible_truncation, reason = "no column has more than three values")]
    fn code(&mut self, coded: Coded, code: usize) {
        self.effect.codes |= (code as u32) << coded.shift();
    }
}
