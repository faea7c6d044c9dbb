//! Windows of all files, one after the other, for whoever is free.

use std::io;
use std::path::Path;

use crate::dump::{Dump, Error, Slices, Spool, Stream, Window, Windows};

/// The bytes of a window, unless others are asked for: as many as stay in the cache of a core, since handing a
/// window over costs more than what a smaller one would save.
pub(super) const WINDOW: usize = 1 << 20;

/// Something to judge.
#[derive(Clone, Copy, Debug)]
pub enum Source<'s> {
    /// A file; it may be read several times.
    File(&'s Path),
    /// What comes over a stream; it is kept meanwhile, so that it may be read several times, too.
    Spool(&'s Spool),
    /// What is in memory.
    Dump(&'s Dump<'s>),
}

impl<'s> Source<'s> {
    pub(super) fn open(&self) -> Result<Stream<'s>, Error> {
        match self {
            Source::File(path) => Stream::open(path),
            Source::Spool(spool) => Stream::of_spool(spool),
            Source::Dump(dump) => Ok(Stream::of_bytes(dump.bytes())),
        }
    }

    pub(super) fn cut(&self, size: usize) -> Result<Cutter<'s>, Error> {
        match self {
            Source::Dump(dump) => Ok(Cutter::Memory(Slices::new(dump.bytes(), size))),
            Source::File(_) | Source::Spool(_) => {
                Ok(Cutter::File(Windows::new(self.open()?, size)))
            }
        }
    }

    /// The error that reading it on failed.
    pub(super) fn error(&self, error: io::Error) -> Error {
        Error::reading(self.path(), error)
    }

    fn path(&self) -> Option<&Path> {
        match self {
            Source::File(path) => Some(path),
            Source::Spool(spool) => spool.path(),
            Source::Dump(_) => None,
        }
    }

    /// Lends the whole of it.
    ///
    /// # Errors
    /// [`Error`] if the file cannot be read.
    pub fn lend(&self, look: &mut dyn FnMut(&Dump<'_>)) -> Result<(), Error> {
        match self {
            Source::File(path) => look(&Dump::open(path)?),
            Source::Spool(spool) => look(&Dump::from_spool(spool)?),
            Source::Dump(dump) => look(dump),
        }
        Ok(())
    }
}

/// What cuts a source into windows.
pub(super) enum Cutter<'s> {
    File(Windows<Stream<'s>>),
    Memory(Slices<'s>),
}

impl<'s> Cutter<'s> {
    fn is_done(&self) -> bool {
        match self {
            Cutter::File(windows) => windows.is_done(),
            Cutter::Memory(_) => false,
        }
    }

    pub fn next(&mut self, buffer: Vec<u8>) -> io::Result<Option<Window<'s>>> {
        match self {
            Cutter::File(windows) => windows.next(buffer),
            Cutter::Memory(slices) => Ok(slices.next()),
        }
    }
}

/// Something to be judged next.
pub(super) struct Item<'s> {
    /// Which one it is, of all.
    pub number: usize,
    /// The number of its source.
    pub source: usize,
    pub content: Content<'s>,
}

pub(super) enum Content<'s> {
    Window(Window<'s>),
    /// The source cannot be opened.
    Closed(Error),
    /// It cannot be read to its end; as a whole, it tells why.
    Broken,
}

/// Hands out windows in order.
pub(super) struct Feed<'s> {
    sources: &'s [(String, Source<'s>)],
    size: usize,
    next: usize,
    open: Option<Cutter<'s>>,
    number: usize,
}

impl<'s> Feed<'s> {
    pub fn new(sources: &'s [(String, Source<'s>)], size: usize) -> Self {
        Feed { sources, size, next: 0, open: None, number: 0 }
    }

    /// The next item; `is_lost` tells of which sources no more is wanted.
    pub fn next(
        &mut self,
        mut buffer: Vec<u8>,
        is_lost: &dyn Fn(usize) -> bool,
    ) -> Option<Item<'s>> {
        loop {
            let source = self.next.saturating_sub(1);
            // The buffer is for the next file, if this one has ended.
            let goes_on = |cutter: &&mut Cutter<'_>| !cutter.is_done() && !is_lost(source);
            if let Some(cutter) = self.open.as_mut().filter(goes_on) {
                match cutter.next(buffer) {
                    Ok(Some(window)) => return Some(self.item(source, Content::Window(window))),
                    Ok(None) => buffer = Vec::new(),
                    Err(_) => {
                        self.open = None;
                        return Some(self.item(source, Content::Broken));
                    }
                }
            }
            let (_, source) = self.sources.get(self.next)?;
            self.next += 1;
            self.open = None;
            if matches!(source, Source::Dump(dump) if dump.is_broken()) {
                return Some(self.item(self.next - 1, Content::Broken));
            }
            match source.cut(self.size) {
                Ok(cutter) => self.open = Some(cutter),
                Err(error) => return Some(self.item(self.next - 1, Content::Closed(error))),
            }
        }
    }

    fn item(&mut self, source: usize, content: Content<'s>) -> Item<'s> {
        self.number += 1;
        Item { number: self.number - 1, source, content }
    }
}
