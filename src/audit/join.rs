//! Puts the windows of a file together again.
//!
//! Each window was read apart, on the assumption that it begins where the one before it ends. Here that
//! is seen to hold: a window that begins at a document has to follow whole documents, and one that
//! begins at a job the open list of a document. Where it does not hold, nothing of the window is taken
//! over, and the rest of the file is read at once ([`Lost`]).

use super::feed::Source;
use super::held::Held;
use super::line::{Line, LineCount};
use super::part::{Judging, Part, Shown};
use super::rest::Rest;
use super::totals::Totals;
use super::worker::{Judged, Settings, Step, Worker};
use crate::dump::{Dump, Entry, ListEnd, ListKind, PageSite, Shift, Window, line_end, may_be_cut};
use crate::finding::Finding;
use crate::ledger::TextPlace;
use crate::listing::Collector;
use crate::rules::{Tally, order};

/// A file, as far as it was put together.
#[derive(Default)]
pub(super) struct Join {
    pub collector: Collector,
    pub totals: Totals,
    /// The number of the file.
    pub file: u32,
    pub held: Held,
    /// The marks of the source, each with the first one shown.
    pub marked: Vec<(Tally, Shown)>,
    /// How many documents have ended.
    pub documents: usize,
    /// Where the window begins that is being put together, or the next one.
    pub base: usize,
    /// Where the lines are, as far as they were counted.
    pub lines: LineCount,
    /// The first of the jobs whose page goes on.
    pub open_run: Option<usize>,
    pub long: Option<Long>,
    /// Up to where everything was taken over.
    pub offset: usize,
}

/// A document that goes on after the window that it began in.
pub(super) struct Long {
    /// Its text up to its list.
    pub text: Vec<u8>,
    /// What stands around that, and how many bytes before it.
    around: (Vec<u8>, usize),
    /// Where it begins.
    pub base: usize,
    line: Line,
    pub kind: ListKind,
    /// Whether its first line goes on: where that ends, the document may turn out to be cut off.
    pub is_on_first_line: bool,
    /// How many elements its list has had.
    pub elements: usize,
    /// Whether its list has ended.
    pub is_closed: bool,
}

/// The file cannot be read in windows from here on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lost;

impl Join {
    /// Goes on with what earlier files came to.
    pub fn new(collector: Collector, totals: Totals) -> Self {
        Join { collector, totals, ..Join::default() }
    }

    /// Takes over the steps through the next window; what they leave open, `worker` reads on.
    pub fn window(
        &mut self,
        window: &Window<'_>,
        mut steps: Vec<Step>,
        worker: &mut Worker<'_>,
        source: &Source<'_>,
    ) -> Result<(), Lost> {
        (self.base, self.offset) = (window.base, window.base);
        while !steps.is_empty() {
            let mut rest = None;
            for step in steps {
                rest = self.step(window, step, worker, source)?;
            }
            steps = match rest {
                Some(from) if from < window.bytes().len() => {
                    self.offset = window.base + from;
                    worker.steps(window, from)
                }
                _ => Vec::new(),
            };
        }
        if self.long.is_some() != (window.next == Some(Entry::List)) {
            return Err(Lost);
        }
        self.offset = window.base + window.bytes().len();
        self.base = self.offset;
        self.lines.pass(window, source);
        Ok(())
    }

    /// Ends the file.
    pub fn end(&mut self) -> Result<usize, Lost> {
        if self.long.is_some() || self.documents == 0 {
            return Err(Lost);
        }
        self.end_run();
        Ok(self.documents)
    }

    /// Takes over one step; returns from where on the rest of the window is not read yet.
    fn step(
        &mut self,
        window: &Window<'_>,
        step: Step,
        worker: &mut Worker<'_>,
        source: &Source<'_>,
    ) -> Result<Option<usize>, Lost> {
        match step {
            Step::Lost => return Err(Lost),
            Step::Documents(_, _) | Step::Open { .. } if self.long.is_some() => return Err(Lost),
            Step::Documents(judged, stretch) => {
                let line = self.line_for(&judged, source)?;
                if !stretch.begins_with_job && stretch.documents > 0 {
                    self.end_run();
                }
                let goes_on = stretch.begins_with_job && self.open_run.is_some();
                let shift = Shift { bytes: window.base, documents: self.documents, list: None };
                self.offset = window.base + judged.from + stretch.bytes;
                self.take(judged, &shift, goes_on, line);
                let is_same_run = goes_on && stretch.open_run == Some(0);
                if !is_same_run && stretch.documents > 0 {
                    self.open_run = stretch.open_run.map(|first| self.documents + first);
                }
                self.documents += stretch.documents;
            }
            Step::Open { at, text, kind } => {
                let line = line_end(window.bytes(), at);
                if may_be_cut(window.bytes(), at, line, self.documents > 0) {
                    return Err(Lost);
                }
                let line_before = self.line_here(source)?;
                self.end_run();
                self.offset = window.base + at + text.len();
                let (bytes, before) = window.surrounded();
                let from = (before + at).saturating_sub(AROUND);
                let to = (before + at + text.len() + AROUND).min(bytes.len());
                self.long = Some(Long {
                    around: (bytes[from..to].to_vec(), before + at - from),
                    base: window.base + at,
                    line: line_before.after(&window.bytes()[..at], window.base),
                    is_on_first_line: line == window.bytes().len(),
                    elements: 0,
                    is_closed: false,
                    text,
                    kind,
                });
            }
            Step::List(judged, list, from) => {
                let Some(long) = &mut self.long else {
                    return Err(Lost);
                };
                if list.end == ListEnd::Broken || long.kind == ListKind::Array && !list.are_jobs {
                    self.offset = window.base + from;
                    return Err(Lost);
                }
                if std::mem::take(&mut long.is_on_first_line) {
                    let line = line_end(window.bytes(), from);
                    long.is_on_first_line = line == window.bytes().len();
                    if may_be_cut(window.bytes(), 0, line, self.documents > 0) {
                        long.is_on_first_line = true;
                        self.offset = window.base + from;
                        return Err(Lost);
                    }
                }
                let line_of_window = self.line_for(&judged, source)?;
                let Some(long) = &mut self.long else { return Err(Lost) };
                let place = Some((long.kind.pointer(), long.elements));
                long.elements += list.jobs;
                long.is_closed = matches!(list.end, ListEnd::Closed(_));
                let shift = Shift { bytes: window.base, documents: self.documents, list: place };
                self.take(judged, &shift, true, line_of_window);
                self.offset = window.base + window.bytes().len();
                if let ListEnd::Closed(at) = list.end {
                    self.offset = window.base + from + at;
                    return self.close(window, from + at, worker, source).map(Some);
                }
            }
        }
        Ok(None)
    }

    /// The line at the start of the window that is being put together.
    fn line_here(&mut self, source: &Source<'_>) -> Result<Line, Lost> {
        // Reading the file as a whole tells why it cannot be read.
        self.lines.at(self.base, source).map_err(|_| Lost)
    }

    /// The same, if there is something to show.
    fn line_for(&mut self, judged: &Judged, source: &Source<'_>) -> Result<Line, Lost> {
        let is_written = judged.writing.as_ref().is_some_and(|writing| !writing.is_empty());
        match judged.shown.is_empty() && judged.marked.is_empty() && !is_written {
            true => Ok(Line::default()),
            false => self.line_here(source),
        }
    }

    /// Takes over what was judged in a window that begins in this line.
    pub fn take(&mut self, judged: Judged, shift: &Shift, goes_on: bool, line: Line) {
        let at = Shift { bytes: shift.bytes + judged.from - judged.context, ..*shift };
        self.collector.append(judged.collector, &at, goes_on);
        let mut totals = judged.totals;
        totals.shift(TextPlace { file: self.file, offset: at.bytes as u64 });
        self.totals.merge(totals);
        for mut shown in judged.shown {
            line.shift(&mut shown);
            shown.finding.place.shift(shift);
            self.held.push(shown);
        }
        if let Some(writing) = judged.writing {
            self.held
                .push_lines(writing.into_lines(shift, |position| line.shift_position(position)));
        }
        for (mut tally, mut shown) in judged.marked {
            line.shift(&mut shown);
            tally.first_mut().shift(shift);
            shown.finding.place.shift(shift);
            self.mark(tally, shown);
        }
    }

    /// Takes over the marks that a rule about the source counts.
    fn mark(&mut self, tally: Tally, shown: Shown) {
        if !self.marked.iter_mut().any(|(earlier, _)| earlier.merge(&tally)) {
            self.marked.push((tally, shown));
        }
    }

    /// Ends the page of the jobs that stood one after the other.
    pub fn end_run(&mut self) {
        if let Some(first) = self.open_run.take() {
            self.totals.add_page();
            self.collector.end_run(&PageSite::of_job_documents(first));
        }
    }

    /// Reads the end of a long document, from the bracket of its list on: with its beginning it is the
    /// same document without jobs. Returns where it ends.
    fn close(
        &mut self,
        window: &Window<'_>,
        at: usize,
        worker: &mut Worker<'_>,
        source: &Source<'_>,
    ) -> Result<usize, Lost> {
        let Some(long) = self.long.take() else {
            return Err(Lost);
        };
        let text = [&long.text[..], &window.bytes()[at..]].concat();
        let (part, end) = worker.short(&text, std::mem::take(&mut self.collector));
        let Part { collector, totals, findings, marks, .. } = part;
        self.collector = collector;
        let Some(end) = end else {
            self.long = Some(long);
            return Err(Lost);
        };
        let line = match findings.is_empty() && marks.is_empty() {
            true => Line::default(),
            false => self.line_here(source)?,
        };
        self.totals.merge(totals);
        self.take_around((findings, marks), &long, (window, line), at, worker);
        let shift = Shift { bytes: long.base, documents: self.documents, list: None };
        self.collector.move_last_page(&shift);
        self.documents += 1;
        let ended = at + end - long.text.len();
        self.offset = window.base + ended;
        Ok(ended)
    }

    /// Takes over what was found in a long document outside of its list, and the marks of its source.
    pub fn take_around(
        &mut self,
        (findings, marks): (Vec<Finding>, Vec<Tally>),
        long: &Long,
        here: (&Window<'_>, Line),
        at: usize,
        worker: &Worker<'_>,
    ) {
        self.totals.add_findings(findings.iter());
        for finding in findings {
            let shown = self.show(finding, long, here, at, worker);
            self.held.push(shown);
        }
        for mut tally in marks {
            if let Some(finding) = worker.tell(tally.clone()) {
                let shown = self.show(finding, long, here, at, worker);
                *tally.first_mut() = shown.finding.place.clone();
                self.mark(tally, shown);
            }
        }
    }

    /// Shows something that stands in a long document outside of its list.
    fn show(
        &self,
        mut finding: Finding,
        long: &Long,
        (window, line): (&Window<'_>, Line),
        at: usize,
        worker: &Worker<'_>,
    ) -> Shown {
        let is_before = finding.place.span.start < long.text.len();
        let (bytes, before) = match is_before {
            true => (&long.around.0[..], long.around.1),
            false => window.surrounded(),
        };
        let (line, base) = if is_before { (long.line, long.base) } else { (line, window.base) };
        let span = &mut finding.place.span;
        if !is_before {
            let moved = |offset: usize| offset - long.text.len() + at;
            (span.start, span.end) = (moved(span.start), moved(span.end));
        }
        let mut shown = Shown::of(finding, bytes, before, worker.with_excerpts());
        line.shift(&mut shown);
        shown.finding.place.shift(&Shift { bytes: base, documents: self.documents, list: None });
        shown
    }

    /// Reads the whole file, and takes what was not put together yet from it; where the rest does not
    /// do ([`Join::rest`]).
    pub fn whole(&mut self, dump: &Dump<'_>, settings: &Settings, file: &str) -> usize {
        let mut judge = settings.judge(file);
        let mut lane = settings.lane();
        let with_excerpts = !settings.is_without_excerpts;
        let (collector, totals) = (&mut self.collector, &mut self.totals);
        let mut part = Part::new(std::mem::take(collector), std::mem::take(totals));
        if let Some(ledger) = part.totals.ledger_mut() {
            ledger.stands(TextPlace { file: self.file, offset: 0 });
        }
        let judging = Judging {
            part: &mut part,
            filter: &settings.filter,
            judge: &mut judge,
            lane: lane.as_mut(),
            padded: None,
            leaves_cut: false,
            documents: self.documents,
        };
        let mut rest = Rest {
            judging,
            offset: if self.long.is_some() { self.offset } else { 0 },
            documents: self.documents,
            open_run: self.open_run,
        };
        dump.visit(&mut rest);
        let documents = rest.judging.documents;
        part.total();
        self.collector = part.collector;
        self.totals = part.totals;
        self.totals.add_findings(part.findings.iter());
        part.findings.sort_by_key(order);
        Shown::all(part.findings, dump.bytes(), 0, with_excerpts)
            .into_iter()
            .for_each(|shown| self.held.push(shown));
        for tally in judge.end_of_part() {
            if let Some(finding) = judge.tell(tally.clone()) {
                for shown in Shown::all(vec![finding], dump.bytes(), 0, with_excerpts) {
                    self.mark(tally.clone(), shown);
                }
            }
        }
        documents
    }
}

/// As many bytes as an excerpt shows.
const AROUND: usize = 512;
