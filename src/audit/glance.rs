//! Shows places of a file whose offsets are known, without reading what the file says.

use std::io::{self, Read};

use super::excerpt::Excerpt;
use super::feed::Source;
use crate::dump::{Error, count_lines};
use crate::span::{BOM, Position, Span};

/// How many bytes are passed at a time.
const CHUNK: usize = 256 << 10;

/// As many bytes as an excerpt shows.
const AROUND: usize = 512;

/// The line, column and excerpt of these places, which are in rising order.
pub(super) fn glance(
    source: &Source<'_>,
    spans: &[Span],
) -> Result<Vec<(Position, Excerpt)>, Error> {
    let mut stream = source.open()?;
    shown(&mut stream, spans).map_err(|error| source.error(error))
}

fn shown(reader: &mut impl Read, spans: &[Span]) -> io::Result<Vec<(Position, Excerpt)>> {
    let mut passed = Passed::default();
    let mut shown = Vec::new();
    for span in spans {
        passed.pass_to(reader, span.start)?;
        passed.fill(reader, AROUND)?;
        let span = Span::new(passed.before, passed.before + span.len());
        let position = Position { line: 1 + passed.lines, column: 1 + passed.characters };
        shown.push((position, Excerpt::of(&passed.kept, span)));
    }
    Ok(shown)
}

/// What was passed of a file, and what is kept around the place that was come to.
#[derive(Default)]
struct Passed {
    offset: usize,
    lines: usize,
    characters: usize,
    kept: Vec<u8>,
    /// How many of the bytes kept stand before the offset.
    before: usize,
}

impl Passed {
    fn pass_to(&mut self, reader: &mut impl Read, offset: usize) -> io::Result<()> {
        while self.offset < offset {
            let step = (offset - self.offset).min(CHUNK);
            if self.fill(reader, step)? < step {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            self.advance(step);
        }
        Ok(())
    }

    /// Reads until so many bytes after the offset are there; returns how many are.
    fn fill(&mut self, reader: &mut impl Read, wanted: usize) -> io::Result<usize> {
        let missing = wanted.saturating_sub(self.kept.len() - self.before);
        reader.by_ref().take(missing as u64).read_to_end(&mut self.kept)?;
        Ok((self.kept.len() - self.before).min(wanted))
    }

    /// Passes bytes that are there.
    fn advance(&mut self, step: usize) {
        let passed = &self.kept[self.before..self.before + step];
        let is_start = self.offset == 0;
        let passed = if is_start { passed.strip_prefix(BOM).unwrap_or(passed) } else { passed };
        let (lines, characters) = count_lines(passed);
        self.lines += lines;
        self.characters = if lines == 0 { self.characters + characters } else { characters };
        self.offset += step;
        self.before += step;
        let unneeded = self.before.saturating_sub(AROUND);
        self.kept.drain(..unneeded);
        self.before -= unneeded;
    }
}
