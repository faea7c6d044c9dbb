//! What people read, as it stands on terminals of different widths. (What programs read, and what
//! stands in files, is in the transcripts of `tests/cmd/`.)

use std::io::Write;

use icecore::audit::Audit;
use icecore::dump::{Dump, Skipped};
use icecore::finding::Profile;
use icecore::report::{CheckReport, End, HumanCheck};

/// A dump whose findings try the layout: a long line, a long message, wide characters, a hostile
/// value, several documents, a string inside a string.
fn dump() -> String {
    let job = r#"{"JobId":"\u001b[31mred\u001b[0m","Action":"ArchivRetrieval","JobDescription":"氷の記録 氷の記録"}"#;
    let inner = serde_json::to_string(r#"{"JobId":"x","Tier":"Fast"}"#).expect("a string is JSON");
    format!("{{\"JobList\":[{job}]}}\n{{\"Message\":{inner}}}\n{{\"JobList\":[],}}\n")
}

fn written(width: Option<usize>) -> String {
    let text = dump();
    let mut report = HumanCheck::new(width);
    let mut out = Vec::new();
    let mut audit = Audit::new(Profile::Observed);
    let dump = Dump::from_slice(text.as_bytes());
    audit.dump("a\u{1b}b.json", &dump, &mut |located| {
        // Six missing fields look alike.
        if located.finding.rule.id != "missing-field" {
            report.finding(&mut out, located).expect("memory can be written to");
        }
    });
    let totals = audit
        .finish(&mut |_, look| {
            look(&dump);
            Ok(())
        })
        .totals;
    let skipped = Skipped { hidden: 2, other: 1, ..Skipped::default() };
    let end = End { skipped, ..End::of(totals.summary()) };
    report.end(&mut out, &end).expect("memory can be written to");
    plain(&out)
}

fn plain(styled: &[u8]) -> String {
    let mut stream = anstream::StripStream::new(Vec::new());
    stream.write_all(styled).expect("memory can be written to");
    String::from_utf8(stream.into_inner()).expect("the report is UTF-8")
}

#[test]
fn a_report_fits_80_columns() {
    let text = written(Some(80));
    for line in text.lines() {
        let width = unicode_width::UnicodeWidthStr::width(line);
        assert!(width <= 80, "{width} columns: {line}");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn a_report_fits_40_columns() {
    insta::assert_snapshot!(written(Some(40)));
}

#[test]
fn in_a_file_a_sentence_stays_on_its_line() {
    insta::assert_snapshot!(written(None));
}
