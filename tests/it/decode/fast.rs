//! The fast reader: what it reads is there, and what is not strict JSON, or not plain, it leaves.

use icecore::decode::fast::{Coded, Column, JobReader, Row};

const JOB: &str = r#"{"Action":"InventoryRetrieval","ArchiveId":null,"Completed":true,"CreationDate":"2024-03-08T09:00:00.000Z","InventoryRetrievalParameters":{"EndDate":null,"Format":"CSV","Limit":"100","Marker":null,"StartDate":"2024-01-01T00:00:00Z"},"InventorySizeInBytes":12345,"JobDescription":"the \"first\" one","JobId":"J","StatusCode":"Succeeded","StatusMessage":"Succeeded","Tier":null,"VaultARN":"V"}"#;

/// Reads a text after a reader has learned from clean jobs, and with one that knows nothing; both see
/// the same.
fn read<T: PartialEq + std::fmt::Debug>(text: &str, see: impl Fn(&Row, &[u8]) -> T) -> Option<T> {
    let padded = |text: &str| [text.as_bytes(), &[0; JobReader::MARGIN]].concat();
    let bytes = padded(text);
    let mut learned = JobReader::new();
    for _ in 0..3 {
        assert!(learned.read(&padded(JOB), 0).is_some());
    }
    let seen = learned.read(&bytes, 0).map(|row| see(row, &bytes));
    assert_eq!(JobReader::new().read(&bytes, 0).map(|row| see(row, &bytes)), seen, "{text}");
    seen
}

fn end(text: &str) -> Option<usize> {
    read(text, |row, _| row.span().end)
}

#[test]
fn a_job_is_read_as_it_stands() {
    let text = |column| read(JOB, |row, bytes| row.decoded(column, bytes).into_owned()).unwrap();
    assert_eq!(end(JOB), Some(JOB.len()));
    assert_eq!(text(Column::JobId), b"J");
    assert_eq!(text(Column::JobDescription), b"the \"first\" one");
    assert_eq!(text(Column::StartDate), b"2024-01-01T00:00:00Z");
    assert_eq!(read(JOB, |row, _| row.inventory_size()), Some(Some(12345)));
    assert_eq!(read(JOB, |row, _| row.archive_size()), Some(None));
    assert_eq!(read(JOB, |row, _| row.code(Coded::Action)), Some(2));
    assert_eq!(read(JOB, |row, _| row.code(Coded::Completed)), Some(2));
    assert_eq!(read(JOB, |row, _| row.is_set(Column::ArchiveId)), Some(false));
}

#[test]
fn order_and_white_space_are_the_producers_own() {
    let spaced = JOB.replace("\":", "\" :\r\n\t").replace(",\"", " , \"");
    assert_eq!(end(&spaced), Some(spaced.len()));
    let moved = JOB.replace(r#""Action":"InventoryRetrieval","#, "");
    let moved = moved.replace(r#""JobId":"J","#, r#""JobId":"J","Action":"Select","#);
    assert_eq!(end(&moved), Some(moved.len()));
}

#[test]
fn what_is_broken_or_not_plain_is_left() {
    let replaced = [
        // A key for the second time: next to the first, far from it, in the nested object.
        (r#""Tier":null,"#, r#""Tier":null,"Tier":null,"#),
        (r#""Tier":null,"#, r#""JobId":"K","Tier":null,"#),
        (r#""Tier":null,"#, r#""InventorySizeInBytes":1,"Tier":null,"#),
        (r#""Limit":"100","#, r#""Limit":"100","Limit":"100","#),
        (r#""Limit":"100","#, r#""Limit":"100","EndDate":null,"#),
        // Keys out of their place, and unknown ones.
        (r#""Limit":"100","#, r#""Limit":"100","Tier":null,"#),
        (r#""Tier":null,"#, r#""Limit":null,"Tier":null,"#),
        (r#""Tier":null,"#, r#""tier":null,"#),
        (r#""Tier":null,"#, r#""Ti\u0065r":null,"#),
        // Commas, colons, brackets and quotes.
        (r#""Tier":null,"#, r#""Tier":null"#),
        (r#""Tier":null,"#, r#""Tier":null,,"#),
        (r#""Tier":null,"#, r#""Tier" null,"#),
        (r#""VaultARN":"V"}"#, r#""VaultARN":"V",}"#),
        (r#""VaultARN":"V"}"#, r#""VaultARN":"V"]"#),
        (r#""VaultARN":"V"}"#, r#""VaultARN":"V}"#),
        (":12345,", ":12345\","),
        // Numbers that are none, or not whole, or too long.
        (":12345,", ":012345,"),
        (":12345,", ":-1,"),
        (":12345,", ":1.5,"),
        (":12345,", ":1e5,"),
        (":12345,", ":12345678901234567890,"),
        (":12345,", ":\"12345\","),
        // Words.
        ("true", "tru"),
        ("true", "trues"),
        (r#""Tier":null"#, r#""Tier":nul"#),
        (r#""Tier":null"#, r#""Tier":{}"#),
        ("Succeeded\",\"StatusM", "succeeded\",\"StatusM"),
        // Characters.
        ("one\"", "\u{e9}ne\""),
        ("one\"", "\\u00e9ne\""),
        ("one\"", "\none\""),
        ("one\"", "\\none\""),
        ("one\"", "\\qone\""),
        ("one\"", "\u{7f}one\""),
    ];
    for (here, instead) in replaced {
        let text = JOB.replacen(here, instead, 1);
        assert_ne!(text, JOB, "{here}");
        assert_eq!(end(&text), None, "{instead}");
    }
}

#[test]
fn a_job_that_is_cut_off_anywhere_is_left() {
    for end_at in 0..JOB.len() {
        assert_eq!(end(&JOB[..end_at]), None, "{}", &JOB[..end_at]);
    }
}
