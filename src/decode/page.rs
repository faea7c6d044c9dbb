//! Pages: the frame is a view like any other; the jobs in it are handed on one by one.

use super::object::{Unknown, forget_uncertain, job, member};
use super::skip::rest_of_value;
use super::trail::Trail;
use crate::json::{Error, Event, MAX_DEPTH, Reader};
use crate::model::{Field, Job, Oddity, OddityKind, PageFrame, View};
use crate::span::Span;

/// Takes the jobs of a page as they are read.
pub trait JobSink<'a> {
    /// A whole job, and its index in the list.
    fn job(&mut self, job: Job<'a>, index: usize);

    /// What could be read of a job in which the JSON breaks.
    fn cut_job(&mut self, job: Job<'a>, index: usize);

    /// Offers jobs before they are read: the one whose opening brace stands at `start`, with its index,
    /// and those after it in its list. A sink with a faster way may take them.
    fn take(&mut self, start: usize, index: usize) -> Option<Taken> {
        let _ = (start, index);
        None
    }
}

/// Jobs that were taken before they were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// How many; at least one.
    pub jobs: usize,
    /// Where the last one ends.
    pub end: usize,
}

/// Reads the page whose opening brace, at `start`, was read.
///
/// # Errors
/// [`Error`] where the page is not JSON; what was read before is in `frame` and `sink`.
pub fn page<'a>(
    reader: &mut Reader<'a>,
    start: usize,
    frame: &mut PageFrame<'a>,
    sink: &mut dyn JobSink<'a>,
) -> Result<(), Error> {
    let mut unknown = Unknown::default();
    let mut last = None;
    loop {
        let (event, span) = match reader.next() {
            Ok(next) => next,
            Err(error) => {
                forget_uncertain(frame, last.as_ref(), &error);
                return Err(error);
            }
        };
        let Event::Key(key) = event else {
            frame.set_span(Span::new(start, span.end));
            return Ok(());
        };
        if key == "JobList" {
            job_list(reader, span, frame, sink)?;
        } else {
            member(reader, frame, &key.decode(), span, &Trail::Root, &mut unknown)?;
        }
        last = Some(key);
    }
}

fn job_list<'a>(
    reader: &mut Reader<'a>,
    key: Span,
    frame: &mut PageFrame<'a>,
    sink: &mut dyn JobSink<'a>,
) -> Result<(), Error> {
    let trail = Trail::Key(&Trail::Root, "JobList");
    if !frame.job_list().is_absent() {
        frame.push_oddity(super::skip::duplicate("JobList", key, &Trail::Root, frame.keys()));
    }
    let (event, span) = reader.next()?;
    let field = match event {
        Event::ArrayStart => {
            jobs(reader, &trail, frame, sink)?;
            Field::Value((), Span::new(span.start, reader.offset()))
        }
        Event::Null => Field::Null(span),
        event => {
            let mut oddities = Vec::new();
            let skipped =
                rest_of_value(reader, event, span, &trail, &mut |odd| oddities.push(odd))?;
            oddities.into_iter().for_each(|oddity| frame.push_oddity(oddity));
            Field::Malformed(skipped.value, skipped.span)
        }
    };
    frame.set_job_list(field);
    Ok(())
}

/// Reads the jobs of the array whose opening bracket was read.
fn jobs<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    frame: &mut PageFrame<'a>,
    sink: &mut dyn JobSink<'a>,
) -> Result<(), Error> {
    let mut index = 0;
    loop {
        match reader.next()? {
            (Event::ArrayEnd, _) => return Ok(()),
            (Event::ObjectStart, span) => index += some_jobs(reader, span.start, index, sink)?,
            (event, span) => {
                let trail = Trail::Index(trail, index);
                not_a_job(reader, event, span, &trail, &mut |oddity| frame.push_oddity(oddity))?;
                index += 1;
            }
        }
    }
}

/// Hands on the job whose opening brace, at `start`, was read, and perhaps some after it; returns how
/// many.
///
/// # Errors
/// [`Error`] where a job is not JSON; what could be read of it was handed on as cut.
pub fn some_jobs<'a>(
    reader: &mut Reader<'a>,
    start: usize,
    index: usize,
    sink: &mut dyn JobSink<'a>,
) -> Result<usize, Error> {
    // Who takes jobs does not count levels, and a job has few.
    let is_shallow = reader.depth() < MAX_DEPTH / 2;
    match is_shallow.then(|| sink.take(start, index)).flatten() {
        Some(taken) => {
            reader.leave_object(taken.end);
            Ok(taken.jobs)
        }
        None => one_job(reader, start, index, sink).map(|()| 1),
    }
}

/// Reads the job whose opening brace, at `start`, was read, and hands it on.
///
/// # Errors
/// [`Error`] where the job is not JSON; what could be read of it was handed on as cut.
pub fn one_job<'a>(
    reader: &mut Reader<'a>,
    start: usize,
    index: usize,
    sink: &mut dyn JobSink<'a>,
) -> Result<(), Error> {
    let mut view = Job::default();
    let result = job(reader, start, &mut view);
    match result {
        Ok(()) => sink.job(view, index),
        Err(_) => sink.cut_job(view, index),
    }
    result
}

/// Passes over an element of a list of jobs that is no object, and tells of it.
///
/// # Errors
/// [`Error`] where the element is not JSON.
pub fn not_a_job<'a>(
    reader: &mut Reader<'a>,
    event: Event<'a>,
    span: Span,
    trail: &Trail<'_>,
    odd: &mut dyn FnMut(Oddity),
) -> Result<(), Error> {
    let skipped = rest_of_value(reader, event, span, trail, odd)?;
    odd(Oddity {
        kind: OddityKind::NotAJob(skipped.value.found),
        key: String::new(),
        pointer: trail.to_pointer(),
        span: skipped.span,
        documented: &[],
    });
    Ok(())
}
