//! What was seen to follow each value.

use super::row::{COLUMNS, Column};
use super::wide::Pattern;

/// How many texts are known to follow one value; more of them cost more than they save.
const MOST: usize = 12;

/// The longest text that is kept.
const LONGEST: usize = 512;

/// How many misses beyond the hits show that nothing can be predicted.
const PATIENCE: u32 = 64;

/// Where a prediction starts: after the value of a column, or after the opening brace.
pub(super) const START: usize = COLUMNS;

/// The texts known to follow each value.
#[derive(Clone, Debug)]
pub(super) struct Predictions {
    after: Vec<Node>,
}

/// The texts known to follow one value, those that came last first.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub edges: Vec<Edge>,
    /// Misses beyond hits.
    misses: u32,
}

/// A text from the end of one value to the start of the next that differs, or to the end of the job.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub text: Pattern,
    pub effect: Effect,
    /// The column whose value follows; `None` after the closing brace.
    pub next: Option<Column>,
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
        Predictions { after: vec![Node::default(); COLUMNS + 1] }
    }

    #[inline(always)]
    pub fn after(&mut self, place: usize) -> &mut Node {
        &mut self.after[place]
    }
}

impl Node {
    /// Notes that the text at this index stood there. Texts that often do move to the front.
    #[inline(always)]
    pub fn hit(&mut self, index: usize) {
        self.misses = self.misses.saturating_sub(1);
        if index > 0 {
            self.edges.swap(index, index - 1);
        }
    }

    /// Remembers a text, unless remembering has turned out not to help here.
    pub fn learn(&mut self, text: &[u8], effect: Effect, next: Option<Column>) {
        if self.misses >= PATIENCE || text.len() > LONGEST {
            return;
        }
        self.misses += 1;
        if self.misses == PATIENCE {
            self.edges = Vec::new();
            return;
        }
        self.edges.truncate(MOST - 1);
        self.edges.push(Edge { text: Pattern::new(text), effect, next });
    }
}
