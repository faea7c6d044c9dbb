//! `--format markdown`, as far as it can be told without a renderer: rows have their cells, and nothing in
//! them is HTML or Markdown that was not written by us.

use icecore::finding::Level;
use icecore::policy::Suppressed;
use icecore::report::CheckFormat;
use proptest::prelude::*;

use super::{Run, hostile_runs};

const FINDINGS: &str = "| level | where | rule | finding |\n|---|---|---|---|\n";

/// How many findings are in the table; every row has four cells.
pub fn findings(text: &str) -> usize {
    let Some((_, table)) = text.split_once(FINDINGS) else { return 0 };
    let rows = table.lines().take_while(|line| line.starts_with("| "));
    rows.inspect(|row| assert_eq!(row.matches('|').count(), 5, "{row}")).count()
}

#[test]
fn the_defects_are_tables() {
    insta::assert_snapshot!(Run::of_defects().written(CheckFormat::Markdown));
}

#[test]
fn nothing_found_is_a_sentence() {
    let files = vec![("a.json".to_owned(), Vec::new())];
    let text = Run { files, ..Run::default() }.written(CheckFormat::Markdown);
    assert_eq!(text, "### icecore: nothing found\n\n1 file, 0 pages, 0 jobs, 0 B\n");
}

#[test]
fn what_is_not_told_is_counted() {
    let text = Run::of_defects().written_with(CheckFormat::Markdown, Level::Error, |end| {
        end.suppressed = Some(Suppressed { allowed: 2, baseline: 1 });
        end.untold.add(Level::Error, 7);
    });
    assert!(text.contains("0 B (1 in the baseline, 2 allowed)\n"), "{text}");
    assert!(
        text.ends_with("\nnot told, since only so many were asked for: 7 findings (7 errors).\n"),
        "{text}"
    );
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let unreadable = vec![("a`b.json".to_owned(), "it is gone".to_owned()); 21];
    let text = Run { unreadable, ..Run::default() }.written(CheckFormat::Markdown);
    assert!(
        text.contains("21 files could not be read:\n\n- <code>a&#96;b.json</code>: it is gone\n")
    );
    assert!(text.ends_with("\n- and 1 more\n"));
}

#[test]
fn a_summary_fits_a_mebibyte_and_says_what_is_missing() {
    let run = Run::of_failing_samples();
    let rest: Vec<_> = run.found().cycle().take(20_000).cloned().collect();
    let text = Run { rest, ..Run::default() }.written(CheckFormat::Markdown);
    assert!(text.len() < 1024 * 1024, "{}", text.len());
    let shown = findings(&text);
    let (_, missing) = text.rsplit_once("\n\n").expect("it ends with a sentence");
    let missing = missing.split(' ').next().expect("it begins with a number").replace(',', "");
    assert_eq!(shown + missing.parse::<usize>().expect("it is a number"), 20_000);
}

proptest! {
    #[test]
    fn hostile_texts_stay_in_their_cells(run in hostile_runs()) {
        let text = run.written(CheckFormat::Markdown);
        prop_assert_eq!(findings(&text), run.found().count());
        let (head, table) = text.split_once(FINDINGS).unwrap_or((&text, ""));
        let ours = ["<code>", "</code>", "<br>"];
        let plain = ours.iter().fold(table.to_owned(), |text, tag| text.replace(tag, ""));
        prop_assert!(!plain.contains(['<', '>', '`', '*', '[', '$', '@', '~', '\\']), "{}", plain);
        prop_assert!(!plain.contains("://") && !plain.contains("www."), "{}", plain);
        let unreadable = head.lines().filter(|line| line.starts_with("- ")).count();
        prop_assert_eq!(unreadable, run.unreadable.len());
    }
}
