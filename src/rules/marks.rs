//! Marks of the source that a job or page bears.

use crate::finding::Spot;

/// What the data says about its source.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub simulated: Option<Spot>,
    pub redacted: Vec<Spot>,
    pub defaulted: Vec<Spot>,
}

impl Marks {
    pub fn is_empty(&self) -> bool {
        self.simulated.is_none() && self.redacted.is_empty() && self.defaulted.is_empty()
    }
}
