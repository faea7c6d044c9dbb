//! Joints that nothing shows but the order in which pages were saved.

use std::collections::HashMap;

use super::by_date::{Markers, Role, leaves_open};
use super::evidence::Evidence;
use super::page::{Next, PageId};
use super::place::File;
use super::weave::{KnownStart, Weave};

/// `sequence`: the next page of the same file, or the first page of the file with the next number.
pub(super) fn join_sequences(weave: &mut Weave<'_>, files: &[File], markers: &Markers) {
    for (tail, head) in neighbours(weave, files) {
        join(weave, tail, head, markers, Evidence::Sequence);
    }
}

/// `assumed`: the next chain of the same vault, in the order of the input. What is known to begin the
/// listing comes first, and what ends it last.
pub(super) fn join_in_order(weave: &mut Weave<'_>, markers: &Markers) {
    for mut chains in weave.chains_by_group() {
        chains.sort_by_key(|start| (Role::of(weave, *start), *start));
        let ends: Vec<PageId> = chains.iter().map(|start| weave.chain_end(*start)).collect();
        for (tail, head) in ends.iter().zip(chains.iter().skip(1)) {
            join(weave, *tail, *head, markers, Evidence::Assumed);
        }
    }
}

/// `sequence`, for pages without jobs: nothing but their neighbours tells where they belong, and dates
/// would pass over them.
pub(super) fn join_empty_pages(weave: &mut Weave<'_>, files: &[File], markers: &Markers) {
    for (tail, head) in neighbours(weave, files) {
        let is_empty = |page| weave.page(page).jobs == 0;
        // A Marker that is a JobId begins a page, so one that is empty and the last contradicts it.
        let may_lead_there = leaves_open(weave, tail, markers)
            || is_empty(head)
                && weave.page(tail).next.position().is_some()
                && weave.page(head).next != Next::Nothing;
        if (is_empty(tail) || is_empty(head))
            && may_lead_there
            && weave.is_open_tail(tail)
            && *weave.start(head) == KnownStart::Unknown
            && are_of_one_listing(weave, tail, head)
        {
            weave.follow(tail, head, Evidence::Sequence);
        }
    }
}

/// Pages that stand one after the other, in a file or in numbered files.
fn neighbours(weave: &Weave<'_>, files: &[File]) -> Vec<(PageId, PageId)> {
    let mut by_place: HashMap<(u32, u32), PageId> = HashMap::new();
    for page in ids(weave).filter(|page| weave.page(*page).is_listed()) {
        let summary = weave.page(page);
        by_place.insert((summary.file, summary.ordinal), page);
    }
    let successors = successors(files);
    let next = |tail: PageId| {
        let summary = weave.page(tail);
        let in_file = by_place.get(&(summary.file, summary.ordinal + 1));
        let in_next_file =
            || successors.get(&summary.file).and_then(|next| by_place.get(&(*next, 0)));
        in_file.or_else(in_next_file).copied()
    };
    ids(weave).filter_map(|tail| Some((tail, next(tail)?))).collect()
}

fn join(weave: &mut Weave<'_>, tail: PageId, head: PageId, markers: &Markers, evidence: Evidence) {
    let may_lead_there = *weave.start(head) == KnownStart::Unknown
        && weave.is_open_tail(tail)
        && leaves_open(weave, tail, markers);
    if may_lead_there && are_of_one_listing(weave, tail, head) && !contradict(weave, tail, head) {
        weave.follow(tail, head, evidence);
    }
}

/// Pages without jobs tell no vault: they may belong to any.
fn are_of_one_listing(weave: &Weave<'_>, tail: PageId, head: PageId) -> bool {
    let has_no_vault = |page| weave.page(page).vault.is_none();
    weave.group(tail) == weave.group(head) || has_no_vault(tail) || has_no_vault(head)
}

/// Whether dates show that the second page comes before the first.
fn contradict(weave: &Weave<'_>, tail: PageId, head: PageId) -> bool {
    match (weave.page(tail).dates, weave.page(head).dates) {
        (Some(tail), Some(head)) => {
            let falls = tail.falling.0 + head.falling.0 > tail.rising.0 + head.rising.0;
            let rises = tail.rising.0 + head.rising.0 > tail.falling.0 + head.falling.0;
            falls && head.latest > tail.earliest || rises && head.earliest < tail.latest
        }
        _ => false,
    }
}

/// Which file has the next number: `page-9.json` is followed by `page-10.json`.
fn successors(files: &[File]) -> HashMap<u32, u32> {
    let numbered: HashMap<(u32, &str, u64, &str), u32> = (0..)
        .zip(files)
        .filter_map(|(index, file)| {
            let (before, number, after) = numbered(&file.name)?;
            Some(((file.scope, before, number, after), index))
        })
        .collect();
    numbered
        .iter()
        .filter_map(|((scope, before, number, after), index)| {
            let next = numbered.get(&(*scope, *before, number.checked_add(1)?, *after))?;
            Some((*index, *next))
        })
        .collect()
}

/// The last number in a file's name, and what stands around it.
fn numbered(name: &str) -> Option<(&str, u64, &str)> {
    let end = name.rfind(|character: char| character.is_ascii_digit())? + 1;
    let digits = name[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = end - digits;
    // `page-09` and `page-9` are not told apart; both have the number 9.
    Some((&name[..start], name[start..end].parse().ok()?, &name[end..]))
}

fn ids(weave: &Weave<'_>) -> std::ops::Range<PageId> {
    0..PageId::try_from(weave.pages.len()).unwrap_or(PageId::MAX)
}
