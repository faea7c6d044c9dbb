//! The rest of a file that cannot be read in windows, from where it was put together on.
//!
//! Most files that break were cut off while they were written or copied, so the rest is short. It is
//! read by the code that knows what to say of broken files. Of a document that breaks in its list, or
//! after it, the text before the list and the last part of it are all that matters.

use std::io::Read;

use super::feed::Source;
use super::join::{Join, Long};
use super::line::Line;
use super::part::{Part, Shown};
use super::worker::Worker;
use crate::dump::{Error, Fault, Lines, ListKind, Resume, Shift, Window, broken_list, line_end};
use crate::span::{BOM, Span};

/// How many bytes are read at a time.
const CHUNK: usize = 256 << 10;

/// How many documents and bytes a file has.
pub(super) struct Ended {
    pub documents: usize,
    pub bytes: usize,
}

impl Long {
    /// Whether the document breaks at this offset of the rest of its list on its first line, and other lines
    /// follow.
    fn breaks_on_first_line(&self, rest: &[u8], offset: usize) -> bool {
        // Of a list that begins here, the first line may end here, too.
        let begins = self.elements == 0 && !self.text.contains(&b'\n');
        let line = line_end(rest, 0);
        line < rest.len() && (self.is_on_first_line || begins && offset <= line)
    }
}

impl Join {
    /// Reads the rest of a file; `None` where that does not do, and nothing was taken over.
    pub fn rest(
        &mut self,
        source: &Source<'_>,
        worker: &mut Worker<'_>,
    ) -> Result<Option<Ended>, Error> {
        if self.long.is_none() && self.documents == 0 && self.base > 0 {
            return Ok(None);
        }
        let window =
            Window::rest(source.open()?, self.base).map_err(|error| source.error(error))?;
        let line = self.lines.at(self.base, source).map_err(|error| source.error(error))?;
        let is_read = match &self.long {
            None => {
                self.rest_of_documents(source, &window, line, worker)?;
                true
            }
            Some(long) if long.is_closed => self.rest_after_list(&window, line, worker),
            Some(_) => self.rest_of_list(&window, line, worker),
        };
        let bytes = self.base + window.bytes().len();
        Ok(is_read.then_some(Ended { documents: self.documents, bytes }))
    }

    fn rest_of_documents(
        &mut self,
        source: &Source<'_>,
        window: &Window<'_>,
        line: Line,
        worker: &mut Worker<'_>,
    ) -> Result<(), Error> {
        let offset = self.offset - self.base;
        let rest = window.bytes().get(offset..).unwrap_or_default();
        let start = rest.len() - rest.trim_ascii_start().len();
        // How the file is written matters only if there is another line.
        let a_line_each = self.documents > 0
            && line_end(rest, start) < rest.len()
            && is_a_line_each(source, self.offset)?;
        let resume = Resume { offset, documents: self.documents, run: self.open_run, a_line_each };
        let (judged, (documents, goes_on)) = worker.rest(window, resume);
        if !goes_on {
            self.end_run();
        }
        self.open_run = None;
        self.take(judged, &Shift { bytes: self.base, ..Shift::default() }, goes_on, line);
        self.documents = documents;
        Ok(())
    }

    /// Reads the last part of a list, in which the document breaks.
    fn rest_of_list(&mut self, window: &Window<'_>, line: Line, worker: &mut Worker<'_>) -> bool {
        let Some(long) = &self.long else { return false };
        let (bytes, before) = window.surrounded();
        let from = self.offset - self.base;
        let (kind, elements) = (long.kind, long.elements);
        let (judged, part) = worker.rest_of_list(window, from, kind);
        let Some(error) = &part.error else { return false };
        // Where the document breaks on its first line, the next line may be another.
        if long.breaks_on_first_line(&window.bytes()[from..], error.offset()) {
            return false;
        }
        if elements + part.jobs == 0 || kind == ListKind::Array && !part.are_jobs {
            return false;
        }
        let text = match kind {
            ListKind::JobList => long.text.clone(),
            ListKind::Array => b"[]".to_vec(),
        };
        let mut fault = broken_list(bytes, before + from, error, kind, elements, self.documents);
        fault.moved(self.base - before, 0);
        let list = Some((kind.pointer(), elements));
        let shift = Shift { bytes: self.base, documents: self.documents, list };
        self.take(judged, &shift, true, line);
        self.cut(&text, (window, line), from, worker);
        self.fault(fault, (window, line), worker);
        true
    }

    /// Reads what follows a list, in which the document breaks.
    fn rest_after_list(
        &mut self,
        window: &Window<'_>,
        line: Line,
        worker: &mut Worker<'_>,
    ) -> bool {
        let Some(long) = &self.long else { return false };
        let from = self.offset - self.base;
        let rest = &window.bytes()[from..];
        let has_lines = long.is_on_first_line || !long.text.contains(&b'\n');
        if has_lines && rest.contains(&b'\n') {
            return false;
        }
        let (length, text) = (long.text.len(), [&long.text[..], rest].concat());
        let Some(mut fault) = self.cut(&text, (window, line), from, worker) else { return true };
        fault.unread = text.len() - fault.place.span.start;
        fault.place.document = self.documents - 1;
        fault.moved(self.offset, length);
        self.fault(fault, (window, line), worker);
        true
    }

    /// Takes over what stands around the list of a document that breaks.
    fn cut(
        &mut self,
        text: &[u8],
        (window, line): (&Window<'_>, Line),
        from: usize,
        worker: &mut Worker<'_>,
    ) -> Option<Fault> {
        let long = self.long.take()?;
        let (part, fault) = worker.cut(text, std::mem::take(&mut self.collector));
        let Part { collector, totals, findings, marks, .. } = part;
        self.collector = collector;
        self.totals.merge(totals);
        self.take_around((findings, marks), &long, (window, line), from, worker);
        let shift = Shift { bytes: long.base, documents: self.documents, list: None };
        self.collector.move_last_page(&shift);
        self.documents += 1;
        fault
    }

    /// Takes over what breaks a document.
    fn fault(&mut self, fault: Fault, (window, line): (&Window<'_>, Line), worker: &Worker<'_>) {
        let (bytes, before) = window.surrounded();
        let mut findings = worker.fault(&fault);
        self.totals.add_findings(findings.iter());
        for finding in &mut findings {
            let Span { start, end } = finding.place.span;
            finding.place.span = Span::new(start - self.base, end - self.base);
        }
        for mut shown in Shown::all(findings, bytes, before, worker.with_excerpts()) {
            line.shift(&mut shown);
            shown.finding.place.shift(&Shift { bytes: self.base, ..Shift::default() });
            self.held.push(shown);
        }
        self.collector.add_fault(fault);
    }
}

/// Whether each document up to an offset stands alone on its line.
fn is_a_line_each(source: &Source<'_>, end: usize) -> Result<bool, Error> {
    let mut stream = source.open()?.take(end as u64);
    let mut lines = Lines::default();
    let mut chunk = Vec::with_capacity(CHUNK);
    let mut is_start = true;
    loop {
        chunk.clear();
        let read = stream.by_ref().take(CHUNK as u64).read_to_end(&mut chunk);
        if read.map_err(|error| source.error(error))? == 0 || !lines.are_documents {
            return Ok(lines.are_documents);
        }
        let marked = if is_start { chunk.strip_prefix(BOM) } else { None };
        lines.read(marked.unwrap_or(&chunk));
        is_start = false;
    }
}
