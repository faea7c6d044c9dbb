//! Looks into files again, for the bytes of what was found when all of them had been read.
//!
//! A rule about a listing names a page, a job and a field. Nothing of the files is kept meanwhile, so
//! each file with such a finding is read once more, and only those, as far as the last such place.

use std::collections::BTreeMap;

use super::excerpt::Excerpt;
use super::look::{Look, Origin};
use crate::dump::{Dump, Fault, JobSite, PageSite, Place, Shift, Visitor};
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
    let mut look = SecondLook::new(listing, wants);
    dump.visit(&mut look);
    let documents = look.documents;
    let mut seen: Vec<&mut Seen> = wants.iter_mut().filter_map(|want| want.seen.as_mut()).collect();
    seen.sort_by_key(|seen| seen.place.span.start);
    let mut locator = Locator::new(dump.bytes());
    for seen in seen {
        seen.position = locator.locate(seen.place.span.start);
        seen.excerpt = Excerpt::of(dump.bytes(), seen.place.span);
        seen.document = (documents > 1).then_some(seen.place.document);
    }
}

/// Notes the places of what is looked for while a file, or one part of it after the other, is read.
pub(super) struct SecondLook<'w> {
    by_page: BTreeMap<u32, Vec<&'w mut Want>>,
    /// How much was not seen yet.
    unseen: usize,
    /// What was seen since the start of the part: by its page, and its number there.
    fresh: Vec<(u32, usize)>,
    at: At,
    documents: usize,
    /// Where the part stands that is being read.
    shift: Shift,
    origin: Origin,
}

/// Which page is being read, and which of its jobs comes next.
#[derive(Clone, Debug, Default)]
pub(super) struct At {
    page: u32,
    job: u32,
    /// The place of the page's first job: that of a page which is no object.
    first_job: Option<Place>,
}

impl<'w> SecondLook<'w> {
    pub fn new(listing: &Listing, wants: &'w mut [&mut Want]) -> Self {
        let unseen = wants.iter().filter(|want| want.seen.is_none()).count();
        let mut by_page: BTreeMap<u32, Vec<&mut Want>> = BTreeMap::new();
        for want in wants.iter_mut().map(|want| &mut **want) {
            by_page.entry(listing.page(want.spot.page()).ordinal).or_default().push(want);
        }
        SecondLook {
            by_page,
            unseen,
            fresh: Vec::new(),
            at: At::default(),
            documents: 0,
            shift: Shift::default(),
            origin: Origin::default(),
        }
    }

    /// The place in the file of what was read.
    fn moved(&self, place: Place) -> Place {
        moved(place, &self.shift, self.origin)
    }

    fn saw(&mut self, matches: impl Fn(&Want) -> bool, seen: impl Fn(&Want) -> Seen) {
        let page = self.at.page;
        for (number, want) in (0..).zip(self.by_page.get_mut(&page).into_iter().flatten()) {
            if matches(want) {
                if want.seen.is_none() {
                    self.unseen -= 1;
                    self.fresh.push((page, number));
                }
                want.seen = Some(seen(want));
            }
        }
    }
}

impl Look for SecondLook<'_> {
    type At = At;

    fn is_done(&self) -> bool {
        self.unseen == 0
    }

    fn begin_part(&mut self) -> At {
        self.fresh.clear();
        self.at.clone()
    }

    fn go_back(&mut self, at: At) {
        self.at = at;
        for (page, number) in std::mem::take(&mut self.fresh) {
            if let Some(want) = self.by_page.get_mut(&page).and_then(|all| all.get_mut(number)) {
                want.seen = None;
                self.unseen += 1;
            }
        }
    }

    fn end_page(&mut self) {
        self.at = At { page: self.at.page + 1, ..At::default() };
    }

    fn stands(&mut self, shift: Shift, origin: Origin) {
        (self.shift, self.origin) = (shift, origin);
    }
}

impl<'a> Visitor<'a> for SecondLook<'_> {
    fn job(&mut self, job: Job<'a>, site: JobSite<'_>) {
        self.documents = self.documents.max(site.document() + 1);
        let start = job.span().start;
        let brace = Span::new(start, start + 1);
        if self.at.job == 0 {
            self.at.first_job = Some(self.moved(site.place(brace, "")));
        }
        if self.by_page.contains_key(&self.at.page) {
            self.saw_job(&job, site, brace);
        }
        self.at.job += 1;
    }

    fn page(&mut self, frame: PageFrame<'a>, _: usize, site: &PageSite) {
        self.documents = self.documents.max(site.document() + 1);
        if self.by_page.contains_key(&self.at.page) {
            let own = || site.place(Span::new(frame.span().start, frame.span().start + 1), "");
            let page = match (frame.span().is_empty(), self.at.first_job.take()) {
                (true, Some(first_job)) => first_job,
                // Of an empty array nothing is known but its document.
                (true, None) => {
                    let (split, shift) = (usize::MAX, Shift { bytes: 0, ..self.shift });
                    moved(own(), &shift, Origin { split, ..Origin::default() })
                }
                (false, _) => self.moved(own()),
            };
            let token = match (frame.next_token().span(), frame.marker().span()) {
                (Some(span), _) if frame.next_token().value().is_some() => {
                    Some(self.moved(site.place(span, "/NextToken")))
                }
                (_, Some(span)) => Some(self.moved(site.place(span, "/Marker"))),
                _ => None,
            };
            self.saw(
                |want| want.job().is_none(),
                |want| match (want.spot, &token) {
                    (ListingSpot::Token(_), Some(token)) => Seen::at(token.clone()),
                    _ => Seen::at(page.clone()),
                },
            );
        }
        self.end_page();
    }

    fn cut_page(&mut self, frame: PageFrame<'a>, jobs: usize, site: &PageSite) {
        self.page(frame, jobs, site);
    }

    fn fault(&mut self, fault: Fault) {
        self.documents = self.documents.max(fault.place.document + 1);
    }
}

/// The place in the file of what stands there in a part of it.
pub(super) fn moved(mut place: Place, shift: &Shift, origin: Origin) -> Place {
    let Origin { split, before, after } = origin;
    let offset = |at: usize| if at < split { before + at } else { after + (at - split) };
    place.span = Span::new(offset(place.span.start), offset(place.span.end));
    place.shift(shift);
    place
}

impl SecondLook<'_> {
    fn saw_job(&mut self, job: &Job<'_>, site: JobSite<'_>, brace: Span) {
        let index = self.at.job;
        let (shift, origin) = (self.shift, self.origin);
        self.saw(
            |want| want.job().is_some_and(|place| place.index == index),
            |want| {
                let (span, pointer) = match want.spot {
                    ListingSpot::Field(_, name) => match field(job, name).0 {
                        Some(span) => (span, format!("/{name}")),
                        None => (brace, String::new()),
                    },
                    _ => (brace, String::new()),
                };
                Seen {
                    job_id: field(job, "JobId").1,
                    vault_arn: field(job, "VaultARN").1,
                    values: want.fields.iter().map(|name| field(job, name).1).collect(),
                    ..Seen::at(moved(site.place(span, &pointer), &shift, origin))
                }
            },
        );
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
