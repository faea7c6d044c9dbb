//! Documents inside strings of other documents: messages of notifications, bodies in recordings.
//!
//! Such a document is one of its own, so what is wrong with it ends only it. It lives no longer than
//! the walk over it: what is handed on is copied.

use std::rc::Rc;

use super::fault::Fault;
use super::site::{Context, Embedding, JobSite, PageSite};
use super::visitor::Visitor;
use super::walk::Walk;
use crate::decode::Trail;
use crate::json::Reader;
use crate::model::{Job, PageFrame};

/// Reads the document that `bytes` are; `embedding` leads back to the string that they stand in.
pub(super) fn read(bytes: &[u8], embedding: Embedding, walk: &mut Walk<'_, '_>) {
    let context = Context { embedding: Some(Rc::new(embedding)), ..walk.context.clone() };
    let dispatch = walk.dispatch;
    let mut walk = Walk { bytes, context, visitor: &mut Owning(walk.visitor), dispatch };
    let mut reader = Reader::new(bytes);
    let result = match reader.next() {
        Ok((event, span)) => {
            walk.value(&mut reader, &event, span, &Trail::Root).and_then(|()| reader.end())
        }
        Err(error) => Err(error),
    };
    if let Err(error) = result {
        let fault = Fault::of_json(bytes, 0, bytes.len(), error, &walk.context);
        walk.visitor.fault(fault);
    }
}

/// Passes on jobs that do not outlive the message they were read from, as copies.
struct Owning<'v, 'a>(&'v mut dyn Visitor<'a>);

impl<'m> Visitor<'m> for Owning<'_, '_> {
    fn job(&mut self, job: Job<'m>, site: JobSite<'_>) {
        self.0.job(job.into_owned(), site);
    }

    fn cut_job(&mut self, job: Job<'m>, site: JobSite<'_>) {
        self.0.cut_job(job.into_owned(), site);
    }

    fn page(&mut self, frame: PageFrame<'m>, jobs: usize, site: &PageSite) {
        self.0.page(frame.into_owned(), jobs, site);
    }

    fn cut_page(&mut self, frame: PageFrame<'m>, jobs: usize, site: &PageSite) {
        self.0.cut_page(frame.into_owned(), jobs, site);
    }

    fn envelope(&mut self, frame: PageFrame<'m>, site: &PageSite) {
        self.0.envelope(frame.into_owned(), site);
    }

    fn fault(&mut self, fault: Fault) {
        self.0.fault(fault);
    }
}
