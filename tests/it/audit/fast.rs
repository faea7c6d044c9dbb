//! The fast path and its plain twin, over dumps in every style, and over what is wrong with them.

use icecore::rules::RULES;
use icecore_properties::{fast_path_agrees_with_plain, parts_agree_with_whole};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The jobs of all samples that are JSON: those that keep a rule, and those that break it.
fn jobs() -> Vec<Value> {
    let samples = RULES.iter().flat_map(|rule| [&rule.meta.pass, &rule.meta.fail]);
    let documents =
        samples.filter_map(|sample| serde_json::from_str::<Value>(&sample.to_document()).ok());
    documents
        .flat_map(|document| document["JobList"].as_array().cloned().unwrap_or_default())
        .filter(Value::is_object)
        .collect()
}

/// How a producer writes jobs.
#[derive(Clone, Copy, Debug)]
enum Style {
    Compact,
    Pretty,
    Python,
    Array,
    Lines,
}

fn styled(style: Style, jobs: &[Value], keeps_nulls: bool, vary: bool) -> String {
    let mut jobs = jobs.to_vec();
    if !keeps_nulls {
        jobs.iter_mut()
            .filter_map(Value::as_object_mut)
            .for_each(|job| job.retain(|_, value| !value.is_null()));
    }
    if vary {
        for (index, job) in jobs.iter_mut().enumerate() {
            if let Some(id) = job.get("JobId").and_then(Value::as_str).filter(|id| id.len() == 92) {
                job["JobId"] = json!(format!("{index:0>8}{}", &id[8..]));
            }
        }
    }
    let page = json!({"JobList": jobs, "Marker": null});
    match style {
        Style::Compact => page.to_string(),
        Style::Pretty => serde_json::to_string_pretty(&page).unwrap_or_default(),
        Style::Python => page.to_string().replace("\":", "\": ").replace(",\"", ", \""),
        Style::Array => serde_json::to_string_pretty(&jobs).unwrap_or_default(),
        Style::Lines => jobs.iter().map(|job| job.to_string() + "\n").collect(),
    }
}

fn style() -> impl Strategy<Value = Style> {
    prop::sample::select(vec![
        Style::Compact,
        Style::Pretty,
        Style::Python,
        Style::Array,
        Style::Lines,
    ])
}

/// Edits at places among a thousand: how many bytes go, and what comes instead.
fn edits() -> impl Strategy<Value = Vec<(usize, usize, Vec<u8>)>> {
    let inserted = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..2),
        prop::sample::select(vec![
            &b"0"[..],
            b"x",
            b"X",
            b"\"",
            b"\\\"",
            b"\\n",
            b"null",
            b"true",
            b",",
            b" ",
            b"\n",
            b"{}",
            b"-",
            b"1",
            b"Z",
            b"a",
            b"xxxxxxxx",
            b"\xC3\xA9",
            b"\"Tier\":\"Bulk\",",
            b"}",
            b"1e5",
            b".5",
        ])
        .prop_map(<[u8]>::to_vec),
    ];
    prop::collection::vec((0..100_000_usize, 0..4_usize, inserted), 0..6)
}

/// A file of several documents: each its style, its jobs, and the edits to it.
type Document = (Style, Vec<(prop::sample::Index, usize)>, bool, Vec<(usize, usize, Vec<u8>)>);

fn document() -> impl Strategy<Value = Document> {
    let picked = prop::collection::vec((any::<prop::sample::Index>(), 1..3_usize), 0..8);
    let edits = prop_oneof![4 => Just(Vec::new()), 1 => edits()];
    (style(), picked, any::<bool>(), edits)
}

fn file(documents: Vec<Document>, separator: &str) -> Vec<u8> {
    let all = jobs();
    let mut file = Vec::new();
    for (style, picked, keeps_nulls, edits) in documents {
        let jobs =
            picked.iter().flat_map(|(job, times)| std::iter::repeat_n(job.get(&all), *times));
        let jobs: Vec<Value> = jobs.cloned().collect();
        let mut bytes = styled(style, &jobs, keeps_nulls, true).into_bytes();
        edit(&mut bytes, edits);
        file.extend_from_slice(&bytes);
        file.extend_from_slice(separator.as_bytes());
    }
    file
}

fn edit(bytes: &mut Vec<u8>, edits: Vec<(usize, usize, Vec<u8>)>) {
    for (place, removed, inserted) in edits {
        let start = bytes.len() * place / 100_000;
        let end = (start + removed).min(bytes.len());
        bytes.splice(start..end, inserted);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn the_fast_path_finds_what_the_plain_one_finds(
        picked in prop::collection::vec((any::<prop::sample::Index>(), 1..4_usize), 1..12),
        (style, keeps_nulls, vary) in (style(), any::<bool>(), any::<bool>()),
        edits in edits(),
    ) {
        let all = jobs();
        let picked = picked.iter().flat_map(|(job, times)| std::iter::repeat_n(job.get(&all), *times));
        let picked: Vec<Value> = picked.cloned().collect();
        let mut bytes = styled(style, &picked, keeps_nulls, vary).into_bytes();
        edit(&mut bytes, edits);
        // The fast path leaves a margin at the end of the bytes.
        bytes.extend_from_slice(&[b' '; 64]);
        fast_path_agrees_with_plain(&bytes);
    }

    #[test]
    fn windows_find_what_the_whole_file_shows(
        files in prop::collection::vec(
            (prop::collection::vec(document(), 0..5), prop::sample::select(vec!["\n", "", "\r\n", "\n\n"])), 1..4,
        ),
        window in prop_oneof![1..3000_usize, 1000..20_000_usize],
        threads in 1..=16_usize,
        cuts in prop::collection::vec(0..4_usize, 0..3),
    ) {
        let files: Vec<Vec<u8>> =
            files.into_iter().map(|(documents, separator)| file(documents, separator)).collect();
        let mut cuts = cuts;
        cuts.sort_unstable();
        parts_agree_with_whole(&files, &cuts, window, threads);
    }
}
