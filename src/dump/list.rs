//! The list of a long document, read in parts.
//!
//! The list of a page, or an array of jobs, can be longer than memory. What stands before the list and
//! after it is short: put together it is the same document with an empty list.

use super::cause::Cause;
use super::fault::{Fault, FaultKind};
use super::shape::{Shape, recognise};
use super::site::{Context, PageSite, Place};
use super::visitor::Visitor;
use super::walk::{Dispatch, Walk};
use crate::decode::{Trail, skip, some_jobs};
use crate::json::{Error, Event, Expected, Reader, pointer_of_break_in_array};

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// `JobList` of a page.
    JobList,
    /// A bare array.
    Array,
}

impl ListKind {
    /// The JSON pointer of the list.
    #[must_use]
    pub fn pointer(self) -> &'static str {
        match self {
            ListKind::JobList => "/JobList",
            ListKind::Array => "",
        }
    }

    /// How deep the list is, counting itself.
    #[must_use]
    pub fn depth(self) -> usize {
        match self {
            ListKind::JobList => 2,
            ListKind::Array => 1,
        }
    }
}

/// Where the list of the document begins that the bytes begin with: the offset after its bracket.
#[must_use]
pub fn list_start(bytes: &[u8]) -> Option<(usize, ListKind)> {
    let mut reader = Reader::new(bytes);
    match reader.next().ok()?.0 {
        Event::ArrayStart => return Some((reader.offset(), ListKind::Array)),
        Event::ObjectStart => {}
        _ => return None,
    }
    loop {
        let (Event::Key(key), _) = reader.next().ok()? else {
            return None;
        };
        if key == "JobList" {
            let (event, _) = reader.next().ok()?;
            return (event == Event::ArrayStart).then(|| (reader.offset(), ListKind::JobList));
        }
        skip(&mut reader, &Trail::Root, &mut |_| {}).ok()?;
    }
}

/// What a part of a list came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListPart {
    /// How many jobs there are.
    pub jobs: usize,
    /// Whether each element would be taken for a job outside of a page, too.
    pub are_jobs: bool,
    /// How it ends.
    pub end: ListEnd,
    /// Why it is not JSON, if it is broken for that.
    pub error: Option<Error>,
}

/// How a part of a list ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListEnd {
    /// After a comma: the next part begins with a job.
    GoesOn,
    /// With the list, whose bracket stands at this offset.
    Closed(usize),
    /// It is not JSON, or does not hold jobs only.
    Broken,
}

/// Reads a part of a list, from a job on. Where it stands is told as seen from the list, and from its
/// first job on; `depth` is that of the list.
pub fn read_list<'d>(bytes: &'d [u8], depth: usize, visitor: &mut dyn Visitor<'d>) -> ListPart {
    let context = Context::default();
    let site = PageSite::array(&context, String::new(), 0);
    let mut walk = Walk { bytes, context, visitor, dispatch: NOTHING };
    let mut part = ListPart { jobs: 0, are_jobs: true, end: ListEnd::Broken, error: None };
    let mut reader = Reader::in_array_at(bytes, depth);
    loop {
        match reader.next() {
            Ok((Event::ObjectStart, span)) => {
                part.are_jobs &= recognise(bytes, span.start) == Shape::Job;
                match some_jobs(&mut reader, span.start, part.jobs, &mut walk.sink(&site)) {
                    Ok(more) => part.jobs += more,
                    Err(error) => return ListPart { error: Some(error), ..part },
                }
            }
            Ok((Event::ArrayEnd, span)) => {
                return ListPart { end: ListEnd::Closed(span.start), ..part };
            }
            Err(error) if goes_on(&error, bytes) => {
                return ListPart { end: ListEnd::GoesOn, ..part };
            }
            Err(error) => return ListPart { error: Some(error), ..part },
            Ok(_) => return part,
        }
    }
}

/// The fault of a list that breaks in its last part, which the bytes hold from `from` on; `elements`
/// stand in the list before that part. Nothing after it is read.
#[must_use]
pub fn broken_list(
    bytes: &[u8],
    from: usize,
    error: &Error,
    kind: ListKind,
    elements: usize,
    document: usize,
) -> Fault {
    let error = error.clone().moved(from, 0);
    let inside = pointer_of_break_in_array(&bytes[from..], elements);
    let pointer = format!("{}{inside}", kind.pointer());
    let place = Place { span: error.span(), document, pointer, inner: None, in_job: 0 };
    let (unread, cause) = (bytes.len() - error.offset(), Cause::of_rest(bytes, &error));
    Fault { kind: FaultKind::Json { error, cause }, place, unread }
}

/// Whether the bytes end where a job should begin.
fn goes_on(error: &Error, bytes: &[u8]) -> bool {
    error.is_end_of_input()
        && error.offset() == bytes.len()
        && error.expected() == Expected::Value
        && bytes.trim_ascii_end().ends_with(b",")
}

/// A list of jobs holds nothing else that would have to be told apart.
const NOTHING: Dispatch = |_, _, _, _, _| Ok(());
