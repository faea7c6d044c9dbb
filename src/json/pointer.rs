//! JSON pointers (RFC 6901), built token by token.

use super::reader::{Event, Reader};

/// Appends one token to a pointer, escaped as RFC 6901 wants it.
///
/// ```
/// let mut pointer = String::from("/OutputLocation/S3/Tagging");
/// icecore::json::push_token(&mut pointer, "a/b");
/// assert_eq!(pointer, "/OutputLocation/S3/Tagging/a~1b");
/// ```
pub fn push_token(pointer: &mut String, token: &str) {
    pointer.reserve(token.len() + 1);
    pointer.push('/');
    if !token.bytes().any(|byte| matches!(byte, b'~' | b'/')) {
        return pointer.push_str(token);
    }
    for character in token.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The pointer of the innermost value in which the document that starts at `start` breaks; the
/// root's, if it does not break.
///
/// Reading keeps no path, since only a broken document needs one; so it is read once more.
#[must_use]
pub fn pointer_of_break(bytes: &[u8], start: usize) -> String {
    pointer_from(Reader::at(bytes, start), Vec::new())
}

/// The pointer, as seen from an array, of the value in which its elements break; the bytes begin with
/// the element of this index.
#[must_use]
pub fn pointer_of_break_in_array(bytes: &[u8], index: usize) -> String {
    pointer_from(Reader::in_array(bytes), vec![Step::Index(index)])
}

fn pointer_from(mut reader: Reader<'_>, mut path: Vec<Step>) -> String {
    while let Ok((event, _)) = reader.next() {
        match event {
            Event::Key(key) => {
                if let Some(Step::Key(name)) = path.last_mut() {
                    *name = Some(key.decode().into_owned());
                }
                continue;
            }
            Event::ObjectStart => path.push(Step::Key(None)),
            Event::ArrayStart => path.push(Step::Index(0)),
            Event::ObjectEnd | Event::ArrayEnd => drop(path.pop()),
            _ => {}
        }
        let opened = matches!(event, Event::ObjectStart | Event::ArrayStart);
        if let (false, Some(Step::Index(index))) = (opened, path.last_mut()) {
            *index += 1;
        }
    }
    let mut pointer = String::new();
    for step in path {
        match step {
            Step::Key(Some(key)) => push_token(&mut pointer, &key),
            Step::Key(None) => {}
            Step::Index(index) => push_token(&mut pointer, &index.to_string()),
        }
    }
    pointer
}

/// One level of the way to a value; a key is unknown until the first one was read.
enum Step {
    Key(Option<String>),
    Index(usize),
}
