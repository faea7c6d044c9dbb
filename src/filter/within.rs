//! A test for a value that lies between two others.

use std::ops::{Bound, RangeBounds};

use serde::{Deserialize, Serialize};

/// What lies between two bounds, where there are any.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(super) struct Within<T> {
    pub from: Bound<T>,
    pub to: Bound<T>,
}

impl<T> Default for Within<T> {
    fn default() -> Self {
        Within { from: Bound::Unbounded, to: Bound::Unbounded }
    }
}

impl<T: PartialOrd> Within<T> {
    pub(super) fn is_unbounded(&self) -> bool {
        matches!((&self.from, &self.to), (Bound::Unbounded, Bound::Unbounded))
    }

    /// Whether there is nothing to test, or a value that passes.
    pub(super) fn admits(&self, value: impl FnOnce() -> Option<T>) -> bool {
        self.is_unbounded()
            || value().is_some_and(|value| (self.from.as_ref(), self.to.as_ref()).contains(&value))
    }
}
