//! Tokens that lead back to where their chain has been.

use std::collections::HashMap;

use super::chain::{Joint, Link, Return};
use super::pages::PositionRef;
use super::start::KnownStart;
use super::weave::Weave;
use crate::repeats::{Repeats, half};

/// Marks the tokens of a chain that lead back: to a place that an earlier token led to, or to the first
/// job of an earlier page.
///
/// A filter tells which places and first jobs may come twice; only those stand in tables.
pub(super) fn mark_returns(weave: &Weave<'_>, links: &mut [Link]) {
    let repeats = repeats(weave, links);
    if repeats.is_empty() {
        return;
    }
    // The index of the page that each place is, and each first job begins.
    let mut places: HashMap<PositionRef<'_>, usize> = HashMap::new();
    let mut first_jobs: HashMap<u128, usize> = HashMap::new();
    if let Some(position) = start(weave, links) {
        places.insert(position, 0);
    }
    for index in 0..links.len() {
        let link = links[index];
        if let Some(first) =
            first_job(weave, &link).filter(|first| repeats.may_repeat(half(*first)))
        {
            first_jobs.entry(first).or_insert(index);
        }
        let position =
            position(weave, &link).filter(|it| repeats.may_repeat(fingerprint(weave, it)));
        let Some(position) = position else { continue };
        let by_job = || {
            let marker = position.marker.filter(|_| position.amount.is_none())?;
            let is_only_job = weave.page(link.page).jobs == 1;
            let back =
                first_jobs.get(&weave.id_of(marker)).filter(|back| !is_only_job || **back < index);
            back.filter(|_| !leads_on(weave, links, index, marker))
        };
        if let Some(&back) = places.get(&position).or_else(by_job) {
            links[index].back = back_to(links, index, back);
        } else {
            places.insert(position, index + 1);
        }
    }
}

fn back_to(links: &[Link], index: usize, back: usize) -> Option<Return> {
    Some(Return { to: links[back].page, distance: u32::try_from(index + 1 - back).ok()? })
}

/// The places that tokens lead to and the jobs that pages begin with, as far as they may come twice.
fn repeats(weave: &Weave<'_>, links: &[Link]) -> Repeats {
    let mut repeats = Repeats::for_about(links.len() * 2);
    let mut led_to = start(weave, links).map(|start| fingerprint(weave, &start));
    led_to.into_iter().for_each(|start| repeats.saw(start));
    for link in links {
        // That a page begins where the token before it leads is no return.
        let first = first_job(weave, link).map(half).filter(|first| Some(*first) != led_to);
        led_to = position(weave, link).map(|position| fingerprint(weave, &position));
        first.into_iter().chain(led_to).for_each(|fingerprint| repeats.saw(fingerprint));
    }
    repeats
}

fn first_job(weave: &Weave<'_>, link: &Link) -> Option<u128> {
    Some(weave.jobs(link.page).first()?.id).filter(|id| *id != 0)
}

/// The place of the first page, where it tells that.
fn start<'p>(weave: &Weave<'p>, links: &[Link]) -> Option<PositionRef<'p>> {
    match weave.start(links.first()?.page) {
        KnownStart::At(marker, offset) => {
            Some(PositionRef { marker, amount: (offset > 0).then_some(offset) })
        }
        _ => None,
    }
}

fn position<'p>(weave: &Weave<'p>, link: &Link) -> Option<PositionRef<'p>> {
    let position = weave.position(link.page)?;
    Some(PositionRef { amount: position.amount.filter(|amount| *amount > 0), ..position })
}

/// That of a job which begins a page is that of its marker.
fn fingerprint(weave: &Weave<'_>, position: &PositionRef<'_>) -> u64 {
    let marker = position.marker.map_or(0, |marker| half(weave.id_of(marker)));
    marker ^ position.offset().wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Whether a marker is the first job of the page that follows, which may be the page's own last job.
fn leads_on(weave: &Weave<'_>, links: &[Link], index: usize, marker: &str) -> bool {
    let Some(Link { page, joint: Some(Joint::Follows(_)), .. }) = links.get(index + 1) else {
        return false;
    };
    weave.jobs(*page).first().is_some_and(|first| first.id == weave.id_of(marker))
}
