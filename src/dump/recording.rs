//! Recordings that keep the requests: HAR and Polly.JS (`log.entries`), vcrpy (`interactions`),
//! betamax (`http_interactions`), WireMock (`mappings`, or a mapping alone).
//!
//! Each response of `ListJobs` or `DescribeJob` is read like a document inside a string. Other
//! requests, and what was answered but not with success, are none of ours and passed over.

use std::io::Read as _;
use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::embedded;
use super::interaction::{Body, Form, Interaction, elements, object};
use super::shape::Foreign;
use super::site::{Context, Embedding};
use super::walk::Walk;
use crate::decode::{Trail, each_member, skip};
use crate::json::{Error, Event, OffsetMap, Reader};
use crate::model::Oddity;
use crate::span::Span;

/// Reads the recording whose opening brace, at `start`, was read.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    start: usize,
    trail: &Trail<'_>,
    walk: &mut Walk<'_, 'a>,
) -> Result<(), Error> {
    let mut alone = Interaction::default();
    let mut requests = 0;
    walk.envelope(reader, trail, &mut |walk, reader, key, odd| {
        let here = Trail::Key(trail, key);
        match key {
            "log" => read_log(reader, &here, odd, walk, &mut requests),
            "interactions" | "http_interactions" | "mappings" => {
                read_all(reader, &here, odd, walk, &mut requests)
            }
            _ => alone.member(reader, key, &here, odd),
        }
    })?;
    requests += usize::from(alone.has_request());
    read_body(&alone, Span::new(start, reader.offset()), trail, walk)?;
    if requests == 0 {
        walk.foreign(Foreign::Recording, Span::new(start, reader.offset()), trail);
    }
    Ok(())
}

/// `log`: an object with `entries`.
fn read_log<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    odd: &mut dyn FnMut(Oddity),
    walk: &mut Walk<'_, 'a>,
    requests: &mut usize,
) -> Result<(), Error> {
    object(reader, trail, odd, &mut |reader, key, trail, odd| match key {
        "entries" => read_all(reader, trail, odd, walk, requests),
        _ => skip(reader, trail, odd).map(drop),
    })
}

/// An array of interactions.
fn read_all<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    odd: &mut dyn FnMut(Oddity),
    walk: &mut Walk<'_, 'a>,
    requests: &mut usize,
) -> Result<(), Error> {
    elements(reader, trail, odd, &mut |reader, trail, odd| {
        let mut interaction = Interaction::default();
        if !matches!(reader.clone().next(), Ok((Event::ObjectStart, _))) {
            return skip(reader, trail, odd).map(drop);
        }
        let (_, brace) = reader.next()?;
        each_member(reader, trail, odd, &mut |reader, key, _, odd| {
            interaction.member(reader, key, &Trail::Key(trail, key), odd)
        })?;
        *requests += usize::from(interaction.has_request());
        read_body(&interaction, Span::new(brace.start, reader.offset()), trail, walk)
    })
}

/// Reads the body of an interaction, if it is a response of ours.
fn read_body<'a>(
    interaction: &Interaction<'a>,
    span: Span,
    trail: &Trail<'_>,
    walk: &mut Walk<'_, 'a>,
) -> Result<(), Error> {
    let Some(recorded) = interaction.recorded() else { return Ok(()) };
    let Some(body) = &interaction.body else {
        if !interaction.is_body_elsewhere {
            // A page that was answered and not kept is missing.
            walk.foreign(Foreign::NoBody, span, trail);
        }
        return Ok(());
    };
    let context = Context { recorded: Some(Rc::new(recorded)), ..walk.context.clone() };
    let outside = std::mem::replace(&mut walk.context, context);
    let result = read_form(body, walk);
    walk.context = outside;
    result
}

fn read_form<'a>(body: &Body<'a>, walk: &mut Walk<'_, 'a>) -> Result<(), Error> {
    let embedding = |offsets| Embedding {
        pointer: body.pointer.clone(),
        inside: Span::new(body.span.start + 1, body.span.end - 1),
        offsets,
    };
    match &body.form {
        Form::Text(text) => {
            embedded::read(text.decode().as_bytes(), embedding(Some(OffsetMap::of(text))), walk);
        }
        // What is not base64 is taken as it stands: that it is no JSON is then said of it.
        Form::Base64(text) => match STANDARD.decode(text.decode().as_bytes()) {
            Ok(bytes) => embedded::read(&unzipped(bytes), embedding(None), walk),
            Err(_) => embedded::read(text.decode().as_bytes(), embedding(None), walk),
        },
        Form::Json => {
            let mut reader = Reader::at(walk.bytes, body.span.start);
            let (event, span) = reader.next()?;
            let trail = Trail::Pointer(&body.pointer);
            walk.value(&mut reader, &event, span, &trail)?;
        }
    }
    Ok(())
}

/// A body as it was before its Content-Encoding.
fn unzipped(bytes: Vec<u8>) -> Vec<u8> {
    let mut plain = Vec::new();
    match bytes.starts_with(&[0x1F, 0x8B]) {
        // Where the data breaks, what comes before it is read, and that it breaks is said of that.
        true => drop(flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_end(&mut plain)),
        false => return bytes,
    }
    plain
}
