//! The prices of all regions that somebody looked up.

use std::collections::BTreeMap;
use std::fmt;

use super::bill::Bill;
use super::list::PriceList;
use super::names::Region;
use crate::ledger::{Speed, Volume};

/// Price lists, one a region.
///
/// ```
/// use icecore::ledger::{Speed, Volume};
/// use icecore::model::Tier;
/// use icecore::prices::{PriceList, Prices, RetrievalPrices};
///
/// let bulk = RetrievalPrices { per_gb: "0.5".parse()?, per_1000_requests: "2".parse()? };
/// let date = "2024-03-01".parse().unwrap();
/// let list = PriceList::new("eu-west-1".parse()?, date, "made up", "USD".parse()?);
/// let mut prices = Prices::default();
/// prices.add(list.retrievals(Tier::Bulk, bulk)).unwrap();
///
/// let volume = Volume { retrievals: 5, bytes: 3 << 29 };
/// let bill = prices.bill("eu-west-1", Speed::Bulk, volume).unwrap();
/// assert_eq!((bill.requests.exact(), bill.bytes.exact()), ("0.01".into(), "0.75".into()));
/// assert_eq!(prices.bill("us-east-1", Speed::Bulk, volume), None);
/// # Ok::<(), icecore::model::ParseError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prices {
    by_region: BTreeMap<String, PriceList>,
}

/// There is a price list for this region already: nobody says which of them holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionTwice {
    region: Region,
    first: String,
}

impl Prices {
    /// Adds the prices of a region.
    ///
    /// # Errors
    /// [`RegionTwice`], if there are some already; they stay.
    pub fn add(&mut self, list: PriceList) -> Result<(), RegionTwice> {
        let region = list.region().clone();
        if let Some(first) = self.of(region.as_str()) {
            return Err(RegionTwice { region, first: first.name().to_owned() });
        }
        self.by_region.insert(region.as_str().to_owned(), list);
        Ok(())
    }

    /// The prices of a region.
    #[must_use]
    pub fn of(&self, region: &str) -> Option<&PriceList> {
        self.by_region.get(region)
    }

    /// All of them, in the order of regions.
    pub fn lists(&self) -> impl Iterator<Item = &PriceList> {
        self.by_region.values()
    }

    /// What retrievals of a tier cost in a region, as [`PriceList::bill`] says; `None` without a price.
    #[must_use]
    pub fn bill(&self, region: &str, speed: Speed, volume: Volume) -> Option<Bill> {
        self.of(region)?.bill(speed, volume)
    }
}

impl fmt::Display for RegionTwice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there are prices for {} already", self.region)?;
        match self.first.as_str() {
            "" => Ok(()),
            first => write!(f, ": {first}"),
        }
    }
}

impl std::error::Error for RegionTwice {}
