//! What jobs cost, a job after the other, in integers.

use icecore::model::{StatusCode, Tier};
use icecore::prices::{GB, PriceList, Prices, RetrievalPrices};
use serde_json::{Value, json};

use super::slow::{TIERS, bytes, status, tier};

/// Where some jobs are: of one region there are no prices, and one has another currency.
pub const REGIONS: [&str; 3] = ["cn-north-1", "eu-west-2", "us-east-1"];

/// Region, currency, and by tier the price in thousandths of a GB and of a thousand requests.
type List = (&'static str, &'static str, &'static [(&'static str, u128, u128)]);

/// In the order of regions; there are no jobs in the first.
const LISTS: [List; 4] = [
    ("ap-south-1", "USD", &[("Bulk", 1, 1)]),
    ("cn-north-1", "CNY", &[("Expedited", 217, 72_353), ("Bulk", 0, 0)]),
    ("eu-west-1", "USD", &[("Expedited", 33, 11_000), ("Standard", 11, 55), ("Inventory", 0, 7)]),
    ("eu-west-2", "USD", &[("Standard", 12, 58), ("Bulk", 3, 29)]),
];

pub fn prices() -> Prices {
    let mut prices = Prices::default();
    for (region, currency, tiers) in LISTS {
        let date = "2024-03-01".parse().expect("it is a day");
        let currency = currency.parse().expect("it is a currency");
        let region = region.parse().expect("it is a region");
        let mut list = PriceList::new(region, date, "made up", currency);
        for (tier, per_gb, per_1000_requests) in tiers {
            let price = |thousandths: &u128| {
                let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
                text.parse().expect("it is a price")
            };
            let per_1000_requests = price(per_1000_requests);
            list = match tier.parse::<Tier>() {
                Ok(tier) => list
                    .retrievals(tier, RetrievalPrices { per_gb: price(per_gb), per_1000_requests }),
                Err(_) => list.inventories(per_1000_requests),
            };
        }
        prices.add(list).expect("each region is there once");
    }
    prices
}

/// The member `costs`.
pub fn slow(jobs: &[&Value]) -> Value {
    let is_retrieval =
        |job: &&Value| job["Action"] == "ArchiveRetrieval" || job["Action"] == "InventoryRetrieval";
    let jobs: Vec<&Value> = jobs.iter().copied().filter(is_retrieval).collect();
    let of = |name: Option<&str>| -> Vec<&Value> {
        jobs.iter().copied().filter(|job| region(job) == name).collect()
    };
    let (mut regions, mut not_priced) = (Vec::new(), Vec::new());
    let mut names: Vec<Option<&str>> = jobs.iter().map(|job| region(job)).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let list = LISTS.iter().find(|(region, ..)| Some(*region) == name);
        let of_region = of(name);
        if let Some(list) = list {
            regions.push(priced_region(list, &of_region));
        }
        let without_price: Vec<&Value> =
            of_region.into_iter().filter(|job| price(job).is_none()).collect();
        if !without_price.is_empty() {
            let why = match (name, list) {
                (None, _) => "no-region",
                (_, None) => "no-prices-for-region",
                _ => "no-price-for-tier",
            };
            let by_tier = by_tier(&without_price, |tier, jobs| {
                let succeeded = with(jobs, Some(StatusCode::Succeeded));
                json!({
                    "tier": tier, "retrievals": jobs.len(), "succeeded": succeeded.len(),
                    "bytes": sum(&succeeded),
                })
            });
            not_priced.push(json!({ "region": name, "why": why, "by_tier": by_tier }));
        }
    }
    let totals = ["CNY", "USD"].iter().filter_map(|currency| {
        let lists: Vec<_> = LISTS.iter().filter(|(_, own, _)| own == currency).collect();
        let is_in = |job: &Value| lists.iter().any(|(name, ..)| region(job) == Some(name));
        let here: Vec<&Value> = jobs.iter().copied().filter(|job| is_in(job)).collect();
        let mut total =
            priced(&here.iter().copied().filter(|job| price(job).is_some()).collect::<Vec<_>>());
        total["currency"] = json!(currency);
        (!here.is_empty()).then_some(total)
    });
    let totals: Vec<Value> = totals.collect();
    json!({ "regions": regions, "totals": totals, "not_priced": not_priced })
}

fn priced_region((name, currency, _): &List, jobs: &[&Value]) -> Value {
    let jobs: Vec<&Value> = jobs.iter().copied().filter(|job| price(job).is_some()).collect();
    let mut told = priced(&jobs);
    told["region"] = json!(name);
    told["currency"] = json!(currency);
    told["by_tier"] = by_tier(&jobs, |tier, jobs| {
        let mut told = priced(jobs);
        told["tier"] = json!(tier);
        told
    });
    told
}

fn by_tier(jobs: &[&Value], tell: impl Fn(&str, &[&Value]) -> Value) -> Value {
    let of = |name: &str| -> Vec<&Value> {
        jobs.iter().copied().filter(|job| tier(job) == name).collect()
    };
    let tiers = TIERS.iter().map(|name| (*name, of(name)));
    tiers.filter(|(_, jobs)| !jobs.is_empty()).map(|(name, jobs)| tell(name, &jobs)).collect()
}

fn priced(jobs: &[&Value]) -> Value {
    let failed = with(jobs, Some(StatusCode::Failed));
    let requests: u128 = failed.iter().map(|job| cost(job).0).sum();
    json!({
        "succeeded": bill(&with(jobs, Some(StatusCode::Succeeded))),
        "in_progress": bill(&with(jobs, Some(StatusCode::InProgress))),
        "failed": { "requests": failed.len(), "total": exact(requests), "rounded": rounded(requests) },
        "without_status": with(jobs, None).len(),
    })
}

fn bill(jobs: &[&Value]) -> Value {
    let requests: u128 = jobs.iter().map(|job| cost(job).0).sum();
    let of_bytes: u128 = jobs.iter().map(|job| cost(job).1).sum();
    let is_without = |job: &&&Value| job["Action"] == "ArchiveRetrieval" && bytes(job).is_none();
    json!({
        "requests": jobs.len(),
        "bytes": sum(jobs),
        "without_bytes": jobs.iter().filter(is_without).count(),
        "cost_of_requests": exact(requests),
        "cost_of_bytes": exact(of_bytes),
        "total": exact(requests + of_bytes),
        "rounded": rounded(requests + of_bytes),
    })
}

fn with<'v>(jobs: &[&'v Value], wanted: Option<StatusCode>) -> Vec<&'v Value> {
    jobs.iter().copied().filter(|job| status(job) == wanted).collect()
}

fn region(job: &Value) -> Option<&str> {
    let parts: Vec<&str> = job["VaultARN"].as_str()?.split(':').collect();
    (parts.len() == 6).then(|| parts[3])
}

fn retrieved(job: &Value) -> u64 {
    let is_archive = job["Action"] == "ArchiveRetrieval";
    if is_archive { bytes(job).unwrap_or(0) } else { 0 }
}

fn sum(jobs: &[&Value]) -> u64 {
    jobs.iter().map(|job| retrieved(job)).sum()
}

fn price(job: &Value) -> Option<(u128, u128)> {
    let (.., tiers) = LISTS.iter().find(|(name, ..)| region(job) == Some(name))?;
    let of_tier = tiers.iter().find(|(name, ..)| *name == tier(job))?;
    Some((of_tier.1, of_tier.2))
}

/// The parts of one that amounts are counted in: thousandths of a thousandth of 2^-30.
const ONE: u128 = 1_000_000 << 30;

/// What the request costs, and the bytes.
fn cost(job: &Value) -> (u128, u128) {
    let (per_gb, per_1000_requests) = price(job).expect("it has a price");
    (per_1000_requests * u128::from(GB), per_gb * u128::from(retrieved(job)) * 1000)
}

/// By long division.
fn exact(amount: u128) -> String {
    let (mut text, mut rest) = ((amount / ONE).to_string(), amount % ONE);
    if rest > 0 {
        text.push('.');
    }
    while rest > 0 {
        rest *= 10;
        text.push_str(&(rest / ONE).to_string());
        rest %= ONE;
    }
    text
}

fn rounded(amount: u128) -> String {
    let cents = (amount * 200 + ONE) / (2 * ONE);
    format!("{}.{:02}", cents / 100, cents % 100)
}
