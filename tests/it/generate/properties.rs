//! Whatever is asked for comes: so many jobs, in documents that are JSON, and nothing wrong with them.

use icecore::dump::Dump;
use icecore::finding::Profile;
use icecore::generate::{GenerateError, Generator, Rate, Style};
use icecore::rules::RULES;
use proptest::prelude::*;
use serde_json::{Deserializer, Value};

use super::{ids, written, written_pages};

fn generator() -> impl Strategy<Value = Generator> {
    let style = prop::sample::select(Style::ALL.to_vec());
    (any::<u64>(), 0..60_u64, 1..20_u64, 1..5_u64, style).prop_map(
        |(seed, jobs, size, vaults, style)| {
            Generator::new(seed).jobs(jobs).page_size(size).vaults(vaults).style(style)
        },
    )
}

fn count_jobs(files: &[Vec<u8>]) -> usize {
    let pages = |file: &Vec<u8>| -> usize {
        let dump = Dump::from_slice(file);
        dump.pages().map(|page| page.expect("it is sound").jobs().len()).sum()
    };
    files.iter().filter(|file| !file.is_empty()).map(pages).sum()
}

/// A few rules to break, each at some rate.
fn defects() -> impl Strategy<Value = Vec<(&'static str, Rate)>> {
    let rules: Vec<&str> =
        RULES.iter().map(|rule| rule.meta.id).filter(|id| *id != "invalid-json").collect();
    let rate = (0..=100_u32).prop_map(|percent| format!("{percent}%").parse().expect("a rate"));
    prop::collection::vec((prop::sample::select(rules), rate), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_document_is_json(generator in generator()) {
        for file in [written(&generator)].into_iter().chain(written_pages(&generator)) {
            for value in Deserializer::from_slice(&file).into_iter::<Value>() {
                prop_assert!(value.is_ok_and(|value| value.is_object()));
            }
        }
    }

    #[test]
    fn what_is_broken_is_json_all_the_same(generator in generator(), defects in defects()) {
        let broken = defects.iter().fold(generator, |it, (rule, rate)| {
            it.defect(rule, *rate).expect("there is such a rule")
        });
        let mut file = Vec::new();
        if let Err(error) = broken.write(&mut file) {
            let is_told = matches!(error, GenerateError::Impossible { .. });
            prop_assert!(is_told && file.is_empty());
        }
        for value in Deserializer::from_slice(&file).into_iter::<Value>() {
            prop_assert!(value.is_ok());
        }
    }

    #[test]
    fn one_file_and_many_hold_the_same_jobs(
        (generator, jobs) in (any::<u64>(), 0..60_u64, 1..20_u64, 1..5_u64).prop_map(
            |(seed, jobs, size, vaults)| {
                (Generator::new(seed).jobs(jobs).page_size(size).vaults(vaults), jobs)
            },
        )
    ) {
        for style in Style::ALL {
            let generator = generator.clone().style(style);
            prop_assert_eq!(count_jobs(&[written(&generator)]) as u64, jobs);
            prop_assert_eq!(count_jobs(&written_pages(&generator)) as u64, jobs);
        }
    }

    #[test]
    fn nothing_is_found_in_what_is_clean(seed: u64, jobs in 0..60_u64, size in 1..20_u64) {
        for style in Style::ALL {
            let generator = Generator::new(seed).jobs(jobs).page_size(size).style(style);
            let files: Vec<_> =
                [written(&generator)].into_iter().filter(|file| !file.is_empty()).collect();
            prop_assert!(ids(&files, Profile::Documented).is_empty());
            prop_assert!(ids(&files, Profile::Observed).is_empty());
        }
    }
}
