//! Looks into files again, for the bytes of what was found when all of them had been read.
//!
//! A rule about a listing names a page, a job and a field. Nothing of the files is kept meanwhile, so
//! each file with such a finding is read once more, and only those.

use std::collections::BTreeMap;

use super::excerpt::Excerpt;
use crate::dump::{Dump, Fault, JobSite, PageSite, Place, Visitor};
use crate::listing::{JobPlace, Listing};
use crate::model::{Job, Member, Oddity, PageFrame, State, View, Visit};
use crate::rules::{Drafted, ListingSpot};
use crate::span::{Locator, Position, Span};

/// What is looked for in one file.
#[derive(Debug)]
pub(super) struct Want {
    /// The place.
    pub spot: ListingSpot,
    /// The fields of the job whose values matter.
    pub fields: &'static [&'static str],
    /// What was seen there; `None` if the file has changed meanwhile.
    pub seen: Option<Seen>,
}

/// What was seen.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub place: Place,
    pub position: Position,
    pub excerpt: Excerpt,
    /// The index of its document, in a file that has several.
    pub document: Option<usize>,
    pub job_id: Option<String>,
    pub vault_arn: Option<String>,
    /// The values of the fields asked for, as they are shown.
    pub values: Vec<Option<String>>,
}

impl Seen {
    /// Of a place, before it is known in which line that is.
    pub(super) fn at(place: Place) -> Self {
        Seen {
            place,
            position: Position { line: 1, column: 1 },
            excerpt: Excerpt::of(b"", Span::default()),
            document: None,
            job_id: None,
            vault_arn: None,
            values: Vec::new(),
        }
    }
}

impl Want {
    /// What to look for so that a draft can be told.
    pub(super) fn of(drafted: &Drafted) -> Vec<Want> {
        let draft = &drafted.draft;
        let fields = draft.differs_from.map_or(&[][..], |(_, fields)| fields);
        let mut wants = vec![Want { spot: draft.spot, fields, seen: None }];
        if let Some((other, fields)) = draft.differs_from {
            wants.push(Want { spot: ListingSpot::Job(other), fields, seen: None });
        }
        wants
    }

    fn job(&self) -> Option<JobPlace> {
        match self.spot {
            ListingSpot::Job(place) | ListingSpot::Field(place, _) => Some(place),
            ListingSpot::Page(_) | ListingSpot::Token(_) => None,
        }
    }
}

/// Looks for all this in a dump.
pub(super) fn look(dump: &Dump<'_>, listing: &Listing, wants: &mut [&mut Want]) {
    let documents = visit(dump, listing, wants);
    let mut seen: Vec<&mut Seen> = wants.iter_mut().filter_map(|want| want.seen.as_mut()).collect();
    seen.sort_by_key(|seen| seen.place.span.start);
    let mut locator = Locator::new(dump.bytes());
    for seen in seen {
        seen.position = locator.locate(seen.place.span.start);
        seen.excerpt = Excerpt::of(dump.bytes(), seen.place.span);
        seen.document = (documents > 1).then_some(seen.place.document);
    }
}

/// Reads the dump; tells how many documents it has.
fn visit(dump: &Dump<'_>, listing: &Listing, wants: &mut [&mut Want]) -> usize {
    let mut by_page: BTreeMap<u32, Vec<&mut Want>> = BTreeMap::new();
    for want in wants.iter_mut().map(|want| &mut **want) {
        by_page.entry(listing.page(want.spot.page()).ordinal).or_default().push(want);
    }
    let mut look = SecondLook { by_page, page: 0, job: 0, first_job: None, documents: 0 };
    dump.visit(&mut look);
    look.documents
}

struct SecondLook<'w> {
    by_page: BTreeMap<u32, Vec<&'w mut Want>>,
    /// Which page is being read, and which of its jobs comes next.
    page: u32,
    job: u32,
    /// The place of the page's first job: that of a page which is no object.
    first_job: Option<Place>,
    documents: usize,
}

impl<'a> Visitor<'a> for SecondLook<'_> {
    fn job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        self.documents = self.documents.max(site.document() + 1);
        let start = job.span().start;
        let brace = Span::new(start, start + 1);
        if self.job == 0 {
            self.first_job = Some(site.place(brace, ""));
        }
        for want in self.by_page.get_mut(&self.page).into_iter().flatten() {
            if want.job().is_some_and(|place| place.index == self.job) {
                let (span, pointer) = match want.spot {
                    ListingSpot::Field(_, name) => match field(&job, name).0 {
                        Some(span) => (span, format!("/{name}")),
                        None => (brace, String::new()),
                    },
                    _ => (brace, String::new()),
                };
                want.seen = Some(Seen {
                    job_id: field(&job, "JobId").1,
                    vault_arn: field(&job, "VaultARN").1,
                    values: want.fields.iter().map(|name| field(&job, name).1).collect(),
                    ..Seen::at(site.place(span, &pointer))
                });
            }
        }
        self.job += 1;
    }

    fn page(&mut self, frame: PageFrame<'a>, _: usize, site: &PageSite) {
        self.documents = self.documents.max(site.document() + 1);
        let own = || site.place(Span::new(frame.span().start, frame.span().start + 1), "");
        let page = match (frame.span().is_empty(), self.first_job.take()) {
            (true, Some(first_job)) => first_job,
            _ => own(),
        };
        for want in self.by_page.get_mut(&self.page).into_iter().flatten() {
            if want.job().is_some() {
                continue;
            }
            let token = match (frame.next_token().span(), frame.marker().span()) {
                (Some(span), _) if frame.next_token().value().is_some() => {
                    Some((span, "/NextToken"))
                }
                (_, Some(span)) => Some((span, "/Marker")),
                _ => None,
            };
            let place = match (want.spot, token) {
                (ListingSpot::Token(_), Some((span, pointer))) => site.place(span, pointer),
                _ => page.clone(),
            };
            want.seen = Some(Seen::at(place));
        }
        self.page += 1;
        self.job = 0;
    }

    fn cut_page(&mut self, frame: PageFrame<'a>, jobs: usize, site: &PageSite) {
        self.page(frame, jobs, site);
    }

    fn fault(&mut self, fault: Fault) {
        self.documents = self.documents.max(fault.place.document + 1);
    }
}

/// The bytes of a field, and its value as it is shown.
fn field(job: &Job<'_>, name: &'static str) -> (Option<Span>, Option<String>) {
    let mut finder = Finder { name, found: (None, None) };
    job.visit(None, &mut finder);
    finder.found
}

struct Finder {
    name: &'static str,
    found: (Option<Span>, Option<String>),
}

impl<'m, 'a> Visit<'m, 'a> for Finder {
    fn member(&mut self, member: Member<'m, 'a>) {
        if member.pointer.strip_prefix('/') != Some(self.name) {
            return;
        }
        let value = match member.state {
            State::Text(text) => Some(text.decode().into_owned()),
            State::Integer(value) => Some(value.to_string()),
            State::Boolean(value) => Some(value.to_string()),
            State::Absent | State::Null | State::Nested | State::Malformed(_) => None,
        };
        self.found = (member.span, value);
    }

    fn oddity(&mut self, _: &'m Oddity) {}
}
