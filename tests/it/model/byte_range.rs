//! `RetrievalByteRange` parses and prints losslessly.

use icecore::model::ByteRange;
use proptest::prelude::*;

fn parse(text: &str) -> Option<ByteRange> {
    text.parse().ok()
}

proptest! {
    #[test]
    fn what_is_parsed_prints_as_it_was(start: u64, length: u64) {
        let text = format!("{start}-{}", start.saturating_add(length));
        prop_assert_eq!(parse(&text).map(|range| range.to_string()), Some(text));
    }

    #[test]
    fn what_ends_before_it_starts_is_refused(end in 0..u64::MAX, more in 1..u64::MAX) {
        let start = end.saturating_add(more);
        let text = format!("{start}-{end}");
        prop_assert_eq!(parse(&text), None);
    }

    #[test]
    fn whatever_parses_prints_as_it_was(text in "[0-9+ -]{0,8}") {
        if let Some(range) = parse(&text) {
            prop_assert_eq!(range.to_string(), text);
        }
    }
}

#[test]
fn the_longest_range_has_two_to_the_sixty_fourth_bytes() {
    let range = parse("0-18446744073709551615").expect("fits 64 bits");
    assert_eq!(range.bytes(), 1 << 64);
    assert_eq!(range.to_string(), "0-18446744073709551615");
}

#[test]
fn a_range_of_one_byte_has_one() {
    assert_eq!(parse("7-7").map(ByteRange::bytes), Some(1));
}

#[test]
fn other_forms_are_refused() {
    for text in [
        "",
        "-",
        "1",
        "1-",
        "-1",
        "5-4",
        "+1-2",
        "1-+2",
        "01-2",
        "1-02",
        "00-1",
        " 1-2",
        "1 -2",
        "1-2 ",
        "1--2",
        "1-2-3",
        "0x1-2",
        "1e3-2000",
        "0-18446744073709551616",
        "1–2",
        "１-２",
        "a-b",
    ] {
        assert_eq!(parse(text), None, "{text:?}");
    }
}

#[test]
fn whole_is_from_the_first_byte_to_the_last() {
    let range = parse("0-9").expect("a range");
    assert!(range.is_whole(10) && range.is_within(10));
    assert!(!range.is_whole(11) && range.is_within(11));
    assert!(!range.is_whole(9) && !range.is_within(9));
    assert!(!range.is_whole(0) && !range.is_within(0));
}
