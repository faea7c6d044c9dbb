//! Sends each value to the reader of its shape.

use super::shape::{Shape, recognise};
use super::walk::{Walk, pass};
use super::{array, notification, page, placebo, recording};
use crate::decode::Trail;
use crate::json::{Error, Event, Reader};
use crate::span::Span;

/// Reads the value whose first event was read.
pub(super) fn value<'a>(
    walk: &mut Walk<'_, 'a>,
    reader: &mut Reader<'a>,
    event: &Event<'a>,
    span: Span,
    trail: &Trail<'_>,
) -> Result<(), Error> {
    let shape = recognise(walk.bytes, span.start);
    of_shape(shape, walk, reader, event, span, trail)
}

/// Reads the value of a known shape whose first event was read.
pub(super) fn of_shape<'a>(
    shape: Shape,
    walk: &mut Walk<'_, 'a>,
    reader: &mut Reader<'a>,
    event: &Event<'a>,
    span: Span,
    trail: &Trail<'_>,
) -> Result<(), Error> {
    let pointer = || trail.to_pointer();
    match shape {
        Shape::Page => page::read(reader, span.start, pointer(), walk),
        Shape::Job => page::read_lone_job(reader, span.start, pointer(), walk),
        Shape::Array => array::read(reader, trail, walk),
        Shape::Placebo => placebo::read(reader, trail, walk),
        Shape::Notification => notification::read(reader, trail, walk),
        Shape::Event => notification::read_event(reader, trail, walk),
        Shape::Recording => recording::read(reader, span.start, trail, walk),
        Shape::Foreign(foreign) => {
            pass(reader, event)?;
            walk.foreign(foreign, Span::new(span.start, reader.offset()), trail);
            Ok(())
        }
        Shape::Broken => pass(reader, event),
    }
}
