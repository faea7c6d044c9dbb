//! What is wrong in an inventory, and at which byte.

/// The first thing that is not as it has to be.
#[derive(Debug)]
pub(super) struct Wrong {
    pub at: usize,
    pub what: String,
}

impl Wrong {
    pub fn new(at: usize, what: impl Into<String>) -> Self {
        Wrong { at, what: what.into() }
    }
}
