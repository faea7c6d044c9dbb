//! Values in messages: short, and harmless to a terminal.

/// The most characters of a value that a message shows.
const SHOWN: usize = 60;

/// The text in backticks, control characters escaped, cut short if it is long.
pub(super) fn quote(text: &str) -> String {
    // Nearly all that is quoted is plain, and needs no look at each character.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
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
