//! `pages --format json`: the chains of pages, and what joins them.
//!
//! `version` is 1. `chains` come in the order of the input; in each, `pages` in the order of the
//! listing. `evidence` names what joins a page to the one before it: `recorded`, `token`,
//! `marker-is-job`, `dates`, `sequence`, `assumed`, or `null` for the first page and after a gap.
//! `overlap` counts the first jobs of a page that the page before it has, too. `first_date` and
//! `last_date` are those of its first and its last job. A token is `{"marker", "amount"}`: so many jobs
//! into the service's page at that marker, `null` being the first page; `token_out.kind` is `Marker`,
//! or the kind of a `NextToken` (`botocore`, `old`, `raw`, `foreign`, `malformed`). `start` tells how
//! the first page is known to be the first (`recorded`, `token`, `assumed`, or `later`: it is not), and
//! `end` how the chain ends (`listed`, `assumed`, `token`, `broken`). `why` says in words why a chain is
//! not complete, and `continue` is the command that fetches the rest. `copies` hold nothing that a
//! chain does not hold, and following the Marker of one would skip `marker_skips` jobs; `lone_jobs` are part of no listing.

use std::io;

use serde::Serialize;

use super::pages::{dates, why_incomplete};
use crate::dump::Skipped;
use crate::listing::{Chain, Joint, Listing, Next, PageId, Position};

#[derive(Serialize)]
struct JsonPages<'l> {
    version: u32,
    complete: bool,
    chains: Vec<JsonChain<'l>>,
    copies: Vec<JsonCopy<'l>>,
    forks: Vec<JsonFork<'l>>,
    lone_jobs: Vec<JsonPlace<'l>>,
    skipped: Skipped,
}

#[derive(Serialize)]
struct JsonChain<'l> {
    complete: bool,
    why: Vec<String>,
    vault_arn: Option<&'l str>,
    jobs: u64,
    start: &'static str,
    end: &'static str,
    pages: Vec<JsonPage<'l>>,
    #[serde(rename = "continue", skip_serializing_if = "Option::is_none")]
    command: Option<String>,
}

#[derive(Serialize)]
struct JsonPage<'l> {
    #[serde(flatten)]
    place: JsonPlace<'l>,
    jobs: u32,
    overlap: u32,
    first_date: Option<String>,
    last_date: Option<String>,
    token_in: Option<JsonToken>,
    token_out: Option<JsonToken>,
    evidence: Option<&'static str>,
    gap_before: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    leads_back_to: Option<JsonPlace<'l>>,
}

/// A page's file, and which page of the file it is, from 1.
#[derive(Serialize)]
struct JsonPlace<'l> {
    file: &'l str,
    page: u32,
}

#[derive(Serialize)]
struct JsonToken {
    marker: Option<String>,
    amount: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
}

#[derive(Serialize)]
struct JsonCopy<'l> {
    #[serde(flatten)]
    place: JsonPlace<'l>,
    of: JsonPlace<'l>,
    cut: bool,
    marker_skips: u32,
}

#[derive(Serialize)]
struct JsonFork<'l> {
    from: JsonPlace<'l>,
    taken: JsonPlace<'l>,
    other: JsonPlace<'l>,
}

/// Writes the chains as JSON.
///
/// # Errors
/// What the writer says.
pub fn write_pages_json(
    out: &mut dyn io::Write,
    listing: &Listing,
    skipped: Skipped,
) -> io::Result<()> {
    let copies = listing.copies().iter().map(|copy| JsonCopy {
        place: place(listing, copy.page),
        of: place(listing, copy.of),
        cut: copy.is_cut,
        marker_skips: copy.skips,
    });
    let forks = listing.forks().iter().map(|fork| JsonFork {
        from: place(listing, fork.from),
        taken: place(listing, fork.taken),
        other: place(listing, fork.other),
    });
    let pages = JsonPages {
        version: 1,
        complete: listing.is_complete(),
        chains: listing.chains().iter().map(|chain| json_chain(listing, chain)).collect(),
        copies: copies.collect(),
        forks: forks.collect(),
        lone_jobs: listing.lone_jobs().map(|page| place(listing, page)).collect(),
        skipped,
    };
    serde_json::to_writer_pretty(&mut *out, &pages)?;
    out.write_all(b"\n")
}

fn json_chain<'l>(listing: &'l Listing, chain: &'l Chain) -> JsonChain<'l> {
    JsonChain {
        complete: chain.is_complete(),
        why: why_incomplete(listing, chain),
        vault_arn: listing.vault_of(chain),
        jobs: listing.count_jobs(chain),
        start: chain.start.as_str(),
        end: chain.end.as_str(),
        pages: (0..chain.links.len()).map(|index| json_page(listing, chain, index)).collect(),
        command: listing.command_after(chain.last()),
    }
}

fn json_page<'l>(listing: &'l Listing, chain: &Chain, index: usize) -> JsonPage<'l> {
    let link = chain.links[index];
    let summary = listing.page(link.page);
    let kind = match &summary.next {
        Next::Marker(_) => Some("Marker"),
        Next::Token(token) => Some(token.kind()),
        Next::Nothing | Next::Broken => None,
    };
    let token_out = kind.map(|kind| json_token(summary.next.position(), Some(kind)));
    let dates = dates(&summary);
    JsonPage {
        place: place(listing, link.page),
        jobs: summary.jobs,
        overlap: link.overlap,
        first_date: dates.map(|(first, _)| first.to_string()),
        last_date: dates.map(|(_, last)| last.to_string()),
        token_in: listing.token_in(chain, index).map(|token| json_token(Some(token), None)),
        token_out,
        evidence: match link.joint {
            Some(Joint::Follows(evidence)) => Some(evidence.as_str()),
            Some(Joint::Gap) | None => None,
        },
        gap_before: link.joint == Some(Joint::Gap),
        leads_back_to: link.back.map(|back| place(listing, back.to)),
    }
}

fn json_token(position: Option<Position>, kind: Option<&'static str>) -> JsonToken {
    let position = position.unwrap_or_default();
    JsonToken { amount: position.offset(), marker: position.marker, kind }
}

fn place(listing: &Listing, page: PageId) -> JsonPlace<'_> {
    JsonPlace { file: &listing.file_of(page).name, page: listing.page(page).ordinal + 1 }
}
