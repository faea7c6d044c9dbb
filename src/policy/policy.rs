//! Which rule is how bad where, and what is allowed.

use super::allow::Allow;
use super::patterns::Patterns;
use crate::finding::{Level, RuleMeta};
use crate::rules::{RULES, RuleSet};

/// What a team has decided.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// The rules and their levels, where nothing else is said.
    pub rules: RuleSet,
    /// Other levels for some files; of several that match, the last one counts.
    pub overrides: Vec<Override>,
    /// What is allowed.
    pub allow: Vec<Allow>,
}

/// Levels for some files.
#[derive(Clone, Debug)]
pub struct Override {
    /// Which files, as seen from the root.
    pub paths: Patterns,
    /// The levels.
    pub levels: Vec<(&'static RuleMeta, Level)>,
}

/// Whether a rule is among those that were asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Selected {
    /// It is not.
    No,
    /// Its whole group is.
    WithOthers,
    /// It is, by its own name.
    ByName,
}

/// What holds in one file.
#[derive(Clone, Debug)]
pub struct Here<'p> {
    rules: &'p RuleSet,
    /// Those that match, the last one first.
    overrides: Vec<&'p Override>,
}

impl Here<'_> {
    /// The rules with their levels.
    #[must_use]
    pub fn to_rule_set(&self) -> RuleSet {
        let mut rules = self.rules.clone();
        for one in self.overrides.iter().rev() {
            one.levels.iter().for_each(|(rule, level)| rules.set(rule, *level));
        }
        rules
    }

    /// How bad it is to break a rule.
    #[must_use]
    pub fn level(&self, rule: &RuleMeta) -> Level {
        let chosen = |one: &&Override| {
            let of_rule = one.levels.iter().rev().find(|(other, _)| other.id == rule.id);
            of_rule.map(|(_, level)| *level)
        };
        self.overrides.iter().find_map(chosen).unwrap_or_else(|| self.rules.level(rule))
    }
}

impl Policy {
    /// The rules to judge listings by, which go over many files: each as bad as it is in any of them.
    ///
    /// What they find is then brought to the level that it has in its own file.
    #[must_use]
    pub fn to_rule_set(&self) -> RuleSet {
        let mut rules = self.rules.clone();
        let levels = self.overrides.iter().flat_map(|one| &one.levels);
        for (rule, level) in levels {
            rules.set(rule, rules.level(rule).max(*level));
        }
        rules
    }

    /// What holds in the file of this path, as seen from the root.
    #[must_use]
    pub fn at(&self, path: &str) -> Here<'_> {
        let overrides = self.overrides.iter().rev();
        let overrides = overrides.filter(|one| one.paths.matches(path)).collect();
        Here { rules: &self.rules, overrides }
    }

    /// Whether all files are judged alike, and nothing is allowed.
    #[must_use]
    pub fn is_uniform(&self) -> bool {
        self.overrides.is_empty() && self.allow.is_empty()
    }

    /// Applies none but these rules. One that is named is applied everywhere, also where it was off: it is
    /// then as bad as in the stricter profile.
    pub fn select(&mut self, selected: impl Fn(&RuleMeta) -> Selected) {
        for rule in RULES.iter().map(|rule| &rule.meta) {
            match selected(rule) {
                Selected::No => self.choose(rule, Level::Off),
                Selected::WithOthers => {}
                Selected::ByName => self.turn_on(rule),
            }
        }
    }

    fn turn_on(&mut self, rule: &RuleMeta) {
        if self.rules.level(rule) == Level::Off {
            self.rules.set(rule, rule.levels.observed.max(rule.levels.documented));
        }
        self.retain_overrides(|other, level| other.id != rule.id || level > Level::Off);
    }

    /// Applies none of these rules.
    pub fn ignore(&mut self, is_ignored: impl Fn(&RuleMeta) -> bool) {
        RULES
            .iter()
            .map(|rule| &rule.meta)
            .filter(|rule| is_ignored(rule))
            .for_each(|rule| self.choose(rule, Level::Off));
    }

    /// Chooses the level of a rule in all files.
    fn choose(&mut self, rule: &RuleMeta, level: Level) {
        self.rules.set(rule, level);
        self.retain_overrides(|other, _| other.id != rule.id);
    }

    fn retain_overrides(&mut self, is_kept: impl Fn(&RuleMeta, Level) -> bool) {
        for one in &mut self.overrides {
            one.levels.retain(|(rule, level)| is_kept(rule, *level));
        }
        self.overrides.retain(|one| !one.levels.is_empty());
    }
}
