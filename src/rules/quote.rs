//! Values in messages: short, and harmless to a terminal.

/// The most characters of a value that a message shows.
const SHOWN: usize = 60;

/// The text in backticks, control characters escaped, cut short if it is long.
pub(super) fn quote(text: &str) -> String {
    // Nearly all that is quoted is plain, and needs no look at each character.
    if is_plain(text) {
        let dots = if text.len() > SHOWN { "…" } else { "" };
        return ["`", &text[..text.len().min(SHOWN)], dots, "`"].concat();
    }
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
