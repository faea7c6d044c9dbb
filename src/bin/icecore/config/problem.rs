//! What is wrong with the file: where, what was expected, and what may have been meant.

use std::path::Path;

use icecore::rules::nearest;
use toml::de::Error;

use crate::complaint::{complain, complain_at};

/// Says what is wrong, with a caret under the place.
pub fn tell(error: &Error, file: &Path, text: &str) {
    let message = message(error.message());
    let Some(span) = error.span() else {
        complain(&format!("{}: {message}", file.display()));
        return;
    };
    let before = &text[..span.start.min(text.len())];
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|character| *character != '\n').count() + 1;
    complain_at(&format!("{}:{line}:{column}: {message}", file.display()), text, before.len());
}

/// The message, with what may have been meant: serde names the word that it does not know, and then those
/// that it does, each between backticks.
fn message(message: &str) -> String {
    let one_line = message.lines().collect::<Vec<_>>().join(", ");
    let mut words = one_line.split('`').skip(1).step_by(2);
    let Some(word) = words.next() else { return one_line };
    if one_line.starts_with("missing field") {
        return format!("the key `{word}` is missing here");
    }
    if !one_line.starts_with("unknown ") {
        return one_line;
    }
    let known: Vec<&str> = words.collect();
    let kind = if one_line.starts_with("unknown field") { "key" } else { "value" };
    let begun = known.iter().copied().find(|known| word.len() > 2 && known.starts_with(word));
    match begun.or_else(|| nearest(word, known.iter().copied())) {
        Some(known) => format!("there is no {kind} `{word}` here; did you mean `{known}`?"),
        None => {
            let known = known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            format!("there is no {kind} `{word}` here; there is {known}")
        }
    }
}
