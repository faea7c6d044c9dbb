//! Costs as JSON: the member `costs` of what `report --format json` says.
//!
//! Amounts are texts with all their digits, and `rounded` is the total with two digits after the point, half
//! a cent rounded up. Sums are those of exact amounts.
//!
//! - `gb_bytes`: the bytes of the GB that prices are for.
//! - `price_lists`: the files in the order of regions, each with its prices; `used` is whether there are
//!   retrievals in its region.
//! - `regions`: what was priced, by region and in it `by_tier`, inventories being a tier; `totals`: all
//!   regions with the same currency. In each, `succeeded` are retrievals that succeeded, their requests
//!   and the bytes that they retrieved; `in_progress` what those in progress cost if they succeed; `failed`
//!   the requests of those that failed, of which Amazon does not document whether they are paid. They do not
//!   overlap. `without_bytes`: how many of the requests tell neither range nor size, so that their bytes are
//!   missing. `without_status`: how many retrievals are in none of the three.
//! - `not_priced`: retrievals by region, null where it cannot be read, and tier, with `why`: `no-region`,
//!   `no-prices-for-region`, `no-price-for-tier`. `bytes` are those of the ones that succeeded.
//! - `not_known`: what is paid besides and does not show in a listing.

use serde::Serialize;

use crate::ledger::{Speed, Volume};
use crate::prices::{
    Amount, Bill, Costs, GB, OfRegion, PriceList, Priced, RetrievalPrices, Unpriced,
};

/// What is paid besides, or not paid, and does not show in a listing.
pub(super) const NOT_KNOWN: [&str; 5] =
    ["free tiers", "provisioned capacity", "Select jobs", "data transfer", "taxes and discounts"];

#[derive(Serialize)]
pub(super) struct JsonCosts<'c> {
    gb_bytes: u64,
    price_lists: Vec<JsonPrices<'c>>,
    regions: Vec<JsonRegion<'c>>,
    totals: Vec<JsonTotal<'c>>,
    not_priced: Vec<JsonUnpriced<'c>>,
    not_known: [&'static str; 5],
}

#[derive(Serialize)]
struct JsonPrices<'c> {
    region: &'c str,
    date: String,
    source: &'c str,
    currency: &'c str,
    file: &'c str,
    used: bool,
    by_tier: Vec<JsonPrice>,
}

#[derive(Serialize)]
struct JsonPrice {
    tier: &'static str,
    per_gb: Option<String>,
    per_1000_requests: String,
}

#[derive(Serialize)]
struct JsonRegion<'c> {
    region: &'c str,
    currency: &'c str,
    by_tier: Vec<JsonTier>,
    #[serde(flatten)]
    all: JsonPriced,
}

#[derive(Serialize)]
struct JsonTier {
    tier: &'static str,
    #[serde(flatten)]
    priced: JsonPriced,
}

#[derive(Serialize)]
struct JsonTotal<'c> {
    currency: &'c str,
    #[serde(flatten)]
    all: JsonPriced,
}

#[derive(Serialize)]
struct JsonPriced {
    succeeded: JsonBill,
    in_progress: JsonBill,
    failed: JsonRequests,
    without_status: u64,
}

#[derive(Serialize)]
struct JsonBill {
    requests: u64,
    bytes: u128,
    without_bytes: u64,
    cost_of_requests: Amount,
    cost_of_bytes: Amount,
    total: Amount,
    rounded: String,
}

#[derive(Serialize)]
struct JsonRequests {
    requests: u64,
    total: Amount,
    rounded: String,
}

#[derive(Serialize)]
struct JsonUnpriced<'c> {
    region: Option<&'c str>,
    why: &'static str,
    by_tier: Vec<JsonWork>,
}

#[derive(Serialize)]
struct JsonWork {
    tier: &'static str,
    retrievals: u64,
    succeeded: u64,
    bytes: u128,
}

impl<'c> JsonCosts<'c> {
    pub(super) fn of(costs: &'c Costs<'_>) -> Self {
        let totals = costs.totals();
        let totals = totals.into_iter();
        JsonCosts {
            gb_bytes: GB,
            price_lists: price_lists(costs),
            regions: costs.regions().iter().map(region).collect(),
            totals: totals
                .map(|(currency, all)| JsonTotal { currency: currency.as_str(), all: priced(&all) })
                .collect(),
            not_priced: costs.unpriced().iter().map(unpriced).collect(),
            not_known: NOT_KNOWN,
        }
    }
}

fn price_lists<'c>(costs: &'c Costs<'_>) -> Vec<JsonPrices<'c>> {
    let lists = costs.lists().iter();
    let lists = lists.map(|(list, used)| JsonPrices {
        region: list.region().as_str(),
        date: list.date().to_string(),
        source: list.source(),
        currency: list.currency().as_str(),
        file: list.name(),
        used: *used,
        by_tier: prices(list),
    });
    lists.collect()
}

fn prices(list: &PriceList) -> Vec<JsonPrice> {
    let of_tier = |(speed, prices): (&Speed, &RetrievalPrices)| JsonPrice {
        tier: speed.as_str(),
        per_gb: Some(prices.per_gb.to_string()),
        per_1000_requests: prices.per_1000_requests.to_string(),
    };
    let of_inventories = list.inventory_price().map(|price| JsonPrice {
        tier: Speed::Inventory.as_str(),
        per_gb: None,
        per_1000_requests: price.to_string(),
    });
    list.retrieval_prices().iter().map(of_tier).chain(of_inventories).collect()
}

fn region<'c>(region: &'c OfRegion<'_>) -> JsonRegion<'c> {
    let tiers = region.tiers.iter();
    JsonRegion {
        region: region.list.region().as_str(),
        currency: region.list.currency().as_str(),
        by_tier: tiers
            .map(|(speed, of_tier)| JsonTier { tier: speed.as_str(), priced: priced(of_tier) })
            .collect(),
        all: priced(&region.total()),
    }
}

fn priced(priced: &Priced) -> JsonPriced {
    let Priced { work, cost } = priced;
    JsonPriced {
        succeeded: bill(work.retrieved, work.retrieved_without_bytes, &cost.succeeded),
        in_progress: bill(work.in_progress, work.in_progress_without_bytes, &cost.in_progress),
        failed: JsonRequests {
            requests: work.failed.retrievals,
            total: cost.failed.clone(),
            rounded: cost.failed.rounded(),
        },
        without_status: priced.without_status(),
    }
}

fn bill(volume: Volume, without_bytes: u64, bill: &Bill) -> JsonBill {
    let total = bill.total();
    JsonBill {
        requests: volume.retrievals,
        bytes: volume.bytes,
        without_bytes,
        cost_of_requests: bill.requests.clone(),
        cost_of_bytes: bill.bytes.clone(),
        rounded: total.rounded(),
        total,
    }
}

fn unpriced(unpriced: &Unpriced) -> JsonUnpriced<'_> {
    let tiers = unpriced.tiers.iter();
    JsonUnpriced {
        region: unpriced.region.as_deref(),
        why: unpriced.why.as_str(),
        by_tier: tiers
            .map(|(speed, work)| JsonWork {
                tier: speed.as_str(),
                retrievals: work.requested.retrievals,
                succeeded: work.retrieved.retrievals,
                bytes: work.retrieved.bytes,
            })
            .collect(),
    }
}
