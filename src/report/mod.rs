//! What was found and counted, written out: one output format a file.
//!
//! Every format writes to any [`std::io::Write`], and streams: findings are written as they come,
//! the summary last. What people read (`Human…`) needs the feature `cli`.

mod check_json;
mod listing_json;

#[cfg(feature = "cli")]
mod catalogue;
#[cfg(feature = "cli")]
mod check_human;
#[cfg(feature = "cli")]
mod layout;
#[cfg(feature = "cli")]
mod listing_human;
#[cfg(feature = "cli")]
mod snippet;

pub use check_json::JsonCheck;
pub use listing_json::write_listing_json;

#[cfg(feature = "cli")]
pub use catalogue::{explain, write_catalogue, write_catalogue_json};
#[cfg(feature = "cli")]
pub use check_human::HumanCheck;
#[cfg(feature = "cli")]
pub use listing_human::write_listing_human;

use std::io;

use crate::audit::{Located, Summary};
use crate::dump::Skipped;

/// What is known at the end of a run, besides what was found.
#[derive(Clone, Copy, Debug)]
pub struct End<'e> {
    /// How much was judged.
    pub summary: &'e Summary,
    /// What folders held besides.
    pub skipped: Skipped,
    /// How long it took; `None` where output must not depend on it.
    pub elapsed: Option<std::time::Duration>,
}

/// An output format of `check`.
pub trait CheckReport {
    /// Writes one finding.
    ///
    /// # Errors
    /// What the writer says.
    fn finding(&mut self, out: &mut dyn io::Write, located: &Located) -> io::Result<()>;

    /// Writes what comes last.
    ///
    /// # Errors
    /// What the writer says.
    fn end(&mut self, out: &mut dyn io::Write, end: &End<'_>) -> io::Result<()>;
}
