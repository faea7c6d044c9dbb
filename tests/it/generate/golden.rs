//! The same options make the same bytes, in every build and on every machine: these, to the bit.
//!
//! A change here changes every dump that somebody may want to make again. It belongs in the changelog.

use icecore::generate::{Generator, Rate, Style};
use icecore::rules::RULES;
use sha2::{Digest, Sha256};

use super::{written, written_pages};

fn sha256(files: &[Vec<u8>]) -> String {
    let mut hash = Sha256::new();
    files.iter().for_each(|file| hash.update(file));
    format!("{:x}", hash.finalize())
}

fn mixed(style: Style) -> Generator {
    Generator::new(2024).jobs(5000).page_size(50).vaults(3).style(style)
}

/// Every defect that the wire style has.
fn broken() -> Generator {
    let rate: Rate = "2%".parse().expect("this is a rate");
    let rules = RULES.iter().map(|rule| rule.meta.id).filter(|id| *id != "status-went-back");
    rules.fold(mixed(Style::Wire), |it, rule| it.defect(rule, rate).expect("there is such a rule"))
}

#[test]
fn dumps_are_the_same_everywhere() {
    for (style, expected) in [
        (Style::Wire, "2808c15863d0606e90da86fa84faf6887a4ecd1fc15548ac84f8fbdc01273c26"),
        (Style::Cli, "d03812ee38963f13f3ba6c4c279ad07a9512934d4e87f8c5806898977834a473"),
        (Style::Boto, "e510a98ce8fec605663cf5977456b5a45c3076471ae86df4ed8be3276c22f2fa"),
        (Style::Jq, "7ac4a0a048748e4608c760f8fa6ae8d6bf156a9ad6eacc21261dfa373862971a"),
        (Style::Shuffled, "e9d157c45d807d7b84ee9ea4ce8bf1bbdc4d81d1d820c06b9b44747afead7731"),
    ] {
        assert_eq!(sha256(&[written(&mixed(style))]), expected, "{style}");
    }
}

#[test]
fn pages_are_the_same_everywhere() {
    assert_eq!(
        sha256(&written_pages(&mixed(Style::Cli))),
        "66a83cb6b806bbd67e95eafcd531453ac0ceef6085524d374fa644206bc82409"
    );
}

#[test]
fn defects_are_the_same_everywhere() {
    assert_eq!(
        sha256(&[written(&broken())]),
        "c29def68343f2a91803610ebeca2773e9c6d37e507f6b9d9d502acc035fcaa44"
    );
}
