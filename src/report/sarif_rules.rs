//! The catalogue of rules, as SARIF describes rules.

use serde::Serialize;

use crate::finding::{Level, RuleMeta};
use crate::rules::RULES;

/// What is said about a rule.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    help: Help,
    help_uri: String,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Text {
    text: &'static str,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    enabled: bool,
    level: &'static str,
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
    group: &'static str,
    observed: Level,
    documented: Level,
}

/// All rules, in the order of the catalogue.
pub(super) fn descriptors() -> Vec<Descriptor> {
    RULES.iter().map(|rule| descriptor(&rule.meta)).collect()
}

/// The place of a rule among them.
pub(super) fn index_of(rule: &RuleMeta) -> Option<usize> {
    RULES.iter().position(|known| known.meta.id == rule.id)
}

/// The name of a level.
pub(super) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
        Level::Off => "none",
    }
}

fn descriptor(meta: &RuleMeta) -> Descriptor {
    let (observed, documented) = (meta.levels.observed, meta.levels.documented);
    // One that is off by default is shown as bad as it is where it is on.
    let level = if observed == Level::Off { documented } else { observed };
    let group = meta.group.as_str();
    Descriptor {
        id: meta.id,
        short_description: Text { text: meta.summary },
        full_description: Text { text: meta.why },
        help: help(meta),
        help_uri: meta.url(),
        default_configuration: Configuration {
            enabled: observed != Level::Off,
            level: level_name(level),
        },
        properties: Properties { tags: [group], group, observed, documented },
    }
}

fn help(meta: &RuleMeta) -> Help {
    let parts = [
        ("What must hold", meta.summary),
        ("Why", meta.why),
        ("What to do", meta.help),
        ("Source", meta.source),
        ("Real data", meta.real_data),
    ];
    let join = |mark: &str| {
        let paragraphs = parts.map(|(head, text)| format!("{mark}{head}:{mark} {text}"));
        paragraphs.join("\n\n")
    };
    Help { text: join(""), markdown: join("**") }
}
