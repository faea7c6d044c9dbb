//! The prices of a region.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::bill::Bill;
use super::names::{Currency, Region};
use super::price::Price;
use crate::ledger::{Speed, Volume};
use crate::model::Tier;

/// What archive retrievals of a tier cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetrievalPrices {
    /// For a GB, which is [`GB`](super::GB) bytes.
    pub per_gb: Price,
    /// For a thousand requests.
    pub per_1000_requests: Price,
}

/// The prices of a region, since when they hold, and where they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceList {
    name: String,
    region: Region,
    date: Date,
    source: String,
    currency: Currency,
    retrievals: BTreeMap<Speed, RetrievalPrices>,
    inventories: Option<Price>,
}

impl PriceList {
    /// A list without prices: for a region, of this date, from this source.
    #[must_use]
    pub fn new(region: Region, date: Date, source: &str, currency: Currency) -> Self {
        PriceList {
            name: String::new(),
            region,
            date,
            source: source.to_owned(),
            currency,
            retrievals: BTreeMap::new(),
            inventories: None,
        }
    }

    /// Sets what the list is called, such as the file that it was read from.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        PriceList { name: name.to_owned(), ..self }
    }

    /// Sets the prices of archive retrievals of a tier.
    #[must_use]
    pub fn retrievals(mut self, tier: Tier, prices: RetrievalPrices) -> Self {
        self.retrievals.insert(speed(tier), prices);
        self
    }

    /// Sets the price of a thousand inventory retrievals.
    #[must_use]
    pub fn inventories(self, per_1000_requests: Price) -> Self {
        PriceList { inventories: Some(per_1000_requests), ..self }
    }

    /// What retrievals of this tier cost, each a request, and the bytes that they retrieved; `None` if the
    /// list has no price for them. The bytes of inventories cost nothing.
    #[must_use]
    pub fn bill(&self, speed: Speed, volume: Volume) -> Option<Bill> {
        if speed == Speed::Inventory {
            let price = self.inventories.as_ref()?;
            return Some(Bill {
                requests: price.of_requests(volume.retrievals),
                ..Bill::default()
            });
        }
        let prices = self.retrievals.get(&speed)?;
        Some(Bill {
            requests: prices.per_1000_requests.of_requests(volume.retrievals),
            bytes: prices.per_gb.of_bytes(volume.bytes),
        })
    }
}

/// What is read off it.
impl PriceList {
    /// What it is called: the file that it was read from, or nothing.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The region that its prices hold for.
    #[must_use]
    pub fn region(&self) -> &Region {
        &self.region
    }

    /// When its prices held.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// Where its prices were read.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What its prices are paid in.
    #[must_use]
    pub fn currency(&self) -> &Currency {
        &self.currency
    }

    /// The prices of archive retrievals by tier.
    #[must_use]
    pub fn retrieval_prices(&self) -> &BTreeMap<Speed, RetrievalPrices> {
        &self.retrievals
    }

    /// The price of a thousand inventory retrievals, if the list has one.
    #[must_use]
    pub fn inventory_price(&self) -> Option<&Price> {
        self.inventories.as_ref()
    }
}

fn speed(tier: Tier) -> Speed {
    match tier {
        Tier::Expedited => Speed::Expedited,
        Tier::Standard => Speed::Standard,
        Tier::Bulk => Speed::Bulk,
    }
}
