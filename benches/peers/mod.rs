//! The other parsers that the same dumps are given to.
//!
//! They read a job into [`Job`], all of its fields that are numbers, booleans or texts without escapes. Nothing is
//! copied out of the dump, and nothing is judged: a peer that has counted the jobs is done. Wherever there was a
//! choice, it is to the peers' advantage.

mod count;
mod model;

pub use count::{serde_json, simd_json, sonic_rs};
pub use model::Job;

use icecore::generate::Style;

/// Which JSON documents a dump consists of.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// One page, and nothing else.
    Page,
    /// A page a line.
    PageALine,
    /// A job a line.
    JobALine,
}

impl From<Style> for Shape {
    fn from(style: Style) -> Self {
        match style {
            Style::Cli => Shape::Page,
            Style::Jq => Shape::JobALine,
            Style::Wire | Style::Boto | Style::Shuffled => Shape::PageALine,
        }
    }
}
