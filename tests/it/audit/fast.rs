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

fn styled(style: Style, jobs: &[Value], keeps_nulls: bool, vary: bool, next: &str) -> String {
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
    let mut page = json!({"JobList": jobs, "Marker": null});
    match next {
        "" => {}
        token if token.starts_with("eyJ") => page["NextToken"] = json!(token),
        marker => page["Marker"] = json!(marker),
    }
    match style {
        Style::Compact => page.to_string(),
        Style::Pretty => serde_json::to_string_pretty(&page).unwrap_or_default(),
        Style::Python => page.to_string().replace("\":", "\": ").replace(",\"", ", \""),
        Style::Array => serde_json::to_string_pretty(&jobs).unwrap_or_default(),
        Style::Lines => jobs.iter().map(|job| job.to_string() + "\n").collect(),
    }
}

/// What a page ends with: nothing, a marker that is a job's or is not, a client's token of each kind.
fn next() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "",
        "00000001leJobId_0000-sampleJobId_0001-sampleJobId_0002-sampleJobId_0003-sampleJobId_0004-sampleJ",
        "opaque",
        "eyJNYXJrZXIiOiAib3BhcXVlIiwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogMn0=",
        "eyJ9",
    ])
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

/// Edits at places among a hundred thousand: how many bytes go, and what comes instead.
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

/// What a document holds, before it is edited.
#[derive(Clone, Debug)]
enum Content {
    /// Jobs, each so many times, in a style.
    Jobs(Style, Vec<(prop::sample::Index, usize)>, bool, &'static str),
    /// One of these files: other envelopes than those that jobs are written in above.
    Saved(&'static str),
}

type Document = (Content, Vec<(usize, usize, Vec<u8>)>);

fn document() -> impl Strategy<Value = Document> {
    let picked = prop::collection::vec((any::<prop::sample::Index>(), 1..3_usize), 0..8);
    let jobs = (style(), picked, any::<bool>(), next());
    let saved = prop::sample::select(vec![
        include_str!("../../../samples/clean/har/list-jobs.har"),
        include_str!("../../../samples/clean/cassette/list_jobs.json"),
        include_str!("../../../samples/clean/notification/lambda-event.json"),
        include_str!("../../../samples/clean/paginator/pages.json"),
        include_str!("../../../samples/clean/placebo/glacier.ListJobs_1.json"),
        include_str!("../../../samples/clean/wire/page-1.json"),
        include_str!("../../../samples/defects/document.json"),
        include_str!("../../../samples/defects/source.json"),
    ]);
    let content = prop_oneof![
        5 => jobs.prop_map(|(style, picked, nulls, next)| Content::Jobs(style, picked, nulls, next)),
        1 => saved.prop_map(Content::Saved),
    ];
    (content, prop_oneof![4 => Just(Vec::new()), 1 => edits()])
}

/// The documents, and how many of a thousand parts of the file are there.
fn file(documents: Vec<Document>, separator: &str, kept: usize) -> Vec<u8> {
    let all = jobs();
    let mut file = Vec::new();
    for (content, edits) in documents {
        let mut bytes = match content {
            Content::Saved(text) => text.as_bytes().to_vec(),
            Content::Jobs(style, picked, keeps_nulls, next) => {
                let jobs = picked
                    .iter()
                    .flat_map(|(job, times)| std::iter::repeat_n(job.get(&all), *times));
                let jobs: Vec<Value> = jobs.cloned().collect();
                styled(style, &jobs, keeps_nulls, true, next).into_bytes()
            }
        };
        edit(&mut bytes, edits);
        file.extend_from_slice(&bytes);
        file.extend_from_slice(separator.as_bytes());
    }
    file.truncate(file.len() * kept / 1000);
    file
}

fn edit(bytes: &mut Vec<u8>, edits: Vec<(usize, usize, Vec<u8>)>) {
    for (place, removed, inserted) in edits {
        let start = bytes.len() * place / 100_000;
        let end = (start + removed).min(bytes.len());
        bytes.splice(start..end, inserted);
    }
}

#[test]
fn a_placeholder_after_a_long_list_is_told_in_windows_too() {
    let page = include_str!("../../../samples/clean/wire/page-1.json");
    let redacted = page.replacen("\"Marker\":\"", "\"Marker\":\"xxxxxxxx", 1);
    assert_ne!(redacted, page);
    parts_agree_with_whole(&[redacted.into_bytes()], &[], 1, 1);
}

#[test]
fn a_page_that_breaks_inside_a_recording_is_counted_in_a_window_too() {
    let recording = include_str!("../../../samples/clean/har/list-jobs.har");
    let broken = recording.replacen("JobId\\\":", "JobId\\\"", 1);
    assert_ne!(broken, recording);
    let file = format!("{broken}\n{{\"JobList\":[]}}\n");
    parts_agree_with_whole(&[file.into_bytes()], &[], 1 << 20, 1);
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_read_on_as_the_whole_file_is() {
    let jobs: Vec<Value> = jobs().into_iter().take(6).collect();
    for style in [Style::Compact, Style::Pretty, Style::Python, Style::Array, Style::Lines] {
        let page = styled(style, &jobs, false, true, "opaque");
        for file in [page.clone(), format!("{page}\n{page}\n")] {
            for length in (0..file.len()).step_by(61) {
                parts_agree_with_whole(&[file.as_bytes()[..length].to_vec()], &[], 1, 1);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    #[test]
    fn the_fast_path_finds_what_the_plain_one_finds(
        picked in prop::collection::vec((any::<prop::sample::Index>(), 1..4_usize), 1..12),
        (style, keeps_nulls, vary, next) in (style(), any::<bool>(), any::<bool>(), next()),
        edits in edits(),
    ) {
        let all = jobs();
        let picked = picked.iter().flat_map(|(job, times)| std::iter::repeat_n(job.get(&all), *times));
        let picked: Vec<Value> = picked.cloned().collect();
        let mut bytes = styled(style, &picked, keeps_nulls, vary, next).into_bytes();
        edit(&mut bytes, edits);
        // The fast path leaves a margin at the end of the bytes.
        bytes.extend_from_slice(&[b' '; 64]);
        fast_path_agrees_with_plain(&bytes);
    }

    #[test]
    fn windows_find_what_the_whole_file_shows(
        files in prop::collection::vec(
            (
                prop::collection::vec(document(), 0..5),
                prop::sample::select(vec!["\n", "", "\r\n", "\n\n"]),
                prop_oneof![3 => Just(1000), 1 => 0..1000_usize],
            ),
            1..4,
        ),
        window in prop_oneof![1 => Just(1_usize), 4 => 1..3000_usize, 4 => 1000..20_000_usize],
        threads in 1..=16_usize,
        cuts in prop::collection::vec(0..4_usize, 0..3),
    ) {
        let files: Vec<Vec<u8>> =
            files.into_iter().map(|(documents, separator, kept)| file(documents, separator, kept)).collect();
        let mut cuts = cuts;
        cuts.sort_unstable();
        parts_agree_with_whole(&files, &cuts, window, threads);
    }
}
