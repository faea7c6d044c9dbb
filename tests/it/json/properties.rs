//! Generated and mutated documents hold the reader to `serde_json`.

use icecore_properties::{check_never_panics, dump_never_panics, reader_agrees_with_serde_json};
use proptest::prelude::*;

use crate::mutation::{mutate, mutations};

/// White space, as JSON has it.
fn blank() -> impl Strategy<Value = String> {
    "[ \t\n\r]{0,2}"
}

fn string() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[a-zA-Z0-9 _:.-]{0,6}",
        2 => "\\PC{0,3}".prop_map(|text| text.replace(['"', '\\'], "")),
        2 => prop::sample::select(vec![
            r"\n", r#"\""#, r"\\", r"\/", r"\b", r"\u00e9", r"\u0000", r"\ud83d\ude00", r"\uD83D\uDE00",
            r"\ud800", r"\udc00", r"\ud800\ud800", r"\u12", r"\x", "\u{1}", "\u{7f}", "é", "𝒳",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<u64>().prop_map(|number| number.to_string()),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<f64>().prop_map(|number| number.to_string()),
        "-?[0-9]{1,25}(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,4})?",
        "-?(0|[1-9][0-9]{0,3})\\.?[0-9]{0,2}[eE]?[+-]?[0-9]{0,3}",
        "[1-9][0-9]{300,320}(\\.[0-9]{1,3})?(e-?[0-9]{1,3})?",
        "(0\\.0{300,330}[1-9]|1\\.79769313486231[0-9]{1,6})e[0-9]{3}",
    ]
}

fn document() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        string(),
        number(),
        prop::sample::select(vec!["true", "false", "null", "nul", "True"]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(6, 48, 6, |inner| {
        let padded = (blank(), inner.clone(), blank())
            .prop_map(|(before, value, after)| format!("{before}{value}{after}"))
            .boxed();
        let key = prop_oneof![string(), Just("\"JobList\"".to_owned()), Just("\"a\"".to_owned())];
        let member = (blank(), key, blank(), padded.clone())
            .prop_map(|(before, key, after, value)| format!("{before}{key}{after}:{value}"));
        prop_oneof![
            prop::collection::vec(padded, 0..5).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(member, 0..5)
                .prop_map(|items| format!("{{{}}}", items.join(","))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 768, ..ProptestConfig::default() })]

    #[test]
    fn generated_and_mutated_documents_are_read_as_serde_json_reads_them(
        document in document(), mutations in mutations(),
    ) {
        reader_agrees_with_serde_json(document.as_bytes());
        reader_agrees_with_serde_json(&mutate(&document, mutations));
    }

    #[test]
    fn spliced_documents_are_read_as_serde_json_reads_them(
        (first, second) in (document(), document()), at in 0..1000_usize,
    ) {
        let cut = first.len() * at / 1000;
        let spliced = [&first.as_bytes()[..cut], second.as_bytes()].concat();
        reader_agrees_with_serde_json(&spliced);
        reader_agrees_with_serde_json(&first.as_bytes()[..cut]);
    }

    #[test]
    fn nesting_ends_where_it_ends_for_serde_json(
        levels in prop::collection::vec(prop::sample::select(vec!["[", "{\"a\":"]), 120..135),
    ) {
        let closing: String =
            levels.iter().rev().map(|open| if *open == "[" { ']' } else { '}' }).collect();
        reader_agrees_with_serde_json(format!("{}1{closing}", levels.concat()).as_bytes());
    }

    #[test]
    fn any_dump_is_read_and_judged(document in document(), mutations in mutations()) {
        let bytes = mutate(&document, mutations);
        dump_never_panics(&bytes);
        check_never_panics(&bytes);
    }

    #[test]
    fn any_dump_of_samples_is_read_and_judged(
        rules in prop::collection::vec(0..icecore::rules::RULES.len(), 1..4), mutations in mutations(),
    ) {
        let samples = rules.iter().map(|index| icecore::rules::RULES[*index].meta.fail.to_document());
        let bytes = mutate(&samples.collect::<String>(), mutations);
        dump_never_panics(&bytes);
        check_never_panics(&bytes);
    }
}
