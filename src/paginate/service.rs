//! What Glacier would have answered, from what was saved of its answers.
//!
//! The jobs are those that were saved; only the cuts between them depend on the request. What cannot
//! be known, because it was not saved, is said to be so rather than guessed.

use crate::listing::{Position, SavedJob, SavedListing};

use super::collection::Collection;
use super::error::PaginateError;
use super::request::Request;

/// The most jobs that Glacier puts on a page.
const PAGE_LIMIT: usize = 50;
const STATUS_CODES: [&str; 3] = ["InProgress", "Succeeded", "Failed"];
const COMPLETED: [&str; 2] = ["true", "false"];

/// One vault, asked for with one set of filters.
#[derive(Clone, Debug)]
pub(super) struct Service<'l, 'd> {
    collection: Collection<'l, 'd>,
    cut: Cut,
}

/// Where pages end.
#[derive(Clone, Debug)]
enum Cut {
    /// Where they were saved.
    Saved,
    /// After so many of these jobs.
    Anew { size: usize, passing: Vec<usize> },
}

/// One answer.
#[derive(Debug)]
pub(super) struct Response<'l, 'd> {
    pub(super) jobs: Vec<&'l SavedJob<'d>>,
    pub(super) marker: Option<String>,
    /// Where the listing goes on, if this is its last saved page and it does.
    pub(super) unsaved: Option<Position>,
}

impl<'l, 'd> Service<'l, 'd> {
    /// # Errors
    /// Where Glacier refuses the request's parameters, or the vault was not saved.
    pub(super) fn open(
        listings: &'l [SavedListing<'d>],
        request: &Request,
    ) -> Result<Self, PaginateError> {
        let size = request.limit.as_deref().map(page_size).transpose()?;
        expect_one_of("statuscode", request.statuscode.as_deref(), &STATUS_CODES)?;
        expect_one_of("completed", request.completed.as_deref(), &COMPLETED)?;
        let collection = Collection::new(&of_vault(listings, request)?);
        let is_saved =
            size.is_none() && request.statuscode.is_none() && request.completed.is_none();
        let cut = match is_saved {
            true => Cut::Saved,
            false => Cut::Anew {
                size: size.unwrap_or(PAGE_LIMIT),
                passing: passing(&collection.jobs, request),
            },
        };
        Ok(Service { collection, cut })
    }

    /// The page at a marker.
    ///
    /// # Errors
    /// Where neither a page nor a job is there.
    pub(super) fn respond(&self, marker: Option<&str>) -> Result<Response<'l, 'd>, PaginateError> {
        // A marker that is empty asks for nothing.
        let marker = marker.filter(|marker| !marker.is_empty());
        match &self.cut {
            Cut::Saved => self.saved_page(marker),
            Cut::Anew { size, passing } => self.new_page(marker, *size, passing),
        }
    }

    fn saved_page(&self, marker: Option<&str>) -> Result<Response<'l, 'd>, PaginateError> {
        let Collection { jobs, pages, .. } = &self.collection;
        let (page, start) = match marker {
            None => (0, 0),
            Some(marker) => self.saved_place(marker).ok_or_else(|| unknown(marker))?,
        };
        let Some(boundary) = pages.get(page) else { return Ok(self.last(Vec::new())) };
        let jobs = jobs[start..boundary.end].to_vec();
        if page + 1 == pages.len() {
            let last = self.last(jobs);
            let marker = last.marker.or_else(|| boundary.marker.map(str::to_owned));
            return Ok(Response { marker, ..last });
        }
        Ok(Response { jobs, marker: self.collection.marker_after(page), unsaved: None })
    }

    /// A page and a job on it. A page's own token goes first: a Marker may be the last job of the page
    /// before.
    fn saved_place(&self, marker: &str) -> Option<(usize, usize)> {
        let collection = &self.collection;
        match collection.page_of(marker) {
            Some(page) => Some((page, collection.pages[page].start)),
            None => collection.job_of(marker).map(|job| (collection.page_with(job), job)),
        }
    }

    fn new_page(
        &self,
        marker: Option<&str>,
        size: usize,
        passing: &[usize],
    ) -> Result<Response<'l, 'd>, PaginateError> {
        let start = match marker {
            None => 0,
            Some(marker) => self.new_place(marker).ok_or_else(|| unknown(marker))?,
        };
        let open = &passing[passing.partition_point(|job| *job < start)..];
        let (page, rest) = open.split_at(size.min(open.len()));
        let jobs = page.iter().map(|job| self.collection.jobs[*job]).collect();
        match rest.first() {
            None => Ok(self.last(jobs)),
            Some(next) => {
                Ok(Response { jobs, marker: Some(self.collection.marker_of(*next)), unsaved: None })
            }
        }
    }

    /// A job. Here a `JobId` goes first, because new pages are marked with one.
    fn new_place(&self, marker: &str) -> Option<usize> {
        let collection = &self.collection;
        let page = || collection.page_of(marker).map(|page| collection.pages[page].start);
        collection.job_of(marker).or_else(page)
    }

    fn last(&self, jobs: Vec<&'l SavedJob<'d>>) -> Response<'l, 'd> {
        let unsaved = self.collection.next.clone();
        let marker = match &unsaved {
            Some(Position { marker, amount: None }) => marker.clone(),
            _ => None,
        };
        Response { jobs, marker, unsaved }
    }
}

fn page_size(limit: &str) -> Result<usize, PaginateError> {
    match limit.parse::<u64>() {
        Ok(size) if size > 0 => {
            Ok(usize::try_from(size).map_or(PAGE_LIMIT, |size| size.min(PAGE_LIMIT)))
        }
        _ => Err(PaginateError::invalid_parameter(format!(
            "Invalid limit value: {limit} (expected a whole number from 1 to {PAGE_LIMIT})"
        ))),
    }
}

fn expect_one_of(name: &str, value: Option<&str>, valid: &[&str]) -> Result<(), PaginateError> {
    match value {
        Some(value) if !valid.contains(&value) => Err(PaginateError::invalid_parameter(format!(
            "Invalid {name} value: {value} (expected one of {})",
            valid.join(", "),
        ))),
        _ => Ok(()),
    }
}

/// The listings of the vault; if none says that it is, those that do not say of which vault they are
/// (an empty response names none).
fn of_vault<'l, 'd>(
    listings: &'l [SavedListing<'d>],
    request: &Request,
) -> Result<Vec<&'l SavedListing<'d>>, PaginateError> {
    let is_of_account = |listing: &&SavedListing<'_>| {
        request.account_id == "-"
            || listing.account_id.as_ref().is_none_or(|account| *account == request.account_id)
    };
    let of_account: Vec<_> = listings.iter().filter(is_of_account).collect();
    let named = |name: Option<&str>| -> Vec<_> {
        of_account.iter().copied().filter(|listing| listing.vault_name.as_deref() == name).collect()
    };
    let mut found = named(Some(&request.vault_name));
    if found.is_empty() {
        found = named(None);
    }
    if found.is_empty() { Err(no_such_vault(listings, request)) } else { Ok(found) }
}

fn no_such_vault(listings: &[SavedListing<'_>], request: &Request) -> PaginateError {
    let mut saved: Vec<String> = listings
        .iter()
        .filter_map(|listing| {
            let account = listing.account_id.as_deref().unwrap_or("-");
            Some(format!("{account}/{}", listing.vault_name.as_deref()?))
        })
        .collect();
    saved.sort_unstable();
    saved.dedup();
    let saved = if saved.is_empty() { "none".to_owned() } else { saved.join(", ") };
    PaginateError::Service {
        code: "ResourceNotFoundException",
        message: format!(
            "Vault not found: {}/{} (saved are listings of {saved})",
            request.account_id, request.vault_name,
        ),
    }
}

fn passing(jobs: &[&SavedJob<'_>], request: &Request) -> Vec<usize> {
    let completed = request.completed.as_deref().map(|completed| completed == "true");
    let passes = |job: &SavedJob<'_>| {
        (request.statuscode.is_none() || job.status_code() == request.statuscode.as_deref())
            && (completed.is_none() || job.completed() == completed)
    };
    jobs.iter().enumerate().filter(|(_, job)| passes(job)).map(|(index, _)| index).collect()
}

fn unknown(marker: &str) -> PaginateError {
    PaginateError::invalid_parameter(format!(
        "Invalid marker value: {marker} (no saved page and no saved job is at it)"
    ))
}
