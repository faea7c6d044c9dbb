//! A folder of documents whose names say what is to become of them: `accept-…` or `reject-…`.

use std::fs;
use std::path::Path;

use icecore_properties::reader_agrees_with_serde_json;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/json/documents");

#[test]
fn each_document_is_accepted_or_rejected_as_its_name_says() {
    let mut counts = [0, 0];
    for entry in fs::read_dir(FOLDER).expect("the folder is there") {
        let path = entry.expect("the entry can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("names are ASCII");
        let accepted = match name.split_once('-') {
            Some(("accept", _)) => true,
            Some(("reject", _)) => false,
            _ => panic!("{name} says neither accept nor reject"),
        };
        check(&path, accepted);
        counts[usize::from(accepted)] += 1;
    }
    assert!(counts.iter().all(|count| *count >= 20), "documents are missing: {counts:?}");
}

fn check(path: &Path, accepted: bool) {
    let bytes = fs::read(path).expect("the document can be read");
    let verdict = serde_json::from_slice::<serde_json::Value>(&bytes);
    assert_eq!(verdict.is_ok(), accepted, "{}: serde_json says {verdict:?}", path.display());
    reader_agrees_with_serde_json(&bytes);
}
