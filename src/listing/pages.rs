//! The pages, packed: a row of a fixed size for each, and their texts one after the other.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::numbers::Numbers;
use super::page::{Next, OddJobs, PageId, PageStart, PageSummary, Requested};
use super::record::{NONE, NextKind, Record};
use super::token::{Position, Token};
use crate::model::Request;

/// All pages, in the order of the input.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct Pages {
    records: Vec<Record>,
    texts: String,
    /// What few pages have.
    extras: Vec<Extra>,
    odd: Vec<OddJobs>,
    /// Requests without their markers: recordings of one listing have the same.
    asked: Numbers<Request>,
}

/// What few pages have.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
struct Extra {
    /// The number of its request, and the marker of that.
    asked: u32,
    marker: Option<(u64, u32)>,
    /// The number of its odd jobs.
    odd: u32,
    /// In an array of jobs, the index of the first.
    element: Option<u32>,
}

impl Extra {
    const NOTHING: Extra = Extra { asked: NONE, marker: None, odd: NONE, element: None };
}

/// What is to be kept of a page.
#[derive(Debug)]
pub(super) struct NewPage<'r> {
    pub record: Record,
    pub next: OwnedNext,
    pub request: Option<&'r Request>,
    pub odd: OddJobs,
    pub start: Option<PageStart>,
}

/// A place in the service's listing, as [`Position`] is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct PositionRef<'p> {
    pub marker: Option<&'p str>,
    pub amount: Option<u64>,
}

impl PositionRef<'_> {
    pub(super) fn offset(&self) -> u64 {
        self.amount.unwrap_or(0)
    }
}

impl From<PositionRef<'_>> for Position {
    fn from(position: PositionRef<'_>) -> Self {
        Position { marker: position.marker.map(str::to_owned), amount: position.amount }
    }
}

impl Pages {
    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    /// The numbers of all pages.
    pub(super) fn ids(&self) -> Range<PageId> {
        0..PageId::try_from(self.records.len()).unwrap_or(PageId::MAX)
    }

    pub(super) fn records(&self) -> &[Record] {
        &self.records
    }

    pub(super) fn record(&self, page: PageId) -> &Record {
        &self.records[page as usize]
    }

    pub(super) fn record_mut(&mut self, page: PageId) -> &mut Record {
        &mut self.records[page as usize]
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut Record> {
        self.records.last_mut()
    }

    /// Takes in a page.
    pub(super) fn push(&mut self, page: NewPage<'_>) {
        let NewPage { mut record, next, request, odd, start } = page;
        let text = match &next {
            OwnedNext::Nothing | OwnedNext::Broken => None,
            OwnedNext::Marker(marker) => Some(self.push_text(marker)),
            OwnedNext::Token(token) => Some(self.push_text(&text_of(token))),
        };
        record.next = next.kind();
        (record.token_at, record.token_length) = text.unwrap_or_default();
        if let Some(request) = request {
            let marker = request.marker.as_deref().map(|marker| self.place_of_marker(marker));
            let asked = self.asked.of(&Request { marker: None, ..request.clone() });
            record.extra = u32::try_from(self.extras.len()).unwrap_or(NONE);
            self.extras.push(Extra { asked, marker, ..Extra::NOTHING });
        }
        self.records.push(record);
        self.tell(self.ids().end - 1, odd, start);
    }

    /// Tells the odd jobs of a page, and where it begins.
    pub(super) fn tell(&mut self, page: PageId, odd: OddJobs, start: Option<PageStart>) {
        let record = &mut self.records[page as usize];
        record.set_start(start.map(|start| (start.offset, start.document)));
        let element = start.and_then(|start| start.element);
        let is_odd = odd != OddJobs::default();
        if (is_odd || element.is_some()) && record.extra == NONE {
            record.extra = u32::try_from(self.extras.len()).unwrap_or(NONE);
            self.extras.push(Extra::NOTHING);
        }
        if let Some(extra) = self.extras.get_mut(record.extra as usize) {
            extra.element = element;
            extra.odd = NONE;
            if is_odd {
                extra.odd = u32::try_from(self.odd.len()).unwrap_or(NONE);
                self.odd.push(odd);
            }
        }
    }

    /// Takes in the pages of another part of the input; `change` adapts each to this one.
    pub(super) fn append(&mut self, later: Pages, mut change: impl FnMut(&mut Record)) {
        let asked = self.asked.merge::<Request>(&later.asked);
        let (texts, extras, odd) = (self.texts.len() as u64, self.extras.len(), self.odd.len());
        let moved = |number: u32, by: usize| match number {
            NONE => NONE,
            number => number.saturating_add(u32::try_from(by).unwrap_or(NONE)),
        };
        self.texts.push_str(&later.texts);
        self.odd.extend(later.odd);
        self.extras.extend(later.extras.into_iter().map(|extra| Extra {
            asked: asked.get(extra.asked as usize).copied().unwrap_or(NONE),
            marker: extra.marker.map(|(at, length)| (at + texts, length)),
            odd: moved(extra.odd, odd),
            ..extra
        }));
        self.records.extend(later.records.into_iter().map(|mut record| {
            record.extra = moved(record.extra, extras);
            record.token_at += texts;
            change(&mut record);
            record
        }));
    }

    /// Gives back what was reserved for more pages.
    pub(super) fn shrink(&mut self) {
        self.records.shrink_to_fit();
        self.texts.shrink_to_fit();
        self.extras.shrink_to_fit();
    }

    /// The place in the service's listing at which a page ends.
    pub(super) fn position(&self, page: PageId) -> Option<PositionRef<'_>> {
        let record = self.record(page);
        let text = self.token_text(record);
        match record.next {
            NextKind::Marker | NextKind::Raw => {
                Some(PositionRef { marker: Some(text), amount: None })
            }
            NextKind::Botocore | NextKind::Old => Some(parse_position(text)),
            NextKind::Nothing | NextKind::Broken | NextKind::Foreign | NextKind::Malformed => None,
        }
    }

    /// The service's `Marker` with which a page ends.
    pub(super) fn marker(&self, page: PageId) -> Option<&str> {
        let record = self.record(page);
        (record.next == NextKind::Marker).then(|| self.token_text(record))
    }

    /// The request that fetched a page, where a recorder kept it.
    pub(super) fn request(&self, page: PageId) -> Option<Requested<'_>> {
        let extra = self.extra(page)?;
        let asked = self.asked.values().get(extra.asked as usize)?;
        let marker = extra.marker.map(|(at, length)| self.text(at, length));
        Some(Requested { marker, asked })
    }

    /// The number of what a page's request asked for, whatever its marker; equal requests have the
    /// same.
    pub(super) fn asked(&self, page: PageId) -> Option<u32> {
        let extra = self.extra(page)?;
        (extra.asked != NONE).then_some(extra.asked)
    }

    /// What requests asked for, by their numbers.
    pub(super) fn requests(&self) -> &[Request] {
        self.asked.values()
    }

    /// Whether a recorder kept the page's request.
    pub(super) fn is_recorded(&self, page: PageId) -> bool {
        self.asked(page).is_some()
    }

    /// Jobs of a page that stand out.
    pub(super) fn odd(&self, page: PageId) -> Option<OddJobs> {
        let extra = self.extra(page)?;
        self.odd.get(extra.odd as usize).copied()
    }

    /// All that is kept of a page; it is the page of this number in its file.
    pub(super) fn summary(&self, page: PageId, ordinal: u32) -> PageSummary<'_> {
        let record = self.record(page);
        PageSummary {
            file: record.file,
            ordinal,
            kind: record.kind,
            array: record.array(),
            start: record.start().map(|(offset, document)| PageStart {
                offset,
                document,
                element: self.extra(page).and_then(|extra| extra.element),
            }),
            is_response: record.is_response(),
            has_metadata: record.has_metadata(),
            first_job: record.first_job,
            jobs: record.jobs,
            vault: record.vault(),
            next: self.next(page),
            request: self.request(page),
            time: record.time(),
            id_lengths: record.id_lengths,
            dates: record.dates(),
            odd_jobs: self.odd(page),
        }
    }

    fn next(&self, page: PageId) -> Next<'_> {
        let record = self.record(page);
        let text = self.token_text(record);
        let position = || Position::from(parse_position(text));
        Next::Token(match record.next {
            NextKind::Nothing => return Next::Nothing,
            NextKind::Broken => return Next::Broken,
            NextKind::Marker => return Next::Marker(text),
            NextKind::Botocore => Token::Botocore(position()),
            NextKind::Old => Token::Old(position()),
            NextKind::Raw => Token::Raw(text.to_owned()),
            NextKind::Malformed => Token::Malformed(text.to_owned()),
            // It was written from such an object.
            NextKind::Foreign => Token::Foreign(serde_json::from_str(text).unwrap_or_default()),
        })
    }

    fn extra(&self, page: PageId) -> Option<&Extra> {
        self.extras.get(self.record(page).extra as usize)
    }

    /// Where a request's marker stands: most are the `Marker` of the page before.
    fn place_of_marker(&mut self, marker: &str) -> (u64, u32) {
        let before = self.records.last().filter(|record| record.next == NextKind::Marker);
        match before.filter(|record| self.token_text(record) == marker) {
            Some(record) => (record.token_at, record.token_length),
            None => self.push_text(marker),
        }
    }

    fn push_text(&mut self, text: &str) -> (u64, u32) {
        let at = self.texts.len() as u64;
        self.texts.push_str(text);
        (at, u32::try_from(text.len()).unwrap_or(u32::MAX))
    }

    fn token_text(&self, record: &Record) -> &str {
        self.text(record.token_at, record.token_length)
    }

    fn text(&self, at: u64, length: u32) -> &str {
        let start = usize::try_from(at).unwrap_or(usize::MAX);
        self.texts.get(start..start.saturating_add(length as usize)).unwrap_or_default()
    }
}

/// What a page ends with, before it is packed.
#[derive(Debug)]
pub(super) enum OwnedNext {
    Nothing,
    Broken,
    Marker(String),
    Token(Token),
}

impl OwnedNext {
    fn kind(&self) -> NextKind {
        match self {
            OwnedNext::Nothing => NextKind::Nothing,
            OwnedNext::Broken => NextKind::Broken,
            OwnedNext::Marker(_) => NextKind::Marker,
            OwnedNext::Token(Token::Botocore(_)) => NextKind::Botocore,
            OwnedNext::Token(Token::Old(_)) => NextKind::Old,
            OwnedNext::Token(Token::Raw(_)) => NextKind::Raw,
            OwnedNext::Token(Token::Foreign(_)) => NextKind::Foreign,
            OwnedNext::Token(Token::Malformed(_)) => NextKind::Malformed,
        }
    }
}

/// What is kept of a token; of a position the amount, then `:` and the marker, or `;` without one.
fn text_of(token: &Token) -> String {
    match token {
        Token::Botocore(position) | Token::Old(position) => {
            let amount = position.amount.map(|amount| amount.to_string()).unwrap_or_default();
            match &position.marker {
                Some(marker) => format!("{amount}:{marker}"),
                None => format!("{amount};"),
            }
        }
        Token::Raw(text) | Token::Malformed(text) => text.clone(),
        Token::Foreign(members) => serde_json::to_string(members).unwrap_or_default(),
    }
}

fn parse_position(text: &str) -> PositionRef<'_> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let (amount, rest) = text.split_at(end);
    PositionRef { marker: rest.strip_prefix(':'), amount: amount.parse().ok() }
}
