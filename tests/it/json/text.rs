//! Strings: borrowed until an escape forces a copy, and traceable to the bytes that wrote them.

use icecore::dump::Dump;
use icecore::finding::Sample;
use icecore::json::{Event, OffsetMap, Reader, Text};
use proptest::prelude::*;

/// Writes a text as JSON; where `escaped` says so, a character becomes `\uXXXX`.
fn write(text: &str, escaped: &[bool]) -> (String, Vec<usize>) {
    let mut raw = String::new();
    let mut starts = Vec::new();
    for (index, character) in text.chars().enumerate() {
        starts.push(raw.len());
        let must = matches!(character, '"' | '\\' | '\0'..='\u{1F}');
        if must || escaped.get(index).copied().unwrap_or_default() {
            for unit in character.encode_utf16(&mut [0; 2]) {
                raw.extend(["\\u", &format!("{unit:04x}")]);
            }
        } else {
            raw.push(character);
        }
    }
    (raw, starts)
}

fn read(raw: &str, check: impl FnOnce(Text<'_>)) {
    let json = format!("\"{raw}\"");
    match Reader::new(json.as_bytes()).next() {
        Ok((Event::String(text), _)) => check(text),
        other => panic!("{json} was read as {other:?}"),
    }
}

proptest! {
    #[test]
    fn an_escaped_text_means_what_was_written(
        text in any::<String>(), escaped in prop::collection::vec(any::<bool>(), 0..40),
    ) {
        let (raw, starts) = write(&text, &escaped);
        read(&raw, |read| {
            assert_eq!(read.decode(), text.as_str());
            let map = OffsetMap::of(&read);
            for ((offset, _), start) in text.char_indices().zip(starts) {
                assert_eq!(map.raw_offset(offset), start);
            }
            assert_eq!(map.raw_offset(text.len()), raw.len());
            assert_eq!(map.raw_offset(text.len() + 1), raw.len());
        });
    }
}

#[test]
fn reading_events_of_a_page_allocates_nothing() {
    let page = Sample::archive("{}").to_document();
    let allocations = allocation_counter::measure(|| {
        let mut reader = Reader::new(page.as_bytes());
        while !reader.is_done() {
            let _ = reader.next().expect("the sample is JSON");
        }
    });
    assert_eq!(allocations.count_total, 0);
}

#[test]
fn a_job_borrows_its_strings_from_the_dump() {
    let page = Sample::archive(r#"{"JobDescription": "plain"}"#).to_document();
    let dump = Dump::from_slice(page.as_bytes());
    let page = dump.pages().next().expect("there is a page").expect("it can be read");
    let job = &page.jobs()[0];
    for field in [job.job_id(), job.archive_id(), job.job_description(), job.vault_arn()] {
        let text = field.value().expect("the sample has it").raw();
        assert!(dump.bytes().as_ptr_range().contains(&text.as_ptr()), "{text} was copied");
    }
}
