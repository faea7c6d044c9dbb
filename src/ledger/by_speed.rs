//! An amount for each tier.

use serde::{Deserialize, Serialize};

use super::speed::Speed;
use super::sums::Amount;

/// An amount for each [`Speed`].
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct BySpeed<A> {
    amounts: [A; Speed::ALL.len()],
}

impl<A> BySpeed<A> {
    /// That of a tier.
    #[must_use]
    pub fn of(&self, speed: Speed) -> &A {
        &self.amounts[speed as usize]
    }

    pub(super) fn of_mut(&mut self, speed: Speed) -> &mut A {
        &mut self.amounts[speed as usize]
    }
}

impl<A: Copy + Default + PartialEq> BySpeed<A> {
    /// Those that are not nothing, in the order of [`Speed::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Speed, A)> + '_ {
        let all = Speed::ALL.into_iter().zip(self.amounts);
        all.filter(|(_, amount)| *amount != A::default())
    }
}

impl<A: Amount> BySpeed<A> {
    /// All together.
    #[must_use]
    pub fn total(&self) -> A {
        let mut total = A::default();
        self.amounts.iter().for_each(|amount| total.add(amount));
        total
    }
}

impl<A: Amount> Amount for BySpeed<A> {
    fn add(&mut self, other: &Self) {
        self.amounts.iter_mut().zip(&other.amounts).for_each(|(own, other)| own.add(other));
    }

    fn take_out(&mut self, other: &Self) {
        self.amounts.iter_mut().zip(&other.amounts).for_each(|(own, other)| own.take_out(other));
    }
}
