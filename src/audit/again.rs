//! Walks through files again, in windows, for the places of what was found when all had been read.
//!
//! The walk is that of the first reading, but one window after the other, so that at each it is known
//! where the walk is: nothing has to be guessed or proved. It ends with the last place looked for. A
//! window that cannot be read apart from the next one is read together with it.

use super::excerpt::Excerpt;
use super::feed::Source;
use super::glance::glance;
use super::look::{Look, Origin};
use super::second_look::{SecondLook, Want, look};
use super::taking_jobs::TakingJobs;
use crate::dump::{
    Entry, Error, ListEnd, ListKind, Shift, Window, begins_with_job, last_document, line_end,
    list_start, may_be_cut, read_broken, read_document, read_documents, read_list,
};
use crate::listing::Listing;
use crate::span::{BOM, Position, Span};

/// All files that were judged.
pub(super) struct Again<'a> {
    pub sources: &'a [(String, Source<'a>)],
    /// Of each file the number of its source, and how many documents it has.
    pub begun: &'a [(usize, usize)],
    /// The bytes of a window.
    pub window: usize,
}

impl Again<'_> {
    /// The line, column and excerpt of places in a file, which are in rising order.
    pub fn show(&self, file: u32, spans: &[Span]) -> Result<Vec<(Position, Excerpt)>, Error> {
        glance(self.source(file), spans)
    }

    /// Whether a file has several documents.
    pub fn has_several_documents(&self, file: u32) -> bool {
        self.begun[file as usize].1 > 1
    }

    /// Looks for all this in a file.
    pub fn look(&self, file: u32, listing: &Listing, wants: &mut [&mut Want]) -> Result<(), Error> {
        let source = self.source(file);
        let mut walk = Walk::new(SecondLook::new(listing, wants));
        if walk.file(source, self.window)? {
            self.locate(file, wants)
        } else {
            source.lend(&mut |dump| look(dump, listing, wants))
        }
    }

    /// Reads a file again for whatever is looked for in it.
    pub fn search<L: Look>(&self, file: u32, begin: impl Fn() -> L) -> Result<L, Error> {
        let source = self.source(file);
        let mut walk = Walk::new(begin());
        if walk.file(source, self.window)? {
            return Ok(walk.look);
        }
        let mut look = begin();
        source.lend(&mut |dump| dump.visit(&mut look))?;
        Ok(look)
    }

    /// Takes all jobs of a file; tells how many were not found.
    pub fn take(&self, file: u32, jobs: TakingJobs<'_, '_>) -> Result<u64, Error> {
        let mut walk = Walk::new(jobs);
        walk.file(self.source(file), self.window)?;
        Ok(walk.look.unseen)
    }

    /// Tells line, column and excerpt of the places that were found.
    fn locate(&self, file: u32, wants: &mut [&mut Want]) -> Result<(), Error> {
        let mut seen: Vec<_> = wants.iter_mut().filter_map(|want| want.seen.as_mut()).collect();
        seen.sort_by_key(|seen| seen.place.span.start);
        let spans: Vec<Span> = seen.iter().map(|seen| seen.place.span).collect();
        let has_several = self.has_several_documents(file);
        for (seen, (position, excerpt)) in seen.into_iter().zip(self.show(file, &spans)?) {
            (seen.position, seen.excerpt) = (position, excerpt);
            seen.document = has_several.then_some(seen.place.document);
        }
        Ok(())
    }

    pub fn source(&self, file: u32) -> &Source<'_> {
        &self.sources[self.begun[file as usize].0].1
    }
}

/// Where the walk through a file is.
struct Walk<L> {
    look: L,
    /// How many documents have ended.
    documents: usize,
    /// Whether the last of them is a job, so that its page may go on.
    is_in_run: bool,
    long: Option<Long>,
    /// What could not be read apart from what follows, and where that begins.
    held: (Vec<u8>, usize),
    /// How much was held when it was last tried.
    tried: usize,
}

/// A document that goes on after the window that it began in.
struct Long {
    text: Vec<u8>,
    base: usize,
    kind: ListKind,
    elements: usize,
    /// Whether its first line goes on: where that ends, the document may turn out to be cut off.
    is_on_first_line: bool,
}

/// What begins at this offset cannot be read without what follows.
struct Unread(usize);

impl<L: Look> Walk<L> {
    fn new(look: L) -> Self {
        let held = (Vec::new(), 0);
        Walk { look, documents: 0, is_in_run: false, long: None, held, tried: 0 }
    }

    /// Walks through a file until everything was seen; tells whether it was.
    fn file(&mut self, source: &Source<'_>, size: usize) -> Result<bool, Error> {
        let mut cutter = source.cut(size)?;
        let mut buffer = Vec::new();
        while !self.look.is_done() {
            // As a whole, a file that breaks tells what can be had of it.
            let Ok(Some(window)) = cutter.next(buffer) else { break };
            self.window(&window);
            buffer = window.into_buffer();
        }
        Ok(self.look.is_done())
    }

    fn window(&mut self, window: &Window<'_>) {
        let (mut held, base) = std::mem::take(&mut self.held);
        if held.is_empty() {
            if let Err(Unread(from)) = self.read(window.bytes(), window.base, window.next) {
                self.held = (window.bytes()[from..].to_vec(), window.base + from);
                self.tried = self.held.0.len();
            }
            return;
        }
        held.extend_from_slice(window.bytes());
        // Trying each time would read long documents as often as they have windows.
        if held.len() < 2 * self.tried && window.next.is_some() {
            self.held = (held, base);
            return;
        }
        if let Err(Unread(from)) = self.read(&held, base, window.next) {
            held.drain(..from);
            self.tried = held.len();
            self.held = (held, base + from);
        }
    }

    /// Reads bytes that begin there, from where the walk is.
    fn read(&mut self, bytes: &[u8], base: usize, next: Option<Entry>) -> Result<(), Unread> {
        let mut from = 0;
        while from < bytes.len() && !self.look.is_done() {
            let before = (self.look.begin_part(), self.is_in_run);
            let read = match self.long.is_some() {
                true => self.list(&bytes[from..], base + from, next.is_none()),
                false => self.documents(&bytes[from..], base + from, next),
            };
            let Some(length) = read else {
                self.look.go_back(before.0);
                self.is_in_run = before.1;
                if next.is_none() && self.long.is_none() {
                    self.one_by_one(&bytes[from..], base + from);
                }
                return Err(Unread(from));
            };
            from += length;
        }
        Ok(())
    }

    /// Reads documents, as far as they end here; returns how many bytes that were.
    fn documents(&mut self, bytes: &[u8], base: usize, next: Option<Entry>) -> Option<usize> {
        let whole = match next {
            Some(Entry::List) => last_document(bytes).unwrap_or(0),
            _ => bytes.len(),
        };
        if whole == 0 {
            return self.open(bytes, base);
        }
        let documents = &bytes[..whole];
        if self.is_in_run && !begins_with_job(documents) {
            self.is_in_run = false;
            self.look.end_page();
        }
        let shift = Shift { bytes: base, documents: self.documents, list: None };
        self.look.stands(shift, Origin::default());
        let stretch = read_documents(documents, base == 0, &mut self.look);
        if !stretch.is_json {
            return None;
        }
        if stretch.documents > 0 {
            self.is_in_run = stretch.open_run.is_some();
        }
        self.documents += stretch.documents;
        Some(whole)
    }

    /// Reads what stands before the list of a document that was cut off in its list.
    fn cut_page(&mut self) {
        let Some(long) = self.long.take() else { return };
        let shift = Shift { documents: self.documents, ..Shift::default() };
        self.look.stands(shift, Origin { split: usize::MAX, before: long.base, after: 0 });
        match long.kind {
            ListKind::JobList => read_broken(&long.text, &mut self.look),
            // Without its jobs an array is whole.
            ListKind::Array => read_broken(b"[]", &mut self.look),
        }
    }

    /// Reads the documents before the one that breaks the file.
    fn one_by_one(&mut self, bytes: &[u8], base: usize) {
        let mut rest = bytes;
        loop {
            let before = self.look.begin_part();
            let is_job = begins_with_job(rest);
            if std::mem::replace(&mut self.is_in_run, is_job) && !is_job {
                self.look.end_page();
            }
            let bytes = base + bytes.len() - rest.len();
            let shift = Shift { bytes, documents: self.documents, list: None };
            self.look.stands(shift, Origin::default());
            let Some(end) = read_document(rest, &mut self.look) else {
                return self.look.go_back(before);
            };
            self.documents += 1;
            rest = &rest[end..];
        }
    }

    /// Begins a document that goes on later; returns where its list begins.
    fn open(&mut self, bytes: &[u8], base: usize) -> Option<usize> {
        let marked = if base == 0 { bytes.strip_prefix(BOM) } else { None };
        let document = marked.unwrap_or(bytes).trim_ascii_start();
        let at = bytes.len() - document.len();
        let (length, kind) = list_start(document)?;
        let line = line_end(bytes, at);
        if may_be_cut(bytes, at, line, self.documents > 0) {
            return None;
        }
        if std::mem::take(&mut self.is_in_run) {
            self.look.end_page();
        }
        let text = document[..length].to_vec();
        let is_on_first_line = line == bytes.len();
        self.long = Some(Long { text, base: base + at, kind, elements: 0, is_on_first_line });
        Some(at + length)
    }

    /// Reads a part of a list, and the end of its document if the list ends here.
    fn list(&mut self, bytes: &[u8], base: usize, is_last: bool) -> Option<usize> {
        let long = self.long.as_mut()?;
        let line = if long.is_on_first_line { line_end(bytes, 0) } else { 0 };
        if long.is_on_first_line && may_be_cut(bytes, 0, line, self.documents > 0) {
            return None;
        }
        let list = Some((long.kind.pointer(), long.elements));
        let shift = Shift { bytes: base, documents: self.documents, list };
        self.look.stands(shift, Origin::default());
        let part = read_list(bytes, long.kind.depth(), &mut self.look);
        match part.end {
            _ if long.kind == ListKind::Array && !part.are_jobs => None,
            // Where the file was cut off, the jobs before that stand all the same.
            ListEnd::Broken => {
                let has_next_line = long.is_on_first_line && line < bytes.len();
                let is_cut_off = is_last && part.error.is_some() && !has_next_line;
                is_cut_off.then(|| self.cut_page()).map(|()| bytes.len())
            }
            ListEnd::GoesOn => {
                long.elements += part.jobs;
                long.is_on_first_line &= line == bytes.len();
                Some(bytes.len())
            }
            ListEnd::Closed(at) => {
                let text = [&long.text[..], &bytes[at..]].concat();
                let shift = Shift { documents: self.documents, ..Shift::default() };
                let split = long.text.len();
                let origin = Origin { split, before: long.base, after: base + at };
                self.look.stands(shift, origin);
                let end = read_document(&text, &mut self.look);
                let length = at + end? - split;
                self.documents += 1;
                self.long = None;
                Some(length)
            }
        }
    }
}
