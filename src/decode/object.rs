//! Objects with a view: each member goes into its slot.

use std::collections::HashSet;

use super::skip::{Skipped, duplicate, each_member, rest_of_value, skip};
use super::trail::Trail;
use crate::json::{Error, Event, Expected, Reader, Text};
use crate::model::{
    Entry, Field, Job, JsonType, ListSlot, Malformed, Metadata, ObjectSlot, Oddity, OddityKind,
    Slot, View,
};
use crate::span::Span;

/// Reads the job whose opening brace, at `start`, was read.
pub(super) fn job<'a>(
    reader: &mut Reader<'a>,
    start: usize,
    job: &mut Job<'a>,
) -> Result<(), Error> {
    object(reader, start, job, &Trail::Root)
}

/// Reads the members of the object whose opening brace, at `start`, was read.
pub(super) fn object<'a>(
    reader: &mut Reader<'a>,
    start: usize,
    view: &mut dyn View<'a>,
    trail: &Trail<'_>,
) -> Result<(), Error> {
    let mut unknown = Unknown::default();
    let mut last = None;
    loop {
        let next = match reader.plain_key() {
            Some((key, span)) => Ok((Event::Key(key), span)),
            None => reader.next(),
        };
        match next {
            Ok((Event::Key(key), span)) => {
                member(reader, view, &key.decode(), span, trail, &mut unknown)?;
                last = Some(key);
            }
            Ok((_, end)) => {
                view.set_span(Span::new(start, end.end));
                return Ok(());
            }
            Err(error) => {
                forget_uncertain(view, last.as_ref(), &error);
                return Err(error);
            }
        }
    }
}

/// A value that is followed by neither comma nor brace may itself be the broken one, as the first
/// pair of quotes in `""InProgress""`: it is taken out, so that nobody judges it.
pub(super) fn forget_uncertain<'a>(
    view: &mut dyn View<'a>,
    last: Option<&Text<'a>>,
    error: &Error,
) {
    if error.expected() == Expected::CommaOrObjectEnd
        && let Some(slot) = last.and_then(|key| view.slot(&key.decode()))
    {
        slot.clear();
    }
}

/// The undocumented keys that an object has had.
#[derive(Debug, Default)]
pub(super) struct Unknown {
    /// The first one: there is seldom another.
    first: Option<String>,
    more: HashSet<String>,
}

impl Unknown {
    /// Takes in a key; tells whether it is new.
    fn insert(&mut self, key: &str) -> bool {
        match &self.first {
            None => {
                self.first = Some(key.to_owned());
                true
            }
            Some(first) => first != key && self.more.insert(key.to_owned()),
        }
    }
}

/// Reads the value of `key` into its slot, or passes over it.
pub(super) fn member<'a>(
    reader: &mut Reader<'a>,
    view: &mut dyn View<'a>,
    key: &str,
    span: Span,
    trail: &Trail<'_>,
    unknown: &mut Unknown,
) -> Result<(), Error> {
    let documented = view.keys();
    let here = Trail::Key(trail, key);
    let slot = match view.slot(key) {
        // As nearly all values: what follows is for the others.
        Some(Slot::Text(field)) if field.is_absent() => match reader.plain_text() {
            Some((text, span)) => {
                *field = Field::Value(text, span);
                return Ok(());
            }
            None => match reader.plain_null() {
                Some(span) => {
                    *field = Field::Null(span);
                    return Ok(());
                }
                None => Some(Slot::Text(field)),
            },
        },
        slot => slot,
    };
    match slot {
        Some(slot) => {
            let repeated = !slot.is_absent();
            let mut oddities = Vec::new();
            let result = fill(reader, slot, &here, &mut |oddity| oddities.push(oddity));
            if repeated {
                view.push_oddity(duplicate(key, span, trail, documented));
            }
            oddities.into_iter().for_each(|oddity| view.push_oddity(oddity));
            result
        }
        None => {
            let repeated = !unknown.insert(key);
            let kind = if repeated { OddityKind::DuplicateKey } else { OddityKind::UnknownKey };
            let pointer = here.to_pointer();
            view.push_oddity(Oddity { kind, key: key.to_owned(), pointer, span, documented });
            skip(reader, &here, &mut |oddity| view.push_oddity(oddity)).map(drop)
        }
    }
}

/// Reads the next value into a slot.
fn fill<'a>(
    reader: &mut Reader<'a>,
    slot: Slot<'_, 'a>,
    trail: &Trail<'_>,
    odd: &mut dyn FnMut(Oddity),
) -> Result<(), Error> {
    let (event, span) = reader.next()?;
    match (slot, event) {
        (Slot::Text(field) | Slot::TextOrInteger(field), Event::String(text)) => {
            *field = Field::Value(text, span);
        }
        (Slot::TextOrInteger(field), Event::Number(number)) if number.as_u64().is_some() => {
            *field = Field::Value(Text::plain(number.as_str()), span);
        }
        (Slot::Text(field) | Slot::TextOrInteger(field), event) => {
            *field = other(reader, event, span, trail, odd)?;
        }
        (Slot::Integer(field), Event::Number(number)) => {
            *field = match number.as_u64() {
                Some(value) => Field::Value(value, span),
                None => {
                    let text = Some(Text::plain(number.as_str()));
                    Field::Malformed(Malformed { found: JsonType::Number, text }, span)
                }
            };
        }
        (Slot::Integer(field), event) => *field = other(reader, event, span, trail, odd)?,
        (Slot::Boolean(field), Event::Bool(value)) => *field = Field::Value(value, span),
        (Slot::Boolean(field), event) => *field = other(reader, event, span, trail, odd)?,
        (Slot::Object(slot), Event::ObjectStart) => nested(reader, slot, span, trail)?,
        (Slot::Object(slot), event) => match other::<()>(reader, event, span, trail, odd)? {
            Field::Malformed(malformed, span) => slot.set_malformed(malformed, span),
            _ => slot.set_null(span),
        },
        (Slot::List(slot), Event::ArrayStart) => {
            slot.begin(span);
            // Half a list is none, as half an object is.
            list(reader, slot, trail, odd).inspect_err(|_| slot.clear())?;
            slot.set_span(Span::new(span.start, reader.offset()));
        }
        (Slot::List(slot), event) => match other::<()>(reader, event, span, trail, odd)? {
            Field::Malformed(malformed, span) => slot.set_malformed(malformed, span),
            _ => slot.set_null(span),
        },
        (Slot::Map(field), Event::ObjectStart) => {
            let entries = map(reader, trail, odd)?;
            *field = Field::Value(entries, Span::new(span.start, reader.offset()));
        }
        (Slot::Map(field), event) => *field = other(reader, event, span, trail, odd)?,
        (Slot::Metadata(field), Event::ObjectStart) => {
            let metadata = metadata(reader, trail, odd)?;
            *field = Field::Value(metadata, Span::new(span.start, reader.offset()));
        }
        (Slot::Metadata(field), event) => *field = other(reader, event, span, trail, odd)?,
        (Slot::Opaque(field), Event::ObjectStart) => {
            let skipped = rest_of_value(reader, Event::ObjectStart, span, trail, odd)?;
            *field = Field::Value((), skipped.span);
        }
        (Slot::Opaque(field), event) => *field = other(reader, event, span, trail, odd)?,
    }
    Ok(())
}

/// Reads the object whose opening brace was read; one that breaks is not kept.
fn nested<'a>(
    reader: &mut Reader<'a>,
    slot: &mut dyn ObjectSlot<'a>,
    span: Span,
    trail: &Trail<'_>,
) -> Result<(), Error> {
    object(reader, span.start, slot.begin(), trail).inspect_err(|_| slot.clear())?;
    slot.set_span(Span::new(span.start, reader.offset()));
    Ok(())
}

/// Reads the elements of the list of objects whose opening bracket was read.
fn list<'a>(
    reader: &mut Reader<'a>,
    slot: &mut dyn ListSlot<'a>,
    trail: &Trail<'_>,
    odd: &mut dyn FnMut(Oddity),
) -> Result<(), Error> {
    for index in 0.. {
        let trail = Trail::Index(trail, index);
        match reader.next()? {
            (Event::ArrayEnd, _) => break,
            (Event::ObjectStart, span) => nested(reader, slot.push(), span, &trail)?,
            (event, span) => {
                let Skipped { value, span } = rest_of_value(reader, event, span, &trail, odd)?;
                slot.push().set_malformed(value, span);
            }
        }
    }
    Ok(())
}

/// Reads the members of a map whose opening brace was read.
fn map<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    odd: &mut dyn FnMut(Oddity),
) -> Result<Vec<Entry<'a>>, Error> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut seen = HashSet::new();
    while let (Event::Key(key), span) = reader.next()? {
        let name = key.decode().into_owned();
        let mut value = Field::Absent;
        fill(reader, Slot::Text(&mut value), &Trail::Key(trail, &name), odd)?;
        if !seen.insert(name.clone()) {
            odd(duplicate(&name, span, trail, &[]));
        }
        entries.push(Entry { key, value });
    }
    Ok(entries)
}

/// Reads what matters of an SDK's metadata, whose opening brace was read.
fn metadata<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    odd: &mut dyn FnMut(Oddity),
) -> Result<Metadata<'a>, Error> {
    let mut metadata = Metadata::default();
    each_member(reader, trail, odd, &mut |reader, key, _, odd| {
        let here = Trail::Key(trail, key);
        if key != "HTTPHeaders" {
            let text = text_of(skip(reader, &here, odd)?);
            if key == "RequestId" || key == "requestId" {
                metadata.request_id = text;
            }
            return Ok(());
        }
        let (event, span) = reader.next()?;
        if event != Event::ObjectStart {
            return rest_of_value(reader, event, span, &here, odd).map(drop);
        }
        each_member(reader, &here, odd, &mut |reader, name, _, odd| {
            let text = text_of(skip(reader, &Trail::Key(&here, name), odd)?);
            if name.eq_ignore_ascii_case("date") {
                metadata.date = text;
            }
            Ok(())
        })
    })?;
    Ok(metadata)
}

/// The text of a value that is a string.
fn text_of(skipped: Skipped<'_>) -> Option<Text<'_>> {
    skipped.value.text.filter(|_| skipped.value.found == JsonType::String)
}

/// The field for a value that is not of its slot's type: null, or malformed.
fn other<'a, T>(
    reader: &mut Reader<'a>,
    event: Event<'a>,
    span: Span,
    trail: &Trail<'_>,
    odd: &mut dyn FnMut(Oddity),
) -> Result<Field<'a, T>, Error> {
    if event == Event::Null {
        return Ok(Field::Null(span));
    }
    let Skipped { value, span } = rest_of_value(reader, event, span, trail, odd)?;
    Ok(Field::Malformed(value, span))
}
