//! Reads jobs into rows.

use super::layout::{Layout, Shape};
use super::predict::{Effect, Predictions, START};
use super::row::{COLUMNS, Coded, Column, Row};
use super::value;

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
    /// How long the last value of each column was.
    lengths: [u32; COLUMNS],
    row: Row,
}

impl Default for JobReader {
    fn default() -> Self {
        Self::new()
    }
}

impl JobReader {
    /// How many bytes have to follow a job for it to be read: bytes are compared many at once.
    pub const MARGIN: usize = 32;

    /// A reader that has seen nothing yet.
    #[must_use]
    pub fn new() -> Self {
        JobReader {
            layout: Layout::new(),
            predictions: Predictions::new(),
            lengths: [0; COLUMNS],
            row: Row::default(),
        }
    }

    /// Reads the job whose opening brace stands at `start`; `None` leaves it to the plain path.
    #[inline(always)]
    pub fn read(&mut self, bytes: &[u8], start: usize) -> Option<&Row> {
        let row = &mut self.row;
        (row.base, row.seen, row.set, row.codes, row.escaped) = (start, 0, 0, 0, 0);
        let mut after = START;
        let mut at = value::byte(bytes, start, b'{')?;
        loop {
            let (next, end) = match self.predicted(bytes, at, after) {
                Some(step) => step,
                None => self.read_on(bytes, at, after)?,
            };
            at = end;
            match next {
                Some(column) => after = column as usize,
                None => break,
            }
        }
        self.row.end = at;
        // Places in a row are counted in 32 bits.
        u32::try_from(at - start).is_ok().then_some(&self.row)
    }

    /// Where the next job of a list begins, if one follows the job that ends at `end`.
    #[inline(always)]
    #[must_use]
    pub fn next_in_list(bytes: &[u8], end: usize) -> Option<usize> {
        let comma = value::space(bytes, end);
        let next = value::space(bytes, value::byte(bytes, comma, b',')?);
        (bytes.get(next) == Some(&b'{')).then_some(next)
    }

    /// Passes a text that is known to follow, and the value after it.
    #[inline(always)]
    fn predicted(
        &mut self,
        bytes: &[u8],
        at: usize,
        after: usize,
    ) -> Option<(Option<Column>, usize)> {
        let node = self.predictions.after(after);
        for (index, edge) in node.edges.iter().enumerate() {
            if !edge.text.stands_at(bytes, at) {
                continue;
            }
            let start = at + edge.text.len();
            let (next, effect) = (edge.next, edge.effect);
            let end = match next {
                None => start,
                // The text before a number is the first part of that before its null.
                Some(column) => match self.row.value(bytes, start, column, &mut self.lengths) {
                    Some(end) => end,
                    None => continue,
                },
            };
            node.hit(index);
            return self.row.take(effect).then_some((next, end));
        }
        None
    }

    /// Reads key by key up to the end of the next value that differs from job to job, and remembers
    /// the text before it.
    #[cold]
    #[inline(never)]
    fn read_on(
        &mut self,
        bytes: &[u8],
        start: usize,
        after: usize,
    ) -> Option<(Option<Column>, usize)> {
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
        let node = self.predictions.after(after);
        node.learn(&bytes[start..cursor.at], cursor.effect, next);
        let end = match next {
            None => cursor.at,
            Some(column) => self.row.value(bytes, cursor.at, column, &mut self.lengths)?,
        };
        self.row.take(cursor.effect).then_some((next, end))
    }
}

impl Row {
    /// Adds what a text says; refuses a key that was there before.
    #[inline(always)]
    fn take(&mut self, effect: Effect) -> bool {
        let is_new = self.seen & effect.seen == 0;
        self.seen |= effect.seen;
        self.set |= effect.set;
        self.codes |= effect.codes;
        is_new
    }

    /// Reads the value of a column, whose first character stands at `start`; returns where it ends,
    /// its closing quote not passed.
    #[inline(always)]
    fn value(
        &mut self,
        bytes: &[u8],
        start: usize,
        column: Column,
        lengths: &mut [u32; COLUMNS],
    ) -> Option<usize> {
        let number = match column {
            Column::ArchiveSizeInBytes => 0,
            Column::InventorySizeInBytes => 1,
            _ => {
                let usual = &mut lengths[column as usize];
                let value::Text { length, is_escaped } =
                    value::text(bytes, start, *usual as usize)?;
                self.escaped |= if is_escaped { column.bit() } else { 0 };
                *usual = u32::try_from(length).ok()?;
                let offset = u32::try_from(start - self.base).ok()?;
                self.spans[column as usize] = (offset, *usual);
                return Some(start + length);
            }
        };
        let (value, length) = value::number(bytes, start)?;
        self.numbers[number] = value;
        Some(start + length)
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
