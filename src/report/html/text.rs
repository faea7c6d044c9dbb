//! Texts of dumps, made ready for the page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::audit::printable;

/// So many characters of a text are shown.
const LONGEST: usize = 1024;

/// What paths keep; all else is encoded, so that nothing in one is a scheme, a query or a fragment.
const IN_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text with nothing in it that cannot be seen, or turns what stands beside it around. The template makes
/// sure that it is no markup.
pub(super) fn shown(text: &str) -> String {
    shortened(text, LONGEST)
}

/// The same, of so many characters.
pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", printable(&text[..end])),
        None => printable(text),
    }
}

/// A path as the target of a link, from the folder that the page is in.
pub(super) fn href(path: &str) -> String {
    let encoded = utf8_percent_encode(path, IN_PATHS).to_string();
    // What begins with two slashes would name a host.
    if encoded.starts_with("//") { format!("/.{encoded}") } else { encoded }
}

/// A part of a text of ours that is written in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub text: String,
    /// Whether it stood between backticks.
    pub is_code: bool,
}

/// The parts of such a text.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts.map(|(index, part)| Part { text: part.to_owned(), is_code: index % 2 == 1 }).collect()
}

#[cfg(test)]
mod tests {
    use super::{href, parts};

    #[test]
    fn no_path_is_anything_but_a_path() {
        for (path, safe) in [
            ("a/page-1.json", "a/page-1.json"),
            ("../b c.json", "../b%20c.json"),
            ("javascript:alert(1)", "javascript%3Aalert%281%29"),
            ("//host/x", "/.//host/x"),
            ("\\\\host\\x", "%5C%5Chost%5Cx"),
            ("a?b#c", "a%3Fb%23c"),
            ("\"><b>", "%22%3E%3Cb%3E"),
        ] {
            assert_eq!(href(path), safe);
        }
    }

    #[test]
    fn code_stands_between_backticks() {
        let texts = |text| parts(text).into_iter().map(|part| (part.text, part.is_code)).collect();
        let found: Vec<(String, bool)> = texts("`a` is no `b`.");
        let expected = [("a", true), (" is no ", false), ("b", true), (".", false)];
        assert_eq!(found, expected.map(|(text, is_code)| (text.to_owned(), is_code)));
    }
}
