//! `check --format junit`: JUnit XML, which GitLab, Jenkins and many actions of GitHub show as tests.
//!
//! A suite is a file, and a test is a rule that is broken in it. Not every finding is a test: a rule that is
//! broken in every job of a dump would be thousands of them, and the next run could not be compared with this
//! one. So a test fails with how often its rule is broken, and shows the first twenty places. A file in which
//! nothing was found is one test that passed, so that it is seen to be judged; one that cannot be read is an
//! error. What is below the failing level is a test that passed, and says what was found as its output.
//! Findings about listings and their sources come after all files, in a suite of their own.
//!
//! `classname` is the path, by which Jenkins and GitLab group tests and know them again, and `file` is
//! what GitLab and actions of GitHub link to. `file` is not in the schema of the xUnit plugin of Jenkins; all
//! that read JUnit XML skip what they do not know.
//!
//! XML cannot hold control characters, and keeps no line feed in an attribute; they are shown as pictures.
//!
//! A suite is written when the next one begins. What is held are twenty places of each rule that the file at hand
//! breaks, and of each rule about listings that is broken in any file.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::figures::grouped;
use super::format::{CheckReport, End};
use super::verdict;
use crate::audit::{Located, printable};
use crate::finding::{Finding, Group, Level};
use crate::policy::Root;

/// How many places of a rule are shown.
const PLACES: usize = 20;

/// Writes JUnit XML.
#[derive(Debug)]
pub struct JunitCheck {
    root: Root,
    fail_on: Level,
    is_open: bool,
    /// The file at hand.
    file: Option<Suite>,
    listings: Suite,
}

impl JunitCheck {
    /// Files are named as seen from the root; what is of this level or above fails.
    #[must_use]
    pub fn new(root: Root, fail_on: Level) -> Self {
        let listings = Suite::new("listings".to_owned());
        JunitCheck { root, fail_on, is_open: false, file: None, listings }
    }

    /// The path of a file, as XML can hold it: two that look alike are one.
    fn path(&self, name: &str) -> String {
        text(&self.root.relative(name))
    }

    /// Goes on to a file, if it is another one.
    fn begin(&mut self, out: &mut dyn io::Write, path: String) -> io::Result<&mut Suite> {
        if self.file.as_ref().is_none_or(|file| file.name != path) {
            self.write_file(out)?;
        }
        Ok(self.file.get_or_insert_with(|| Suite::new(path)))
    }

    fn write_file(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        match self.file.take() {
            Some(file) => self.write(out, &file, None),
            None => Ok(()),
        }
    }

    fn write(
        &mut self,
        out: &mut dyn io::Write,
        suite: &Suite,
        says: Option<&str>,
    ) -> io::Result<()> {
        self.open(out)?;
        suite.write(&mut Writer::new_with_indent(&mut *out, b' ', 2), says)?;
        out.write_all(b"\n")
    }

    fn open(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        if self.is_open {
            return Ok(());
        }
        self.is_open = true;
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"icecore\">\n";
        out.write_all(head.as_bytes())
    }
}

impl JunitCheck {
    /// Begins the suite of the file that a finding is in, if it is one of a file.
    fn begin_file_of(&mut self, out: &mut dyn io::Write, located: &Located) -> io::Result<()> {
        match located.finding.rule.group {
            Group::Listing | Group::Source => Ok(()),
            Group::Document | Group::Value | Group::Job => {
                let path = self.path(&located.file);
                self.begin(out, path).map(drop)
            }
        }
    }

    /// Where the rule of a finding is broken.
    fn places(&mut self, located: &Located) -> &mut Places {
        let Finding { rule, level, .. } = &located.finding;
        let path = self.path(&located.file);
        let fails = *level >= self.fail_on;
        let test = Test { path, rule: rule.id, passed: (!fails).then_some(*level) };
        let suite = match (rule.group, &mut self.file) {
            (Group::Document | Group::Value | Group::Job, Some(file)) => file,
            _ => &mut self.listings,
        };
        suite.tests.entry(test).or_default()
    }
}

impl CheckReport for JunitCheck {
    fn file(&mut self, out: &mut dyn io::Write, name: &str) -> io::Result<()> {
        let path = self.path(name);
        self.begin(out, path).map(drop)
    }

    fn unreadable(&mut self, out: &mut dyn io::Write, name: &str, error: &str) -> io::Result<()> {
        let path = self.path(name);
        self.begin(out, path)?.unreadable = Some(error.to_owned());
        Ok(())
    }

    fn finding(&mut self, out: &mut dyn io::Write, located: &Located) -> io::Result<()> {
        self.begin_file_of(out, located)?;
        self.places(located).add(located);
        Ok(())
    }

    fn untold(&mut self, located: &Located) {
        self.places(located).count(located);
    }

    fn end(&mut self, out: &mut dyn io::Write, end: &End<'_>) -> io::Result<()> {
        self.write_file(out)?;
        let listings = std::mem::replace(&mut self.listings, Suite::new(String::new()));
        let says = [Some(verdict::line(end)), verdict::untold(end)];
        let says: Vec<String> = says.into_iter().flatten().collect();
        self.write(out, &listings, Some(&says.join("\n")))?;
        out.write_all(b"</testsuites>\n")
    }
}

/// The tests of a file.
#[derive(Debug)]
struct Suite {
    name: String,
    tests: BTreeMap<Test, Places>,
    unreadable: Option<String>,
}

/// What one test is about.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Test {
    path: String,
    rule: &'static str,
    /// How bad it is, if that is below the failing level.
    passed: Option<Level>,
}

/// Where a rule is broken.
#[derive(Debug, Default)]
struct Places {
    /// What the first finding says.
    message: String,
    first: Vec<String>,
    count: usize,
}

impl Suite {
    fn new(name: String) -> Self {
        Suite { name, tests: BTreeMap::new(), unreadable: None }
    }

    fn write(&self, out: &mut Writer<&mut dyn io::Write>, says: Option<&str>) -> io::Result<()> {
        let failures = self.tests.keys().filter(|test| test.passed.is_none()).count();
        let is_empty = self.tests.is_empty() && self.unreadable.is_none();
        let errors = usize::from(self.unreadable.is_some());
        let tests = self.tests.len() + errors + usize::from(is_empty);
        let counts = [tests, failures, errors].map(|count| count.to_string());
        let suite = out.create_element("testsuite").with_attributes([
            ("name", self.name.as_str()),
            ("tests", &counts[0]),
            ("failures", &counts[1]),
            ("errors", &counts[2]),
            ("skipped", "0"),
        ]);
        suite.write_inner_content(|out| {
            if is_empty {
                write_test(out, "no findings", &self.name, |_| Ok(()))?;
            }
            if let Some(error) = &self.unreadable {
                let error = |out: &mut _| write_outcome(out, "error", "unreadable", error, error);
                write_test(out, "readable", &self.name, error)?;
            }
            self.tests.iter().try_for_each(|(test, places)| test.write(out, places))?;
            says.map_or(Ok(()), |says| write_output(out, says))
        })?;
        Ok(())
    }
}

impl Test {
    fn write(&self, out: &mut Writer<&mut dyn io::Write>, places: &Places) -> io::Result<()> {
        let body = places.body();
        match self.passed {
            Some(level) => {
                let name = format!("{} ({level})", self.rule);
                write_test(out, &name, &self.path, |out| write_output(out, &body))
            }
            None => write_test(out, self.rule, &self.path, |out| {
                write_outcome(out, "failure", self.rule, &places.title(), &body)
            }),
        }
    }
}

impl Places {
    /// Counts one more.
    fn count(&mut self, located: &Located) {
        if self.count == 0 {
            self.message.clone_from(&located.finding.message);
        }
        self.count += 1;
    }

    fn add(&mut self, located: &Located) {
        let Located { file, finding, position, .. } = located;
        let Finding { message, help, place, .. } = finding;
        self.count(located);
        if self.first.len() < PLACES {
            let (file, message, help) = (text(file), text(message), text(help));
            let (line, column) = (position.line, position.column);
            let pointer = match place.pointer.as_str() {
                "" => String::new(),
                pointer => format!("  at: {}\n", text(pointer)),
            };
            self.first
                .push(format!("{file}:{line}:{column}: {message}\n{pointer}  help: {help}\n"));
        }
    }

    fn title(&self) -> String {
        match self.count {
            1 => self.message.clone(),
            count => format!("{} (and {} more)", self.message, grouped(count - 1)),
        }
    }

    fn body(&self) -> String {
        let more = match self.count - self.first.len() {
            0 => String::new(),
            more => format!("and {} more\n", grouped(more)),
        };
        self.first.concat() + &more
    }
}

fn write_test<'w, 'o>(
    out: &mut Writer<&'w mut (dyn io::Write + 'o)>,
    name: &str,
    path: &str,
    inside: impl FnOnce(&mut Writer<&'w mut (dyn io::Write + 'o)>) -> io::Result<()>,
) -> io::Result<()> {
    let test = out.create_element("testcase");
    let test = test.with_attributes([("name", name), ("classname", path), ("file", path)]);
    test.write_inner_content(inside).map(drop)
}

fn write_outcome(
    out: &mut Writer<&mut dyn io::Write>,
    outcome: &str,
    kind: &str,
    message: &str,
    body: &str,
) -> io::Result<()> {
    let outcome = out.create_element(outcome);
    let outcome = outcome.with_attributes([("type", kind), ("message", &text(message))]);
    outcome.write_text_content(BytesText::new(&lines(body))).map(drop)
}

fn write_output(out: &mut Writer<&mut dyn io::Write>, says: &str) -> io::Result<()> {
    out.create_element("system-out").write_text_content(BytesText::new(&lines(says))).map(drop)
}

/// A text on one line, of what XML can hold.
fn text(text: &str) -> String {
    printable(text).replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}

/// Lines, of what XML can hold.
fn lines(lines: &str) -> String {
    let lines: Vec<String> = lines.split('\n').map(text).collect();
    lines.join("\n")
}
