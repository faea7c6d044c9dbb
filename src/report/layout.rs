//! Text for terminals: wrapping and colours.

use anstyle::{AnsiColor, Style};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::finding::Level;

/// Bold.
pub(super) const BOLD: Style = Style::new().bold();
/// For what frames a text.
pub(super) const FRAME: Style = AnsiColor::Blue.on_default().bold();

/// The colour of a level; all read well on dark and on light.
pub(super) fn style_of(level: Level) -> Style {
    match level {
        Level::Error => AnsiColor::Red.on_default().bold(),
        Level::Warning => AnsiColor::Yellow.on_default().bold(),
        Level::Info => AnsiColor::Cyan.on_default().bold(),
        Level::Off => Style::new().dimmed(),
    }
}

/// Breaks a text that is too long into lines of at most `width` columns: at spaces, and a word that
/// is too long itself anywhere.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(20);
    if text.width() <= width {
        return vec![text.to_owned()];
    }
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            if line.width() + 1 + word.width() <= width {
                line.push(' ');
            } else {
                lines.push(std::mem::take(&mut line));
            }
        }
        for character in word.chars() {
            if line.width() + character.width().unwrap_or(0) > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push(character);
        }
    }
    lines.push(line);
    lines
}

/// As much of the start of a text as fits.
pub(super) fn head(text: &str, room: usize) -> &str {
    let mut used = 0;
    for (at, character) in text.char_indices() {
        used += character.width().unwrap_or(0);
        if used > room {
            return &text[..at];
        }
    }
    text
}

/// As much of the end of a text as fits.
pub(super) fn tail(text: &str, room: usize) -> &str {
    let mut used = 0;
    for (at, character) in text.char_indices().rev() {
        used += character.width().unwrap_or(0);
        if used > room {
            return &text[at + character.len_utf8()..];
        }
    }
    text
}

/// The start and the end of a text that is too long, with `…` between them.
pub(super) fn cut_middle(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(1);
    format!("{}…{}", head(text, room.div_ceil(2)), tail(text, room / 2))
}

/// The start of a text that is too long, with `…` after it.
pub(super) fn cut_end(text: &str, width: usize) -> String {
    match text.width() <= width {
        true => text.to_owned(),
        false => format!("{}…", head(text, width.saturating_sub(1))),
    }
}

/// The text with a capital letter, if it begins with a letter.
pub(super) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

/// A help continues "= help:", and a summary "What must hold:"; alone, each is a sentence.
pub(super) fn sentence(text: &str) -> String {
    format!("{}.", capitalised(text))
}
