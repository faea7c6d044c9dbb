//! The line of a finding, its bytes underlined, in a window that fits the terminal.

use unicode_width::UnicodeWidthStr;

use super::layout::{head, tail};
use crate::audit::Excerpt;

/// A line of source and the line below it.
pub(super) struct Snippet {
    pub source: String,
    pub indent: usize,
    pub underline: usize,
}

impl Snippet {
    /// Cuts the excerpt down to `width` columns, keeping the marked bytes in sight.
    pub(super) fn new(excerpt: &Excerpt, width: usize) -> Self {
        let Excerpt { before, marked, after, is_cut_before, is_cut_after } = excerpt;
        // An ellipsis on each side has to fit, too.
        let room = width.max(24) - 2;
        let fits = before.width() + marked.width() + after.width() <= room;
        let marked_room = if fits { marked.width() } else { room * 2 / 3 };
        let shown = head(marked, marked_room);
        let left = room.saturating_sub(shown.width() + after.width().min(room / 4));
        let lead = tail(before, left.max(room / 4).min(room - shown.width()));
        let rest = room - shown.width() - lead.width();
        let trail = if shown.len() == marked.len() { head(after, rest) } else { "" };

        let cut_before = *is_cut_before || lead.len() < before.len();
        let cut_after = *is_cut_after || shown.len() < marked.len() || trail.len() < after.len();
        let open = if cut_before { "…" } else { "" };
        let close = if cut_after { "…" } else { "" };
        Snippet {
            source: format!("{open}{lead}{shown}{trail}{close}"),
            indent: open.width() + lead.width(),
            underline: shown.width().max(1),
        }
    }
}
