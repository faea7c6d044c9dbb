//! What `report` says of costs for people, as it stands on a terminal.

use std::io::Write;

use icecore::audit::Audit;
use icecore::dump::Dump;
use icecore::finding::Profile;
use icecore::model::Tier;
use icecore::prices::{Costs, PriceList, Prices, RetrievalPrices};
use icecore::report::{ListingReport, write_listing_human};
use serde_json::{Value, json};

/// A retrieval of so many bytes, or of none that are told.
fn job(region: &str, tier: Option<&str>, status: &str, bytes: Option<u64>) -> Value {
    json!({
        "Action": "ArchiveRetrieval", "Tier": tier, "StatusCode": status,
        "ArchiveSizeInBytes": bytes, "CreationDate": "2024-03-07T00:00:00.000Z",
        "VaultARN": format!("arn:aws:glacier:{region}:123456789012:vaults/tapes"),
    })
}

/// Jobs in every case that there is.
fn dump() -> String {
    let gib = Some(1 << 30);
    let mut inventory = job("eu-west-1", None, "InProgress", None);
    inventory["Action"] = json!("InventoryRetrieval");
    let mut jobs = vec![
        job("eu-west-1", Some("Expedited"), "Succeeded", Some(1)),
        job("eu-west-1", None, "Succeeded", Some(5 << 40)),
        job("eu-west-1", None, "Succeeded", None),
        job("eu-west-1", Some("Bulk"), "InProgress", gib),
        job("eu-west-1", Some("Bulk"), "Failed", gib),
        job("eu-west-1", Some("Bulk"), "?", gib),
        job("eu-west-1", Some("Swift"), "Succeeded", gib),
        job("eu-west-2", Some("Bulk"), "Succeeded", gib),
        job("us-east-1", None, "Succeeded", gib),
        job("us-east-1", Some("Bulk"), "Failed", gib),
        job("cn-north-1", None, "Succeeded", gib),
        job("\u{1b}[31m", None, "Succeeded", gib),
        inventory,
    ];
    jobs.extend((0..1234).map(|_| job("eu-west-1", Some("Expedited"), "Succeeded", gib)));
    json!({ "JobList": jobs, "Marker": null }).to_string()
}

/// A list with prices of all tiers.
fn list(region: &str, currency: &str, source: &str) -> PriceList {
    let (region, currency) = (region.parse().expect("it is"), currency.parse().expect("it is"));
    let date = "2024-03-01".parse().expect("it is a day");
    let mut list = PriceList::new(region, date, source, currency).named("ops/prices/eu.toml");
    for (tier, per_gb, per_1000_requests) in [
        (Tier::Expedited, "0.033", "11.00"),
        (Tier::Standard, "0.011", "0.055"),
        (Tier::Bulk, "0.00275", "0.0275"),
    ] {
        let price = |text: &str| text.parse().expect("it is a price");
        let prices =
            RetrievalPrices { per_gb: price(per_gb), per_1000_requests: price(per_1000_requests) };
        list = list.retrievals(tier, prices);
    }
    list
}

fn written(width: usize) -> String {
    let mut prices = Prices::default();
    for list in [
        list("eu-west-1", "USD", "https://aws.amazon.com/s3/glacier/pricing/"),
        list(
            "eu-west-2",
            "USD",
            "an invoice\u{7} of March, which somebody 氷 kept in a very long place",
        ),
        list("cn-north-1", "CNY", "a price list"),
        list("ap-south-1", "USD", "a price list"),
    ] {
        prices.add(list).expect("the region is new");
    }
    let text = dump();
    let dump = Dump::from_slice(text.as_bytes());
    let as_of = "2024-03-08T12:30:00Z".parse().expect("it is a time");
    let mut audit = Audit::new(Profile::Observed).with_ledger(as_of);
    audit.dump("dump.json", &dump, &mut |_| {});
    let audited = audit.finish(&mut |_, look| {
        look(&dump);
        Ok(())
    });
    let report = ListingReport::of(&audited);
    let costs = Costs::of_ledger(&prices, report.once.ledger().expect("there is one"));
    let mut of_all = Vec::new();
    let mut without = Vec::new();
    write_listing_human(&mut without, &report, width).expect("memory can be written to");
    let report = ListingReport { costs: Some(&costs), ..report };
    write_listing_human(&mut of_all, &report, width).expect("memory can be written to");
    let mut stream = anstream::StripStream::new(Vec::new());
    stream.write_all(&of_all).expect("memory can be written to");
    let text = String::from_utf8(stream.into_inner()).expect("the report is UTF-8");
    // Costs come after the ledger and before the listings.
    let start = text.find("\n prices for").expect("costs are there");
    let end = text.find("\n complete").expect("the listings are there");
    assert_eq!(of_all.len() - without.len(), end - start, "nothing else is said");
    text[start..end].to_owned()
}

#[test]
fn costs_fit_80_columns() {
    let text = written(80);
    for line in text.lines() {
        let width = unicode_width::UnicodeWidthStr::width(line);
        assert!(width <= 80, "{width} columns: {line}");
    }
    assert!(!text.contains(['\u{1b}', '\u{7}']), "{text}");
    insta::assert_snapshot!(text);
}
