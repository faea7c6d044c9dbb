//! `--format junit`, read back with an XML reader, and by what Python has for it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::process::{Command, Stdio};

use icecore::finding::Level;
use icecore::report::CheckFormat;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Run, hostile_runs};

/// An element, with the text that stands in it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn read(xml: &str) -> Element {
        let is_xml = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
        assert!(xml.chars().all(is_xml), "XML cannot hold this: {xml:?}");
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_comments = true;
        let mut open = vec![Element::default()];
        loop {
            match reader.read_event().expect("it is well-formed") {
                Event::Eof => break,
                Event::Start(start) => open.push(Element::of(&start)),
                Event::Empty(start) => {
                    open.last_mut().expect("one is").children.push(Element::of(&start));
                }
                Event::End(_) => {
                    let element = open.pop().expect("it was opened");
                    open.last_mut().expect("one is").children.push(element);
                }
                Event::Text(text) => open.last_mut().expect("one is").text.push_str(&text),
                Event::GeneralRef(reference) => {
                    let text = match &*reference {
                        "lt" => '<',
                        "gt" => '>',
                        "amp" => '&',
                        "quot" => '"',
                        "apos" => '\'',
                        other => panic!("nothing defines &{other};"),
                    };
                    open.last_mut().expect("one is").text.push(text);
                }
                Event::Decl(_) => {}
                other => panic!("a report has no {other:?}"),
            }
        }
        assert_eq!(open.len(), 1, "an element is not closed");
        open.remove(0).children.remove(0)
    }

    fn of(start: &BytesStart<'_>) -> Element {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("it is well-formed");
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            (attribute.key.as_ref().to_owned(), value.expect("it can be read").into_owned())
        });
        Element {
            name: start.name().as_ref().to_owned(),
            attributes: attributes.collect(),
            ..Element::default()
        }
    }

    fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    fn count(&self, attribute: &str) -> usize {
        self.attributes[attribute].parse().expect("it is a number")
    }
}

/// The suites of a report in which all counts are right.
fn suites(xml: &str) -> Vec<Element> {
    let root = Element::read(xml);
    assert_eq!(root.name, "testsuites");
    for suite in root.all("testsuite") {
        let with = |outcome: &str| {
            suite.all("testcase").filter(|test| test.all(outcome).next().is_some()).count()
        };
        assert_eq!(suite.count("tests"), suite.all("testcase").count());
        assert_eq!(suite.count("failures"), with("failure"));
        assert_eq!(suite.count("errors"), with("error"));
        let mut names: Vec<_> = suite
            .all("testcase")
            .map(|test| (&test.attributes["classname"], &test.attributes["name"]))
            .collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), suite.count("tests"), "two tests have one name");
    }
    root.children
}

/// How many findings a report tells.
pub fn findings(xml: &str) -> usize {
    let in_text = |text: &str| {
        let shown = text.lines().filter(|line| line.starts_with("  help: ")).count();
        let more = text.lines().filter_map(|line| line.strip_prefix("and ")?.strip_suffix(" more"));
        shown + more.map(|more| more.parse::<usize>().expect("it is a number")).sum::<usize>()
    };
    let suites = suites(xml);
    let tests = suites.iter().flat_map(|suite| suite.all("testcase"));
    let outcomes = tests.flat_map(|test| test.all("failure").chain(test.all("system-out")));
    outcomes.map(|outcome| in_text(&outcome.text)).sum()
}

#[test]
fn the_defects_are_tests() {
    let xml = Run::of_defects().written(CheckFormat::Junit);
    suites(&xml);
    insta::assert_snapshot!(xml);
}

#[test]
fn only_what_is_of_the_failing_level_fails() {
    let run = Run::of_failing_samples();
    let failures = |fail_on: Level| -> usize {
        let xml = run.written_with(CheckFormat::Junit, fail_on, |_| {});
        suites(&xml).iter().map(|suite| suite.count("failures")).sum()
    };
    // A test is a rule that is broken in a file.
    let expected = |fail_on: Level| {
        let failing = run.found().filter(|located| located.finding.level >= fail_on);
        let tests = failing.map(|located| (located.file.to_string(), located.finding.rule.id));
        tests.collect::<BTreeSet<_>>().len()
    };
    for fail_on in [Level::Error, Level::Warning, Level::Info] {
        assert_eq!(failures(fail_on), expected(fail_on), "{fail_on}");
    }
    assert!(expected(Level::Error) < expected(Level::Info));
}

#[test]
fn a_rule_that_is_broken_often_is_one_test() {
    let located = Run::of_defects().found().next().expect("there are defects").clone();
    let files = vec![(located.file.to_string(), vec![located; 30])];
    let xml = Run { files, ..Run::default() }.written(CheckFormat::Junit);
    assert_eq!(findings(&xml), 30);
    let suites = suites(&xml);
    assert_eq!(suites[0].count("tests"), 1);
    let failure = &suites[0].children[0].children[0];
    assert!(failure.attributes["message"].ends_with(" (and 29 more)"));
    assert!(failure.text.ends_with("\nand 10 more\n"));
}

#[test]
fn a_file_without_findings_passes_and_one_that_cannot_be_read_is_an_error() {
    let files = vec![("a.json".to_owned(), Vec::new())];
    let unreadable = vec![("b.json".to_owned(), "b.json: is gone".to_owned())];
    let xml = Run { files, unreadable, ..Run::default() }.written(CheckFormat::Junit);
    let suites = suites(&xml);
    let names: Vec<&str> = suites.iter().map(|suite| suite.attributes["name"].as_str()).collect();
    assert_eq!(names, ["a.json", "b.json", "listings"]);
    let errors: Vec<usize> = suites.iter().map(|suite| suite.count("errors")).collect();
    assert_eq!(errors, [0, 1, 0]);
    assert_eq!(suites[1].children[0].children[0].text, "b.json: is gone");
}

/// Python's junitparser reads what the usual consumers read.
#[test]
fn junitparser_counts_as_many() {
    let script = "import sys, junitparser as j\n\
        s = list(j.JUnitXml.fromstring(sys.stdin.buffer.read()))\n\
        print(sum(x.tests for x in s), sum(x.failures for x in s), sum(x.errors for x in s),\n\
        sum(len(list(x)) for x in s), sum(any(isinstance(r, j.Failure) for r in c.result) for x in s for c in x))\n";
    let python = std::env::var("ICECORE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_it = Command::new(&python).args(["-c", "import junitparser"]).output();
    if !has_it.is_ok_and(|output| output.status.success()) {
        return eprintln!("SKIPPED: {python} has no junitparser, so it did not read the report");
    }
    let unreadable = vec![("gone.json".to_owned(), "it is gone".to_owned())];
    let xml = Run { unreadable, ..Run::of_failing_samples() }.written(CheckFormat::Junit);
    let mut child = Command::new(&python)
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python can be run");
    let mut input = child.stdin.take().expect("it has an input");
    input.write_all(xml.as_bytes()).expect("it reads");
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    let suites = suites(&xml);
    let sum = |count: &str| suites.iter().map(|suite| suite.count(count)).sum::<usize>();
    let (tests, failures, errors) = (sum("tests"), sum("failures"), sum("errors"));
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(told.trim(), format!("{tests} {failures} {errors} {tests} {failures}"));
}

proptest! {
    #[test]
    fn hostile_texts_are_well_formed(run in hostile_runs()) {
        prop_assert_eq!(findings(&run.written(CheckFormat::Junit)), run.found().count());
    }
}
