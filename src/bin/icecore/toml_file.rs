//! Files that users write in TOML, and what is wrong with them: where, what was expected, and what may have
//! been meant.

use std::fs;
use std::io;
use std::path::Path;

use icecore::rules::nearest;
use toml::de::Error;

use crate::complaint::{complain, complain_at};

/// The text of a file, which is to be called so and is `what`; `None` if it cannot be read, which has been said.
pub fn read(file: &Path, shown: &Path, what: &str) -> Option<String> {
    let error = match text(file) {
        Ok(text) => return Some(text),
        Err(error) => error,
    };
    let why = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => format!("{what} cannot be read: {error}"),
    };
    complain(&format!("{}: {why}", shown.display()));
    None
}

fn text(file: &Path) -> io::Result<String> {
    let bytes = fs::read(file)?;
    let is_no_text = |_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8");
    String::from_utf8(bytes).map_err(is_no_text)
}

/// Says what is wrong with a file of this text, with a caret under the place.
pub fn tell(error: &Error, file: &Path, text: &str) {
    let message = message(error.message());
    match error.span() {
        Some(span) => tell_at(&message, span.start, file, text),
        None => complain(&format!("{}: {message}", file.display())),
    }
}

/// Says what is wrong at this byte of the text.
pub fn tell_at(message: &str, offset: usize, file: &Path, text: &str) {
    let before = &text[..offset.min(text.len())];
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
