//! What is written of findings, in every format.

#[cfg(feature = "cli")]
mod compare;
#[cfg(feature = "cli")]
mod costs;
mod formats;
mod github;
mod gitlab;
#[cfg(feature = "cli")]
mod human;
mod junit;
#[cfg(feature = "cli")]
mod listing;
mod markdown;
mod runner;
mod sarif;

use std::path::{Path, PathBuf};

use icecore::audit::{Audit, Located, Summary};
use icecore::dump::{Dump, Input, Inputs};
use icecore::finding::{Level, Profile, RuleMeta};
use icecore::model::Timestamp;
use icecore::policy::Root;
use icecore::report::{CheckFormat, End, Formatting};
use icecore::rules::RULES;
use proptest::prelude::*;

/// All that a report is told of a run.
#[derive(Clone, Debug, Default)]
struct Run {
    /// Files with what was found while they were judged.
    files: Vec<(String, Vec<Located>)>,
    /// Files that cannot be read, with the reason.
    unreadable: Vec<(String, String)>,
    /// What was found afterwards.
    rest: Vec<Located>,
}

impl Run {
    /// The samples that break rules, each in a file of its own.
    fn of_failing_samples() -> Self {
        let mut run = Run::default();
        for rule in RULES {
            let document = rule.meta.fail.to_document();
            let name = format!("rules/{}.json", rule.meta.id);
            run.judge(profile_of(&rule.meta), &[(name, document.as_bytes())]);
        }
        run
    }

    /// The samples of the project that have defects.
    fn of_defects() -> Self {
        let found = Inputs::find(&[PathBuf::from("samples/defects")]);
        let read = |input: &Input| match input {
            Input::File(path) => {
                (path.display().to_string(), std::fs::read(path).expect("the sample can be read"))
            }
            Input::Stdin => unreachable!("only files are named"),
        };
        let files: Vec<(String, Vec<u8>)> = found.inputs.iter().map(read).collect();
        let files: Vec<(String, &[u8])> =
            files.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice())).collect();
        let mut run = Run::default();
        run.judge(Profile::Observed, &files);
        run
    }

    fn judge(&mut self, profile: Profile, files: &[(String, &[u8])]) {
        let as_of: Timestamp = "2030-01-01T00:00:00Z".parse().expect("this is a date");
        let mut audit = Audit::new(profile).as_of(as_of);
        for (name, bytes) in files {
            let mut found = Vec::new();
            audit.dump(name, &Dump::from_slice(bytes), &mut |located| found.push(located.clone()));
            self.files.push((name.clone(), found));
        }
        let audited = audit.finish(&mut |file, look| {
            look(&Dump::from_slice(files[file].1));
            Ok(())
        });
        self.rest.extend(audited.of_listings);
        self.rest.extend(audited.of_sources);
    }

    /// All that was found, in the order in which it is told.
    fn found(&self) -> impl Iterator<Item = &Located> + Clone {
        self.files.iter().flat_map(|(_, found)| found).chain(&self.rest)
    }

    fn count(&self, level: Level) -> u64 {
        self.found().filter(|located| located.finding.level == level).count() as u64
    }

    fn summary(&self) -> Summary {
        let mut summary = Summary { files: self.files.len() as u64, ..Summary::default() };
        summary.findings.error = self.count(Level::Error);
        summary.findings.warning = self.count(Level::Warning);
        summary.findings.info = self.count(Level::Info);
        summary
    }

    fn written(&self, format: CheckFormat) -> String {
        self.written_with(format, Level::Error, |_| {})
    }

    fn written_with(
        &self,
        format: CheckFormat,
        fail_on: Level,
        change: impl FnOnce(&mut End<'_>),
    ) -> String {
        let mut report = format.report(&Formatting { width: None, root: root(), fail_on });
        let mut out = Vec::new();
        let written = "memory can be written to";
        for (name, found) in &self.files {
            report.file(&mut out, name).expect(written);
            found.iter().for_each(|located| report.finding(&mut out, located).expect(written));
        }
        for (name, error) in &self.unreadable {
            report.file(&mut out, name).expect(written);
            report.unreadable(&mut out, name, error).expect(written);
        }
        self.rest.iter().for_each(|located| report.finding(&mut out, located).expect(written));
        let summary = self.summary();
        let mut end = End::of(&summary);
        change(&mut end);
        report.end(&mut out, &end).expect(written);
        String::from_utf8(out).expect("reports are UTF-8")
    }
}

fn root() -> Root {
    Root::new(Path::new("/team"), Path::new("/team"))
}

/// The profile in which a rule is on: the default one, if it is on there.
fn profile_of(meta: &RuleMeta) -> Profile {
    match meta.levels.observed {
        Level::Off => Profile::Documented,
        _ => Profile::Observed,
    }
}

/// A text that somebody might put into a dump, or name a file with, to break what is written of it.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "\\PC{0,6}",
        "[\\x00-\\x1f\\x7f-\\u{9f}]{1,3}",
        prop::sample::select(vec![
            "</script>",
            "<!--",
            "]]>",
            "</failure>",
            "&amp;",
            "|",
            "\\|",
            "`",
            "```",
            "**",
            "__",
            "[x](1)",
            "](https://example.com)",
            "https://example.com",
            "www.example.com",
            "@team",
            "::",
            "::error::",
            "%0A",
            "%25",
            "\r\n",
            "\n| a | b |",
            "\u{202e}",
            "\u{2066}",
            "\u{2028}",
            "\u{feff}",
            "\u{fffe}",
            "\u{ffff}",
            "##[error]",
            "$x$",
            "{0}",
            ",",
            "=",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
}

/// Runs whose names and values are hostile.
fn hostile_runs() -> impl Strategy<Value = Run> {
    let texts = prop::collection::vec(hostile(), 8);
    let levels = prop::sample::select(vec![Level::Error, Level::Warning, Level::Info]);
    let findings = prop::collection::vec((any::<prop::sample::Index>(), texts, levels), 0..30);
    let all: Vec<Located> = Run::of_failing_samples().found().cloned().collect();
    (findings, prop::collection::vec((hostile(), hostile()), 0..3)).prop_map(
        move |(findings, unreadable)| {
            let changed = findings.into_iter().map(|(which, texts, level)| {
                let mut located = which.get(&all).clone();
                located.finding.level = level;
                spoil(&mut located, &texts);
                located
            });
            let mut run = Run { unreadable, ..Run::default() };
            for located in changed {
                match located.finding.rule.group.as_str() {
                    "listing" | "source" => run.rest.push(located),
                    _ => run.files.push((located.file.to_string(), vec![located])),
                }
            }
            run
        },
    )
}

/// Puts texts wherever a finding has one.
fn spoil(located: &mut Located, texts: &[String]) {
    located.file = texts[0].as_str().into();
    let finding = &mut located.finding;
    finding.message.clone_from(&texts[1]);
    finding.help.clone_from(&texts[2]);
    finding.place.pointer.clone_from(&texts[3]);
    finding.place.inner = Some(texts[4].clone());
    finding.job_id = Some(texts[5].clone());
    finding.vault_arn = Some(texts[6].clone());
    finding.token = Some(texts[7].clone());
}
