//! Findings of a file, held until they can be told in the order of their places.
//!
//! What is wrong with a page is known after its jobs, but stands among them. A file with very many
//! findings does not wait: so many are told at a time as fit in a little memory.

use std::rc::Rc;

use super::form::Form;
use super::located::Located;
use super::part::Shown;
use super::told::Told;
use super::writing::{Line, Writing};
use crate::dump::Shift;
use crate::rules::order;

/// The most findings that are held.
const MOST: usize = 10_000;

/// About how many bytes are told at once of findings that were written down.
const AT_ONCE: usize = 64 << 10;

/// Findings of the current file that were not told yet.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// How findings are to be written down, if they are.
    form: Option<&'static dyn Form>,
    shown: Batches<Shown>,
    lines: Batches<Line>,
}

/// What is held, so many at a time.
#[derive(Debug)]
struct Batches<T> {
    open: Vec<T>,
    full: Vec<Vec<T>>,
}

impl Held {
    /// Writes down what it holds, if there is a form for it.
    pub fn written_by(form: Option<&'static dyn Form>) -> Self {
        Held { form, ..Held::default() }
    }

    pub fn push(&mut self, shown: Shown) {
        match self.form {
            Some(form) => {
                let writing = Writing::of(form, &shown.finding, shown.position);
                self.push_lines(writing.into_lines(&Shift::default(), |_| {}));
            }
            None => self.shown.push(shown),
        }
    }

    /// Takes what was written down already.
    pub fn push_lines(&mut self, lines: impl Iterator<Item = Line>) {
        lines.for_each(|line| self.lines.push(line));
    }

    /// Tells what need not be held any longer.
    pub fn tell_ready(&mut self, file: &Rc<str>, told: &mut dyn FnMut(Told<'_>)) {
        for shown in std::mem::take(&mut self.shown.full) {
            // All that is known so far, and known alike however the file was read.
            let has_several = shown.iter().any(|shown| shown.finding.place.document > 0);
            tell(shown, file, has_several, told);
        }
        for lines in std::mem::take(&mut self.lines.full) {
            let has_several = lines.iter().any(|line| line.document() > 0);
            self.tell_lines(lines, file, has_several, told);
        }
    }

    /// Tells all that is left when the file has ended.
    pub fn tell_all(&mut self, file: &Rc<str>, documents: usize, told: &mut dyn FnMut(Told<'_>)) {
        self.tell_ready(file, told);
        tell(std::mem::take(&mut self.shown.open), file, documents > 1, told);
        let lines = std::mem::take(&mut self.lines.open);
        self.tell_lines(lines, file, documents > 1, told);
    }

    fn tell_lines(
        &self,
        mut lines: Vec<Line>,
        file: &str,
        has_several_documents: bool,
        told: &mut dyn FnMut(Told<'_>),
    ) {
        let Some(form) = self.form else { return };
        lines.sort_by_key(Line::order);
        let mut out = Vec::with_capacity(AT_ONCE + AT_ONCE / 4);
        for line in &lines {
            if !out.is_empty() {
                out.extend_from_slice(form.between());
            }
            line.write(form, file, has_several_documents, &mut out);
            if out.len() >= AT_ONCE {
                told(Told::Written(&out));
                out.clear();
            }
        }
        if !out.is_empty() {
            told(Told::Written(&out));
        }
    }
}

impl<T> Batches<T> {
    fn push(&mut self, one: T) {
        self.open.push(one);
        if self.open.len() == MOST {
            // Where there are so many, there are mostly as many more.
            let full = std::mem::replace(&mut self.open, Vec::with_capacity(MOST));
            self.full.push(full);
        }
    }
}

impl<T> Default for Batches<T> {
    fn default() -> Self {
        Batches { open: Vec::new(), full: Vec::new() }
    }
}

fn tell(
    mut all: Vec<Shown>,
    file: &Rc<str>,
    has_several_documents: bool,
    told: &mut dyn FnMut(Told<'_>),
) {
    all.sort_by_key(|shown| order(&shown.finding));
    for shown in all {
        told(Told::Found(&Located::new(file, shown, has_several_documents)));
    }
}
