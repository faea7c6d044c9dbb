//! The loop over pages: botocore's `PageIterator.__iter__`, statement by statement.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::iter::FusedIterator;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::listing::{Position, SavedListing, push_python_string};

use super::error::PaginateError;
use super::page::ResponsePage;
use super::parameters::ListJobs;
use super::python::{Dict, Python};
use super::request::{Request, sent};
use super::service::{Response, Service};
use super::start::{AMOUNT, MARKER, Start};

/// The pages, one after the other. After an error there are no more.
#[derive(Clone, Debug)]
pub struct Pages<'l, 'd> {
    listings: &'l [SavedListing<'d>],
    parameters: ListJobs,
    state: State<'l, 'd>,
    /// How many jobs were delivered.
    total: i128,
    /// The markers of the pages so far.
    seen: HashSet<String>,
    resume_token: Option<String>,
}

#[derive(Clone, Debug)]
enum State<'l, 'd> {
    /// Nothing was asked for yet.
    Fresh,
    /// The page at this marker is next.
    At(Service<'l, 'd>, String),
    /// The page before was the last that could be had.
    Failed(PaginateError),
    Ended,
}

impl<'l, 'd> Pages<'l, 'd> {
    pub(super) fn new(listings: &'l [SavedListing<'d>], parameters: ListJobs) -> Self {
        Pages {
            listings,
            parameters,
            state: State::Fresh,
            total: 0,
            seen: HashSet::new(),
            resume_token: None,
        }
    }

    /// The token to go on with, once the last page was delivered: set if `MaxItems` ended the listing
    /// before its end, or if the listing was saved only in part.
    #[must_use]
    pub fn resume_token(&self) -> Option<&str> {
        self.resume_token.as_deref()
    }

    fn first_page(&mut self) -> Result<ResponsePage<'l, 'd>, PaginateError> {
        let start = match &self.parameters.starting_token {
            Some(token) => Start::parse(token)?,
            None => Start::beginning(),
        };
        let request = Request::new(&self.parameters, &start.members)?;
        let service = Service::open(self.listings, &request)?;
        let mut response = service.respond(request.marker.as_deref())?;
        let dropped = python_index(start.slice_from()?, response.jobs.len());
        response.jobs.drain(..dropped);
        self.deliver(service, response, start.members, &start.amount)
    }

    fn page_at(
        &mut self,
        service: Service<'l, 'd>,
        marker: &str,
    ) -> Result<ResponsePage<'l, 'd>, PaginateError> {
        let response = service.respond(sent(marker))?;
        self.deliver(service, response, marker_dict(marker), &Python::Int(0))
    }

    /// Cuts the page if it holds more jobs than are still wanted, and decides what comes after it.
    fn deliver(
        &mut self,
        service: Service<'l, 'd>,
        mut response: Response<'l, 'd>,
        token: Dict,
        dropped: &Python,
    ) -> Result<ResponsePage<'l, 'd>, PaginateError> {
        let count = to_int(response.jobs.len());
        let wanted = self.parameters.max_items.map(i128::from);
        let excess = wanted.map_or(0, |wanted| self.total + count - wanted);
        if excess > 0 {
            let keep = count - excess;
            response.jobs.truncate(python_index(keep, response.jobs.len()));
            self.resume_token = Some(cut_token(token, keep, dropped)?);
            self.state = State::Ended;
        } else {
            self.total += count;
            self.state = self.after(service, &response, wanted == Some(self.total));
        }
        Ok(ResponsePage::new(response.jobs, response.marker))
    }

    fn after(
        &mut self,
        service: Service<'l, 'd>,
        response: &Response<'l, 'd>,
        is_enough: bool,
    ) -> State<'l, 'd> {
        if let Some(position) = &response.unsaved {
            return self.at_end_of_saved(position);
        }
        let Some(marker) = response.marker.as_ref().filter(|marker| !marker.is_empty()) else {
            return State::Ended;
        };
        if is_enough {
            self.resume_token = Some(Position::at(marker.as_str()).encode());
            State::Ended
        } else if !self.seen.insert(marker.clone()) {
            State::Failed(PaginateError::SameNextToken(marker_dict(marker).to_string()))
        } else {
            State::At(service, marker.clone())
        }
    }

    /// The listing goes on, but was not saved further. Whoever starts where it goes on would be given
    /// the same token again and again, and so is given an error.
    fn at_end_of_saved(&mut self, position: &Position) -> State<'l, 'd> {
        let token = position.encode();
        let start = self.parameters.starting_token.as_deref().map(Start::parse);
        let saved_end = Start::parse(&token);
        if let (Some(Ok(start)), Ok(end)) = (start, saved_end)
            && start == end
        {
            return State::Failed(PaginateError::NotSaved(written(&end)));
        }
        self.resume_token = Some(token);
        State::Ended
    }
}

impl<'l, 'd> Iterator for Pages<'l, 'd> {
    type Item = Result<ResponsePage<'l, 'd>, PaginateError>;

    fn next(&mut self) -> Option<Self::Item> {
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Fresh => Some(self.first_page()),
            State::At(service, marker) => Some(self.page_at(service, &marker)),
            State::Failed(error) => Some(Err(error)),
            State::Ended => None,
        }
    }
}

impl FusedIterator for Pages<'_, '_> {}

/// The token of a page of which some jobs were not delivered.
fn cut_token(mut token: Dict, keep: i128, dropped: &Python) -> Result<String, PaginateError> {
    let amount = match dropped {
        Python::Int(dropped) => keep + dropped,
        Python::Bool(dropped) => keep + i128::from(*dropped),
        _ => {
            return Err(PaginateError::BadAmount(
                "unsupported operand type(s) for +: 'int' and 'NoneType'",
            ));
        }
    };
    token.insert(AMOUNT, Python::Int(amount));
    let is_own = token.iter().all(|(key, _)| key == MARKER || key == AMOUNT);
    match token.get(MARKER) {
        Some(Python::Str(marker)) if is_own => Ok(encode(Some(marker), amount)),
        Some(Python::None) if is_own => Ok(encode(None, amount)),
        _ => Err(PaginateError::BadStartingToken(token.to_string())),
    }
}

/// As [`Position::encode`], but of the negative amounts, too, that a negative `MaxItems` gives.
fn encode(marker: Option<&str>, amount: i128) -> String {
    let mut json = format!("{{\"{MARKER}\": ");
    match marker {
        Some(marker) => push_python_string(&mut json, marker),
        None => json.push_str("null"),
    }
    // Writing to a string cannot fail.
    let _ = write!(json, ", \"{AMOUNT}\": {amount}}}");
    STANDARD.encode(json)
}

fn marker_dict(marker: &str) -> Dict {
    let mut dict = Dict::default();
    dict.insert(MARKER, Python::Str(marker.to_owned()));
    dict
}

/// Where Python's slices cut at an index: a negative one counts from the end.
fn python_index(index: i128, length: usize) -> usize {
    let from_start = if index < 0 { index + to_int(length) } else { index };
    usize::try_from(from_start.max(0)).map_or(length, |index| index.min(length))
}

fn to_int(length: usize) -> i128 {
    // A slice has at most `isize::MAX` elements.
    i128::try_from(length).unwrap_or(i128::MAX)
}

/// A token's start as Python prints it.
fn written(start: &Start) -> String {
    let mut dict = start.members.clone();
    if start.amount != Python::Int(0) {
        dict.insert(AMOUNT, start.amount.clone());
    }
    dict.to_string()
}
