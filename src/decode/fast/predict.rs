//! What was seen to follow each value.
//!
//! Each text remembers the two that mostly came after it. So what to compare next is known before the
//! last comparison is done, and the processor does many at once.

use super::row::{COLUMNS, Column};
use super::wide::Pattern;

/// How many texts are known to follow one value; more of them cost more than they save.
const MOST: usize = 12;

/// The longest text that is kept.
const LONGEST: usize = 512;

/// How many new texts after one value, within [`SPELL`] jobs, show that nothing can be predicted there.
const PATIENCE: u32 = 64;

/// After how many jobs new texts are counted from nothing again.
const SPELL: u32 = 256;

/// After how many jobs it is tried again where nothing could be predicted. What is read may be another
/// file by then.
const OBLIVION: u32 = 1 << 16;

/// Where a prediction starts: after the value of a column, or after the opening brace.
pub(super) const START: usize = COLUMNS;

/// Stands for the opening brace, where a text is named.
pub(super) const OPENING: usize = usize::MAX - 1;

/// Stands for a text that is not kept.
pub(super) const NONE: usize = usize::MAX;

/// The texts known to follow each value.
#[derive(Clone, Debug)]
pub(super) struct Predictions {
    /// Of each place the texts that were seen there, [`MOST`] at most.
    edges: Vec<Edge>,
    nodes: Vec<Node>,
    /// The texts after the opening brace.
    first: Guess,
    jobs: u32,
}

/// What is known of one place.
#[derive(Clone, Debug, Default)]
struct Node {
    /// The numbers of its texts, those that came often first.
    order: Vec<usize>,
    /// New texts lately.
    misses: u32,
}

/// A text from the end of one value to the start of the next that differs, or to the end of the job.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub text: Pattern,
    pub effect: Effect,
    /// The column whose value follows; `None` after the closing brace.
    pub next: Option<Column>,
    /// How long that value was the last time.
    pub usual: u32,
    /// The texts after that value.
    guess: Guess,
}

/// Two texts that are tried before all others.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guess {
    pub likely: usize,
    pub other: usize,
    /// How often the likely one came beyond the other, as far as that is counted.
    lead: u8,
}

/// What a text between two values says of the job.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Effect {
    /// The columns whose keys it has.
    pub seen: u32,
    /// Those of them that have a value.
    pub set: u32,
    /// The documented values in it.
    pub codes: u32,
}

impl Predictions {
    pub fn new() -> Self {
        Predictions {
            edges: Vec::new(),
            nodes: vec![Node::default(); COLUMNS + 1],
            first: Guess::default(),
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
        for node in &mut self.nodes {
            if node.misses < PATIENCE || self.jobs.is_multiple_of(OBLIVION) {
                node.misses = 0;
            }
        }
    }

    /// The texts that mostly follow this one, a value between them.
    #[inline(always)]
    pub fn guess(&mut self, before: usize) -> Option<&mut Guess> {
        match self.edges.get_mut(before) {
            Some(edge) => Some(&mut edge.guess),
            None if before == OPENING => Some(&mut self.first),
            None => None,
        }
    }

    #[inline(always)]
    pub fn edge(&mut self, number: usize) -> Option<&mut Edge> {
        self.edges.get_mut(number)
    }

    /// The text that is tried after so many others, after the value of a column.
    pub fn other(&self, after: usize, index: usize) -> Option<usize> {
        let node = &self.nodes[after];
        if node.misses >= PATIENCE {
            return None;
        }
        node.order.get(index).copied()
    }

    /// Notes that this text stood there though two others were guessed. Texts that often do move to
    /// the front.
    pub fn hit(&mut self, before: usize, after: usize, index: usize) {
        let order = &mut self.nodes[after].order;
        let number = order[index];
        order.swap(index, index.saturating_sub(1));
        self.guess_next(before, number);
    }

    fn guess_next(&mut self, before: usize, number: usize) {
        if let Some(guess) = self.guess(before) {
            guess.other = number;
            guess.has_failed();
        }
    }

    /// Remembers a text, unless remembering has turned out not to help here; returns its number.
    pub fn learn(
        &mut self,
        before: usize,
        after: usize,
        text: &[u8],
        effect: Effect,
        next: Option<Column>,
    ) -> usize {
        let number = self.place(after, text.len());
        self.guess_next(before, number);
        if number < NONE {
            let edge =
                Edge { text: Pattern::new(text), effect, next, usual: 0, guess: Guess::default() };
            match self.edges.get_mut(number) {
                Some(old) => *old = edge,
                None => self.edges.push(edge),
            }
        }
        number
    }

    /// Where a text of this length is kept: in a new place, or in that of the one that came least.
    fn place(&mut self, after: usize, length: usize) -> usize {
        let node = &mut self.nodes[after];
        if node.misses >= PATIENCE || length > LONGEST {
            return NONE;
        }
        node.misses += 1;
        if node.order.len() < MOST {
            node.order.push(self.edges.len());
        }
        node.order.last().copied().unwrap_or(NONE)
    }
}

impl Default for Guess {
    fn default() -> Self {
        Guess { likely: NONE, other: NONE, lead: 0 }
    }
}

impl Guess {
    /// Notes that the likely text came.
    #[inline(always)]
    pub fn has_hit(&mut self) {
        self.lead = (self.lead + 1).min(MOST_LEAD);
    }

    /// Notes that the other text came.
    #[inline(always)]
    pub fn has_failed(&mut self) {
        match self.lead.checked_sub(1) {
            Some(lead) => self.lead = lead,
            None => std::mem::swap(&mut self.likely, &mut self.other),
        }
    }
}

/// How far the lead of the likely text is counted.
const MOST_LEAD: u8 = 15;
