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

/// Whether a text may have a run of `x`, brackets or dots, or one of the words. Most values that are wrong
/// in form have none of these, and one look tells so for all of them.
pub(super) fn may_have_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let [first, second, ..] = *bytes else {
        return true;
    };
    let may_be = |a: u8, b: u8, c: u8| {
        let is_run = (a == b) & (b == c) & ((c == b'*') | (c == b'.'));
        let is_run_of_x = is_x(a) & is_x(b) & is_x(c);
        is_run | is_run_of_x | is_bracket(c) | is_pair(b, c)
    };
    is_bracket(first) || is_bracket(second) || is_pair(first, second) || any_three(bytes, may_be)
}

/// How many bytes are looked at at once.
const STEP: usize = 16;

/// Whether something holds for any three bytes in a row; in steps of a fixed width and without an early
/// end, so that it becomes vector instructions.
#[inline(always)]
fn any_three(bytes: &[u8], is_it: impl Fn(u8, u8, u8) -> bool) -> bool {
    let Some(last) = bytes.len().checked_sub(STEP + 2) else {
        return bytes.windows(3).any(|three| is_it(three[0], three[1], three[2]));
    };
    let mut any = [0; STEP];
    // The last step ends with the text, so it may look at some bytes again.
    for at in (0..last).step_by(STEP).chain([last]) {
        let Some(step) = bytes[at..].first_chunk::<{ STEP + 2 }>() else { return true };
        for (index, any) in any.iter_mut().enumerate() {
            *any |= u8::from(is_it(step[index], step[index + 1], step[index + 2]));
        }
    }
    any != [0; STEP]
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

/// The number of times that `x` stands in a row, where that is three or more.
pub(super) fn longest_run_of_x(text: &str) -> usize {
    let bytes = text.as_bytes();
    if !has_three_in_a_row(bytes) {
        return 0;
    }
    bytes.split(|byte| !is_x(*byte)).map(<[u8]>::len).max().unwrap_or_default()
}

#[inline(always)]
fn is_x(byte: u8) -> bool {
    byte | 0x20 == b'x'
}

/// Whether there is a run at all.
fn has_three_in_a_row(bytes: &[u8]) -> bool {
    any_three(bytes, |a, b, c| is_x(a) & is_x(b) & is_x(c))
}

/// Whether a text has what is written around the name of a value, or where the rest of it was.
pub(super) fn has_brackets_or_dots(text: &str) -> bool {
    // Of all values, nearly all have none of the characters that these are made of.
    text.bytes().fold(0, |any, byte| any | u8::from(is_mark(byte))) != 0
        && (has_marks(text.as_bytes())
            || text.contains('…')
            || text.find('<').is_some_and(|open| text[open..].contains('>')))
}

#[inline(always)]
fn is_mark(byte: u8) -> bool {
    (byte == b'*') | (byte == b'.') | is_bracket(byte)
}

/// Whether a character is one of what begins in brackets, or may be `…`.
#[inline(always)]
fn is_bracket(byte: u8) -> bool {
    (byte == b'$') | (byte == b'{') | (byte == b'<') | (byte >= 0x80)
}

fn has_marks(text: &[u8]) -> bool {
    text.windows(3).any(|three| matches!(three, b"***" | b"..."))
        || text.windows(2).any(|two| matches!(two, b"${" | b"{{"))
}

/// Whether one of the words stands in a text, alone.
pub(super) fn has_word(text: &str) -> bool {
    match text.is_ascii() {
        true => {
            let text = text.as_bytes();
            has_letters_of_words(text)
                && text.split(|byte| !byte.is_ascii_alphanumeric()).any(is_plain_word)
        }
        false => text.split(|character: char| !character.is_alphanumeric()).any(is_word),
    }
}

/// Whether there is an `ed` or a `de`, as in all of the words; without an early end, so that many bytes
/// are looked at at once.
fn has_letters_of_words(text: &[u8]) -> bool {
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    pairs.fold(0, |any, (a, b)| any | u8::from(is_pair(*a, *b))) != 0
}

#[inline(always)]
fn is_pair(one: u8, other: u8) -> bool {
    let (one, other) = (one | 0x20, other | 0x20);
    (one == b'e') & (other == b'd') | (one == b'd') & (other == b'e')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_letters() {
        for word in WORDS {
            assert!(has_word(&format!("a-{}-b", word.to_uppercase())), "{word}");
            assert!(!has_word(&format!("a{word}")), "{word}");
        }
    }

    #[test]
    fn a_mark_is_seen_wherever_it_stands() {
        for mark in ["xXx", "***", "...", "${", "{{", "<a>", "\u{2026}", "Redacted"] {
            for (before, after) in (0..40).flat_map(|all| (0..=all).map(move |at| (at, all - at))) {
                let text = format!("{}{mark}{}", "-".repeat(before), "_".repeat(after));
                assert!(may_have_marks(&text), "{text}");
            }
        }
        assert!(!may_have_marks(&"0-_4".repeat(20)));
    }

    #[test]
    fn runs_are_counted_from_three_on() {
        for (text, longest) in [("axxb", 0), ("axXxb", 3), ("xxx-xxxxxxxx", 8), ("", 0), ("xx", 0)]
        {
            assert_eq!(longest_run_of_x(text), longest, "{text}");
        }
    }
}
