//! A file is a row of documents: usually one, but NDJSON and appended files hold many.
//!
//! Documents that are jobs form one page for as long as they follow each other. A document that
//! breaks ends the reading of its file, unless the file is written a document a line: then the next
//! line is a fresh start.

use super::dispatch;
use super::fault::{Fault, FaultKind};
use super::shape::{Shape, recognise};
use super::site::{Context, PageSite};
use super::visitor::Visitor;
use super::walk::Walk;
use crate::decode::{Trail, one_job};
use crate::json::{Error, Reader};
use crate::model::PageFrame;
use crate::span::{BOM, Span};

/// The documents of a file, read one at a time.
pub(super) struct Documents<'d> {
    bytes: &'d [u8],
    /// Where the next document is looked for; `None` once there is none.
    offset: Option<usize>,
    count: usize,
    /// The page that jobs following each other form.
    run: Option<(PageSite, usize)>,
    broken: Option<&'d FaultKind>,
}

impl<'d> Documents<'d> {
    /// The documents of `bytes`; `broken` tells that more should have followed them.
    pub(super) fn new(bytes: &'d [u8], broken: Option<&'d FaultKind>) -> Self {
        let start = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
        Documents { bytes, offset: Some(start), count: 0, run: None, broken }
    }

    /// Reads the next document; returns whether there may be another.
    pub(super) fn step(&mut self, visitor: &mut dyn Visitor<'d>) -> bool {
        let Some(offset) = self.offset else {
            return false;
        };
        let mut reader = Reader::at(self.bytes, offset);
        let Some(start) = reader.skip_white_space() else {
            self.finish(visitor);
            return false;
        };
        match self.read(&mut reader, start, visitor) {
            Ok(()) => self.offset = Some(reader.offset()),
            Err(error) => self.recover(start, error, visitor),
        }
        self.count += 1;
        if self.offset.is_none() {
            self.finish(visitor);
        }
        self.offset.is_some()
    }

    fn read(
        &mut self,
        reader: &mut Reader<'d>,
        start: usize,
        visitor: &mut dyn Visitor<'d>,
    ) -> Result<(), Error> {
        let context = Context { document: self.count, embedding: None };
        let is_job = recognise(self.bytes, start) == Shape::Job;
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
        let mut walk = Walk { bytes: self.bytes, context, visitor, dispatch: dispatch::value };
        if !is_job {
            return walk.value(reader, &event, span, &Trail::Root);
        }
        let (site, jobs) =
            self.run.get_or_insert_with(|| (PageSite::documents(&walk.context, String::new()), 0));
        one_job(reader, span.start, *jobs, &mut walk.sink(site))?;
        *jobs += 1;
        Ok(())
    }

    /// Reports a break, and finds the line after it if the file is written a document a line.
    fn recover(&mut self, start: usize, error: Error, visitor: &mut dyn Visitor<'d>) {
        self.end_run(visitor);
        self.offset = next_line(self.bytes, start, error.offset());
        // Where decompression broke, that is why the JSON does, and it is reported at the end.
        if self.broken.is_none() {
            let context = Context { document: self.count, embedding: None };
            let mut fault = Fault::of_json(self.bytes, start, error, &context);
            fault.unread = self.offset.unwrap_or(self.bytes.len()) - fault.place.span.start;
            visitor.fault(fault);
        }
    }

    fn finish(&mut self, visitor: &mut dyn Visitor<'d>) {
        self.offset = None;
        self.end_run(visitor);
        let context = Context { document: self.count.saturating_sub(1), embedding: None };
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

    fn end_run(&mut self, visitor: &mut dyn Visitor<'d>) {
        match self.run.take() {
            Some((site, jobs)) if jobs > 0 => visitor.page(PageFrame::default(), jobs, &site),
            _ => {}
        }
    }
}

/// Where reading may go on after the document that starts at `start` broke at `at`: at the next
/// line, if the document began a line, broke in that line, and another one begins after it.
/// A line that ends in a comma is no document, but part of an array with a job a line.
fn next_line(bytes: &[u8], start: usize, at: usize) -> Option<usize> {
    let line_end = start + memchr::memchr(b'\n', &bytes[start..])?;
    let begins_line = start == 0 || bytes[..start].ends_with(b"\n") || bytes[..start] == *BOM;
    let next = line_end + 1;
    let another = matches!(bytes.get(next), Some(b'{' | b'['));
    let goes_on = bytes[start..line_end].trim_ascii_end().ends_with(b",");
    (begins_line && at <= line_end && another && !goes_on).then_some(next)
}
