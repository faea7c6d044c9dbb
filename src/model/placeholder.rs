//! Placeholders: what people write over a value before they publish a dump.

use super::arn::{SnsTopicArn, VaultArn};
use super::byte_range::ByteRange;
use super::id::{is_archive_id, is_job_id};
use super::member::Kind;
use super::timestamp::Timestamp;
use super::tree_hash::TreeHash;

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

/// Whether a text stands in place of a value of this kind.
#[must_use]
pub fn is_placeholder(text: &str, kind: Kind) -> bool {
    if kind == Kind::FreeText {
        return is_wholly_placeholder(text);
    }
    if has_right_form(text, kind) {
        return is_one_character(text) && text.len() > 12 || longest_run_of_x(text) >= CERTAIN_RUN;
    }
    is_one_character(text)
        || longest_run_of_x(text) >= 3
        || ["***", "…", "...", "${", "{{"].iter().any(|mark| text.contains(mark))
        || has_angle_brackets(text)
        || has_word(text)
}

/// Free text may hold anything, so only one that is nothing but a placeholder counts.
fn is_wholly_placeholder(text: &str) -> bool {
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
    // Of all texts, nearly all are too short or too long.
    if !(6..=12).contains(&text.len()) && text.is_ascii() {
        return false;
    }
    match text.is_ascii() {
        true => WORDS.iter().any(|word| word.eq_ignore_ascii_case(text)),
        // Some letters beyond ASCII become plain ones in lower case.
        false => WORDS.contains(&text.to_lowercase().as_str()),
    }
}

fn has_right_form(text: &str, kind: Kind) -> bool {
    match kind {
        Kind::JobId => is_job_id(text),
        Kind::ArchiveId => is_archive_id(text),
        Kind::VaultArn => VaultArn::parse(text).is_ok(),
        Kind::SnsTopic => SnsTopicArn::parse(text).is_ok(),
        Kind::JobDate | Kind::RangeDate => text.parse::<Timestamp>().is_ok(),
        Kind::TreeHash => text.parse::<TreeHash>().is_ok(),
        Kind::ByteRange => text.parse::<ByteRange>().is_ok(),
        Kind::Enum(values) => values.contains(&text),
        Kind::EnumAnyCase(values) => values.iter().any(|value| value.eq_ignore_ascii_case(text)),
        Kind::Limit => text.parse::<u64>().is_ok(),
        // Whether the name is legal is for its rule; what is written in its letters is a name.
        Kind::BucketName => {
            text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
                && text.bytes().any(|byte| byte.is_ascii_alphanumeric())
        }
        Kind::Marker => text.bytes().all(|byte| byte.is_ascii_graphic()) && text.len() > 12,
        Kind::FreeText | Kind::Size | Kind::Boolean | Kind::Object | Kind::List => false,
    }
}

fn is_one_character(text: &str) -> bool {
    let mut characters = text.chars();
    let first = characters.next();
    text.chars().count() >= 3 && characters.all(|character| Some(character) == first)
}

fn longest_run_of_x(text: &str) -> usize {
    text.split(|character: char| !matches!(character, 'x' | 'X'))
        .map(str::len)
        .max()
        .unwrap_or_default()
}

fn has_angle_brackets(text: &str) -> bool {
    text.find('<').is_some_and(|open| text[open..].contains('>'))
}

fn has_word(text: &str) -> bool {
    text.split(|character: char| !character.is_alphanumeric()).any(is_word)
}
