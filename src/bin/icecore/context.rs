//! What was typed, over what the configuration says.

use std::collections::BTreeSet;
use std::path::Path;

use icecore::dump::Search;
use icecore::finding::{Profile, RuleMeta};
use icecore::listing::Scope;
use icecore::policy::{Patterns, Policy, Root, Selected};
use icecore::rules::RuleSet;

use crate::args::{Global, Judging, Reading, Searching};
use crate::config::Config;
use crate::values::Named;

/// What every command that reads dumps needs to know.
#[derive(Clone, Copy)]
pub struct Context<'c> {
    pub global: &'c Global,
    pub config: &'c Config,
}

impl Context<'_> {
    /// What may belong to one listing.
    pub fn scope(&self, reading: &Reading) -> Scope {
        reading.scope.or(self.config.scope).map(Scope::from).unwrap_or_default()
    }

    /// What is judged by.
    pub fn policy(&self, judging: &Judging) -> Policy {
        let Config { profile, levels, overrides, allow, .. } = self.config;
        let mut rules =
            RuleSet::of(judging.profile.map(Profile::from).or(*profile).unwrap_or_default());
        levels.iter().for_each(|(rule, level)| rules.set(rule, *level));
        let mut policy = Policy { rules, overrides: overrides.clone(), allow: allow.clone() };
        if !judging.select.is_empty() {
            policy.select(|rule| selected(&judging.select, rule));
        }
        policy.ignore(|rule| selected(&judging.ignore, rule) > Selected::No);
        policy
    }

    /// How paths are searched for dumps; `own` are files of this run, as seen from the root, which are
    /// none. Neither are those that the configuration names.
    pub fn search(&self, reading: &Reading, mut own: BTreeSet<String>) -> Search {
        let Reading { searching, stdin_filename, .. } = reading;
        let excluded = Excluded::of(searching, self.config);
        let root = self.config.root.clone();
        let configured = self.config.files();
        own.extend(configured.map(|file| root.relative(&file.display().to_string())));
        let is_own = move |path: &Path| own.contains(&root.relative(&path.display().to_string()));
        let mut search = Search::default()
            .pass_over(is_own)
            .exclude(move |path, is_folder| excluded.is_excluded(path, is_folder));
        if searching.no_ignore || !self.config.gitignore {
            search = search.with_ignored();
        }
        if let Some(name) = stdin_filename {
            search = search.stdin_name(name);
        }
        match searching.force_exclude {
            true => search.exclude_named(),
            false => search,
        }
    }
}

/// Whether a rule is among these.
fn selected(named: &[Named], rule: &RuleMeta) -> Selected {
    named.iter().map(|named| named.selects(rule)).max().unwrap_or(Selected::No)
}

/// What is left out of folders.
struct Excluded {
    root: Root,
    /// Patterns of the configuration.
    configured: Option<Patterns>,
    /// What typed patterns count from, and those.
    working: Root,
    typed: Option<Patterns>,
}

impl Excluded {
    fn of(searching: &Searching, config: &Config) -> Self {
        let working = std::env::current_dir().unwrap_or_default();
        // They were read when they were typed.
        let typed = Patterns::new(&searching.exclude).ok();
        Excluded {
            root: config.root.clone(),
            configured: config.exclude.as_ref().map(|paths| paths.0.clone()),
            working: Root::new(&working, &working),
            typed,
        }
    }

    fn is_excluded(&self, path: &Path, is_folder: bool) -> bool {
        let path = path.display().to_string();
        let seen = self.root.relative(&path);
        let matches = |patterns: &Patterns, path: &str| match is_folder {
            true => patterns.matches_folder(path),
            false => patterns.matches(path),
        };
        self.configured.as_ref().is_some_and(|patterns| matches(patterns, &seen))
            || self
                .typed
                .as_ref()
                .is_some_and(|patterns| matches(patterns, &self.working.relative(&path)))
    }
}
