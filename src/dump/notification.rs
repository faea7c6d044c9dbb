//! Notifications: SNS tells of a job by a JSON document inside the string `Message`; Lambda wraps
//! such notifications in `Records[].Sns`.

use super::embedded;
use super::shape::{Foreign, Shape, recognise};
use super::site::Embedding;
use super::walk::{Walk, pass};
use crate::decode::{Trail, skip};
use crate::json::{Error, Event, OffsetMap, Reader, Text};
use crate::span::Span;

/// Reads the notification whose opening brace was read.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    walk: &mut Walk<'_, 'a>,
) -> Result<(), Error> {
    walk.envelope(reader, trail, &mut |walk, reader, key, odd| {
        let here = Trail::Key(trail, key);
        if key != "Message" {
            return skip(reader, &here, odd).map(drop);
        }
        match reader.next()? {
            (Event::String(text), span) => read_message(&text, span, &here, walk),
            (event, span) => {
                pass(reader, &event)?;
                walk.foreign(Foreign::Message, Span::new(span.start, reader.offset()), &here);
            }
        }
        Ok(())
    })
}

/// Reads the Lambda event whose opening brace was read.
pub(super) fn read_event<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    walk: &mut Walk<'_, 'a>,
) -> Result<(), Error> {
    walk.envelope(reader, trail, &mut |walk, reader, key, odd| {
        let here = Trail::Key(trail, key);
        if key != "Records" {
            return skip(reader, &here, odd).map(drop);
        }
        match reader.next()? {
            (Event::ArrayStart, _) => read_records(reader, &here, walk),
            (event, span) => {
                pass(reader, &event)?;
                walk.foreign(Foreign::Object, Span::new(span.start, reader.offset()), &here);
                Ok(())
            }
        }
    })
}

fn read_records<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    walk: &mut Walk<'_, 'a>,
) -> Result<(), Error> {
    for index in 0.. {
        let here = Trail::Index(trail, index);
        match reader.next()? {
            (Event::ArrayEnd, span) => {
                if index == 0 {
                    walk.foreign(Foreign::Message, span, trail);
                }
                break;
            }
            (Event::ObjectStart, span) => read_record(reader, span, &here, walk)?,
            (event, span) => {
                pass(reader, &event)?;
                walk.foreign(Foreign::Message, Span::new(span.start, reader.offset()), &here);
            }
        }
    }
    Ok(())
}

/// Reads one record; one that is not from SNS holds no notification, and that is said.
fn read_record<'a>(
    reader: &mut Reader<'a>,
    span: Span,
    trail: &Trail<'_>,
    walk: &mut Walk<'_, 'a>,
) -> Result<(), Error> {
    let mut from_sns = false;
    walk.envelope(reader, trail, &mut |walk, reader, key, odd| {
        let here = Trail::Key(trail, key);
        if key != "Sns" {
            return skip(reader, &here, odd).map(drop);
        }
        from_sns = true;
        match reader.next()? {
            (Event::ObjectStart, _) => read(reader, &here, walk),
            (event, span) => {
                pass(reader, &event)?;
                walk.foreign(Foreign::Message, Span::new(span.start, reader.offset()), &here);
                Ok(())
            }
        }
    })?;
    if !from_sns {
        walk.foreign(Foreign::Message, Span::new(span.start, reader.offset()), trail);
    }
    Ok(())
}

/// Reads the document inside a message. It is a document of its own, so what is wrong with it ends
/// only it.
fn read_message<'a>(text: &Text<'a>, span: Span, trail: &Trail<'_>, walk: &mut Walk<'_, 'a>) {
    let inner = text.decode().into_owned();
    let shape = recognise(inner.as_bytes(), 0);
    let is_json = matches!(shape, Shape::Job | Shape::Page)
        || shape == Shape::Broken && inner.trim_start().starts_with('{');
    if !is_json {
        return walk.foreign(Foreign::Message, span, trail);
    }
    let embedding = Embedding {
        pointer: trail.to_pointer(),
        inside: Span::new(span.start + 1, span.end - 1),
        offsets: Some(OffsetMap::of(text)),
    };
    embedded::read(inner.as_bytes(), embedding, walk);
}
