//! What botocore's own paginator said, written down by `golden.py`, is what ours says.

use std::collections::BTreeMap;
use std::process::Command;

use icecore::listing::{Position, SavedListing, Token};
use icecore::paginate::{ListJobs, PageIterator, Paginator};
use serde::Deserialize;
use serde_json::Value;

use super::{VAULT, ids, listing};

const GOLDEN: &str = include_str!("golden.json");
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/paginate/golden.py");

#[derive(Deserialize)]
struct Golden {
    botocore: String,
    listings: BTreeMap<String, Listing>,
    tokens: BTreeMap<String, String>,
    odd_tokens: BTreeMap<String, String>,
    encoded: Vec<(Option<String>, Option<u64>, String)>,
    searches: Vec<Searches>,
    result_keys: Vec<String>,
    result_key_iters: BTreeMap<String, Vec<Vec<String>>>,
    grids: Vec<Grid>,
}

#[derive(Deserialize)]
struct Listing {
    pages: Vec<(Option<String>, String, Option<String>)>,
    next: Option<Next>,
}

#[derive(Deserialize)]
struct Next {
    marker: Option<String>,
    boto_truncate_amount: Option<u64>,
}

#[derive(Deserialize)]
struct Searches {
    listing: String,
    max_items: Option<i64>,
    found: BTreeMap<String, Vec<Value>>,
}

/// Outcomes by token, by page size and (unless it is the same for all) by maximum.
#[derive(Deserialize)]
struct Grid {
    listing: String,
    filters: BTreeMap<String, Option<String>>,
    max_items: Vec<Option<i64>>,
    outcomes: BTreeMap<String, BTreeMap<String, Outcomes>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Outcomes {
    OneForAll(String),
    Each(Vec<String>),
}

impl Golden {
    fn read() -> Self {
        serde_json::from_str(GOLDEN).expect("golden.json is what golden.py writes")
    }

    fn listing(&self, name: &str) -> SavedListing<'static> {
        let Listing { pages, next } = &self.listings[name];
        let mut listing = listing(
            pages
                .iter()
                .map(|(token, jobs, marker)| (token.as_deref(), &jobs[..], marker.as_deref())),
        );
        listing.next = next.as_ref().map(|next| Position {
            marker: next.marker.clone(),
            amount: next.boto_truncate_amount,
        });
        listing
    }

    fn token(&self, label: &str) -> Option<String> {
        match label.strip_prefix("odd:") {
            _ if label.is_empty() => None,
            Some(odd) => Some(self.odd_tokens[odd].clone()),
            None => Some(self.tokens[label].clone()),
        }
    }

    /// The name that the script gave a token, or the token.
    fn name(&self, token: String) -> String {
        let found = self.tokens.iter().find(|(_, text)| **text == token);
        found.map_or(token, |(name, _)| name.clone())
    }

    /// An outcome, written as the script writes it.
    fn outcome(&self, pages: &PageIterator<'_, 'static>) -> String {
        let mut iterator = pages.iter();
        let mut texts = Vec::new();
        let mut error = None;
        for page in &mut iterator {
            match page {
                Ok(page) => {
                    let value = page.to_value();
                    let marker = value.get("Marker").and_then(Value::as_str);
                    assert_eq!(marker.filter(|marker| !marker.is_empty()), page.marker());
                    let marker = marker.map(|marker| format!(" >{marker}")).unwrap_or_default();
                    texts.push(ids(page.jobs().iter().copied()) + &marker);
                }
                Err(failure) => error = Some(failure.to_string()),
            }
        }
        let resume_token = iterator.resume_token().map(str::to_owned);
        let text = texts.join(" | ");
        match (error, resume_token) {
            (Some(error), _) => format!("{text} ! {error}"),
            (None, Some(token)) => format!("{text} => {}", self.name(token)),
            (None, None) => text,
        }
    }
}

impl Grid {
    /// All parameters, each with its outcome.
    fn cases<'g>(&'g self, golden: &'g Golden) -> impl Iterator<Item = (ListJobs, &'g str)> {
        let rows =
            self.outcomes.iter().flat_map(|(token, rows)| rows.iter().map(move |row| (token, row)));
        rows.flat_map(move |(token, (size, outcomes))| {
            self.max_items.iter().enumerate().map(move |(index, max_items)| {
                let outcome = match outcomes {
                    Outcomes::OneForAll(outcome) => outcome,
                    Outcomes::Each(outcomes) => &outcomes[index],
                };
                let parameters = ListJobs {
                    max_items: *max_items,
                    page_size: size.parse().ok(),
                    starting_token: golden.token(token),
                    ..self.parameters()
                };
                (parameters, outcome.as_str())
            })
        })
    }

    fn parameters(&self) -> ListJobs {
        let filter = |name: &str| self.filters.get(name).cloned().flatten();
        let vault_name = self.filters.get("vaultName").cloned();
        ListJobs {
            account_id: filter("accountId"),
            vault_name: vault_name.unwrap_or_else(|| Some(VAULT.to_owned())),
            statuscode: filter("statuscode"),
            completed: filter("completed"),
            ..ListJobs::default()
        }
    }
}

#[test]
fn every_combination_of_parameters_gives_what_botocore_gives() {
    let golden = Golden::read();
    let mut count = 0;
    let mut faults = Vec::new();
    for grid in &golden.grids {
        let listings = [golden.listing(&grid.listing)];
        let paginator = Paginator::new(&listings);
        for (parameters, expected) in grid.cases(&golden) {
            let pages = paginator.paginate(parameters.clone());
            let found = golden.outcome(&pages);
            count += 1;
            if found != expected {
                faults.push(format!(
                    "{}: {parameters:?}\n  ours {found}\n  boto {expected}",
                    grid.listing
                ));
            }
        }
    }
    faults.truncate(20);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count > 10_000, "{count} cases are too few");
}

#[test]
fn a_full_result_is_the_pages_merged() {
    let golden = Golden::read();
    for grid in &golden.grids {
        let listings = [golden.listing(&grid.listing)];
        for (parameters, _) in grid.cases(&golden) {
            let pages = Paginator::new(&listings).paginate(parameters);
            let merged: Result<Vec<_>, _> = pages.iter().collect();
            match (merged, pages.build_full_result()) {
                (Ok(merged), Ok(full)) => {
                    let jobs = merged.iter().flat_map(|page| page.jobs().iter().copied());
                    assert_eq!(ids(jobs), ids(full.job_list));
                    assert_eq!(Ok(full.next_token), pages.resume_token());
                }
                (Err(error), Err(full)) => assert_eq!(error, full),
                (merged, full) => panic!("{merged:?} is not {full:?}"),
            }
        }
    }
}

#[test]
fn an_expression_finds_what_pythons_library_finds() {
    let golden = Golden::read();
    for Searches { listing, max_items, found } in &golden.searches {
        let listings = [golden.listing(listing)];
        let parameters = ListJobs { max_items: *max_items, ..ListJobs::of_vault(VAULT) };
        let pages = Paginator::new(&listings).paginate(parameters);
        for (expression, expected) in found {
            let search = pages.search(expression).expect(expression);
            let ours: Result<Vec<Value>, _> = search.collect();
            let context = format!("{listing}, {max_items:?}, {expression}");
            assert_eq!(ours.as_ref(), Ok(expected), "{context}");
        }
    }
}

#[test]
fn a_result_keys_iterator_gives_its_jobs() {
    let golden = Golden::read();
    for (name, expected) in &golden.result_key_iters {
        let listings = [golden.listing(name)];
        let pages = Paginator::new(&listings).paginate(ListJobs::of_vault(VAULT));
        assert_eq!(pages.result_keys(), golden.result_keys);
        let iterators = pages.result_key_iters();
        assert_eq!(iterators.len(), expected.len());
        for (jobs, expected) in iterators.into_iter().zip(expected) {
            assert_eq!(jobs.result_key(), "JobList");
            let jobs: Result<Vec<_>, _> = jobs.collect();
            assert_eq!(ids(jobs.expect("there are pages")), expected.join(" "));
        }
    }
}

#[test]
fn a_token_is_written_byte_for_byte() {
    for (marker, amount, token) in Golden::read().encoded {
        let position = Position { marker, amount };
        assert_eq!(position.encode(), token);
        assert_eq!(Token::decode(&token), Token::Botocore(position));
    }
}

/// Runs botocore again, if it is there in the version that the golden file was written with.
#[test]
fn the_golden_file_is_what_botocore_says_today() {
    let python = std::env::var("ICECORE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let version =
        Command::new(&python).args(["-c", "import botocore; print(botocore.__version__)"]).output();
    let version = match version {
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).trim().to_owned()
        }
        _ => {
            return eprintln!(
                "SKIPPED: {python} has no botocore, so the golden file was not compared with it"
            );
        }
    };
    let golden = Golden::read().botocore;
    if version != golden {
        return eprintln!(
            "SKIPPED: {python} has botocore {version}, the golden file is of {golden}"
        );
    }
    let output = Command::new(&python).arg(SCRIPT).output().expect("the script can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let today = String::from_utf8(output.stdout).expect("the script writes UTF-8");
    let changed = today.lines().zip(GOLDEN.lines()).find(|(today, kept)| today != kept);
    assert_eq!(changed, None, "run golden.py > golden.json and look at the difference");
    assert_eq!(today.lines().count(), GOLDEN.lines().count());
}
