//! One request and its response, as recorders write them.
//!
//! The formats name the same things differently, but none uses another's name for something else. So
//! one reader knows all names: HAR's and Polly.JS's `url`, `queryString` and `content`, vcrpy's and
//! betamax's `uri` and `body.string`, WireMock's `urlPath`, `queryParameters` and `jsonBody`. Members
//! stand in any order, so an interaction is collected first, and its body read when it is whole.

use crate::decode::{Skipped, Trail, each_member, skip};
use crate::json::{Error, Event, Reader, Text};
use crate::model::{JsonType, Oddity, Request, Timestamp, http_date};
use crate::span::Span;

use super::site::Recorded;

/// What matters of a request and its response.
#[derive(Debug, Default)]
pub(super) struct Interaction<'a> {
    url: Option<String>,
    query: Vec<(String, String)>,
    method: Option<String>,
    status: Option<String>,
    date: Option<Timestamp>,
    /// When the recorder says that it was; the response's own date goes before it.
    recorded_at: Option<Timestamp>,
    request_id: Option<String>,
    pub body: Option<Body<'a>>,
    /// Whether the body is a file of its own, as WireMock keeps it: it is a dump like any other.
    pub is_body_elsewhere: bool,
}

/// The body of a response.
#[derive(Debug)]
pub(super) struct Body<'a> {
    /// The pointer of the value that holds it.
    pub pointer: String,
    pub span: Span,
    pub form: Form<'a>,
}

/// How a body is written.
#[derive(Debug)]
pub(super) enum Form<'a> {
    /// As a string.
    Text(Text<'a>),
    /// As a string of base64.
    Base64(Text<'a>),
    /// As JSON, in place.
    Json,
}

type Odd<'o> = &'o mut dyn FnMut(Oddity);

impl<'a> Interaction<'a> {
    /// Reads a member of the object around a request and its response.
    pub(super) fn member(
        &mut self,
        reader: &mut Reader<'a>,
        key: &str,
        trail: &Trail<'_>,
        odd: Odd<'_>,
    ) -> Result<(), Error> {
        match key {
            "request" => object(reader, trail, odd, &mut |reader, key, trail, odd| {
                self.request_member(reader, key, trail, odd)
            }),
            "response" => object(reader, trail, odd, &mut |reader, key, trail, odd| {
                self.response_member(reader, key, trail, odd)
            }),
            "startedDateTime" | "recorded_at" => {
                self.recorded_at = text(reader, trail, odd)?.and_then(|time| any_time(&time));
                Ok(())
            }
            _ => skip(reader, trail, odd).map(drop),
        }
    }

    /// Whether there was a request; without one nothing tells what was answered.
    pub(super) fn has_request(&self) -> bool {
        self.url.is_some()
    }

    /// What the recorder kept, if the response is a successful one of `ListJobs` or `DescribeJob`.
    pub(super) fn recorded(&self) -> Option<Recorded> {
        let url = self.url.as_deref()?;
        let is_get = self.method.as_deref().is_none_or(|method| {
            method.eq_ignore_ascii_case("GET") || method.eq_ignore_ascii_case("ANY")
        });
        let is_success = self.status.as_deref().is_none_or(|status| status == "200");
        if !is_get || !is_success {
            return None;
        }
        let mut request = Request::of_url(url);
        if let Some(request) = &mut request {
            self.query.iter().for_each(|(name, value)| request.add(name, value));
        } else {
            // `DescribeJob` is `…/jobs/{jobId}`; a job's output is one level below.
            let parent = url.split_once('?').map_or(url, |(url, _)| url).rsplit_once('/')?.0;
            Request::of_url(parent)?;
        }
        let at = self.date.or(self.recorded_at);
        Some(Recorded { request, request_id: self.request_id.clone(), at })
    }

    fn request_member(
        &mut self,
        reader: &mut Reader<'a>,
        key: &str,
        trail: &Trail<'_>,
        odd: Odd<'_>,
    ) -> Result<(), Error> {
        match key {
            "url" | "uri" | "urlPath" => {
                self.url = text(reader, trail, odd)?.or(self.url.take());
            }
            "method" => self.method = text(reader, trail, odd)?,
            "queryString" | "queryParameters" => {
                named_values(reader, trail, odd, &mut |name, value| {
                    self.query.push((name, value));
                })?;
            }
            _ => drop(skip(reader, trail, odd)?),
        }
        Ok(())
    }

    fn response_member(
        &mut self,
        reader: &mut Reader<'a>,
        key: &str,
        trail: &Trail<'_>,
        odd: Odd<'_>,
    ) -> Result<(), Error> {
        match key {
            "status" | "status_code" => self.status(reader, trail, odd),
            "headers" => named_values(reader, trail, odd, &mut |name, value| match name
                .to_ascii_lowercase()
                .as_str()
            {
                "date" => self.date = http_date(&value),
                "x-amzn-requestid" => self.request_id = Some(value),
                _ => {}
            }),
            "content" | "body" => self.body(reader, trail, odd),
            "base64Body" => self.keep_text(reader, trail, odd, Form::Base64),
            "bodyFileName" => {
                self.is_body_elsewhere = text(reader, trail, odd)?.is_some();
                Ok(())
            }
            "jsonBody" => {
                let skipped = skip(reader, trail, &mut |_| {})?;
                self.body = Some(Body {
                    pointer: trail.to_pointer(),
                    span: skipped.span,
                    form: Form::Json,
                });
                Ok(())
            }
            _ => skip(reader, trail, odd).map(drop),
        }
    }

    /// A number, or an object with a `code`.
    fn status(
        &mut self,
        reader: &mut Reader<'a>,
        trail: &Trail<'_>,
        odd: Odd<'_>,
    ) -> Result<(), Error> {
        if !is_object(reader) {
            self.status = scalar(skip(reader, trail, odd)?);
            return Ok(());
        }
        object(reader, trail, odd, &mut |reader, key, trail, odd| {
            let value = scalar(skip(reader, trail, odd)?);
            if key == "code" {
                self.status = value;
            }
            Ok(())
        })
    }

    /// A string, or an object that holds it as `text`, `string` or `base64_string`.
    fn body(
        &mut self,
        reader: &mut Reader<'a>,
        trail: &Trail<'_>,
        odd: Odd<'_>,
    ) -> Result<(), Error> {
        if !is_object(reader) {
            return self.keep_text(reader, trail, odd, Form::Text);
        }
        let mut is_base64 = false;
        object(reader, trail, odd, &mut |reader, key, trail, odd| match key {
            "text" | "string" => self.keep_text(reader, trail, odd, Form::Text),
            "base64_string" => self.keep_text(reader, trail, odd, Form::Base64),
            "encoding" => {
                is_base64 = text(reader, trail, odd)?.as_deref() == Some("base64");
                Ok(())
            }
            _ => skip(reader, trail, odd).map(drop),
        })?;
        if let (Some(body), true) = (&mut self.body, is_base64)
            && let Form::Text(text) = &body.form
        {
            body.form = Form::Base64(text.clone());
        }
        Ok(())
    }

    fn keep_text(
        &mut self,
        reader: &mut Reader<'a>,
        trail: &Trail<'_>,
        odd: Odd<'_>,
        form: fn(Text<'a>) -> Form<'a>,
    ) -> Result<(), Error> {
        let Skipped { value, span } = skip(reader, trail, odd)?;
        if let (JsonType::String, Some(text)) = (value.found, value.text) {
            self.body = Some(Body { pointer: trail.to_pointer(), span, form: form(text) });
        }
        Ok(())
    }
}

/// What [`object`] calls for each member: it has to read the value.
pub(super) type OnMember<'c, 'a> =
    dyn FnMut(&mut Reader<'a>, &str, &Trail<'_>, Odd<'_>) -> Result<(), Error> + 'c;

/// Reads the members of an object; anything else is passed over.
pub(super) fn object<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    odd: Odd<'_>,
    member: &mut OnMember<'_, 'a>,
) -> Result<(), Error> {
    if !is_object(reader) {
        return skip(reader, trail, odd).map(drop);
    }
    reader.next()?;
    each_member(reader, trail, odd, &mut |reader, key, _, odd| {
        member(reader, key, &Trail::Key(trail, key), odd)
    })
}

/// Reads names and values: `[{"name", "value"}]`, or `{name: value}`, `{name: [value]}`,
/// `{name: {"equalTo": value}}`.
fn named_values(
    reader: &mut Reader<'_>,
    trail: &Trail<'_>,
    odd: Odd<'_>,
    found: &mut dyn FnMut(String, String),
) -> Result<(), Error> {
    if is_object(reader) {
        return object(reader, trail, odd, &mut |reader, name, trail, odd| {
            first_text(reader, trail, odd)?
                .into_iter()
                .for_each(|value| found(name.to_owned(), value));
            Ok(())
        });
    }
    elements(reader, trail, odd, &mut |reader, trail, odd| {
        let (mut name, mut value) = (None, None);
        object(reader, trail, odd, &mut |reader, key, trail, odd| {
            match key {
                "name" => name = text(reader, trail, odd)?,
                "value" => value = text(reader, trail, odd)?,
                _ => drop(skip(reader, trail, odd)?),
            }
            Ok(())
        })?;
        if let (Some(name), Some(value)) = (name, value) {
            found(name, value);
        }
        Ok(())
    })
}

/// A string; or the first one of an array, or that of `equalTo`.
fn first_text(
    reader: &mut Reader<'_>,
    trail: &Trail<'_>,
    odd: Odd<'_>,
) -> Result<Option<String>, Error> {
    let mut first = None;
    if is_object(reader) {
        object(reader, trail, odd, &mut |reader, key, trail, odd| {
            let value = text(reader, trail, odd)?;
            if key == "equalTo" {
                first = value;
            }
            Ok(())
        })?;
    } else if matches!(reader.clone().next(), Ok((Event::ArrayStart, _))) {
        elements(reader, trail, odd, &mut |reader, trail, odd| {
            let value = text(reader, trail, odd)?;
            first = first.take().or(value);
            Ok(())
        })?;
    } else {
        first = text(reader, trail, odd)?;
    }
    Ok(first)
}

/// What [`elements`] calls for each element: it has to read it.
pub(super) type OnElement<'c, 'a> =
    dyn FnMut(&mut Reader<'a>, &Trail<'_>, Odd<'_>) -> Result<(), Error> + 'c;

/// Reads the elements of an array; anything else is passed over.
pub(super) fn elements<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    odd: Odd<'_>,
    element: &mut OnElement<'_, 'a>,
) -> Result<(), Error> {
    if !matches!(reader.clone().next(), Ok((Event::ArrayStart, _))) {
        return skip(reader, trail, odd).map(drop);
    }
    reader.next()?;
    for index in 0.. {
        if matches!(reader.clone().next(), Ok((Event::ArrayEnd, _))) {
            reader.next()?;
            break;
        }
        element(reader, &Trail::Index(trail, index), odd)?;
    }
    Ok(())
}

fn is_object(reader: &Reader<'_>) -> bool {
    matches!(reader.clone().next(), Ok((Event::ObjectStart, _)))
}

/// Passes over a value; its text if it is a string.
fn text(reader: &mut Reader<'_>, trail: &Trail<'_>, odd: Odd<'_>) -> Result<Option<String>, Error> {
    let skipped = skip(reader, trail, odd)?;
    let is_text = skipped.value.found == JsonType::String;
    Ok(skipped.value.text.filter(|_| is_text).map(|text| text.decode().into_owned()))
}

fn scalar(skipped: Skipped<'_>) -> Option<String> {
    skipped.value.text.map(|text| text.decode().into_owned())
}

/// A time as recorders write it: with any offset from UTC, or without one, which means UTC.
fn any_time(text: &str) -> Option<Timestamp> {
    let instant: Option<jiff::Timestamp> = text.parse().ok();
    let civil = || {
        let civil: jiff::civil::DateTime = text.parse().ok()?;
        Some(civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp())
    };
    Timestamp::from_unix_millis(instant.or_else(civil)?.as_millisecond())
}
