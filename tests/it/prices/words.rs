//! What can be a price, a region, a currency.

use icecore::prices::{Currency, Price, Region};

#[test]
fn a_price_is_digits_with_a_point() {
    for (text, told) in [
        ("0", "0"),
        ("0.033", "0.033"),
        ("011.00", "11"),
        ("999999.999999999999999999", "999999.999999999999999999"),
        ("000000000001", "1"),
        ("0.0000000000000000010000", "0.000000000000000001"),
    ] {
        let price: Price = text.parse().expect(text);
        assert_eq!(price.to_string(), told, "{text}");
    }
    for text in [
        "",
        ".",
        "1.",
        ".5",
        "+1",
        "-1",
        "-0",
        " 1",
        "1 ",
        "1e3",
        "1E-3",
        "0x10",
        "1_000",
        "1,000",
        "0,02",
        "inf",
        "nan",
        "1.2.3",
        "١",
        "1000000",
        "0.0000000000000000001",
        "$1",
        "1\u{0}",
    ] {
        assert!(text.parse::<Price>().is_err(), "{text:?}");
    }
}

#[test]
fn names_are_those_of_regions_and_currencies() {
    for region in ["eu-west-1", "us-gov-east-1", "cn-northwest-1", "ap-southeast-12"] {
        assert_eq!(region.parse::<Region>().expect("it is a region").as_str(), region);
    }
    for text in ["", "eu-west", "EU-WEST-1", "eu-1", "eu--1", "-west-1", "eu-west-1a", "eu west 1"]
    {
        assert!(text.parse::<Region>().is_err(), "{text:?}");
    }
    assert_eq!("CNY".parse::<Currency>().expect("it is a currency").as_str(), "CNY");
    for text in ["", "usd", "US", "USDT", "$", "€€€"] {
        assert!(text.parse::<Currency>().is_err(), "{text:?}");
    }
}
