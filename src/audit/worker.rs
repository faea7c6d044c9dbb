//! Reads and judges windows, each apart from the others.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::cut::Cut;
use super::form::Form;
use super::lane::Lane;
use super::part::{Judging, Part, Shown};
use crate::dump::{
    Entry, Fault, ListKind, ListPart, Resume, Stretch, Window, last_document, list_start,
    read_broken, read_document, read_documents, read_list, read_on,
};
use crate::filter::Filter;
use crate::finding::Finding;
use crate::ledger::{Bars, Ledger};
use crate::listing::Collector;
use crate::model::Timestamp;
use crate::rules::{Judge, RuleSet, Tally, order};
use crate::span::{BOM, Span};

use super::totals::Totals;
use super::writing::{Usual, Writing};

/// How to judge.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Settings {
    pub rules: RuleSet,
    /// What is judged by in each file, where that is not the same in all.
    #[serde(skip)]
    pub rules_in: Option<RulesIn>,
    pub as_of: Option<Timestamp>,
    pub filter: Filter,
    /// What the ledger is kept as of, if there is to be one.
    pub ledger: Option<Timestamp>,
    /// How many jobs are taken down at the end.
    #[serde(skip)]
    pub first_jobs: usize,
    /// What fingerprints depend on.
    pub fingerprint_key: u64,
    /// Whether every job goes the plain way, which makes no difference to what is found.
    #[serde(skip)]
    pub is_plain: bool,
    /// Whether nobody looks at excerpts.
    pub is_without_excerpts: bool,
    /// How findings are to be written down, if they are.
    #[serde(skip)]
    pub form: Option<&'static dyn Form>,
}

/// Tells by which rules the file of a name is judged.
#[derive(Clone)]
pub(super) struct RulesIn(pub Arc<dyn Fn(&str) -> RuleSet + Send + Sync>);

impl fmt::Debug for RulesIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RulesIn")
    }
}

impl Settings {
    /// The judge of a file of this name.
    pub fn judge(&self, file: &str) -> Judge {
        let rules = self.rules_in.as_ref().map(|RulesIn(rules_in)| rules_in(file));
        self.judge_by(rules.unwrap_or_else(|| self.rules.clone()))
    }

    fn judge_by(&self, rules: RuleSet) -> Judge {
        let judge = Judge::new(rules);
        match self.as_of {
            Some(time) => judge.as_of(time),
            None => judge,
        }
    }

    /// Totals of nothing, which count what is asked for.
    pub fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        totals.count_matches(!self.filter.is_empty());
        totals.keep_ledger(self.new_ledger());
        totals
    }

    /// An empty ledger, if there is to be one.
    pub fn new_ledger(&self) -> Option<Ledger> {
        self.ledger.map(|as_of| Ledger::new(as_of).fingerprint_key(self.fingerprint_key))
    }

    pub fn lane(&self) -> Option<Lane> {
        (!self.is_plain).then(|| Lane::new(self.fingerprint_key))
    }
}

/// One thread's judge, and what it has learned.
#[derive(Debug)]
pub(super) struct Worker<'s> {
    settings: &'s Settings,
    /// Which jobs need not be named.
    bars: &'s Bars,
    judge: Judge,
    /// The judges of files that are judged by other rules.
    others: Vec<Judge>,
    /// The file, where it matters.
    file: String,
    lane: Option<Lane>,
    /// How many findings the part before had: the next one has about as many.
    usual: usize,
    /// The same of archive retrievals.
    usual_retrievals: usize,
    /// How much of them was written down.
    usually_written: Usual,
}

/// What came of one step through a window; offsets count from the window's start.
#[derive(Debug)]
pub(super) enum Step {
    /// Whole documents.
    Documents(Judged, Stretch),
    /// A document begins that goes on after the window: at this offset, with this text up to its list.
    Open { at: usize, text: Vec<u8>, kind: ListKind },
    /// A part of the list of a document that began before, from this offset on.
    List(Judged, ListPart, usize),
    /// What stands here cannot be read apart from the rest.
    Lost,
}

/// A part that was judged, with places as seen from the window.
#[derive(Debug)]
pub(super) struct Judged {
    pub collector: Collector,
    pub totals: Totals,
    pub shown: Vec<Shown>,
    /// What was found, if it was written down and is not shown.
    pub writing: Option<Writing>,
    /// The marks of the source, each with the first one shown.
    pub marked: Vec<(Tally, Shown)>,
    /// Where in the window the part begins, from which the collector counts, and how many bytes before
    /// that it was shown.
    pub from: usize,
    pub context: usize,
}

impl<'s> Worker<'s> {
    pub fn new(settings: &'s Settings, bars: &'s Bars) -> Self {
        Worker {
            settings,
            bars,
            judge: settings.judge_by(settings.rules.clone()),
            others: Vec::new(),
            file: String::new(),
            lane: settings.lane(),
            usual: 0,
            usual_retrievals: 0,
            usually_written: Usual::default(),
        }
    }

    /// Judges by the rules of the file of this name from now on.
    pub fn turn_to(&mut self, file: &str) {
        let Some(RulesIn(rules_in)) = &self.settings.rules_in else { return };
        if self.file == file {
            return;
        }
        file.clone_into(&mut self.file);
        let rules = rules_in(file);
        if *self.judge.rules() == rules {
            return;
        }
        let known = self.others.iter().position(|judge| *judge.rules() == rules);
        let next = match known {
            Some(known) => self.others.swap_remove(known),
            None => self.settings.judge_by(rules),
        };
        self.others.push(std::mem::replace(&mut self.judge, next));
    }

    /// Whether what is found is to be shown with the text around it.
    pub fn with_excerpts(&self) -> bool {
        !self.settings.is_without_excerpts
    }

    /// Reads a window from this offset on, as far as it can be read without knowing what stands before.
    pub fn steps(&mut self, window: &Window<'_>, from: usize) -> Vec<Step> {
        let entry = if from == 0 { window.entry } else { Entry::Document };
        match entry {
            Entry::List => vec![self.list(window, from)],
            Entry::Document => self.documents(window, from),
        }
    }

    /// Reads the one document that a text begins with, its jobs having been taken into the collector;
    /// returns where it ends.
    pub fn short(&mut self, text: &[u8], collector: Collector) -> (Part, Option<usize>) {
        let mut part = Part::new(collector, Totals::default());
        let mut judging = Judging {
            part: &mut part,
            filter: &self.settings.filter,
            judge: &mut self.judge,
            lane: None,
            padded: None,
            leaves_cut: true,
            documents: 0,
        };
        let end = read_document(text, &mut judging);
        part.marks = self.judge.end_of_part();
        (part, end)
    }

    fn documents(&mut self, window: &Window<'_>, from: usize) -> Vec<Step> {
        let bytes = &window.bytes()[from..];
        let whole = match window.next {
            Some(Entry::List) => last_document(bytes).unwrap_or(0),
            _ => bytes.len(),
        };
        let mut steps = Vec::new();
        if whole > 0 || window.next != Some(Entry::List) {
            let is_first = window.base + from == 0;
            let (part, stretch) = self.part(window, from, 0, |visitor| {
                read_documents(&bytes[..whole], is_first, visitor)
            });
            let is_json = stretch.is_json;
            steps.push(Step::Documents(part, stretch));
            if !is_json {
                return vec![Step::Lost];
            }
        }
        if whole < bytes.len() {
            let long = &bytes[whole..];
            let marked =
                if window.base + from + whole == 0 { long.strip_prefix(BOM) } else { None };
            let long = marked.unwrap_or(long).trim_ascii_start();
            match list_start(long) {
                Some((length, kind)) => {
                    let at = from + bytes.len() - long.len();
                    let text = long[..length].to_vec();
                    steps.push(Step::Open { at, text, kind });
                    steps.push(self.list(window, at + length));
                }
                None => steps.push(Step::Lost),
            }
        }
        steps
    }

    fn list(&mut self, window: &Window<'_>, from: usize) -> Step {
        let bytes = &window.bytes()[from..];
        let (part, list) = self.part(window, from, 0, |visitor| {
            // What is too deep for a JobList, but not for an array, is left to whoever knows what it is.
            read_list(bytes, ListKind::JobList.depth(), visitor)
        });
        Step::List(part, list, from)
    }

    /// Reads the documents of the rest of a file; returns how many there are then, and whether jobs
    /// here are of the same page as those before.
    pub fn rest(&mut self, window: &Window<'_>, mut from: Resume) -> (Judged, (usize, bool)) {
        let (bytes, context) = window.surrounded();
        from.offset += context;
        self.part(window, 0, context, |visitor| read_on(bytes, from, visitor))
    }

    /// Reads the last part of a list.
    pub fn rest_of_list(
        &mut self,
        window: &Window<'_>,
        from: usize,
        kind: ListKind,
    ) -> (Judged, ListPart) {
        let bytes = &window.bytes()[from..];
        self.part(window, from, 0, |visitor| read_list(bytes, kind.depth(), visitor))
    }

    /// Reads a document that breaks in this text, its jobs having been taken into the collector;
    /// returns what breaks it.
    pub fn cut(&mut self, text: &[u8], collector: Collector) -> (Part, Option<Fault>) {
        let mut part = Part::new(collector, Totals::default());
        let judging = Judging {
            part: &mut part,
            filter: &self.settings.filter,
            judge: &mut self.judge,
            lane: None,
            padded: None,
            leaves_cut: false,
            documents: 0,
        };
        let mut cut = Cut { judging, fault: None };
        read_broken(text, &mut cut);
        let fault = cut.fault;
        part.marks = self.judge.end_of_part();
        (part, fault)
    }

    /// What there is to say of the marks of a source.
    pub fn tell(&self, tally: Tally) -> Option<Finding> {
        self.judge.tell(tally)
    }

    /// What there is to say of a fault.
    pub fn fault(&self, fault: &Fault) -> Vec<Finding> {
        let mut findings = Vec::new();
        self.judge.fault(fault, &mut findings);
        findings
    }

    /// Judges what is read from this offset of a window on, and so many bytes before it.
    fn part<T>(
        &mut self,
        window: &Window<'_>,
        from: usize,
        context: usize,
        read: impl FnOnce(&mut Judging<'_>) -> T,
    ) -> (Judged, T) {
        // What is put together later is fingerprinted by the same key.
        let collector = Collector::default().fingerprint_key(self.settings.fingerprint_key);
        let mut part = Part::new(collector, self.settings.totals());
        part.findings.reserve(self.usual);
        if let Some(ledger) = part.totals.ledger_mut() {
            ledger.heed(self.bars);
            ledger.reserve(self.usual_retrievals);
        }
        part.writing = self.settings.form.map(|form| Writing::new(form, self.usually_written));
        let mut judging = Judging {
            part: &mut part,
            filter: &self.settings.filter,
            judge: &mut self.judge,
            lane: self.lane.as_mut(),
            padded: (context == 0).then(|| &window.padded()[from..]),
            // Nothing is taken over of a part that is not JSON; a document in a string may be cut off.
            leaves_cut: false,
            documents: 0,
        };
        let read = read(&mut judging);
        part.total();
        self.usual = part.findings.len();
        if let Some(ledger) = part.totals.ledger() {
            // A little more, so that most that have a few more need not grow.
            self.usual_retrievals = ledger.retrievals().len() / 16 * 17;
        }
        (self.judged(part, window, from, context), read)
    }

    fn judged(&mut self, part: Part, window: &Window<'_>, from: usize, context: usize) -> Judged {
        let Part { collector, mut totals, mut findings, mut writing, .. } = part;
        totals.add_findings(findings.iter());
        let (bytes, before) = window.surrounded();
        if let Some(writing) = &mut writing {
            totals.add_counts(&writing.counts);
            writing.locate(&bytes[before..], from, context);
            self.usually_written = writing.usual();
        }
        let shift = |span: &mut Span| {
            (span.start, span.end) = (span.start + from - context, span.end + from - context);
        };
        findings.iter_mut().for_each(|finding| shift(&mut finding.place.span));
        findings.sort_by_key(order);
        let mut marked = Vec::new();
        for mut tally in self.judge.end_of_part() {
            shift(&mut tally.first_mut().span);
            if let Some(finding) = self.judge.tell(tally.clone()) {
                marked.extend(
                    Shown::all(vec![finding], bytes, before, self.with_excerpts())
                        .into_iter()
                        .map(|shown| (tally.clone(), shown)),
                );
            }
        }
        let shown = Shown::all(findings, bytes, before, self.with_excerpts());
        Judged { collector, totals, shown, writing, marked, from, context }
    }
}
