//! What the file says, as it is written there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use icecore::finding::{Level, Profile, RuleMeta};
use icecore::policy::{Allow, Override, Root};
use icecore::report::CheckFormat;
use serde::{Deserialize, Deserializer};

use super::values::{Levels, Paths, Reason, RuleId};
use crate::values::{FailOn, ScopeName};

/// What was decided in the file, or nothing.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file, if there is one.
    pub file: Option<PathBuf>,
    /// What paths count from.
    pub root: Root,
    pub profile: Option<Profile>,
    pub scope: Option<ScopeName>,
    pub fail_on: Option<FailOn>,
    pub format: Option<CheckFormat>,
    /// Files to be written besides, seen from the root.
    pub outputs: Vec<(CheckFormat, PathBuf)>,
    pub exclude: Option<Paths>,
    /// Whether what git ignores is left out of folders.
    pub gitignore: bool,
    pub baseline: Option<PathBuf>,
    pub require_complete: bool,
    pub max_findings: Option<u64>,
    pub levels: Vec<(&'static RuleMeta, Level)>,
    pub overrides: Vec<Override>,
    pub allow: Vec<Allow>,
}

impl Config {
    /// What holds where there is no file.
    pub fn none(root: Root) -> Self {
        Form::default().into_config(None, root, Path::new(""))
    }

    /// Reads the text of a file in this folder.
    pub fn read(
        text: &str,
        file: &Path,
        folder: &Path,
        root: Root,
    ) -> Result<Self, toml::de::Error> {
        let form: Form = toml::from_str(text)?;
        Ok(form.into_config(Some(file.to_owned()), root, folder))
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Form {
    profile: Option<Profile>,
    scope: Option<ScopeName>,
    fail_on: Option<FailOn>,
    format: Option<Format>,
    #[serde(default)]
    output: BTreeMap<Format, PathBuf>,
    exclude: Option<Paths>,
    gitignore: Option<bool>,
    baseline: Option<PathBuf>,
    #[serde(default)]
    require_complete: bool,
    max_findings: Option<u64>,
    #[serde(default)]
    rules: Levels,
    #[serde(default)]
    overrides: Vec<OverrideForm>,
    #[serde(default)]
    allow: Vec<AllowForm>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct OverrideForm {
    paths: Paths,
    rules: Levels,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct AllowForm {
    rule: RuleId,
    path: Option<Paths>,
    job_id: Option<String>,
    pointer: Option<String>,
    reason: Reason,
}

impl Form {
    fn into_config(self, file: Option<PathBuf>, root: Root, folder: &Path) -> Config {
        let outputs = self.output.into_iter().map(|(Format(format), path)| (format, path));
        Config {
            file,
            root,
            profile: self.profile,
            scope: self.scope,
            fail_on: self.fail_on,
            format: self.format.map(|Format(format)| format),
            outputs: outputs.map(|(format, path)| (format, folder.join(path))).collect(),
            exclude: self.exclude,
            gitignore: self.gitignore.unwrap_or(true),
            baseline: self.baseline.map(|path| folder.join(path)),
            require_complete: self.require_complete,
            max_findings: self.max_findings,
            levels: self.rules.0,
            overrides: self.overrides.into_iter().map(OverrideForm::into_override).collect(),
            allow: self.allow.into_iter().map(AllowForm::into_allow).collect(),
        }
    }
}

impl OverrideForm {
    fn into_override(self) -> Override {
        Override { paths: self.paths.0, levels: self.rules.0 }
    }
}

impl AllowForm {
    fn into_allow(self) -> Allow {
        Allow {
            rule: self.rule.0.id,
            path: self.path.map(|Paths(patterns)| patterns),
            job_id: self.job_id,
            pointer: self.pointer,
            reason: self.reason.0,
        }
    }
}

/// The name of an output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Format(CheckFormat);

impl<'de> Deserialize<'de> for Format {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        name.parse().map(Format).map_err(serde::de::Error::custom)
    }
}
