//! What is probably wrong with a file that is not JSON.

use icecore::dump::{Cause, FaultKind};

use super::faults;

fn cause(bytes: &[u8]) -> Option<Cause> {
    let faults = faults(bytes);
    assert_eq!(faults.len(), 1, "{:?}: {faults:?}", String::from_utf8_lossy(bytes));
    match &faults[0].kind {
        FaultKind::Json { cause, .. } => *cause,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_cause_is_told_by_how_a_file_begins_or_breaks() {
    let cases: [(&str, Cause); 36] = [
        ("", Cause::Empty),
        ("\u{FEFF}", Cause::Empty),
        (" \n\t\r\n", Cause::Blank),
        ("{\"JobList\": [", Cause::CutOff),
        ("{\"JobList\": [{\"JobId\": \"abc", Cause::CutOff),
        ("\0\0\0\0", Cause::Nul),
        ("{\"JobList\": [\0", Cause::Nul),
        ("{\"JobList\": [],}", Cause::TrailingComma),
        ("{\"JobList\": [{},\n ]}", Cause::TrailingComma),
        ("{\"JobList\": []}, {\"JobList\": []}", Cause::CommaBetweenDocuments),
        ("{\"StatusCode\": \"\"InProgress\"\"}", Cause::StrayQuote),
        ("{\"JobDescription\": \"the \"big\" one\"}", Cause::StrayQuote),
        ("{“JobList”: []}", Cause::CurlyQuotes),
        ("// jobs\n{\"JobList\": []}", Cause::Comment),
        ("{\"JobList\": [] /* none */}", Cause::Comment),
        ("{\"ArchiveSizeInBytes\": NaN}", Cause::NotANumber),
        ("{u'JobList': [{u'Completed': False}]}", Cause::PythonRepr),
        ("{'JobList': []}", Cause::PythonRepr),
        ("[{'JobId': 'a'}]", Cause::PythonRepr),
        ("{\"Completed\": True}", Cause::PythonRepr),
        ("{\"Marker\": None}", Cause::PythonRepr),
        ("{\"date\": datetime.datetime(2024, 3, 8)}", Cause::PythonRepr),
        ("{\n  JobList: [\n    {\n      JobId: 'a'", Cause::NodeInspect),
        ("{ JobList: [ [Object] ] }", Cause::NodeInspect),
        ("{ '$metadata': { attempts: 1 }, JobList: [] }", Cause::NodeInspect),
        ("ArchiveRetrieval\tAbC\t123", Cause::CliText),
        ("-----------\n| ListJobs |\n", Cause::CliTable),
        ("+---+\n| a |", Cause::CliTable),
        ("JOBLIST\tArchiveRetrieval\n", Cause::CliText),
        ("Action                 : ArchiveRetrieval\nArchiveId : x", Cause::PowerShellList),
        ("JobList:\n- Action: Select\n", Cause::Yaml),
        ("---\nJobList: []\n", Cause::Yaml),
        ("<!DOCTYPE html>", Cause::Markup),
        ("<?xml version=\"1.0\"?>", Cause::Markup),
        ("An error occurred (ResourceNotFoundException) when calling", Cause::CliError),
        ("Unable to locate credentials.", Cause::CliError),
    ];
    for (text, expected) in cases {
        assert_eq!(cause(text.as_bytes()), Some(expected), "{text:?}");
    }
}

#[test]
fn other_encodings_are_told() {
    let page = "{\"JobList\": []}";
    let little: Vec<u8> = page.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = page.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(cause(&little), Some(Cause::Utf16));
    assert_eq!(cause(&big), Some(Cause::Utf16));
    assert_eq!(cause(&[&b"\xFF\xFE"[..], &little].concat()), Some(Cause::Utf16));
    assert_eq!(cause(&[&b"\xFE\xFF"[..], &big].concat()), Some(Cause::Utf16));
    assert_eq!(cause(b"{\"JobDescription\": \"caf\xE9\"}"), Some(Cause::NotUtf8));
}

#[test]
fn where_nothing_is_known_nothing_is_guessed() {
    assert_eq!(cause(b"{\"a\":1 \"b\":2}"), None);
    assert_eq!(cause("[".repeat(300).as_bytes()), None);
    assert_eq!(cause("9".repeat(400).as_bytes()), None);
}

#[test]
fn every_cause_says_what_to_do() {
    for cause in [Cause::Empty, Cause::Utf16, Cause::PythonRepr, Cause::CliText, Cause::StrayQuote]
    {
        assert!(cause.help().len() > 10);
    }
}
