//! Findings of a file, held until they can be told in the order of their places.
//!
//! What is wrong with a page is known after its jobs, but stands among them. A file with very many
//! findings does not wait: so many are told at a time as fit in a little memory.

use std::rc::Rc;

use super::located::Located;
use super::part::Shown;
use crate::rules::order;

/// The most findings that are held.
const MOST: usize = 10_000;

/// Findings of the current file that were not told yet.
#[derive(Debug, Default)]
pub(super) struct Held {
    shown: Vec<Shown>,
    ready: Vec<Vec<Shown>>,
}

impl Held {
    pub fn push(&mut self, shown: Shown) {
        self.shown.push(shown);
        if self.shown.len() == MOST {
            self.ready.push(std::mem::take(&mut self.shown));
        }
    }

    /// Tells what need not be held any longer.
    pub fn tell_ready(&mut self, file: &Rc<str>, found: &mut dyn FnMut(&Located)) {
        for shown in std::mem::take(&mut self.ready) {
            // All that is known so far, and known alike however the file was read.
            let has_several = shown.iter().any(|shown| shown.finding.place.document > 0);
            tell(shown, file, has_several, found);
        }
    }

    /// Tells all that is left when the file has ended.
    pub fn tell_all(&mut self, file: &Rc<str>, documents: usize, found: &mut dyn FnMut(&Located)) {
        self.tell_ready(file, found);
        tell(std::mem::take(&mut self.shown), file, documents > 1, found);
    }
}

fn tell(
    mut all: Vec<Shown>,
    file: &Rc<str>,
    has_several_documents: bool,
    found: &mut dyn FnMut(&Located),
) {
    all.sort_by_key(|shown| order(&shown.finding));
    for shown in all {
        found(&Located::new(file, shown, has_several_documents));
    }
}
