//! What the file says, as it is written there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use icecore::finding::{Level, Profile, RuleMeta};
use icecore::policy::{Allow, Override, Root};
use icecore::report::CheckFormat;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use super::values::{Filled, Levels, Paths, Pointer, Reason, RuleId};
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
        Form::default().into_config("", None, root, Path::new(""))
    }

    /// The file itself, and those that it names: none of them is a dump.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        let outputs = self.outputs.iter().map(|(_, path)| path);
        self.file.iter().chain(&self.baseline).chain(outputs).map(PathBuf::as_path)
    }

    /// Reads the text of a file in this folder.
    pub fn read(
        text: &str,
        file: &Path,
        folder: &Path,
        root: Root,
    ) -> Result<Self, toml::de::Error> {
        let form: Form = toml::from_str(text)?;
        Ok(form.into_config(text, Some(file.to_owned()), root, folder))
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
    output: BTreeMap<Format, Filled>,
    exclude: Option<Paths>,
    gitignore: Option<bool>,
    baseline: Option<Filled>,
    #[serde(default)]
    require_complete: bool,
    max_findings: Option<u64>,
    #[serde(default)]
    rules: Levels,
    #[serde(default)]
    overrides: Vec<OverrideForm>,
    #[serde(default)]
    allow: Vec<Spanned<AllowForm>>,
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
    job_id: Option<Filled>,
    pointer: Option<Pointer>,
    reason: Reason,
}

impl Form {
    fn into_config(self, text: &str, file: Option<PathBuf>, root: Root, folder: &Path) -> Config {
        let outputs = self.output.into_iter().map(|(Format(format), path)| (format, path));
        Config {
            file,
            root,
            profile: self.profile,
            scope: self.scope,
            fail_on: self.fail_on,
            format: self.format.map(|Format(format)| format),
            outputs: outputs.map(|(format, path)| (format, in_folder(path, folder))).collect(),
            exclude: self.exclude,
            gitignore: self.gitignore.unwrap_or(true),
            baseline: self.baseline.map(|path| in_folder(path, folder)),
            require_complete: self.require_complete,
            max_findings: self.max_findings,
            levels: self.rules.0,
            overrides: self.overrides.into_iter().map(OverrideForm::into_override).collect(),
            allow: self.allow.into_iter().map(|allow| allowed(allow, text)).collect(),
        }
    }
}

impl OverrideForm {
    fn into_override(self) -> Override {
        Override { paths: self.paths.0, levels: self.rules.0 }
    }
}

/// A file, as seen from the folder; `-` is standard output everywhere.
fn in_folder(Filled(path): Filled, folder: &Path) -> PathBuf {
    if path == "-" { PathBuf::from(path) } else { folder.join(path) }
}

/// What an entry of this text allows.
fn allowed(entry: Spanned<AllowForm>, text: &str) -> Allow {
    let line = text[..entry.span().start].matches('\n').count() + 1;
    let AllowForm { rule, path, job_id, pointer, reason } = entry.into_inner();
    Allow {
        rule: rule.0.id,
        path: path.map(|Paths(patterns)| patterns),
        job_id: job_id.map(|Filled(job_id)| job_id),
        pointer: pointer.map(|Pointer(pointer)| pointer),
        line,
        reason: reason.0,
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
