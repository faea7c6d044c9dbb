//! Reads again the ArchiveIds that are to be told: of all others a ledger keeps only where they stand.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;

use memchr::memchr;

use super::feed::Source;
use crate::dump::{Error, Stream};
use crate::ledger::{MOST_READ_AGAIN, Retrievals, UnreadId};

/// How many bytes are read at a time: most `ArchiveId`s are in the first.
const STEP: usize = 256;

/// What stands at these places, which are in the order of the input, and files of which some could not be
/// read, or say something else by now; `source` tells which of the sources a file is.
pub(super) fn read_again(
    unread: &[UnreadId],
    retrievals: &Retrievals,
    sources: &[(String, Source<'_>)],
    source: impl Fn(u32) -> usize,
) -> (BTreeMap<UnreadId, String>, Vec<Error>) {
    let mut read = BTreeMap::new();
    let mut errors = Vec::new();
    for of_file in unread.chunk_by(|one, other| one.place.file == other.place.file) {
        let Some((name, source)) = sources.get(source(of_file[0].place.file)) else { continue };
        let texts = texts(source, of_file).unwrap_or_else(|error| {
            errors.push(error);
            Vec::new()
        });
        let told = of_file.iter().zip(texts);
        let (same, changed): (Vec<_>, Vec<_>) = told
            .map(|(unread, text)| (*unread, text.and_then(|text| String::from_utf8(text).ok())))
            .partition(|(unread, text)| {
                text.as_ref().is_some_and(|text| retrievals.is_archive_id(unread, text))
            });
        if !changed.is_empty() {
            let error = io::Error::other("it has changed since it was first read");
            errors.push(Error::reading(Some(Path::new(name)), error));
        }
        read.extend(same.into_iter().filter_map(|(unread, text)| Some((unread, text?))));
    }
    (read, errors)
}

/// The texts at these places of a file, as far as there are any.
fn texts(source: &Source<'_>, places: &[UnreadId]) -> Result<Vec<Option<Vec<u8>>>, Error> {
    let mut passed = Passed { stream: source.open()?, base: 0, kept: Vec::new() };
    let texts = places.iter().map(|unread| passed.text_at(unread.place.offset));
    texts.collect::<io::Result<_>>().map_err(|error| source.error(error))
}

/// A file that is read from place to place.
struct Passed<'s> {
    stream: Stream<'s>,
    /// How many bytes stand before those that are kept.
    base: u64,
    kept: Vec<u8>,
}

impl Passed<'_> {
    /// What stands from this offset on up to a quote; offsets are in rising order.
    fn text_at(&mut self, offset: u64) -> io::Result<Option<Vec<u8>>> {
        let ahead = offset.saturating_sub(self.base);
        let kept = usize::try_from(ahead).unwrap_or(usize::MAX).min(self.kept.len());
        self.kept.drain(..kept);
        self.stream.pass(ahead - kept as u64)?;
        self.base = offset;
        loop {
            if let Some(end) = memchr(b'"', &self.kept) {
                return Ok(Some(self.kept[..end].to_vec()));
            }
            let read = (&mut self.stream).take(STEP as u64).read_to_end(&mut self.kept)?;
            if read == 0 || self.kept.len() > MOST_READ_AGAIN + STEP {
                return Ok(None);
            }
        }
    }
}
