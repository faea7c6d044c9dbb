//! Tree hashes parse and print losslessly.

use icecore::model::TreeHash;
use proptest::prelude::*;

fn parse(text: &str) -> Option<TreeHash> {
    text.parse().ok()
}

proptest! {
    #[test]
    fn what_is_parsed_prints_as_it_was(text in "[0-9a-f]{64}") {
        prop_assert_eq!(parse(&text).map(|hash| hash.to_string()), Some(text));
    }

    #[test]
    fn other_lengths_are_refused(text in "[0-9a-f]{0,63}|[0-9a-f]{65,130}") {
        prop_assert_eq!(parse(&text), None);
    }

    #[test]
    fn one_wrong_character_is_one_too_many(text in "[0-9a-f]{64}", at in 0..64_usize, wrong in "[A-Zg-z .:-]") {
        let mut text = text;
        text.replace_range(at..=at, &wrong);
        prop_assert_eq!(parse(&text), None);
    }
}

#[test]
fn the_first_digits_are_the_first_byte() {
    let hash = parse(&format!("0f{}", "a0".repeat(31))).expect("64 digits");
    assert_eq!(hash.as_bytes()[..2], [0x0F, 0xA0]);
}

#[test]
fn sixty_four_bytes_of_other_characters_are_refused() {
    assert_eq!(parse(&"é".repeat(32)), None);
    assert_eq!(parse(&"*".repeat(64)), None);
}
