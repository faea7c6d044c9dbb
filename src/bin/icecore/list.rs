//! `icecore list`: what a live call of the paginator would give, from what was saved.

use std::io::{self, Write};

use icecore::dump::Dump;
use icecore::filter::Filter;
use icecore::listing::{Collector, Listing, Next, SavedJob, SavedListing};
use icecore::paginate::{Expression, ListJobs, PaginateError, Paginator};
use icecore::report::{ListOutput, write_list};
use serde_json::{Value, json};

use crate::args::{List, ListFormatName};
use crate::complaint::{complain, complain_at, complain_in_lines, warn};
use crate::context::Context;
use crate::output::Output;
use crate::pages::{HINT, warn_of_gaps};
use crate::pipeline::{self, Read, fingerprint_key};
use crate::status::Status;

pub fn run(options: &List, context: Context<'_>, output: &mut Output) -> io::Result<Status> {
    let query = match options.query.as_deref().map(Expression::new).transpose() {
        Ok(query) => query,
        Err(error) => {
            complain_at(
                &format!("Bad value for --query: {error}"),
                error.expression(),
                error.offset(),
            );
            return Ok(Status::Failed);
        }
    };
    let mut collector =
        Collector::new(context.scope(&options.reading)).fingerprint_key(fingerprint_key());
    let mut dumps = Vec::new();
    let Read { failed, .. } =
        pipeline::read(&options.reading, context, &mut |name, _, dump, _| {
            collector.dump(name, &dump);
            dumps.push(dump);
            Ok(())
        })?;
    let listing = collector.stitch();
    pipeline::mention_faults(&listing);
    let saved = listing.with_jobs(&dumps);
    let result = match paged(options, &saved) {
        Ok(result) => result,
        Err(refusal) => {
            refusal.complain(options);
            return Ok(Status::Failed);
        }
    };
    if !write(options, query.as_ref(), &listing, &saved, &result, output)? {
        return Ok(Status::Failed);
    }
    output.flush()?;
    let is_incomplete = warn_of_gaps(&listing, context.global, HINT);
    Ok(match options.require_complete && is_incomplete {
        _ if failed => Status::Failed,
        true => Status::Findings,
        false => Status::Clean,
    })
}

/// What the paginator delivered, and the filters left of it.
struct Paged<'s, 'd> {
    jobs: Vec<&'s SavedJob<'d>>,
    next_token: Option<String>,
}

/// Why there is nothing to list.
enum Refusal {
    /// The dumps hold several vaults, or not the one that was asked for.
    Vault(String),
    Paging(PaginateError),
}

impl Refusal {
    fn complain(&self, options: &List) {
        match (self, &options.paging.starting_token) {
            (Refusal::Vault(message), _) => complain(message),
            (Refusal::Paging(error), Some(token)) if is_about_token(error) => {
                complain_at(&error.to_string(), token, 0);
            }
            (Refusal::Paging(error), _) => complain_in_lines(&error.to_string()),
        }
    }
}

/// Whether it is the `--starting-token` that paging fails with.
fn is_about_token(error: &PaginateError) -> bool {
    match error {
        PaginateError::BadStartingToken(_)
        | PaginateError::BadAmount(_)
        | PaginateError::ParamValidation(_)
        | PaginateError::NotSaved(_) => true,
        PaginateError::Service { message, .. } => message.contains("marker"),
        _ => false,
    }
}

fn paged<'s, 'd>(options: &List, saved: &'s [SavedListing<'d>]) -> Result<Paged<'s, 'd>, Refusal> {
    if saved.iter().all(|listing| listing.pages.iter().all(|page| page.jobs.is_empty()))
        && options.paging.starting_token.is_none()
    {
        return Ok(Paged { jobs: Vec::new(), next_token: None });
    }
    let parameters = parameters(options, vault(options, saved)?);
    let paginator = Paginator::new(saved);
    let result = paginator.paginate(parameters).build_full_result().map_err(Refusal::Paging)?;
    let filter = options.filtering.to_filter_after_paging();
    let jobs = result.job_list.into_iter().filter(|job| passes(&filter, job)).collect();
    Ok(Paged { jobs, next_token: result.next_token })
}

fn parameters(options: &List, vault_name: String) -> ListJobs {
    let List { filtering, paging, .. } = options;
    let mut parameters = ListJobs::of_vault(vault_name);
    if let Some(account_id) = filtering.account_id() {
        parameters = parameters.account_id(account_id);
    }
    if let Some(statuscode) = filtering.statuscode() {
        parameters = parameters.statuscode(statuscode);
    }
    if let Some(completed) = filtering.completed() {
        parameters = parameters.completed(completed.to_string());
    }
    if let Some(max_items) = paging.max_items {
        parameters = parameters.max_items(max_items);
    }
    if let Some(page_size) = paging.page_size {
        parameters = parameters.page_size(page_size);
    }
    if let Some(token) = &paging.starting_token {
        parameters = parameters.starting_token(token);
    }
    parameters
}

/// The vault that was asked for, or else the only one.
fn vault(options: &List, saved: &[SavedListing<'_>]) -> Result<String, Refusal> {
    let account = options.filtering.account_id().filter(|account| *account != "-");
    let asked = options.filtering.vault_name();
    let mut found: Vec<(&str, &str)> = saved
        .iter()
        .filter_map(|listing| {
            Some((listing.account_id.as_deref()?, listing.vault_name.as_deref()?))
        })
        .filter(|(id, name)| {
            account.is_none_or(|account| account == *id) && asked.is_none_or(|asked| asked == *name)
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    match (&found[..], asked) {
        ([(_, name)], _) => Ok((*name).to_owned()),
        // What names no vault can be asked for by any name.
        ([], asked) => Ok(asked.unwrap_or("-").to_owned()),
        _ => {
            let names: Vec<String> =
                found.iter().map(|(account, name)| format!("{name} of {account}")).collect();
            let option = if asked.is_some() { "--account-id" } else { "--vault-name" };
            Err(Refusal::Vault(format!(
                "the dumps hold several vaults ({}): choose one with {option}",
                names.join(", ")
            )))
        }
    }
}

fn passes(filter: &Filter, job: &SavedJob<'_>) -> bool {
    if filter.is_empty() {
        return true;
    }
    let dump = Dump::from_slice(job.text());
    dump.pages().flatten().any(|page| page.jobs().iter().any(|job| filter.matches(job)))
}

/// Writes the result; `false` if the query fails on it, which is said.
fn write(
    options: &List,
    query: Option<&Expression>,
    listing: &Listing,
    saved: &[SavedListing<'_>],
    result: &Paged<'_, '_>,
    output: &mut Output,
) -> io::Result<bool> {
    let marker = marker_as_saved(options, listing, saved);
    let next_token = result.next_token.as_deref().filter(|_| marker.is_none());
    let format = options.format.into();
    let width = Output::width();
    if let (Some(token), false) = (next_token, matches!(options.format, ListFormatName::Json)) {
        warn(&format!("there are more jobs: go on with --starting-token {token}"));
    }
    let Some(query) = query else {
        let found = ListOutput::Jobs { jobs: &result.jobs, next_token, marker };
        write_list(output, format, &found, width)?;
        return Ok(true);
    };
    let jobs: Vec<Value> = result.jobs.iter().map(|job| job.to_value()).collect();
    let mut whole = json!({ "JobList": jobs });
    for (key, token) in [("Marker", marker), ("NextToken", next_token)] {
        if let Some(token) = token {
            whole[key] = token.into();
        }
    }
    match query.search(&whole) {
        Ok(found) => write_list(output, format, &ListOutput::Query(&found), width).map(|()| true),
        Err(error) => {
            complain_at(
                &format!("Bad value for --query: {error}"),
                error.expression(),
                error.offset(),
            );
            Ok(false)
        }
    }
}

/// The Marker of a dump that is given back as it was: one page, as the AWS CLI writes it with
/// `--no-paginate` or `--limit`, and nothing asked of it.
fn marker_as_saved<'l>(
    options: &List,
    listing: &'l Listing,
    saved: &[SavedListing<'_>],
) -> Option<&'l str> {
    let mut pages = listing.pages();
    let (Some(page), None, [of_vault]) = (pages.next(), pages.next(), saved) else { return None };
    let has_no_nulls = |job: &SavedJob<'_>| {
        serde_json::from_slice(job.text()).is_ok_and(|value: Value| value == job.to_value())
    };
    let is_of_cli = !page.has_metadata
        && page.request.is_none()
        && of_vault.pages.iter().flat_map(|page| &page.jobs).all(has_no_nulls);
    let is_asked_nothing = options.paging.is_empty() && options.filtering.is_empty();
    match &page.next {
        Next::Marker(marker) if is_of_cli && is_asked_nothing => Some(marker),
        _ => None,
    }
}
