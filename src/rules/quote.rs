//! Values in messages: short, and harmless to a terminal.

/// The most characters of a value that a message shows.
const SHOWN: usize = 60;

/// The text in backticks, control characters escaped, cut short if it is long.
pub(super) fn quote(text: &str) -> String {
    around_quote("", text, &[])
}

/// A message around such a quote; made in one piece, since nearly every message is of this kind.
pub(super) fn around_quote(before: &str, text: &str, after: &[&str]) -> String {
    let after = after.iter().copied();
    // Nearly all that is quoted is plain, and needs no look at each character.
    if is_plain(text) {
        let dots = if text.len() > SHOWN { "…" } else { "" };
        let quoted = [before, "`", &text[..text.len().min(SHOWN)], dots, "`"];
        return concat(quoted.into_iter().chain(after));
    }
    concat([before, &escaped(text)].into_iter().chain(after))
}

fn concat<'p>(parts: impl Iterator<Item = &'p str> + Clone) -> String {
    let mut text = String::with_capacity(parts.clone().map(str::len).sum());
    parts.for_each(|part| text.push_str(part));
    text
}

fn escaped(text: &str) -> String {
    let mut quoted = String::from("`");
    for character in text.chars().take(SHOWN) {
        match character {
            '`' | '\'' | '"' | '\\' => quoted.push(character),
            other => quoted.extend(other.escape_debug()),
        }
    }
    if text.chars().nth(SHOWN).is_some() {
        quoted.push('…');
    }
    quoted.push('`');
    quoted
}

/// Whether all of it is printable ASCII; without an early end, so that many bytes are looked at at once.
fn is_plain(text: &str) -> bool {
    let is_other = |byte: u8| !(b' '..=b'~').contains(&byte);
    text.bytes().fold(0, |any, byte| any | u8::from(is_other(byte))) == 0
}
