//! What gives a placeholder away: words, brackets, and one character over and over.

/// Words that stand for a value that was taken out.
const WORDS: [&str; 14] = [
    "redacted",
    "removed",
    "masked",
    "hidden",
    "omitted",
    "censored",
    "scrubbed",
    "sanitized",
    "sanitised",
    "anonymized",
    "anonymised",
    "obfuscated",
    "placeholder",
    "confidential",
];

/// How long a run of `x` has to be in a value that is sound in form: identifiers are random, and
/// shorter runs occur in them.
const CERTAIN_RUN: usize = 8;

/// Free text may hold anything, so only one that is nothing but a placeholder counts.
pub(super) fn is_wholly_placeholder(text: &str) -> bool {
    let is_marks = !text.is_empty() && text.chars().all(|c| matches!(c, '*' | '…' | '.'));
    let enclosed = text.starts_with('<') && text.ends_with('>')
        || text.starts_with("${") && text.ends_with('}')
        || text.starts_with('[') && text.ends_with(']');
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    is_marks && text.chars().count() >= 3
        || text == "…"
        || text.len() >= 3 && text.bytes().all(|byte| matches!(byte, b'x' | b'X'))
        || (enclosed || inner.len() == text.len()) && is_word(inner)
}

/// Whether a text is one of the words, in any case.
fn is_word(text: &str) -> bool {
    match text.is_ascii() {
        true => is_plain_word(text.as_bytes()),
        // Some letters beyond ASCII become plain ones in lower case.
        false => WORDS.contains(&text.to_lowercase().as_str()),
    }
}

fn is_plain_word(text: &[u8]) -> bool {
    // Of all texts, nearly all are too short or too long.
    (6..=12).contains(&text.len())
        && WORDS.iter().any(|word| word.as_bytes().eq_ignore_ascii_case(text))
}

pub(super) fn is_one_character(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    characters.all(|character| Some(character) == first) && text.chars().count() >= 3
}

/// Whether a value that is sound in form has a run of `x` that does not come by chance.
pub(super) fn has_long_run_of_x(text: &str) -> bool {
    longest_run_of_x(text) >= CERTAIN_RUN
}

pub(super) fn longest_run_of_x(text: &str) -> usize {
    let (mut longest, mut run) = (0, 0);
    for byte in text.bytes() {
        run = if byte | 0x20 == b'x' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}

/// Whether a text has what is written around the name of a value, or where the rest of it was.
pub(super) fn has_brackets_or_dots(text: &str) -> bool {
    // Of all values, nearly all have none of the characters that these are made of.
    let is_mark = |byte: u8| matches!(byte, b'*' | b'.' | b'$' | b'{' | b'<') || !byte.is_ascii();
    text.bytes().any(is_mark)
        && (["***", "…", "...", "${", "{{"].iter().any(|mark| text.contains(mark))
            || text.find('<').is_some_and(|open| text[open..].contains('>')))
}

/// Whether one of the words stands in a text, alone.
pub(super) fn has_word(text: &str) -> bool {
    match text.is_ascii() {
        true => text.as_bytes().split(|byte| !byte.is_ascii_alphanumeric()).any(is_plain_word),
        false => text.split(|character: char| !character.is_alphanumeric()).any(is_word),
    }
}
