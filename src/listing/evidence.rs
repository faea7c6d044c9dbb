//! What shows that one page follows another.

use std::fmt;

/// What shows that one page follows another, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// A recorder kept the request, and its marker is the page's `Marker`.
    Recorded,
    /// The tokens of both give the same place in the service's listing.
    Token,
    /// The `Marker` is the JobId that the next page begins with.
    MarkerIsJob,
    /// The creation dates go on in the listing's direction, and those of no other page do.
    Dates,
    /// The pages stand in this order in one file, or in files that are numbered so.
    Sequence,
    /// Nothing but the order of the input.
    Assumed,
}

impl Evidence {
    /// The name, as it is written in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Evidence::Recorded => "recorded",
            Evidence::Token => "token",
            Evidence::MarkerIsJob => "marker-is-job",
            Evidence::Dates => "dates",
            Evidence::Sequence => "sequence",
            Evidence::Assumed => "assumed",
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
