//! The lines and columns of many places in a file, in one pass over it.

use std::io::{self, Read};

use super::feed::Source;
use crate::dump::{Error, count_lines};
use crate::span::{BOM, Position};

/// How many bytes are passed at a time.
const CHUNK: usize = 256 << 10;

/// The lines and columns of these offsets, which are in rising order; a smaller one has the place of the one
/// before it.
pub(super) fn positions(source: &Source<'_>, offsets: &[usize]) -> Result<Vec<Position>, Error> {
    let mut stream = source.open()?;
    counted(&mut stream, offsets).map_err(|error| source.error(error))
}

fn counted(reader: &mut impl Read, offsets: &[usize]) -> io::Result<Vec<Position>> {
    let mut positions = Vec::with_capacity(offsets.len());
    let mut chunk = Vec::with_capacity(CHUNK);
    let (mut base, mut passed) = (0, Passed { lines: 0, characters: 0 });
    let mut offsets = offsets.iter().peekable();
    while offsets.peek().is_some() {
        chunk.clear();
        if reader.by_ref().take(CHUNK as u64).read_to_end(&mut chunk)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let mut at = 0;
        while let Some(offset) = offsets.next_if(|offset| **offset < base + chunk.len()) {
            let to = offset.saturating_sub(base).max(at);
            passed.pass(&chunk[at..to], base + at == 0);
            at = to;
            positions.push(passed.position());
        }
        passed.pass(&chunk[at..], base + at == 0);
        base += chunk.len();
    }
    Ok(positions)
}

/// What was passed of a file.
struct Passed {
    lines: usize,
    characters: usize,
}

impl Passed {
    fn pass(&mut self, bytes: &[u8], is_start: bool) {
        let bytes = if is_start { bytes.strip_prefix(BOM).unwrap_or(bytes) } else { bytes };
        let (lines, characters) = count_lines(bytes);
        self.lines += lines;
        self.characters = if lines == 0 { self.characters + characters } else { characters };
    }

    fn position(&self) -> Position {
        Position { line: 1 + self.lines, column: 1 + self.characters }
    }
}
