//! The values of options: what can be typed, and errors that say what should have been.

use std::ffi::OsStr;
use std::num::NonZeroUsize;
use std::str::FromStr;

use clap::ValueEnum;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use icecore::finding::{Group, Level, Profile, RuleMeta};
use icecore::generate::Rate;
use icecore::listing::Scope;
use icecore::model::{Action, StatusCode, Tier, Timestamp, VaultArn};
use icecore::policy::{Patterns, Selected};
use icecore::rules::{RULES, find, nearest};
use serde::Deserialize;

/// A level at which a run can fail.
#[derive(Clone, Copy, Debug, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    Error,
    Warning,
    Info,
}

impl From<FailOn> for Level {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::Error => Level::Error,
            FailOn::Warning => Level::Warning,
            FailOn::Info => Level::Info,
        }
    }
}

/// By whose measure is judged.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ProfileName {
    Observed,
    Documented,
}

impl From<ProfileName> for Profile {
    fn from(name: ProfileName) -> Self {
        match name {
            ProfileName::Observed => Profile::Observed,
            ProfileName::Documented => Profile::Documented,
        }
    }
}

/// What may belong to one listing.
#[derive(Clone, Copy, Debug, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum ScopeName {
    File,
    Folder,
    All,
}

impl From<ScopeName> for Scope {
    fn from(name: ScopeName) -> Self {
        match name {
            ScopeName::File => Scope::File,
            ScopeName::Folder => Scope::Folder,
            ScopeName::All => Scope::All,
        }
    }
}

/// A rule, or all of a group.
#[derive(Clone, Copy, Debug)]
pub enum Named {
    Rule(&'static RuleMeta),
    Group(Group),
}

impl Named {
    /// Whether it names this rule, and how.
    pub fn selects(self, rule: &RuleMeta) -> Selected {
        match self {
            Named::Rule(named) if named.id == rule.id => Selected::ByName,
            Named::Group(group) if group == rule.group => Selected::WithOthers,
            _ => Selected::No,
        }
    }
}

/// The id of a rule, or the name of a group of rules. Shells are told all of them.
#[derive(Clone)]
pub struct RuleOrGroup;

impl TypedValueParser for RuleOrGroup {
    type Value = Named;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Named, clap::Error> {
        let parser = StringValueParser::new().try_map(|text| rule_or_group(&text));
        parser.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let ids = RULES.iter().map(|rule| rule.meta.id);
        Some(Box::new(Group::ALL.map(Group::as_str).into_iter().chain(ids).map(PossibleValue::new)))
    }
}

fn rule_or_group(text: &str) -> Result<Named, String> {
    if let Some(group) = Group::ALL.into_iter().find(|group| group.as_str() == text) {
        return Ok(Named::Group(group));
    }
    let groups = Group::ALL.map(Group::as_str);
    find(text).map(|rule| Named::Rule(&rule.meta)).ok_or_else(|| {
        let ids = RULES.iter().map(|rule| rule.meta.id);
        match nearest(text, ids.chain(groups)) {
            Some(known) => format!("is no rule; did you mean `{known}`?"),
            None => format!("is no rule, and no group of rules ({})", groups.join(", ")),
        }
    })
}

/// A pattern of paths.
pub fn pattern(text: &str) -> Result<String, String> {
    Patterns::new([text]).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// A `StatusCode`.
pub fn status_code(text: &str) -> Result<StatusCode, String> {
    documented(text, "StatusCode", StatusCode::VALUES)
}

/// An `Action`.
pub fn action(text: &str) -> Result<Action, String> {
    documented(text, "Action", Action::VALUES)
}

/// A `Tier`.
pub fn tier(text: &str) -> Result<Tier, String> {
    documented(text, "Tier", Tier::VALUES)
}

fn documented<T: FromStr>(text: &str, field: &str, values: &[&str]) -> Result<T, String> {
    text.parse().map_err(|_| {
        let known = values.join(", ");
        match nearest(text, values.iter().copied()) {
            Some(value) => format!("is no {field} ({known}); did you mean `{value}`?"),
            None => format!("is no {field} ({known})"),
        }
    })
}

/// The name of a vault, and not its ARN.
pub fn vault_name(text: &str) -> Result<String, String> {
    if let Ok(arn) = VaultArn::parse(text) {
        return Err(format!("is an ARN; the vault's name is `{}`", arn.vault_name()));
    }
    let arn = format!("arn:aws:glacier:eu-west-1:123456789012:vaults/{text}");
    match VaultArn::parse(&arn) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("is no vault name: 1 to 255 characters of [A-Za-z0-9._-]".to_owned()),
    }
}

/// 12 digits, or `-` for every account.
pub fn account_id(text: &str) -> Result<String, String> {
    match text == "-" || text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => Ok(text.to_owned()),
        false => Err("is not 12 digits, nor `-` for every account".to_owned()),
    }
}

/// A time in UTC; a date alone is its first moment.
pub fn time(text: &str) -> Result<Timestamp, String> {
    let is_date = text.len() == 10 && !text.contains('T');
    let whole = if is_date { format!("{text}T00:00:00Z") } else { text.to_owned() };
    whole.parse::<Timestamp>().map_err(|error| {
        format!("{error}; write 2024-03-08 or 2024-03-08T09:00:00Z, which are in UTC")
    })
}

/// A rule and how often it is to be broken: `tree-hash-equality=1%`.
pub fn defect(text: &str) -> Result<(String, Rate), String> {
    let Some((rule, rate)) = text.split_once('=') else {
        return Err("is no defect; write a rule and a rate, as tree-hash-equality=1%".to_owned());
    };
    let rate = rate.parse::<Rate>().map_err(|error| format!("`{rate}` {error}"))?;
    Ok((rule.to_owned(), rate))
}

/// A number of bytes: `1048576`, `1024KiB`, `1MiB`.
pub fn size(text: &str) -> Result<u64, String> {
    const UNITS: [(&str, u64); 6] =
        [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40), ("B", 1), ("", 1)];
    const FORM: &str =
        "is no size; write bytes, or a whole number of KiB, MiB, GiB or TiB, as 4GiB";
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let factor = UNITS.iter().find(|(name, _)| *name == unit.trim_start());
    let (Some((_, factor)), true) = (factor, digits > 0) else {
        return Err(FORM.to_owned());
    };
    let bytes = number.parse().ok().and_then(|number: u64| number.checked_mul(*factor));
    bytes.ok_or_else(|| "is more than any size Glacier has: 2^64 bytes or above".to_owned())
}

/// A number of threads.
pub fn threads(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "is no number of threads; write 1 or more".to_owned())
}

/// The id of a rule. Shells are told all ids, and any text passes: who asks for a rule that is not there gets
/// a better answer than a list of them all.
#[derive(Clone)]
pub struct RuleId;

impl TypedValueParser for RuleId {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(RULES.iter().map(|rule| PossibleValue::new(rule.meta.id))))
    }
}
