//! What was seen to follow each value.
//!
//! Most places have one text that comes nearly always. So each text remembers which one mostly came after
//! it, and that is compared first: the processor goes on as if it was right. Where it often is not, guessing
//! costs more than it saves; there a few bytes of what stands there choose the text that is compared
//! ([`Choices`]).

use std::sync::atomic::{AtomicU64, Ordering};

use super::choice::{Choices, NONE};
use super::row::{COLUMNS, Column, Facts};
use super::wide::Pattern;

/// The longest text that is kept.
const LONGEST: usize = 768;

/// How many new texts in one place show that nothing can be predicted there, those of every [`SPELL`] before
/// counting half as much as those of the next.
const PATIENCE: u32 = 48;

/// How many jobs that is.
const SPELL: u32 = 256;

/// After how many jobs it is tried again where nothing could be predicted. What is read may be another
/// file by then.
const OBLIVION: u32 = 1 << 16;

/// How many texts in one place show the same, however slowly they came.
const MOST_TEXTS: usize = 96;

/// How many texts are kept; when there are more, all are forgotten.
const MOST: usize = 1024;

/// How many values of a column that mostly has the same ones are kept.
const MOST_WORDS: u32 = 32;

/// Where a text begins: after the value of a column, after the opening brace, or at the value of a column
/// that mostly has the same ones.
pub(super) type Place = usize;

/// After the opening brace.
pub(super) const START: Place = COLUMNS;
/// At the value of `VaultARN`.
pub(super) const AT_VAULT: Place = COLUMNS + 1;
/// At the value of `SNSTopic`.
pub(super) const AT_TOPIC: Place = COLUMNS + 2;
const PLACES: usize = COLUMNS + 3;

/// The texts known in each place.
#[derive(Clone, Debug)]
pub(super) struct Predictions {
    edges: Vec<Edge>,
    /// The values that those texts begin with that begin at one.
    values: Vec<WordValue>,
    places: [Known; PLACES],
    /// What mostly follows the opening brace.
    first: Guess,
    /// Of [`AT_VAULT`] and [`AT_TOPIC`], how many values were seen.
    words: [u32; 2],
    jobs: u32,
}

/// What is known in a place.
#[derive(Clone, Debug, Default)]
struct Known {
    /// The texts, with their number.
    texts: Vec<(Box<[u8]>, u16)>,
    choices: Choices,
    /// How many of the texts are among the choices.
    chosen: usize,
    /// New texts lately.
    misses: u32,
}

/// A text from the end of one value to the start of the next that differs, or to the end of the job.
#[derive(Clone, Debug)]
#[repr(align(64))]
pub(super) struct Edge {
    pub text: Pattern,
    pub then: Then,
    /// What it says of the job.
    pub effect: Facts,
    /// What does not follow: before a number, the null that stands in its place.
    never: u8,
    /// What mostly comes after it.
    pub guess: Guess,
    /// Which value it begins with, where it begins at one.
    value: u16,
}

/// A text that is tried first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Guess {
    likely: u16,
    /// How often that was right beyond being wrong, as far as it is counted; below [`TRUSTED`] it is not
    /// tried.
    trust: u8,
}

/// How far the trust in a guess is counted.
const MOST_TRUST: u8 = 15;
/// How much trust a guess has to have.
const TRUSTED: u8 = 12;

/// What follows a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// The job has ended.
    End,
    /// The value of this column.
    Value(Column),
    /// A value that was mostly seen before: a place of its own.
    Word(Place),
}

/// A value that is part of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordValue {
    pub length: u32,
    /// A number that no other text in this process has.
    pub identity: u64,
}

impl Predictions {
    pub fn new() -> Self {
        Predictions {
            edges: Vec::new(),
            values: Vec::new(),
            places: std::array::from_fn(|_| Known::default()),
            first: Guess::default(),
            words: [0; 2],
            jobs: 0,
        }
    }

    /// Counts a job.
    #[inline(always)]
    pub fn begin_job(&mut self) {
        self.jobs = self.jobs.wrapping_add(1);
        if self.jobs.is_multiple_of(SPELL) {
            self.forget();
        }
    }

    #[cold]
    fn forget(&mut self) {
        let is_long_ago = self.jobs.is_multiple_of(OBLIVION);
        if self.edges.len() > MOST {
            let misses = self.places.each_ref().map(|known| known.misses);
            *self = Predictions { jobs: self.jobs, ..Predictions::new() };
            self.places.iter_mut().zip(misses).for_each(|(known, misses)| known.misses = misses);
        }
        for known in &mut self.places {
            if known.misses < PATIENCE || is_long_ago {
                known.misses /= 2;
            }
        }
    }

    /// What mostly follows the opening brace.
    #[inline(always)]
    pub fn first(&self) -> Guess {
        self.first
    }

    /// The value that a text begins with.
    #[inline(always)]
    pub fn word(&self, edge: &Edge) -> Option<WordValue> {
        self.values.get(usize::from(edge.value)).copied()
    }

    #[inline(always)]
    pub fn edge(&self, number: usize) -> Option<&Edge> {
        self.edges.get(number)
    }

    /// The text that is guessed and where it ends, if the guess is trusted and right. Its value may not
    /// follow.
    #[inline(always)]
    pub fn guessed(&self, bytes: &[u8], guess: Guess, at: usize) -> Option<(usize, usize)> {
        let number = usize::from(guess.likely);
        let end = if guess.trust >= TRUSTED { self.end_of(bytes, number, at) } else { None };
        end.map(|end| (number, end))
    }

    /// The text that begins at `at` in this place, if it is known, and where it ends; it is noted that it
    /// came after the one before.
    #[inline(always)]
    pub fn chosen(
        &mut self,
        bytes: &[u8],
        before: usize,
        place: Place,
        at: usize,
    ) -> Option<(usize, usize)> {
        let number = self.places[place].choices.choose(bytes, at);
        let end = self.end_of(bytes, number, at)?;
        self.edges.get_mut(before).map_or(&mut self.first, |edge| &mut edge.guess).note(number);
        Some((number, end))
    }

    /// Where a text ends, if it stands at `at`.
    #[inline(always)]
    fn end_of(&self, bytes: &[u8], number: usize, at: usize) -> Option<usize> {
        let edge = self.edges.get(number)?;
        let end = at + edge.text.len();
        let is_here = edge.text.stands_at(bytes, at) && bytes.get(end) != Some(&edge.never);
        is_here.then_some(end)
    }

    /// Whether one more value may be kept of a column that mostly has the same ones.
    pub fn may_keep_word(&mut self, place: Place) -> bool {
        let words = &mut self.words[place - AT_VAULT];
        *words = words.saturating_add(1);
        *words <= MOST_WORDS && self.places[place].misses < PATIENCE
    }

    /// Remembers an ASCII text, unless remembering has turned out not to help here; returns its number.
    pub fn learn(
        &mut self,
        place: Place,
        text: &[u8],
        then: Then,
        effect: Facts,
        word: Option<WordValue>,
    ) -> usize {
        let known = &mut self.places[place];
        if known.misses >= PATIENCE || text.len() > LONGEST || self.edges.len() >= NONE {
            return NONE;
        }
        if let Some((_, number)) = known.texts.iter().find(|(known, _)| **known == *text) {
            let number = usize::from(*number);
            known.choose_among_all();
            return number;
        }
        known.misses += 1;
        if known.misses >= PATIENCE || known.texts.len() >= MOST_TEXTS {
            *known = Known { misses: PATIENCE, ..Known::default() };
            return NONE;
        }
        let number = u16::try_from(self.edges.len()).unwrap_or(u16::MAX);
        known.texts.push((text.into(), number));
        // What is not among the choices yet is met here again.
        if known.texts.len() < 8 || known.texts.len().is_multiple_of(8) {
            known.choose_among_all();
        }
        let value = u16::try_from(self.values.len()).unwrap_or(u16::MAX);
        self.values.extend(word);
        self.edges.push(Edge { value, ..Edge::new(text, then, effect) });
        usize::from(number)
    }
}

impl Known {
    fn choose_among_all(&mut self) {
        if self.chosen < self.texts.len() {
            self.choices = Choices::between(&self.texts);
            self.chosen = self.texts.len();
        }
    }
}

impl Edge {
    fn new(text: &[u8], then: Then, effect: Facts) -> Self {
        let is_number =
            matches!(then, Then::Value(Column::ArchiveSizeInBytes | Column::InventorySizeInBytes));
        let never = if is_number { b'n' } else { 0 };
        Edge { text: Pattern::new(text), then, effect, never, guess: Guess::default(), value: 0 }
    }
}

impl Guess {
    /// Notes which text was chosen.
    #[inline(always)]
    fn note(&mut self, number: usize) {
        if usize::from(self.likely) == number {
            self.trust = (self.trust + 1).min(MOST_TRUST);
        } else if self.trust > 2 {
            self.trust -= 3;
        } else {
            self.likely = u16::try_from(number).unwrap_or(u16::MAX);
        }
    }
}

impl WordValue {
    /// A value of this length that was not seen before.
    pub fn new(length: u32) -> Self {
        static LAST: AtomicU64 = AtomicU64::new(0);
        WordValue { length, identity: 1 + LAST.fetch_add(1, Ordering::Relaxed) }
    }
}
