//! Where pages and jobs stand in a file, and where that is in bytes and JSON pointers.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::json::OffsetMap;
use crate::model::{Request, Timestamp};
use crate::span::Span;

/// A place in a file.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The bytes, in the decompressed file.
    pub span: Span,
    /// Which of the file's documents it is in, from 0.
    pub document: usize,
    /// The JSON pointer in that document.
    pub pointer: String,
    /// In a document inside a string: the pointer in the inner one; `pointer` is the string's.
    pub inner: Option<String>,
    /// How many bytes at the end of `inner`, or else of `pointer`, are the pointer in the job.
    pub in_job: usize,
}

/// Where a part of a file stands in it, if its places are to be seen from the file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shift {
    /// How many bytes stand before the part.
    pub bytes: usize,
    /// How many documents.
    pub documents: usize,
    /// Of a part of a list: the list's pointer, and how many elements stand before the part.
    pub list: Option<(&'static str, usize)>,
}

impl Place {
    /// The JSON pointer as seen from the job, if it is about one.
    #[must_use]
    pub fn pointer_in_job(&self) -> &str {
        let pointer = self.inner.as_deref().unwrap_or(&self.pointer);
        pointer.len().checked_sub(self.in_job).and_then(|at| pointer.get(at..)).unwrap_or_default()
    }

    /// Makes a place that was told as seen from a part one as seen from the file.
    pub fn shift(&mut self, by: &Shift) {
        self.span.start += by.bytes;
        self.span.end += by.bytes;
        self.document += by.documents;
        let Some((list, before)) = by.list else {
            return;
        };
        let path = self.pointer.strip_prefix('/').unwrap_or_default();
        let (index, rest) = path.find('/').map_or((path, ""), |at| path.split_at(at));
        if let Ok(index) = index.parse::<usize>() {
            self.pointer = element([list, ""], before + index, rest);
        }
    }
}

/// Where the walk through a file is: in which document, and inside which string.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// The index of the document.
    pub document: usize,
    /// The string that the walk is inside of, if it is.
    pub embedding: Option<Rc<Embedding>>,
    /// What a recorder kept of the response, if one did.
    pub recorded: Option<Rc<Recorded>>,
}

impl Context {
    /// The place of something at `span` and `pointer` in the document being read.
    pub(super) fn place(&self, span: Span, pointer: String) -> Place {
        let document = self.document;
        match &self.embedding {
            None => Place { span, document, pointer, inner: None, in_job: 0 },
            Some(embedding) => Place {
                span: embedding.outer(span),
                document,
                pointer: embedding.pointer.clone(),
                inner: Some(pointer),
                in_job: 0,
            },
        }
    }
}

/// A document that stands in a string of another document.
#[derive(Debug)]
pub(super) struct Embedding {
    /// The pointer of the string.
    pub pointer: String,
    /// The bytes between its quotes.
    pub inside: Span,
    /// Leads back to these bytes; `None` where the document is encoded, so that they all stand for
    /// it together.
    pub offsets: Option<OffsetMap>,
}

impl Embedding {
    /// The bytes of the outer document that wrote those of the inner one.
    fn outer(&self, span: Span) -> Span {
        match &self.offsets {
            None => self.inside,
            Some(offsets) => {
                let offset = |inner| self.inside.start + offsets.raw_offset(inner);
                Span::new(offset(span.start), offset(span.end))
            }
        }
    }
}

/// What a recorder kept of a response besides its body.
#[derive(Clone, Debug, Default)]
pub(super) struct Recorded {
    /// The request, where it was one of `ListJobs`.
    pub request: Option<Request>,
    /// The service's identifier of the request.
    pub request_id: Option<String>,
    /// When the response was sent.
    pub at: Option<Timestamp>,
}

/// Where the jobs of a page stand.
#[derive(Clone, Debug)]
pub struct PageSite {
    context: Context,
    pointer: String,
    layout: Layout,
}

/// How jobs stand in what counts as their page.
#[derive(Clone, Copy, Debug)]
enum Layout {
    /// In the array `JobList` of a page object.
    Listed,
    /// In a bare array, from this index on.
    Array { first: usize },
    /// Each a document of its own, one after the other; `in_a_row`, if what follows is known to be
    /// documents, too.
    Documents { in_a_row: bool },
}

/// What a page was saved as.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum PageKind {
    /// A page object, with `JobList`: the only kind that can keep a token.
    Page,
    /// Jobs in a bare array, or one after the other.
    Jobs,
    /// One job that stands alone.
    LoneJob,
}

impl PageSite {
    /// Whether each job is a document and documents follow it, so that those which are jobs may be
    /// taken with it.
    #[must_use]
    pub fn is_row_of_documents(&self) -> bool {
        matches!(self.layout, Layout::Documents { in_a_row: true })
    }

    /// The site of jobs that follow each other as documents, the first of which has this index.
    #[must_use]
    pub fn of_job_documents(first: usize) -> Self {
        let context = Context { document: first, ..Context::default() };
        PageSite::documents(&context, String::new())
    }

    /// What the page was saved as.
    #[must_use]
    pub fn kind(&self) -> PageKind {
        match self.layout {
            Layout::Listed => PageKind::Page,
            Layout::Array { .. } => PageKind::Jobs,
            Layout::Documents { .. } => PageKind::LoneJob,
        }
    }

    /// The request, where a recorder kept it.
    #[must_use]
    pub fn request(&self) -> Option<&Request> {
        self.context.recorded.as_ref()?.request.as_ref()
    }

    /// The service's identifier of the request, where a recorder kept it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.context.recorded.as_ref()?.request_id.as_deref()
    }

    /// When the response was sent, where a recorder kept that.
    #[must_use]
    pub fn recorded_at(&self) -> Option<Timestamp> {
        self.context.recorded.as_ref()?.at
    }

    /// Whether nothing stands around the page: it is a document, or an array, or several documents.
    #[must_use]
    pub fn is_outermost(&self) -> bool {
        self.pointer.is_empty() && self.context.embedding.is_none()
    }

    /// Whether its bytes are those of the file, and not what a string of it means.
    #[must_use]
    pub fn is_of_file(&self) -> bool {
        self.context.embedding.is_none()
    }

    /// In an array of jobs, the index of the first.
    #[must_use]
    pub fn first_element(&self) -> Option<usize> {
        match self.layout {
            Layout::Array { first } => Some(first),
            Layout::Listed | Layout::Documents { .. } => None,
        }
    }

    /// Whether the page is an element of an array of pages.
    #[must_use]
    pub fn is_element(&self) -> bool {
        let last = self.pointer.rsplit_once('/').map_or("", |(_, last)| last);
        !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The site of a page object at `pointer`.
    pub(super) fn listed(context: &Context, pointer: String) -> Self {
        PageSite { context: context.clone(), pointer, layout: Layout::Listed }
    }

    /// The site of jobs in the array at `pointer`, the first of them at index `first`.
    pub(super) fn array(context: &Context, pointer: String, first: usize) -> Self {
        PageSite { context: context.clone(), pointer, layout: Layout::Array { first } }
    }

    /// The site of jobs that are documents of their own; `pointer` is that of each in its own.
    pub(super) fn documents(context: &Context, pointer: String) -> Self {
        let layout = Layout::Documents { in_a_row: false };
        PageSite { context: context.clone(), pointer, layout }
    }

    /// The same site, where documents are known to follow each other.
    pub(super) fn in_a_row(self) -> Self {
        PageSite { layout: Layout::Documents { in_a_row: true }, ..self }
    }

    /// Which of the file's documents the page is in, from 0; the first one, if it is several.
    #[must_use]
    pub fn document(&self) -> usize {
        self.context.document
    }

    /// The place of something at `span` and `pointer`, both as seen from the page.
    #[must_use]
    pub fn place(&self, span: Span, pointer: &str) -> Place {
        self.context.place(span, format!("{}{pointer}", self.pointer))
    }
}

/// Where one job stands.
#[derive(Clone, Copy, Debug)]
pub struct JobSite<'s> {
    page: &'s PageSite,
    index: usize,
    text: Option<&'s [u8]>,
}

impl<'s> JobSite<'s> {
    /// The site of the job at `index` in a page.
    #[must_use]
    pub fn new(page: &'s PageSite, index: usize) -> Self {
        JobSite { page, index, text: None }
    }

    /// The same site, with the job's text.
    pub(super) fn with_text(self, text: Option<&'s [u8]>) -> Self {
        JobSite { text, ..self }
    }

    /// The JSON text of the job, as it stands in its document; `None` of a page held in memory.
    #[must_use]
    pub fn text(&self) -> Option<&'s [u8]> {
        self.text
    }

    /// The page's site.
    #[must_use]
    pub fn page(&self) -> &'s PageSite {
        self.page
    }

    /// The job's place among the jobs of its page, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// Which of the file's documents the job is in, from 0.
    #[must_use]
    pub fn document(&self) -> usize {
        match self.page.layout {
            Layout::Documents { .. } => self.page.context.document + self.index,
            Layout::Listed | Layout::Array { .. } => self.page.context.document,
        }
    }

    /// The place of something at `span` and `pointer`, both as seen from the job.
    #[must_use]
    pub fn place(&self, span: Span, pointer: &str) -> Place {
        let PageSite { context, pointer: page, layout } = self.page;
        let index = self.index;
        let place = match layout {
            Layout::Listed => context.place(span, element([page, "/JobList"], index, pointer)),
            Layout::Array { first } => {
                context.place(span, element([page, ""], first + index, pointer))
            }
            Layout::Documents { .. } => {
                let place = context.place(span, [page, pointer].concat());
                Place { document: place.document + index, ..place }
            }
        };
        Place { in_job: pointer.len(), ..place }
    }
}

/// The pointer of something in the element of this index in a list.
fn element(list: [&str; 2], index: usize, inside: &str) -> String {
    // Every finding has one: so no formatter, and one allocation.
    [list[0], list[1], "/", itoa::Buffer::new().format(index), inside].concat()
}
