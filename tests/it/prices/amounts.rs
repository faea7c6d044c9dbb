//! Amounts are exact, held against fractions of integers.

use std::collections::BTreeMap;

use icecore::ledger::{Speed, Volume, Work};
use icecore::model::Tier;
use icecore::prices::{Amount, Costs, Price, PriceList, Prices, RetrievalPrices};
use num_bigint::BigUint;
use proptest::prelude::*;

fn price(text: &str) -> Price {
    text.parse().expect("it is a price")
}

fn list(region: &str, currency: &str, per_gb: &str, per_1000_requests: &str) -> PriceList {
    let (region, currency) = (region.parse().expect("it is"), currency.parse().expect("it is"));
    let list = PriceList::new(region, "2024-03-01".parse().expect("it is"), "made up", currency);
    let prices =
        RetrievalPrices { per_gb: price(per_gb), per_1000_requests: price(per_1000_requests) };
    list.retrievals(Tier::Bulk, prices)
}

fn prices(lists: Vec<PriceList>) -> Prices {
    let mut prices = Prices::default();
    lists.into_iter().for_each(|list| prices.add(list).expect("the region is new"));
    prices
}

/// Retrievals that succeeded.
fn succeeded(retrievals: u64, bytes: u128) -> Work {
    let volume = Volume { retrievals, bytes };
    Work { requested: volume, retrieved: volume, ..Work::default() }
}

fn vault(region: &str) -> String {
    format!("arn:aws:glacier:{region}:123456789012:vaults/tapes")
}

#[test]
fn a_byte_costs_what_it_costs() {
    let exact = |text: &str, bytes| price(text).of_bytes(bytes).exact();
    assert_eq!(exact("1", 1), "0.000000000931322574615478515625");
    assert_eq!(exact("0.033", 1 << 30), "0.033");
    assert_eq!(exact("0.0000001", 1), "0.0000000000000000931322574615478515625");
    assert_eq!(exact("0.1", 3 << 30), "0.3");
    assert_eq!(exact("0", u128::MAX), "0");
    assert_eq!(
        exact("999999.999999999999999999", u128::MAX),
        "316912650057057350374175484431349942\
         .941718303249583177484375000931322574615478515625"
    );
    let requests = |text: &str, count| price(text).of_requests(count).exact();
    assert_eq!(requests("11.00", 1), "0.011");
    assert_eq!(requests("11.00", 1000), "11");
    assert_eq!(requests("0.000000000000000001", 1), "0.000000000000000000001");
    assert_eq!(requests("999999", u64::MAX), "18446725626965477905448.385");
}

#[test]
fn amounts_are_rounded_half_up_and_never_to_nothing() {
    let of = |text: &str| price(text).of_requests(1000);
    for (amount, rounded, legible) in [
        ("0", "0.00", "0.00"),
        ("0.005", "0.01", "0.005"),
        ("0.00499", "0.00", "0.005"),
        ("0.00994", "0.01", "0.0099"),
        ("0.00996", "0.01", "0.01"),
        ("0.0000001249", "0.00", "0.00000012"),
        ("0.000000125", "0.00", "0.00000013"),
        ("0.01", "0.01", "0.01"),
        ("0.014999", "0.01", "0.01"),
        ("0.015", "0.02", "0.02"),
        ("0.025", "0.03", "0.03"),
        ("1234.5", "1234.50", "1234.50"),
        ("0.995", "1.00", "1.00"),
    ] {
        assert_eq!(
            (of(amount).rounded().as_str(), of(amount).legible().as_str()),
            (rounded, legible)
        );
    }
    assert_eq!(icecore::report::money(&of("123456.785")), "123,456.79");
    assert_eq!(icecore::report::money(&of("0.0000123")), "0.000012");
}

#[test]
fn a_sum_is_rounded_once() {
    let prices =
        prices(vec![list("eu-west-1", "USD", "0", "4"), list("eu-west-2", "USD", "0", "4")]);
    let (one, two) = (vault("eu-west-1"), vault("eu-west-2"));
    let work = [(one.as_str(), Speed::Bulk, succeeded(1, 0)), (&two, Speed::Bulk, succeeded(1, 0))];
    let costs = Costs::of(&prices, work);
    let each = costs.regions().iter().map(|region| region.total().cost.succeeded.total().rounded());
    assert_eq!(each.collect::<Vec<_>>(), ["0.00", "0.00"]);
    let totals: Vec<_> = costs.totals().into_values().collect();
    assert_eq!(totals[0].cost.succeeded.total().rounded(), "0.01");
}

#[test]
fn currencies_are_not_added_up() {
    let lists = vec![list("eu-west-1", "USD", "1", "0"), list("cn-north-1", "CNY", "2", "0")];
    let prices = prices(lists);
    let (one, two) = (vault("eu-west-1"), vault("cn-north-1"));
    let gb = succeeded(1, 1 << 30);
    let costs = Costs::of(&prices, [(one.as_str(), Speed::Bulk, gb), (&two, Speed::Bulk, gb)]);
    let totals = costs
        .totals()
        .into_iter()
        .map(|(currency, all)| (currency.as_str(), all.cost.succeeded.total().exact()));
    assert_eq!(totals.collect::<Vec<_>>(), [("CNY", "2".to_owned()), ("USD", "1".to_owned())]);
}

#[test]
fn a_region_has_one_list() {
    let mut prices = prices(vec![list("eu-west-1", "USD", "1", "1").named("a.toml")]);
    let twice = prices.add(list("eu-west-1", "USD", "2", "2")).expect_err("it is there");
    assert_eq!(twice.to_string(), "there are prices for eu-west-1 already: a.toml");
    let volume = Volume { retrievals: 1000, bytes: 0 };
    let bill = prices.bill("eu-west-1", Speed::Bulk, volume).expect("it has a price");
    assert_eq!(bill.total().exact(), "1");
    assert_eq!(prices.bill("eu-west-1", Speed::Inventory, volume), None);
}

#[test]
fn the_region_is_read_where_the_rest_is_illegible() {
    let prices = prices(vec![list("eu-west-1", "USD", "1", "1")]);
    let priced = |arn: &str| {
        let costs = Costs::of(&prices, [(arn, Speed::Bulk, succeeded(1, 1))]);
        !costs.regions().is_empty()
    };
    assert!(priced("arn:aws:glacier:eu-west-1:************:vaults/…"));
    assert!(priced("arn:aws-cn:glacier:eu-west-1:1:"));
    for arn in
        ["", "eu-west-1", "arn:aws:s3:eu-west-1:1:vaults/a", "arn:aws:glacier:***:1:vaults/a"]
    {
        assert!(!priced(arn), "{arn}");
    }
}

/// Units of 10^-18: 6 digits before the point at most.
fn units() -> impl Strategy<Value = u128> {
    prop_oneof![0..10_u128.pow(24), 0..10_u128.pow(12), Just(0), Just(10_u128.pow(24) - 1)]
}

fn written(units: u128) -> String {
    format!("{}.{:018}", units / 10_u128.pow(18), units % 10_u128.pow(18))
}

/// What one amount is a fraction of: 10^-18, of a thousand and of 2^30.
fn denominator() -> BigUint {
    (BigUint::from(10_u32).pow(18) * 1000_u32) << 30
}

fn holds(amount: &Amount, expected: &BigUint) -> Result<(), TestCaseError> {
    let exact = amount.exact();
    let (whole, fraction) = exact.split_once('.').unwrap_or((&exact, ""));
    let digits: BigUint = format!("{whole}{fraction}").parse().expect("they are digits");
    let power = BigUint::from(10_u32).pow(u32::try_from(fraction.len()).expect("it is short"));
    prop_assert_eq!(digits * denominator(), expected * power, "{}", exact);
    prop_assert!(!exact.contains('.') || !exact.ends_with('0'), "{}", exact);

    let cents = (expected * 200_u32 + denominator()) / (denominator() * 2_u32);
    let rounded: BigUint = amount.rounded().replace('.', "").parse().expect("they are digits");
    prop_assert_eq!(rounded, cents);
    prop_assert_eq!(amount.is_zero(), *expected == BigUint::ZERO);
    let looks_like_nothing = amount.legible().bytes().all(|byte| matches!(byte, b'0' | b'.'));
    prop_assert_eq!(looks_like_nothing, amount.is_zero());
    Ok(())
}

proptest! {
    #[test]
    fn costs_are_those_of_fractions(
        (per_gb, per_1000_requests) in (units(), units()),
        rows in prop::collection::vec(
            (0..3_usize, any::<u32>(), prop_oneof![any::<u128>(), 0..1_u128 << 50, Just(1)]), 0..12
        ),
    ) {
        const REGIONS: [&str; 3] = ["eu-west-1", "eu-west-2", "us-east-1"];
        let list = |region| list(region, "USD", &written(per_gb), &written(per_1000_requests));
        let prices = prices(vec![list(REGIONS[0]), list(REGIONS[1])]);
        // All sums of bytes have to fit.
        let rows: Vec<_> = rows.into_iter().map(|(at, count, bytes)| (at, count, bytes >> 4)).collect();
        let arns = REGIONS.map(vault);
        let work = rows.iter().map(|(at, count, bytes)| {
            (arns[*at].as_str(), Speed::Bulk, succeeded((*count).into(), *bytes))
        });
        let costs = Costs::of(&prices, work);

        let mut expected: BTreeMap<usize, (BigUint, BigUint)> = BTreeMap::new();
        for (at, count, bytes) in rows {
            let (requests, of_bytes) = expected.entry(at).or_default();
            *requests += (BigUint::from(per_1000_requests) * count) << 30;
            *of_bytes += BigUint::from(per_gb) * bytes * 1000_u32;
        }
        let mut all = BigUint::ZERO;
        for (at, region) in REGIONS[..2].iter().enumerate().filter(|(at, _)| expected.contains_key(at)) {
            let (requests, of_bytes) = &expected[&at];
            let told = costs.regions().iter().find(|told| told.list.region().as_str() == *region);
            let bill = told.expect("it has prices").total().cost.succeeded;
            holds(&bill.requests, requests)?;
            holds(&bill.bytes, of_bytes)?;
            holds(&bill.total(), &(requests + of_bytes))?;
            all += requests + of_bytes;
        }
        match costs.totals().into_values().next() {
            Some(total) => holds(&total.cost.succeeded.total(), &all)?,
            None => prop_assert_eq!(all, BigUint::ZERO),
        }
        prop_assert_eq!(costs.unpriced().len(), usize::from(expected.contains_key(&2)));
    }
}
