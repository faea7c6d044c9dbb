//! Looking into a file again: what a walk through it has to be told, and how it is undone.

use crate::dump::{Shift, Visitor};

/// Looks at a file while it, or one part of it after the other, is read again.
pub(super) trait Look: for<'a> Visitor<'a> {
    /// Where the look is.
    type At;

    /// Whether everything was seen.
    fn is_done(&self) -> bool;

    /// Begins a part; tells where the look is.
    fn begin_part(&mut self) -> Self::At;

    /// Goes back to the start of the part: what was seen there stands for nothing.
    fn go_back(&mut self, at: Self::At);

    /// Ends a page whose jobs stood one after the other.
    fn end_page(&mut self);

    /// Tells where in the file the bytes stand that are read next.
    fn stands(&mut self, shift: Shift, origin: Origin);
}

/// Where bytes stood that were put together: those up to `split`, and those from there on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Origin {
    pub split: usize,
    pub before: usize,
    pub after: usize,
}
