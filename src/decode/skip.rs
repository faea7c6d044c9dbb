//! Values that have no slot: passed over, but strictly, and with an eye on repeated keys.

use std::collections::HashSet;

use super::trail::Trail;
use crate::json::{Error, Event, Reader, Text};
use crate::model::{JsonType, Malformed, Oddity, OddityKind};
use crate::span::Span;

/// What a skipped value was.
#[derive(Debug)]
pub struct Skipped<'a> {
    /// Its type and, if it is short, its text.
    pub value: Malformed<'a>,
    /// Its bytes.
    pub span: Span,
}

/// Passes over the next value; reports repeated keys in it.
///
/// # Errors
/// [`Error`] where the value is not JSON.
pub fn skip<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    odd: &mut dyn FnMut(Oddity),
) -> Result<Skipped<'a>, Error> {
    let (event, span) = reader.next()?;
    rest_of_value(reader, event, span, trail, odd)
}

/// The same, once the first event of the value was read.
pub(super) fn rest_of_value<'a>(
    reader: &mut Reader<'a>,
    event: Event<'a>,
    span: Span,
    trail: &Trail<'_>,
    odd: &mut dyn FnMut(Oddity),
) -> Result<Skipped<'a>, Error> {
    let (found, text) = match event {
        Event::ObjectStart => {
            each_member(reader, trail, odd, &mut |reader, key, _, odd| {
                skip(reader, &Trail::Key(trail, key), odd).map(drop)
            })?;
            (JsonType::Object, None)
        }
        Event::ArrayStart => {
            skip_elements(reader, trail, odd)?;
            (JsonType::Array, None)
        }
        Event::String(text) => (JsonType::String, Some(text)),
        Event::Number(number) => (JsonType::Number, Some(Text::plain(number.as_str()))),
        Event::Bool(_) => (JsonType::Boolean, None),
        Event::Null => (JsonType::Null, None),
        Event::Key(_) | Event::ObjectEnd | Event::ArrayEnd => {
            unreachable!("the reader gives a value where one is due")
        }
    };
    let span = Span::new(span.start, reader.offset());
    Ok(Skipped { value: Malformed { found, text }, span })
}

/// What [`each_member`] calls for each member: the reader before the value, the key and its bytes,
/// and where to put oddities.
pub type OnMember<'c, 'a> =
    dyn FnMut(&mut Reader<'a>, &str, Span, &mut dyn FnMut(Oddity)) -> Result<(), Error> + 'c;

/// Calls `member` for each member of the object whose brace was read; it has to read the value.
/// Repeated keys are reported.
///
/// # Errors
/// [`Error`] where the object is not JSON.
pub fn each_member<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    odd: &mut dyn FnMut(Oddity),
    member: &mut OnMember<'_, 'a>,
) -> Result<(), Error> {
    let mut seen = Keys::default();
    while let (Event::Key(key), span) = reader.next()? {
        let is_new = seen.insert(&key);
        let key = key.decode();
        if !is_new {
            odd(duplicate(&key, span, trail, &[]));
        }
        member(reader, &key, span, odd)?;
    }
    Ok(())
}

/// The keys that an object has had: most have few, which are compared faster than looked up.
#[derive(Default)]
struct Keys<'a> {
    few: Vec<Text<'a>>,
    more: HashSet<String>,
}

/// How many keys are compared.
const FEW: usize = 8;

impl<'a> Keys<'a> {
    /// Takes in a key; tells whether it is new.
    fn insert(&mut self, key: &Text<'a>) -> bool {
        if self.few.contains(key) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(key.clone());
            return true;
        }
        self.more.insert(key.decode().into_owned())
    }
}

fn skip_elements(
    reader: &mut Reader<'_>,
    trail: &Trail<'_>,
    odd: &mut dyn FnMut(Oddity),
) -> Result<(), Error> {
    for index in 0.. {
        match reader.next()? {
            (Event::ArrayEnd, _) => break,
            (event, span) => {
                rest_of_value(reader, event, span, &Trail::Index(trail, index), odd)?;
            }
        }
    }
    Ok(())
}

/// The oddity that `key` stands in its object for the second time.
pub(super) fn duplicate(
    key: &str,
    span: Span,
    trail: &Trail<'_>,
    documented: &'static [&'static str],
) -> Oddity {
    let pointer = Trail::Key(trail, key).to_pointer();
    Oddity { kind: OddityKind::DuplicateKey, key: key.to_owned(), pointer, span, documented }
}
