//! Joints that nothing shows but the order in which pages were saved.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::by_date::{Markers, Role, leaves_open};
use super::evidence::Evidence;
use super::page::PageId;
use super::place::File;
use super::record::NextKind;
use super::weave::Weave;

/// `sequence`: the next page of the same file, or the first page of the file with the next number.
pub(super) fn join_sequences(weave: &mut Weave<'_>, files: &[File], markers: &Markers) {
    for (tail, head) in neighbours(weave, files) {
        join(weave, tail, head, markers, Evidence::Sequence);
    }
}

/// `assumed`: the next chain of the same vault, in the order of the input. What is known to begin the
/// listing comes first, and what ends it last.
pub(super) fn join_in_order(weave: &mut Weave<'_>, markers: &Markers) {
    for mut chains in weave.chains_by_group().iter() {
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
                && weave.position(tail).is_some()
                && weave.page(head).next != NextKind::Nothing;
        if (is_empty(tail) || is_empty(head))
            && may_lead_there
            && weave.is_open_tail(tail)
            && weave.has_unknown_start(head)
            && are_of_one_listing(weave, tail, head)
        {
            weave.follow(tail, head, Evidence::Sequence);
        }
    }
}

/// Pages that stand one after the other, in a file or in numbered files.
fn neighbours<'p>(
    weave: &Weave<'p>,
    files: &'p [File],
) -> impl Iterator<Item = (PageId, PageId)> + use<'p> {
    let pages = weave.pages;
    let listed = |page: PageId| pages.records().get(page as usize).filter(|it| it.is_listed());
    let successors = successors(files);
    pages.ids().filter_map(move |tail| {
        let file = pages.record(tail).file;
        let of = |page: PageId, file: u32| {
            listed(page).is_some_and(|it| it.file == file).then_some(page)
        };
        let in_next_file = || {
            let next = successors[file as usize]?;
            of(files[next as usize].first_page, next)
        };
        Some((tail, of(tail + 1, file).or_else(in_next_file)?))
    })
}

fn join(weave: &mut Weave<'_>, tail: PageId, head: PageId, markers: &Markers, evidence: Evidence) {
    let may_lead_there = weave.has_unknown_start(head)
        && weave.is_open_tail(tail)
        && leaves_open(weave, tail, markers);
    if may_lead_there && are_of_one_listing(weave, tail, head) && !contradict(weave, tail, head) {
        weave.follow(tail, head, evidence);
    }
}

/// Pages without jobs tell no vault: they may belong to any.
fn are_of_one_listing(weave: &Weave<'_>, tail: PageId, head: PageId) -> bool {
    let has_no_vault = |page| weave.page(page).vault().is_none();
    weave.group(tail) == weave.group(head) || has_no_vault(tail) || has_no_vault(head)
}

/// Whether dates show that the second page comes before the first.
fn contradict(weave: &Weave<'_>, tail: PageId, head: PageId) -> bool {
    match (weave.page(tail).dates(), weave.page(head).dates()) {
        (Some(tail), Some(head)) => {
            let falls = tail.falling.0 + head.falling.0 > tail.rising.0 + head.rising.0;
            let rises = tail.rising.0 + head.rising.0 > tail.falling.0 + head.falling.0;
            falls && head.latest > tail.earliest || rises && head.earliest < tail.latest
        }
        _ => false,
    }
}

/// For each file which one has the next number: `page-9.json` is followed by `page-10.json`.
fn successors(files: &[File]) -> Vec<Option<u32>> {
    let mut numbered: Vec<Numbered> =
        (0..).zip(files).filter_map(|(index, file)| Numbered::of(index, file)).collect();
    numbered.sort_unstable();
    let mut successors = vec![None; files.len()];
    // Of files with the same number the last one counts.
    let same =
        |one: &Numbered, other: &Numbered| (one.series, one.number) == (other.series, other.number);
    let mut lasts = numbered.chunk_by(same).filter_map(|same| same.last()).peekable();
    while let Some(one) = lasts.next() {
        let next = lasts.peek().filter(|next| one.is_before(next, files));
        successors[one.file as usize] = next.map(|next| next.file);
    }
    successors
}

/// A file whose name has a number.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Numbered {
    /// A hash of its scope and of what stands around the number.
    series: u64,
    number: u64,
    file: u32,
}

impl Numbered {
    fn of(index: u32, file: &File) -> Option<Self> {
        let (before, number, after) = numbered(&file.name)?;
        let mut hasher = DefaultHasher::new();
        (file.scope, before, after).hash(&mut hasher);
        Some(Numbered { series: hasher.finish(), number, file: index })
    }

    fn is_before(&self, next: &Numbered, files: &[File]) -> bool {
        let around = |file: u32| {
            let file = &files[file as usize];
            numbered(&file.name).map(|(before, _, after)| (file.scope, before, after))
        };
        self.number.checked_add(1) == Some(next.number) && around(self.file) == around(next.file)
    }
}

/// The last number in a file's name, and what stands around it.
fn numbered(name: &str) -> Option<(&str, u64, &str)> {
    let end = name.rfind(|character: char| character.is_ascii_digit())? + 1;
    let digits = name[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = end - digits;
    // `page-09` and `page-9` are not told apart; both have the number 9.
    Some((&name[..start], name[start..end].parse().ok()?, &name[end..]))
}
