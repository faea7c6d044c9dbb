//! What every finding goes through before it is told.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::allow::Allow;
use super::baseline::Baseline;
use super::identity::Identity;
use super::policy::{Here, Policy};
use super::root::Root;
use crate::audit::Located;
use crate::finding::{Level, RuleMeta};
use crate::rules::RuleSet;

/// Decides of each finding whether it is told, and how bad it is; and counts.
#[derive(Debug)]
pub struct Sieve<'p> {
    policy: &'p Policy,
    /// What was judged by.
    rules: RuleSet,
    root: &'p Root,
    /// The file that the last finding was in: most come after others of the same file.
    file: Option<File<'p>>,
    known: Known,
    suppressed: Suppressed,
    /// How often each entry of [`Policy::allow`] allowed something.
    allowed: Vec<u64>,
    told: BTreeMap<(&'static str, Level), (&'static RuleMeta, u64)>,
}

/// A file with findings.
#[derive(Clone, Debug)]
struct File<'p> {
    name: Rc<str>,
    /// Its path, as seen from the root.
    path: Rc<str>,
    here: Here<'p>,
}

/// What is known already.
#[derive(Debug)]
enum Known {
    Nothing,
    /// What is in here.
    Baseline(Baseline),
    /// All that is found; it is noted down.
    All(Baseline),
}

/// What becomes of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is told, at this level.
    Told(Level),
    /// Its rule does not count in its file.
    Off,
    /// It is allowed.
    Allowed,
    /// It is in the baseline.
    InBaseline,
}

/// How many findings were not told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Suppressed {
    /// Since they are allowed.
    pub allowed: u64,
    /// Since they are in the baseline.
    pub baseline: u64,
}

impl<'p> Sieve<'p> {
    /// A sieve by this policy; paths are seen from the root.
    #[must_use]
    pub fn new(policy: &'p Policy, root: &'p Root) -> Self {
        Sieve {
            policy,
            rules: policy.to_rule_set(),
            root,
            file: None,
            known: Known::Nothing,
            suppressed: Suppressed::default(),
            allowed: vec![0; policy.allow.len()],
            told: BTreeMap::new(),
        }
    }

    /// Keeps back what is in the baseline.
    #[must_use]
    pub fn baseline(mut self, baseline: Baseline) -> Self {
        self.known = Known::Baseline(baseline);
        self
    }

    /// Keeps everything back that would be told, and notes it down.
    #[must_use]
    pub fn noting_down(mut self) -> Self {
        self.known = Known::All(Baseline::default());
        self
    }

    /// Decides what becomes of a finding.
    pub fn judge(&mut self, located: &Located) -> Verdict {
        let (path, mut level) = self.in_its_file(located);
        let finding = &located.finding;
        // A rule may have found it to be less bad than it usually is.
        if finding.level < self.rules.level(finding.rule) {
            level = level.min(finding.level);
        }
        let verdict = match level {
            Level::Off => Verdict::Off,
            _ if self.is_allowed(located, &path) => Verdict::Allowed,
            _ if self.is_known(located, &path) => Verdict::InBaseline,
            level => Verdict::Told(level),
        };
        match verdict {
            Verdict::Told(level) => {
                self.told.entry((finding.rule.id, level)).or_insert((finding.rule, 0)).1 += 1;
            }
            Verdict::Allowed => self.suppressed.allowed += 1,
            Verdict::InBaseline => self.suppressed.baseline += 1,
            Verdict::Off => {}
        }
        verdict
    }

    /// The path of the file that a finding is in, and how bad its rule is there.
    fn in_its_file(&mut self, located: &Located) -> (Rc<str>, Level) {
        let file = self.file.take().filter(|file| file.name == located.file);
        let file = self.file.insert(file.unwrap_or_else(|| {
            let path = self.root.relative(&located.file);
            let here = self.policy.at(&path);
            File { name: located.file.clone(), path: path.into(), here }
        }));
        (file.path.clone(), file.here.level(located.finding.rule))
    }

    /// How many findings were told of each rule.
    #[must_use]
    pub fn told(&self) -> Vec<(&'static RuleMeta, Level, u64)> {
        self.told.iter().map(|((_, level), (rule, count))| (*rule, *level, *count)).collect()
    }

    /// How many were not.
    #[must_use]
    pub fn suppressed(&self) -> Suppressed {
        self.suppressed
    }

    /// The entries that allowed nothing.
    pub fn idle(&self) -> impl Iterator<Item = &'p Allow> + '_ {
        self.policy
            .allow
            .iter()
            .zip(&self.allowed)
            .filter(|(_, count)| **count == 0)
            .map(|(a, _)| a)
    }

    /// The baseline: what was noted down, or what was given.
    #[must_use]
    pub fn into_baseline(self) -> Option<Baseline> {
        match self.known {
            Known::Nothing => None,
            Known::Baseline(baseline) | Known::All(baseline) => Some(baseline),
        }
    }

    fn is_allowed(&mut self, located: &Located, path: &str) -> bool {
        let mut entries = self.policy.allow.iter().zip(&mut self.allowed);
        match entries.find(|(allow, _)| allow.allows(located, path)) {
            Some((_, count)) => {
                *count += 1;
                true
            }
            None => false,
        }
    }

    fn is_known(&mut self, located: &Located, path: &str) -> bool {
        match &mut self.known {
            Known::Nothing => false,
            Known::Baseline(baseline) => baseline.meet(&Identity::of(located, path)),
            Known::All(baseline) => {
                baseline.add(Identity::of(located, path), path);
                true
            }
        }
    }
}
