//! Text in Markdown, as GitHub and GitLab read it.
//!
//! What comes from a dump can be neither HTML, Markdown nor a mention of somebody: all that any of these
//! begin with is written as a character reference.

use std::fmt::Write as _;

use crate::audit::printable;

/// A text that is shown as it is, also in a cell of a table.
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    let text = printable(text);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' | '<' | '>' | '"' | '\'' | '|' | '`' | '*' | '_' | '[' | ']' | '\\' | '~' | '$'
            | '@' | '#' | '!' => refer_to(character, &mut literal),
            // Links are made of what begins so, without any brackets.
            ':' if characters.peek() == Some(&'/') => refer_to(character, &mut literal),
            '.' if literal.ends_with("www") => refer_to(character, &mut literal),
            other => literal.push(other),
        }
    }
    literal
}

fn refer_to(character: char, text: &mut String) {
    // Writing to a string does not fail.
    let _ = write!(text, "&#{};", u32::from(character));
}
