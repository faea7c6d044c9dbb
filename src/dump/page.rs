//! The plain envelopes: a page object, and a job that stands alone.
//!
//! A page is the body of a response as Glacier writes it, the same with `ResponseMetadata` or
//! `$metadata` from an SDK, or what the AWS CLI and `build_full_result` merge, with `NextToken`.

use super::site::PageSite;
use super::walk::Walk;
use crate::decode;
use crate::json::{Error, Reader};
use crate::model::PageFrame;

/// Reads the page object whose opening brace, at `start`, was read.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    start: usize,
    pointer: String,
    walk: &mut Walk<'_, 'a>,
) -> Result<(), Error> {
    let site = PageSite::listed(&walk.context, pointer);
    let mut frame = PageFrame::default();
    let mut sink = walk.sink(&site);
    let result = decode::page(reader, start, &mut frame, &mut sink);
    let jobs = sink.jobs;
    match result {
        Ok(()) => walk.visitor.page(frame, jobs, &site),
        Err(_) => walk.visitor.cut_page(frame, jobs, &site),
    }
    result
}

/// Reads the job whose opening brace, at `start`, was read: a page of its own.
pub(super) fn read_lone_job<'a>(
    reader: &mut Reader<'a>,
    start: usize,
    pointer: String,
    walk: &mut Walk<'_, 'a>,
) -> Result<(), Error> {
    let site = PageSite::documents(&walk.context, pointer);
    decode::some_jobs(reader, start, 0, &mut walk.sink(&site))?;
    walk.visitor.page(PageFrame::default(), 1, &site);
    Ok(())
}
