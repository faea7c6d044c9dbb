//! Reads strictly, key by key, where nothing is known of what follows.

use super::layout::{Layout, Shape};
use super::predict::{AT_TOPIC, AT_VAULT, Place, START, Then};
use super::row::{COLUMNS, Coded, Column, Facts};
use super::value;

/// Reads strictly, key by key.
pub(super) struct Cursor<'b> {
    bytes: &'b [u8],
    pub at: usize,
    /// Whether this is inside of `InventoryRetrievalParameters`.
    in_parameters: bool,
    /// Whether the innermost object has no member yet.
    is_first: bool,
    seen: u32,
    set: u32,
    codes: u32,
}

impl<'b> Cursor<'b> {
    /// A cursor at the end of the value of a place; its closing quote was not passed.
    #[inline(always)]
    pub fn after(bytes: &'b [u8], at: usize, place: Place) -> Option<Self> {
        let column = match place {
            AT_VAULT => Column::VaultArn as usize,
            AT_TOPIC => Column::SnsTopic as usize,
            place => place,
        };
        let is_first = column == START;
        let is_number = column == Column::ArchiveSizeInBytes as usize
            || column == Column::InventorySizeInBytes as usize;
        Some(Cursor {
            bytes,
            at: if is_first || is_number { at } else { value::byte(bytes, at, b'"')? },
            in_parameters: column < COLUMNS && column >= Column::Format as usize,
            is_first,
            seen: 0,
            set: 0,
            codes: 0,
        })
    }

    /// What the keys say that were passed.
    #[inline(always)]
    pub fn facts(&self) -> Facts {
        Facts::new(self.seen, self.set, self.codes)
    }

    /// Passes everything up to the next value that differs from job to job, its opening quote
    /// included, or up to the end of the job.
    #[inline(always)]
    pub fn next(&mut self, layout: &Layout) -> Option<Then> {
        loop {
            self.at = value::space(self.bytes, self.at);
            if let Some(end) = value::byte(self.bytes, self.at, b'}') {
                self.at = end;
                self.is_first = false;
                if !std::mem::take(&mut self.in_parameters) {
                    return Some(Then::End);
                }
                continue;
            }
            if !std::mem::take(&mut self.is_first) {
                self.at = value::byte(self.bytes, self.at, b',')?;
                self.at = value::space(self.bytes, self.at);
            }
            if let Met::Value(column) = self.member(layout)? {
                return Some(match column {
                    Column::VaultArn => Then::Word(AT_VAULT),
                    Column::SnsTopic => Then::Word(AT_TOPIC),
                    column => Then::Value(column),
                });
            }
        }
    }

    /// Passes a member; of one whose value differs from job to job, only up to that.
    #[inline(always)]
    fn member(&mut self, layout: &Layout) -> Option<Met> {
        let key = value::byte(self.bytes, self.at, b'"')?;
        let (column, shape, length) = layout.find(self.bytes, key)?;
        let is_nested = column as usize >= Column::Format as usize;
        if is_nested != self.in_parameters || self.seen & column.bit() != 0 {
            return None;
        }
        self.seen |= column.bit();
        self.at = value::space(self.bytes, key + length + 1);
        self.at = value::byte(self.bytes, self.at, b':')?;
        self.at = value::space(self.bytes, self.at);
        if let Some(end) = value::word(self.bytes, self.at, b"null") {
            self.at = end;
            return Some(Met::Constant);
        }
        self.set |= column.bit();
        self.value(column, shape)
    }

    #[inline(always)]
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
        self.codes |= (code as u32) << coded.shift();
    }
}

/// What the next member of an object is.
enum Met {
    /// One whose value is known: it is null, a boolean, or of a closed set.
    Constant,
    /// One whose value differs from job to job; it comes next.
    Value(Column),
}
