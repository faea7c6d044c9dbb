//! Makes dumps from a seed: of any size, as any producer writes them.
//!
//! What reads dumps needs dumps to be measured with and tested by, and real ones belong to somebody. A
//! made-up one is realistic where it matters to a reader (layout, lengths, mixture of jobs, pages that lead
//! to each other) and random elsewhere. It is sound by all rules, unless it is asked to break some; then just
//! those are broken, just as often as asked for, and all else stays as it is.
//!
//! Values are written as text, straight to the output: gigabytes are wanted, and the owned model would
//! cost an allocation a field.

mod archive;
mod date;
mod defect;
mod draft;
mod error;
mod field;
mod form;
mod generator;
mod job;
mod nature;
mod page;
mod plan;
mod random;
mod rate;
mod spoil;
mod strikes;
mod style;
mod table;
mod text;
mod vault;
mod want;
mod writer;

pub use error::GenerateError;
pub use generator::{Generator, Page};
pub use rate::{Rate, RateError};
pub use style::Style;
