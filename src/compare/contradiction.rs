//! What contradicts what was saved of a job before.

use super::constancy::Constancy;
use super::pointers::{PointerId, of_model};
use super::snapshot::SnapshotJob;
use super::status::Status;
use super::value::Value;
use super::vaults::Side;
use crate::model::{Kind, Tier, is_placeholder};

/// A member of a job that is not what it was, and has to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Contradiction<'s> {
    /// The JSON pointer in the job.
    pub pointer: &'s str,
    /// What it was; `None` if it was not set.
    pub old: Option<Value<'s>>,
    /// What it is now.
    pub new: Option<Value<'s>>,
    /// Why that cannot be.
    pub why: Why,
}

/// Why a member of a job cannot have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It says what was asked for.
    NeverChanges,
    /// It stays as it is when it is set.
    WasSet,
    /// It stays as it is when the job has ended.
    HadEnded,
}

impl Why {
    /// The name, as it is written for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Why::NeverChanges => "never_changes",
            Why::WasSet => "was_set",
            Why::HadEnded => "had_ended",
        }
    }

    /// The reason in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Why::NeverChanges => "it never changes",
            Why::WasSet => "it was set before",
            Why::HadEnded => "the job had ended before",
        }
    }
}

/// What is looked at of two values, and why they cannot be compared.
#[derive(Clone, Copy, Debug)]
pub(super) enum Skip<'s> {
    /// One snapshot does not know the member at all.
    Unknown(&'s str, Side),
    /// In one there is a placeholder.
    Placeholder(&'s str, Side),
}

/// A member as it is in both.
struct Both<'s> {
    id: PointerId,
    pointer: &'s str,
    old: Option<Value<'s>>,
    new: Option<Value<'s>>,
}

/// What contradicts what a job was, in the order of the service model; `skip` is told of what cannot be
/// compared.
pub(super) fn contradictions<'s>(
    old: SnapshotJob<'s>,
    new: SnapshotJob<'s>,
    mut skip: impl FnMut(Skip<'s>),
) -> Vec<Contradiction<'s>> {
    let mut differing: Vec<Both<'s>> = both(old, new);
    differing.retain(|both| both.old != both.new);
    let mut found: Vec<_> = differing
        .into_iter()
        .filter_map(|both| {
            let why = why(&both, old.status())?;
            if let Some(reason) = incomparable(&both, old, new) {
                skip(reason);
                return None;
            }
            let Both { id, pointer, old, new } = both;
            Some((id, Contradiction { pointer, old, new, why }))
        })
        .collect();
    // Only those of the service model have the same numbers everywhere.
    found.sort_by_key(|(id, it)| ((*id as usize).min(of_model()), it.pointer));
    let vault = other_vault(old, new, &mut skip);
    vault.into_iter().chain(found.into_iter().map(|(_, contradiction)| contradiction)).collect()
}

/// That a job is of another vault.
fn other_vault<'s>(
    old: SnapshotJob<'s>,
    new: SnapshotJob<'s>,
    skip: &mut impl FnMut(Skip<'s>),
) -> Option<Contradiction<'s>> {
    const POINTER: &str = "/VaultARN";
    let vaults = [(old.vault_arn(), Side::Old), (new.vault_arn(), Side::New)];
    if vaults[0].0 == vaults[1].0 {
        return None;
    }
    for (arn, side) in vaults {
        if arn.is_empty() || is_placeholder(arn, Kind::VaultArn) {
            let why = if arn.is_empty() { Skip::Unknown } else { Skip::Placeholder };
            skip(why(POINTER, side));
            return None;
        }
    }
    let [old, new] = vaults.map(|(arn, _)| Some(Value::Text(arn.into())));
    Some(Contradiction { pointer: POINTER, old, new, why: Why::NeverChanges })
}

/// All members that are set in one of both.
fn both<'s>(old: SnapshotJob<'s>, new: SnapshotJob<'s>) -> Vec<Both<'s>> {
    let (olds, news) = (&old.snapshot.pointers, &new.snapshot.pointers);
    let members = old.packed().members(olds).map(|(id, value)| {
        let (pointer, old) = (olds.pointer(id), Some(value));
        Both { id, pointer, old, new: None }
    });
    let mut both: Vec<Both<'s>> = members.collect();
    for (id, value) in new.packed().members(news) {
        let is_of_model = (id as usize) < of_model();
        let is_it = |both: &&mut Both<'_>| match is_of_model {
            true => both.id == id,
            false => both.pointer == news.pointer(id),
        };
        match both.iter_mut().find(is_it) {
            Some(both) => both.new = Some(value),
            None => {
                let pointer = news.pointer(id);
                both.push(Both { id, pointer, old: None, new: Some(value) });
            }
        }
    }
    if let Some(tier) = both.iter_mut().find(|both| both.pointer == "/Tier") {
        set_standard(&mut tier.old, tier.new.as_ref(), old);
        set_standard(&mut tier.new, tier.old.as_ref(), new);
    }
    both
}

/// Where no tier is set, it is the standard one: unless what saved the job may not have known of any.
fn set_standard<'s>(tier: &mut Option<Value<'s>>, other: Option<&Value<'s>>, job: SnapshotJob<'_>) {
    let standard = Value::Text(Tier::Standard.as_str().into());
    if tier.is_none() && (other == Some(&standard) || job.snapshot.knows("/Tier")) {
        *tier = Some(standard);
    }
}

/// Why a difference contradicts a job that had this status, if it does.
fn why(both: &Both<'_>, old: Status) -> Option<Why> {
    let had_ended = old.has_ended().then_some(Why::HadEnded);
    match Constancy::of(both.pointer) {
        Constancy::Always => Some(Why::NeverChanges),
        Constancy::OnceSet if both.old.is_some() => Some(Why::WasSet),
        Constancy::OnceSet | Constancy::OnceEnded => had_ended,
        // That it was not told says nothing.
        Constancy::Progress if both.old.is_none() => None,
        Constancy::Progress => match (&both.old, &both.new) {
            (Some(Value::Boolean(true)), Some(Value::Boolean(false))) => Some(Why::HadEnded),
            (Some(Value::Boolean(false)), _) => None,
            _ => had_ended,
        },
    }
}

/// Why the two cannot be compared, if they cannot.
fn incomparable<'s>(
    both: &Both<'s>,
    old: SnapshotJob<'s>,
    new: SnapshotJob<'s>,
) -> Option<Skip<'s>> {
    let sides = [(&both.old, old, Side::Old), (&both.new, new, Side::New)];
    let kind = match (both.id as usize) < of_model() || both.old.is_some() {
        true => old.snapshot.pointers.kind(both.id),
        false => new.snapshot.pointers.kind(both.id),
    };
    sides.into_iter().find_map(|(value, job, side)| match value {
        None if !job.snapshot.knows(both.pointer) => Some(Skip::Unknown(both.pointer, side)),
        Some(value) if value.is_placeholder(kind) => Some(Skip::Placeholder(both.pointer, side)),
        _ => None,
    })
}
