//! The owned model is the same whether serde_json or simd-json has read it.
//!
//! Not all that one of them accepts does the other. serde_json passes over values that nobody asked for
//! without looking into them, where simd-json has read all of a document before it asks; and `-0` is a
//! whole number only to simd-json. Where both accept, the values are equal.

use icecore::generate::{Generator, Rate, Style};
use icecore::model::{JobDescription, ListJobsOutput};
use icecore::rules::RULES;
use proptest::prelude::*;
use serde::de::DeserializeOwned;

use super::response_syntax::any_job;
use crate::mutation::{mutate, mutations};

/// Both engines read the same value, or at least one of them refuses.
fn agree<T: DeserializeOwned + PartialEq + std::fmt::Debug>(json: &[u8]) -> (bool, bool) {
    let one = serde_json::from_slice::<T>(json);
    let other = simd_json::serde::from_slice::<T>(&mut json.to_vec());
    if let (Ok(one), Ok(other)) = (&one, &other) {
        assert_eq!(one, other, "{}", String::from_utf8_lossy(json));
    }
    (one.is_ok(), other.is_ok())
}

/// A made-up page, or a made-up job.
fn document(style: Style, seed: u64, defect: Option<(&str, Rate)>) -> Option<String> {
    let mut generator = Generator::new(seed).jobs(2).page_size(2).style(style);
    if let Some((rule, rate)) = defect {
        generator = generator.defect(rule, rate).ok()?;
    }
    let mut bytes = Vec::new();
    generator.write(&mut bytes).ok()?;
    String::from_utf8(bytes).ok()
}

#[test]
fn pages_of_every_style_are_read_the_same() {
    for style in Style::ALL {
        for seed in 0..20 {
            let text = document(style, seed, None).expect("every style can be written");
            for line in text.lines().filter(|_| style == Style::Jq) {
                assert_eq!(agree::<JobDescription>(line.as_bytes()), (true, true));
            }
            if style != Style::Jq {
                assert_eq!(agree::<ListJobsOutput>(text.as_bytes()), (true, true));
            }
        }
    }
}

#[test]
fn broken_pages_are_never_read_differently() {
    let always: Rate = "100%".parse().expect("a rate");
    for rule in RULES {
        for style in [Style::Wire, Style::Cli] {
            if let Some(text) = document(style, 1, Some((rule.meta.id, always))) {
                agree::<ListJobsOutput>(text.as_bytes());
            }
        }
    }
}

#[test]
fn each_accepts_what_the_other_does_not() {
    let only_serde_json = [
        &br#"{"Unknown": 1e999}"#[..],
        br#"{"Unknown": 18446744073709551616}"#,
        br#"{"Unknown": "\ud800"}"#,
        b"{\"Unknown\": \"\xFF\"}",
    ];
    for json in only_serde_json {
        assert_eq!(agree::<JobDescription>(json), (true, false));
    }
    let only_simd_json = [
        &br#"{"ArchiveSizeInBytes": -0}"#[..],
        br#"{"InventoryRetrievalParameters": {"Limit": -0}}"#,
    ];
    for json in only_simd_json {
        assert_eq!(agree::<JobDescription>(json), (false, true));
    }
}

proptest! {
    #[test]
    fn any_job_is_read_the_same(job in any_job()) {
        prop_assert_eq!(agree::<JobDescription>(job.to_string().as_bytes()), (true, true));
    }

    #[test]
    fn mutated_documents_are_never_read_differently(
        seed in 0..1000_u64, style in 0..Style::ALL.len(), mutations in mutations(),
    ) {
        let text = document(Style::ALL[style], seed, None).expect("every style can be written");
        let bytes = mutate(&text, mutations);
        agree::<ListJobsOutput>(&bytes);
        agree::<JobDescription>(&bytes);
    }
}
