//! Where the lines of a file are, at the start of a window.
//!
//! Most files are sound, and then nobody asks. So lines are counted only once something was found: first
//! those of the windows that were passed, which are read again, and then those of each window as it comes.
//! What would have to be decompressed again is counted as it comes from the start.

use std::fs::File;
use std::io::{self, Read};

use super::feed::Source;
use super::part::Shown;
use crate::dump::{Window, count_lines, is_compressed};
use crate::span::{BOM, Position};

/// How many bytes are read at a time.
const CHUNK: usize = 256 << 10;

/// The lines before a place, and the characters between the last of them and the place.
#[derive(Clone, Copy, Default)]
pub(super) struct Line {
    lines: usize,
    characters: usize,
}

impl Line {
    /// The same after these bytes, which begin at an offset of the file.
    pub fn after(self, bytes: &[u8], offset: usize) -> Self {
        // A byte order mark is in no column.
        let marked = if offset == 0 { bytes.strip_prefix(BOM) } else { None };
        let (lines, characters) = count_lines(marked.unwrap_or(bytes));
        match lines {
            0 => Line { lines: self.lines, characters: self.characters + characters },
            _ => Line { lines: self.lines + lines, characters },
        }
    }

    /// Makes a place that was told as seen from here one as seen from the file.
    pub fn shift(self, shown: &mut Shown) {
        self.shift_position(&mut shown.position);
    }

    pub fn shift_position(self, position: &mut Position) {
        if position.line == 1 {
            position.column += self.characters;
        }
        position.line += self.lines;
    }
}

/// Counts the lines of a file, as far as somebody asks.
#[derive(Default)]
pub(super) struct LineCount {
    line: Line,
    /// Where that is.
    offset: usize,
    /// Whether each window is counted as it comes.
    is_eager: bool,
}

impl LineCount {
    /// The line at an offset, which is not before any that was asked for.
    ///
    /// # Errors
    /// If what was passed cannot be read again.
    pub fn at(&mut self, offset: usize, source: &Source<'_>) -> io::Result<Line> {
        if self.offset < offset {
            self.catch_up(offset, source)?;
            self.is_eager = true;
        }
        Ok(self.line)
    }

    /// Passes a window.
    pub fn pass(&mut self, window: &Window<'_>, source: &Source<'_>) {
        if window.base == 0 && window.next.is_some() && !self.is_eager {
            self.is_eager = is_dear(source);
        }
        if self.is_eager && self.offset == window.base {
            self.line = self.line.after(window.bytes(), window.base);
            self.offset += window.bytes().len();
        }
    }

    fn catch_up(&mut self, offset: usize, source: &Source<'_>) -> io::Result<()> {
        let mut stream = source.open().map_err(io::Error::other)?;
        io::copy(&mut stream.by_ref().take(self.offset as u64), &mut io::sink())?;
        let mut chunk = Vec::with_capacity(CHUNK);
        while self.offset < offset {
            chunk.clear();
            let wanted = (offset - self.offset).min(CHUNK);
            if stream.by_ref().take(wanted as u64).read_to_end(&mut chunk)? < wanted {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.line = self.line.after(&chunk, self.offset);
            self.offset += wanted;
        }
        Ok(())
    }
}

/// Whether reading it again costs much more than counting.
fn is_dear(source: &Source<'_>) -> bool {
    match source {
        Source::Dump(_) => false,
        Source::Spool(_) => true,
        Source::File(path) => File::open(path).is_ok_and(is_compressed),
    }
}
