//! A file is a row of documents: usually one, but NDJSON and appended files hold many.
//!
//! Documents that are jobs form one page for as long as they follow each other. A document that
//! breaks ends the reading of its file, unless the file is written a document a line: then the next
//! line is a fresh start.

use super::dispatch;
use super::fault::{Fault, FaultKind};
use super::lines::{begins_document, begins_line, is_cut_line, line_end, next_line};
use super::shape::{Shape, recognise};
use super::site::{Context, PageSite};
use super::visitor::Visitor;
use super::walk::Walk;
use crate::decode::{Trail, some_jobs};
use crate::json::{Error, Reader};
use crate::model::PageFrame;
use crate::span::{BOM, Span};

/// Reads the one document that the bytes begin with; returns where it ends, or `None` if it is not JSON.
pub fn read_document<'d>(bytes: &'d [u8], visitor: &mut dyn Visitor<'d>) -> Option<usize> {
    let mut documents = Documents::new(bytes, None);
    documents.extent = Extent::Document;
    documents.step(visitor);
    documents.offset.filter(|_| !documents.is_broken)
}

/// What has to be known of the documents before a place to read on from there.
#[derive(Clone, Copy, Debug)]
pub struct Resume {
    /// Where that is.
    pub offset: usize,
    /// How many documents there are.
    pub documents: usize,
    /// If the last one is a job: the first one of its page.
    pub run: Option<usize>,
    /// Whether each stands alone on its line.
    pub a_line_each: bool,
}

/// Reads the documents from a place on, up to the end of the file; returns how many there are then, and
/// whether jobs here are of the same page as those before.
///
/// What stands before the place may be cut off in front, as long as the line of the place is there.
pub fn read_on<'d>(bytes: &'d [u8], from: Resume, visitor: &mut dyn Visitor<'d>) -> (usize, bool) {
    let mut documents = Documents::new(bytes, None);
    if from.documents > 0 {
        documents.offset = Some(from.offset);
        documents.count = from.documents;
        documents.a_line_each = from.a_line_each;
    }
    let first = from.run.filter(|_| documents.next_is_job());
    documents.run = first.map(|first| {
        let site = PageSite::of_job_documents(first);
        (site, from.documents - first)
    });
    while documents.step(visitor) {}
    (documents.count, first.is_some())
}

/// Reads the one document that the bytes begin with, which breaks in them.
pub fn read_broken<'d>(bytes: &'d [u8], visitor: &mut dyn Visitor<'d>) {
    Documents::new(bytes, None).step(visitor);
}

/// Whether the first document here is a job that stands alone.
#[must_use]
pub fn begins_with_job(bytes: &[u8]) -> bool {
    let start = Reader::at(bytes, 0).skip_white_space();
    start.is_some_and(|start| recognise(bytes, start) == Shape::Job)
}

/// The documents of a file, read one at a time.
pub(super) struct Documents<'d> {
    bytes: &'d [u8],
    /// Where the next document is looked for; `None` once there is none.
    offset: Option<usize>,
    count: usize,
    /// The page that jobs following each other form.
    run: Option<(PageSite, usize)>,
    broken: Option<&'d FaultKind>,
    /// Whether there were documents, and each stood alone on its line.
    a_line_each: bool,
    extent: Extent,
    /// Whether a document was not JSON.
    is_broken: bool,
}

/// How much of a file the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// All, or all from a place on.
    ToTheEnd,
    /// A part of which one document is read; others stand before or after it, so that nothing is told of
    /// the end.
    Document,
    /// The same, a part that should hold whole documents: several that are jobs may be read at once.
    Documents,
}

/// What a part of a file came to that should hold whole documents.
#[derive(Debug)]
pub struct Stretch {
    /// How many documents there are.
    pub documents: usize,
    /// Whether the first one is a job, so that jobs before it are of the same page.
    pub begins_with_job: bool,
    /// How many bytes that are.
    pub bytes: usize,
    /// If the last one is a job, so that its page may go on: the first job of that page.
    pub open_run: Option<usize>,
    /// Whether all of it is JSON.
    pub is_json: bool,
}

/// Reads a part of a file that should hold whole documents; the page of the jobs at its end is not
/// ended. What is found out of a part that is not JSON means nothing.
pub fn read_documents<'d>(
    bytes: &'d [u8],
    is_first: bool,
    visitor: &mut dyn Visitor<'d>,
) -> Stretch {
    let mut documents = Documents::new(bytes, None);
    documents.extent = Extent::Documents;
    if !is_first {
        documents.offset = Some(0);
    }
    let mut goes_on = documents.step(visitor);
    let begins_with_job = documents.run.is_some();
    while goes_on {
        goes_on = documents.step(visitor);
    }
    Stretch {
        documents: documents.count,
        begins_with_job,
        bytes: bytes.len(),
        open_run: documents.run.as_ref().map(|(site, _)| site.document()),
        is_json: !documents.is_broken,
    }
}

impl<'d> Documents<'d> {
    /// The documents of `bytes`; `broken` tells that more should have followed them.
    pub(super) fn new(bytes: &'d [u8], broken: Option<&'d FaultKind>) -> Self {
        let start = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
        Documents {
            bytes,
            offset: Some(start),
            count: 0,
            run: None,
            broken,
            a_line_each: false,
            extent: Extent::ToTheEnd,
            is_broken: false,
        }
    }

    /// Whether the next document is a whole job that stands alone.
    fn next_is_job(&self) -> bool {
        let start = self.offset.and_then(|at| Reader::at(self.bytes, at).skip_white_space());
        start.is_some_and(|start| {
            let line = line_end(self.bytes, start);
            let is_cut = is_cut_line(self.bytes, start, line, self.a_line_each);
            let is_whole = !is_cut && begins_document(self.bytes, start);
            is_whole && recognise(self.bytes, start) == Shape::Job
        })
    }

    /// Reads the next document; returns whether there may be another.
    pub(super) fn step(&mut self, visitor: &mut dyn Visitor<'d>) -> bool {
        let Some(offset) = self.offset else {
            return false;
        };
        let Some(start) = Reader::at(self.bytes, offset).skip_white_space() else {
            self.finish(visitor);
            return false;
        };
        // Where lines end matters when something is broken, and then a part is given up.
        let line = if self.is_part() { start } else { line_end(self.bytes, start) };
        let is_cut = !self.is_part() && is_cut_line(self.bytes, start, line, self.a_line_each);
        match self.read(start, is_cut, visitor) {
            Ok(end) => {
                self.offset = Some(end);
                let on_a_line = begins_line(self.bytes, start) && end <= line;
                self.a_line_each = on_a_line && (self.count == 0 || self.a_line_each);
            }
            Err(error) => self.recover(start, is_cut, error, visitor),
        }
        self.count += 1;
        if self.offset.is_none() {
            self.finish(visitor);
        }
        self.offset.is_some()
    }

    /// Reads the document that starts at `start`, and perhaps some jobs after it; returns where the last
    /// one ends.
    fn read(
        &mut self,
        start: usize,
        is_cut: bool,
        visitor: &mut dyn Visitor<'d>,
    ) -> Result<usize, Error> {
        let bytes = match is_cut {
            true => &self.bytes[..line_end(self.bytes, start)],
            false => self.bytes,
        };
        let mut reader = Reader::at(bytes, start);
        let context = Context { document: self.count, ..Context::default() };
        let shape = recognise(bytes, start);
        let is_job = shape == Shape::Job;
        if !is_job {
            self.end_run(visitor);
        }
        let (event, span) = match reader.next() {
            Err(error) if self.count > 0 && error.offset() == start => {
                // Nothing has to follow a document, so what does is not a value that is missing.
                return reader.end().and(Err(error));
            }
            next => next?,
        };
        let mut walk = Walk { bytes, context, visitor, dispatch: dispatch::value };
        if is_job {
            let (site, jobs) = self.run.get_or_insert_with(|| {
                let site = PageSite::documents(&walk.context, String::new());
                (if self.extent == Extent::Documents { site.in_a_row() } else { site }, 0)
            });
            let read = some_jobs(&mut reader, span.start, *jobs, &mut walk.sink(site))?;
            *jobs += read;
            // The last one is counted as every document is.
            self.count += read - 1;
        } else {
            dispatch::of_shape(shape, &mut walk, &mut reader, &event, span, &Trail::Root)?;
        }
        Ok(reader.offset())
    }

    /// Reports a break, and finds the line after it if the file is written a document a line.
    fn recover(&mut self, start: usize, is_cut: bool, error: Error, visitor: &mut dyn Visitor<'d>) {
        self.is_broken = true;
        if self.is_part() {
            self.offset = None;
            return;
        }
        self.end_run(visitor);
        let line = line_end(self.bytes, start);
        let error = self.on_its_line(start, line, error);
        self.offset = match error.offset() <= line {
            true => next_line(self.bytes, start, is_cut || self.a_line_each),
            false => None,
        };
        if !self.is_explained_by_compression(&error) {
            let context = Context { document: self.count, ..Context::default() };
            let end = self.offset.unwrap_or(self.bytes.len());
            visitor.fault(Fault::of_json(self.bytes, start, end, error, &context));
        }
    }

    /// A line that ends in a bracket but lacks another is missed only at the next line: there it is
    /// not broken, but here it is cut off.
    fn on_its_line(&self, start: usize, line: usize, error: Error) -> Error {
        let after = Reader::at(self.bytes, line).skip_white_space();
        if !self.a_line_each || Some(error.offset()) != after {
            return error;
        }
        let mut reader = Reader::at(&self.bytes[..line], start);
        loop {
            match reader.next() {
                Ok(_) if reader.is_done() => return error,
                Ok(_) => {}
                Err(error) => return error,
            }
        }
    }

    /// Where decompression broke, that may be why the JSON does, and it is reported at the end.
    fn is_explained_by_compression(&self, error: &Error) -> bool {
        match self.broken {
            Some(FaultKind::Compression { cut_off: true, .. }) => error.is_end_of_input(),
            Some(_) => true,
            None => false,
        }
    }

    fn finish(&mut self, visitor: &mut dyn Visitor<'d>) {
        self.offset = None;
        if self.is_part() {
            return;
        }
        self.end_run(visitor);
        let context = Context { document: self.count.saturating_sub(1), ..Context::default() };
        let end = self.bytes.len();
        match self.broken {
            Some(kind) => {
                let place = context.place(Span::new(end, end), String::new());
                visitor.fault(Fault { kind: kind.clone(), place, unread: 0 });
            }
            None if self.count == 0 => visitor.fault(Fault::empty(self.bytes, &context)),
            None => {}
        }
    }

    fn is_part(&self) -> bool {
        self.extent != Extent::ToTheEnd
    }

    fn end_run(&mut self, visitor: &mut dyn Visitor<'d>) {
        match self.run.take() {
            Some((site, jobs)) if jobs > 0 => visitor.page(PageFrame::default(), jobs, &site),
            _ => {}
        }
    }
}
