//! What the retrievals of a ledger cost, and what of it cannot be told.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::cost::Cost;
use super::list::PriceList;
use super::names::Currency;
use super::prices::Prices;
use crate::ledger::{Amount as _, Ledger, Speed, Statuses, Volume, Work};
use crate::model::VaultArn;

/// What retrievals cost by region and tier, and which of them have no price.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Costs<'p> {
    regions: Vec<OfRegion<'p>>,
    unpriced: Vec<Unpriced>,
    lists: Vec<(&'p PriceList, bool)>,
}

/// What the retrievals of a region cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfRegion<'p> {
    /// By which prices.
    pub list: &'p PriceList,
    /// By tier, those that occur and have a price; inventories are one of them.
    pub tiers: Vec<(Speed, Priced)>,
}

/// Retrievals, and what they cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Priced {
    /// How many there are, and how many bytes they are about, by what came of them.
    pub work: Work,
    /// What they cost.
    pub cost: Cost,
}

/// Retrievals of a region that no price was found for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpriced {
    /// The region; `None` where it cannot be read from the `VaultARN`.
    pub region: Option<String>,
    /// Why there is no price.
    pub why: Why,
    /// By tier.
    pub tiers: Vec<(Speed, Work)>,
}

/// Why retrievals have no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Their region cannot be read.
    NoRegion,
    /// There is no price list for their region.
    NoList,
    /// The price list has nothing for their tier.
    NoPrice,
}

impl<'p> Costs<'p> {
    /// What the archive and inventory retrievals of a ledger cost.
    #[must_use]
    pub fn of_ledger(prices: &'p Prices, ledger: &Ledger) -> Self {
        let archives = ledger.by_vault().flat_map(|(vault_arn, by_speed)| {
            by_speed.iter().map(move |(speed, work)| (vault_arn, speed, work))
        });
        let inventories = ledger.inventories().by_vault().iter().map(|(vault_arn, of_vault)| {
            (vault_arn.as_str(), Speed::Inventory, requests(of_vault.statuses()))
        });
        Costs::of(prices, archives.chain(inventories))
    }

    /// What retrievals cost: some of a vault and a tier each, in any order, the vault by its `VaultARN`.
    pub fn of<'w>(
        prices: &'p Prices,
        work: impl IntoIterator<Item = (&'w str, Speed, Work)>,
    ) -> Self {
        let mut by_region: BTreeMap<_, BTreeMap<Speed, Work>> = BTreeMap::new();
        for (vault_arn, speed, work) in work {
            let of_region = by_region.entry(VaultArn::region_of(vault_arn)).or_default();
            of_region.entry(speed).or_default().add(&work);
        }
        let occurs = |list: &PriceList| by_region.contains_key(&Some(list.region().as_str()));
        let lists = prices.lists().map(|list| (list, occurs(list))).collect();
        let mut costs = Costs { lists, ..Costs::default() };
        for (region, by_speed) in by_region {
            costs.add_region(prices, region, by_speed);
        }
        costs
    }

    fn add_region(
        &mut self,
        prices: &'p Prices,
        region: Option<&str>,
        by_speed: BTreeMap<Speed, Work>,
    ) {
        let list = region.and_then(|region| prices.of(region));
        let (mut priced, mut unpriced) = (Vec::new(), Vec::new());
        for (speed, work) in by_speed {
            match list.and_then(|list| Cost::of(list, speed, &work)) {
                Some(cost) => priced.push((speed, Priced { work, cost })),
                None => unpriced.push((speed, work)),
            }
        }
        if let Some(list) = list {
            self.regions.push(OfRegion { list, tiers: priced });
        }
        if !unpriced.is_empty() {
            let why = match (region, list) {
                (None, _) => Why::NoRegion,
                (Some(_), None) => Why::NoList,
                (Some(_), Some(_)) => Why::NoPrice,
            };
            let region = region.map(str::to_owned);
            self.unpriced.push(Unpriced { region, why, tiers: unpriced });
        }
    }

    /// Of each region that has both retrievals and prices, in their order.
    #[must_use]
    pub fn regions(&self) -> &[OfRegion<'p>] {
        &self.regions
    }

    /// What has no price: those without a region first, then by region.
    #[must_use]
    pub fn unpriced(&self) -> &[Unpriced] {
        &self.unpriced
    }

    /// All price lists, by region, each with whether there are retrievals in its region.
    #[must_use]
    pub fn lists(&self) -> &[(&'p PriceList, bool)] {
        &self.lists
    }

    /// All that was priced, by currency: those of different currencies are not added up.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<&'p Currency, Priced> {
        let mut totals: BTreeMap<_, Priced> = BTreeMap::new();
        for region in &self.regions {
            *totals.entry(region.list.currency()).or_default() += &region.total();
        }
        totals
    }
}

/// Inventory retrievals, of whose bytes nothing is paid.
fn requests(statuses: &Statuses) -> Work {
    let of = |retrievals| Volume { retrievals, bytes: 0 };
    Work {
        requested: of(statuses.total()),
        retrieved: of(statuses.succeeded),
        in_progress: of(statuses.in_progress),
        failed: of(statuses.failed),
        ..Work::default()
    }
}

impl OfRegion<'_> {
    /// All tiers together.
    #[must_use]
    pub fn total(&self) -> Priced {
        let mut total = Priced::default();
        self.tiers.iter().for_each(|(_, tier)| total += tier);
        total
    }
}

impl Priced {
    /// How many retrievals have no status that is known: they are in no cost.
    #[must_use]
    pub fn without_status(&self) -> u64 {
        let Work { requested, retrieved, in_progress, failed, .. } = &self.work;
        let known = [retrieved, in_progress, failed].map(|volume| volume.retrievals);
        requested.retrievals.saturating_sub(known.into_iter().sum())
    }
}

impl AddAssign<&Priced> for Priced {
    fn add_assign(&mut self, other: &Priced) {
        self.work.add(&other.work);
        self.cost += &other.cost;
    }
}

impl Unpriced {
    /// All tiers together.
    #[must_use]
    pub fn work(&self) -> Work {
        let mut all = Work::default();
        self.tiers.iter().for_each(|(_, work)| all.add(work));
        all
    }
}

impl Why {
    /// Its name, as it is written in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Why::NoRegion => "no-region",
            Why::NoList => "no-prices-for-region",
            Why::NoPrice => "no-price-for-tier",
        }
    }
}
