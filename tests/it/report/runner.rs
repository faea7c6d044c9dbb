//! Workflow commands, taken apart as the runner of GitHub Actions does it.

use std::collections::BTreeMap;

/// A command.
#[derive(Debug)]
pub struct Command {
    pub name: String,
    pub properties: BTreeMap<String, String>,
    pub data: String,
}

/// The commands of a log, and the lines that are none.
pub fn read(log: &str) -> (Vec<Command>, Vec<String>) {
    let mut commands = Vec::new();
    let mut others = Vec::new();
    for line in log.split(['\r', '\n']).filter(|line| !line.is_empty()) {
        match command(line) {
            Some(command) => commands.push(command),
            None => others.push(line.to_owned()),
        }
    }
    (commands, others)
}

fn command(line: &str) -> Option<Command> {
    let (head, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let properties = properties.trim().split(',').filter_map(|property| {
        let (key, value) = property.split_once('=')?;
        let is_empty = key.is_empty() || value.is_empty();
        (!is_empty).then(|| (key.to_owned(), unescape(value, &[("%3A", ":"), ("%2C", ",")])))
    });
    Some(Command {
        name: name.to_owned(),
        properties: properties.collect(),
        data: unescape(data, &[]),
    })
}

/// The percent sign comes last, or `%250A` would become a line feed.
fn unescape(text: &str, further: &[(&str, &str)]) -> String {
    let escapes = [("%0D", "\r"), ("%0A", "\n")].iter().chain(further).chain(&[("%25", "%")]);
    escapes.fold(text.to_owned(), |text, (escape, meant)| text.replace(escape, meant))
}
