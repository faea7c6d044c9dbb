//! The walk through one document, and what every reader of a shape needs.

use super::fault::{Fault, FaultKind};
use super::shape::Foreign;
use super::site::{Context, JobSite, PageSite};
use super::visitor::Visitor;
use crate::decode::{JobSink, Taken, Trail, each_member, skip};
use crate::json::{Error, Event, Reader};
use crate::model::{Job, Oddity, PageFrame, View};
use crate::span::Span;

/// What every reader of a shape needs.
pub(super) struct Walk<'v, 'a> {
    pub bytes: &'a [u8],
    pub context: Context,
    pub visitor: &'v mut dyn Visitor<'a>,
    /// Knows the reader of each shape; they do not know each other.
    pub dispatch: Dispatch,
}

/// Reads a value whose first event was read.
pub(super) type Dispatch = for<'v, 'a> fn(
    &mut Walk<'v, 'a>,
    &mut Reader<'a>,
    &Event<'a>,
    Span,
    &Trail<'_>,
) -> Result<(), Error>;

impl<'a> Walk<'_, 'a> {
    /// Reads the value whose first event was read, by its shape.
    pub(super) fn value(
        &mut self,
        reader: &mut Reader<'a>,
        event: &Event<'a>,
        span: Span,
        trail: &Trail<'_>,
    ) -> Result<(), Error> {
        (self.dispatch)(self, reader, event, span, trail)
    }

    /// Reports a value that is none of the known shapes.
    pub(super) fn foreign(&mut self, foreign: Foreign, span: Span, trail: &Trail<'_>) {
        let place = self.context.place(span, trail.to_pointer());
        self.visitor.fault(Fault { kind: FaultKind::Foreign(foreign), place, unread: span.len() });
    }

    /// Reads the members of an object around pages or jobs; what is odd about it is handed on.
    pub(super) fn envelope(
        &mut self,
        reader: &mut Reader<'a>,
        trail: &Trail<'_>,
        member: &mut OnEnvelopeMember<'_, 'a>,
    ) -> Result<(), Error> {
        let mut frame = PageFrame::default();
        let result = each_member(
            reader,
            trail,
            &mut |oddity| frame.push_oddity(oddity),
            &mut |reader, key, _, odd| member(self, reader, key, odd),
        );
        if !frame.oddities().is_empty() {
            let site = PageSite::listed(&self.context, String::new());
            self.visitor.envelope(frame, &site);
        }
        result
    }

    /// Hands on the jobs of a page at `site`.
    pub(super) fn sink<'w>(&'w mut self, site: &'w PageSite) -> Sink<'w, 'a> {
        Sink { visitor: self.visitor, site, bytes: self.bytes, jobs: 0 }
    }
}

/// What [`Walk::envelope`] calls for each member: it has to read the value of the key, and tells
/// what is odd about it.
pub(super) type OnEnvelopeMember<'c, 'a> = dyn FnMut(&mut Walk<'_, 'a>, &mut Reader<'a>, &str, &mut dyn FnMut(Oddity)) -> Result<(), Error>
    + 'c;

/// Passes over the rest of a value whose first event was read.
pub(super) fn pass<'a>(reader: &mut Reader<'a>, event: &Event<'a>) -> Result<(), Error> {
    match event {
        Event::ObjectStart => each_member(reader, &Trail::Root, &mut |_| {}, &mut {
            |reader: &mut Reader<'a>, _: &str, _, _: &mut dyn FnMut(_)| {
                skip(reader, &Trail::Root, &mut |_| {}).map(drop)
            }
        }),
        Event::ArrayStart => loop {
            match reader.next()? {
                (Event::ArrayEnd, _) => break Ok(()),
                (event, _) => pass(reader, &event)?,
            }
        },
        _ => Ok(()),
    }
}

/// Gives jobs their site, and counts them.
pub(super) struct Sink<'w, 'a> {
    visitor: &'w mut dyn Visitor<'a>,
    site: &'w PageSite,
    bytes: &'a [u8],
    pub jobs: usize,
}

impl<'a> JobSink<'a> for Sink<'_, 'a> {
    fn job(&mut self, job: Job<'a>, index: usize) {
        self.jobs += 1;
        let text = self.bytes.get(job.span().start..job.span().end);
        self.visitor.job(job, JobSite::new(self.site, index).with_text(text));
    }

    fn take(&mut self, start: usize, index: usize) -> Option<Taken> {
        let site = JobSite::new(self.site, index);
        let taken = self.visitor.take_jobs(self.bytes, start, site)?;
        self.jobs += taken.jobs;
        Some(taken)
    }

    fn cut_job(&mut self, job: Job<'a>, index: usize) {
        self.visitor.cut_job(job, JobSite::new(self.site, index));
    }
}
