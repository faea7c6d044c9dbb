//! Bare arrays: of pages (`list(paginate())`), of jobs (`--query JobList`), of anything known.
//!
//! Jobs that follow each other are one page. An array that begins with something unknown is one
//! unknown thing, not a thousand.

use super::shape::{Foreign, Shape, recognise};
use super::site::PageSite;
use super::walk::{Walk, pass};
use crate::decode::{Trail, not_a_job, some_jobs};
use crate::json::{Error, Event, Reader};
use crate::model::{PageFrame, View};
use crate::span::Span;

/// Reads the array whose opening bracket was read.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    walk: &mut Walk<'_, 'a>,
) -> Result<(), Error> {
    let mut run = None;
    let result = read_elements(reader, trail, walk, &mut run);
    if let Some(Run { site, jobs, frame, .. }) = run {
        match result {
            Ok(()) => walk.visitor.page(frame, jobs, &site),
            Err(_) => walk.visitor.cut_page(frame, jobs, &site),
        }
    }
    result
}

/// Reads the elements; `run` is left holding the jobs at the end of the array, or at its break.
fn read_elements<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    walk: &mut Walk<'_, 'a>,
    run: &mut Option<Run<'a>>,
) -> Result<(), Error> {
    let start = reader.offset() - 1;
    let mut next = 0;
    loop {
        let index = next;
        next += 1;
        let (event, span) = reader.next()?;
        if event == Event::ArrayEnd {
            if index == 0 {
                // What `--query JobList` gives of an empty listing.
                *run = Some(Run::new(walk, trail, 0));
            }
            break;
        }
        let here = Trail::Index(trail, index);
        match (recognise(walk.bytes, span.start), &mut *run) {
            (Shape::Job, run) => {
                let run = run.get_or_insert_with(|| Run::new(walk, trail, index));
                next = index + run.jobs(reader, span.start, index, walk)?;
            }
            (Shape::Foreign(Foreign::Scalar(_)), run)
                if run.is_some() || index == 0 && leads_to_a_job(walk.bytes, reader) =>
            {
                let run = run.get_or_insert_with(|| Run::new(walk, trail, index));
                // What is odd about a page stands where it does as seen from the page.
                let here = Trail::Index(&Trail::Root, index);
                not_a_job(reader, event, span, &here, &mut |oddity| run.frame.push_oddity(oddity))?;
            }
            (Shape::Foreign(foreign), _) if index == 0 => {
                pass(reader, &event)?;
                return pass_all(reader, start, foreign, trail, walk);
            }
            (Shape::Array, _) if index == 0 => {
                pass(reader, &event)?;
                return pass_all(reader, start, Foreign::NestedArray, trail, walk);
            }
            (Shape::Array, _) => {
                pass(reader, &event)?;
                let span = Span::new(span.start, reader.offset());
                walk.foreign(Foreign::NestedArray, span, &here);
            }
            (_, run) => {
                if let Some(Run { site, jobs, frame, .. }) = run.take() {
                    walk.visitor.page(frame, jobs, &site);
                }
                walk.value(reader, &event, span, &here)?;
            }
        }
    }
    Ok(())
}

/// Whether the first object after the scalars that an array begins with is a job.
fn leads_to_a_job(bytes: &[u8], reader: &Reader<'_>) -> bool {
    let mut ahead = reader.clone();
    loop {
        match ahead.next() {
            Ok((Event::ObjectStart, span)) => return recognise(bytes, span.start) == Shape::Job,
            Ok((Event::ArrayStart | Event::ArrayEnd, _)) | Err(_) => return false,
            Ok(_) => {}
        }
    }
}

/// Passes over an array that began with something unknown.
fn pass_all<'a>(
    reader: &mut Reader<'a>,
    start: usize,
    foreign: Foreign,
    trail: &Trail<'_>,
    walk: &mut Walk<'_, 'a>,
) -> Result<(), Error> {
    pass(reader, &Event::ArrayStart)?;
    walk.foreign(foreign, Span::new(start, reader.offset()), trail);
    Ok(())
}

/// Jobs that follow each other in an array.
struct Run<'a> {
    site: PageSite,
    first: usize,
    jobs: usize,
    frame: PageFrame<'a>,
}

impl<'a> Run<'a> {
    fn new(walk: &Walk<'_, 'a>, trail: &Trail<'_>, first: usize) -> Self {
        let site = PageSite::array(&walk.context, trail.to_pointer(), first);
        Run { site, first, jobs: 0, frame: PageFrame::default() }
    }

    /// Reads a job, and perhaps some after it; returns how many.
    fn jobs(
        &mut self,
        reader: &mut Reader<'a>,
        start: usize,
        index: usize,
        walk: &mut Walk<'_, 'a>,
    ) -> Result<usize, Error> {
        let jobs = some_jobs(reader, start, index - self.first, &mut walk.sink(&self.site))?;
        self.jobs += jobs;
        Ok(jobs)
    }
}
