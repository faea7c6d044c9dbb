//! `check --format human`: each finding as a compiler shows it, and a line of summary.
//!
//! The window of the line is cut out here and not by a library: those compute line and column from
//! the text they are given, and they are given a window of a line that may have gigabytes.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::figures::grouped;
use super::format::{CheckReport, Counted, End};
use super::layout::{BOLD, FRAME, style_of, wrap};
use super::snippet::Snippet;
use super::verdict::{judged, kept_back, untold, verdict};
use crate::audit::{Located, printable};
use crate::dump::Skipped;
use crate::finding::{Finding, Group, Level};

/// Writes text for people, with ANSI styles; strip them where they are not wanted.
#[derive(Debug)]
pub struct HumanCheck {
    /// The columns that a line of source may have.
    width: usize,
    /// The columns after which sentences are broken.
    wrap_at: usize,
    /// Notes about listings; those that say the same are written together.
    notes: Vec<Notes>,
}

/// How many places of notes that say the same are named.
const PLACES: usize = 20;

impl HumanCheck {
    /// For a terminal of so many columns, or for a file: there a sentence stays on its line, so that
    /// it can be searched for.
    #[must_use]
    pub fn new(width: Option<usize>) -> Self {
        HumanCheck {
            width: width.unwrap_or(100),
            wrap_at: width.unwrap_or(usize::MAX),
            notes: Vec::new(),
        }
    }

    fn write_title(&self, out: &mut dyn Write, located: &Located) -> io::Result<()> {
        let finding = &located.finding;
        let style = style_of(finding.level);
        let label = format!("{}[{}]", finding.level, finding.rule.id);
        let text = format!("{label}: {}", finding.message);
        let lines = wrap(&text, self.wrap_at.saturating_sub(2));
        for (index, line) in lines.iter().enumerate() {
            match line.strip_prefix(&label) {
                Some(rest) if index == 0 => {
                    writeln!(out, "{style}{label}{style:#}{BOLD}{rest}{BOLD:#}")?;
                }
                _ => writeln!(out, "  {BOLD}{line}{BOLD:#}")?,
            }
        }
        Ok(())
    }

    fn write_note(
        &self,
        out: &mut dyn Write,
        gutter: usize,
        head: &str,
        text: &str,
    ) -> io::Result<()> {
        let indent = gutter + 3 + head.len() + 2;
        for (index, line) in wrap(text, self.wrap_at.saturating_sub(indent)).iter().enumerate() {
            if index == 0 {
                writeln!(out, "{:gutter$} {FRAME}={FRAME:#} {BOLD}{head}:{BOLD:#} {line}", "")?;
            } else {
                writeln!(out, "{:indent$}{line}", "")?;
            }
        }
        Ok(())
    }
}

impl HumanCheck {
    /// Writes the notes about listings: one in full, or several with their places only.
    fn write_notes(&mut self, out: &mut dyn Write) -> io::Result<()> {
        for notes in std::mem::take(&mut self.notes) {
            if notes.count == 1 {
                self.write_finding(out, &notes.first)?;
                continue;
            }
            self.write_title(out, &notes.first)?;
            for place in &notes.places {
                writeln!(out, "  {FRAME}-->{FRAME:#} {place}")?;
            }
            if let Some(more @ 1..) = notes.count.checked_sub(notes.places.len()) {
                writeln!(out, "      and {} more", grouped(more))?;
            }
            self.write_note(out, 1, "help", &notes.first.finding.help)?;
            writeln!(out)?;
        }
        Ok(())
    }

    /// Keeps a note about a listing, to be written with those that say the same.
    fn keep_note(&mut self, located: &Located) {
        let says_the_same = |notes: &&mut Notes| {
            let (one, other) = (&notes.first.finding, &located.finding);
            one.rule.id == other.rule.id && one.message == other.message && one.help == other.help
        };
        let Located { file, position, .. } = located;
        let place = format!("{}:{}:{}", printable(file), position.line, position.column);
        match self.notes.iter_mut().find(says_the_same) {
            Some(notes) => {
                notes.count += 1;
                if notes.places.len() < PLACES {
                    notes.places.push(place);
                }
            }
            None => {
                self.notes.push(Notes { first: located.clone(), places: vec![place], count: 1 });
            }
        }
    }

    /// Writes a finding in full.
    pub(super) fn write_finding(&self, out: &mut dyn Write, located: &Located) -> io::Result<()> {
        let Located { file, finding, position, excerpt, .. } = located;
        let line = position.line.to_string();
        let gutter = line.len();
        let snippet = Snippet::new(excerpt, self.width.saturating_sub(gutter + 3));
        let style = style_of(finding.level);
        let marks = "^".repeat(snippet.underline);

        self.write_title(out, located)?;
        let file = printable(file);
        writeln!(out, "{:gutter$}{FRAME}-->{FRAME:#} {file}:{line}:{}", "", position.column)?;
        writeln!(out, "{:gutter$} {FRAME}|{FRAME:#}", "")?;
        writeln!(out, "{FRAME}{line} |{FRAME:#} {}", snippet.source)?;
        let indent = snippet.indent;
        writeln!(out, "{:gutter$} {FRAME}|{FRAME:#} {:indent$}{style}{marks}{style:#}", "", "")?;
        if let Some(place) = describe_place(located) {
            self.write_note(out, gutter, "at", &place)?;
        }
        self.write_note(out, gutter, "help", &finding.help)?;
        writeln!(out)
    }
}

/// How much was judged, and what came of it.
fn write_summary(out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
    let summary = end.summary;
    let mut text = judged(summary);
    if let Some(elapsed) = end.elapsed {
        text = format!("{text} in {:.2} s", elapsed.as_secs_f64());
    }
    let worst = style_of(summary.findings.worst());
    writeln!(out, "{text}: {worst}{}{worst:#}{}", verdict(summary), kept_back(end))?;
    write_skipped(out, end)
}

/// Notes that say the same of several listings.
#[derive(Debug)]
struct Notes {
    first: Located,
    places: Vec<String>,
    count: usize,
}

impl CheckReport for HumanCheck {
    fn finding(&mut self, out: &mut dyn Write, located: &Located) -> io::Result<()> {
        let Finding { level, rule, .. } = &located.finding;
        if *level == Level::Info && rule.group == Group::Listing {
            self.keep_note(located);
            return Ok(());
        }
        if rule.group == Group::Source {
            // These come after all that is about listings.
            self.write_notes(out)?;
        }
        self.write_finding(out, located)
    }

    fn end(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        self.write_notes(out)?;
        write_statistics(out, end.statistics)?;
        if let Some(more) = untold(end) {
            writeln!(out, "{more}")?;
        }
        if end.is_quiet { Ok(()) } else { write_summary(out, end) }
    }
}

/// How often each rule was broken, the worst first, and of those that are as bad the most frequent.
fn write_statistics(out: &mut dyn Write, statistics: &[Counted]) -> io::Result<()> {
    if statistics.is_empty() {
        return Ok(());
    }
    let mut sorted: Vec<&Counted> = statistics.iter().collect();
    sorted.sort_by_key(|(rule, level, count)| (Reverse((*level, *count)), rule.id));
    let counts: Vec<String> = sorted.iter().map(|(.., count)| grouped(*count)).collect();
    let widest = counts.iter().map(String::len).max().unwrap_or_default();
    for (count, (rule, level, _)) in counts.iter().zip(sorted) {
        let style = style_of(*level);
        writeln!(out, "{count:>widest$}  {style}{level:<7}{style:#}  {BOLD}{}{BOLD:#}", rule.id)?;
    }
    writeln!(out)
}

fn write_skipped(out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
    let Skipped { hidden, other, ignored, linked, excluded } = end.skipped;
    let parts: Vec<String> = [
        (hidden, "hidden"),
        (other, "with another extension"),
        (ignored, "ignored by git (--no-ignore reads them, too)"),
        (linked, "linked"),
        (excluded, "excluded"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, how)| format!("{} {how}", grouped(count)))
    .collect();
    match parts.is_empty() {
        true => Ok(()),
        false => writeln!(out, "skipped in folders: {}", parts.join(", ")),
    }
}

/// The pointer of a finding, for those who look for it with jq, and the job it is about.
fn describe_place(located: &Located) -> Option<String> {
    let place = &located.finding.place;
    let mut parts = Vec::new();
    if let Some(document) = located.document {
        parts.push(format!("document {document}"));
    }
    if !place.pointer.is_empty() {
        parts.push(place.pointer.clone());
    }
    if let Some(inner) = place.inner.as_deref().filter(|inner| !inner.is_empty()) {
        parts.push(format!("in it {inner}"));
    }
    (!parts.is_empty()).then(|| printable(&parts.join(", ")))
}
