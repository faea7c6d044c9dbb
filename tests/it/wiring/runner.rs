//! As much of GitHub's runner as `action.yml` needs: steps one after the other, inputs and outputs put in their
//! places, conditions. What an action of others would do is only written down.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use tempfile::TempDir;

use super::{Answer, ROOT, Repository, project_file, yaml};

type Texts = BTreeMap<String, String>;

/// What `action.yml` says.
#[derive(Deserialize)]
pub struct Action {
    pub inputs: BTreeMap<String, Input>,
    pub outputs: BTreeMap<String, Value>,
    pub runs: Runs,
}

#[derive(Deserialize)]
pub struct Input {
    pub default: String,
}

#[derive(Deserialize)]
pub struct Value {
    pub value: String,
}

#[derive(Deserialize)]
pub struct Runs {
    pub steps: Vec<Step>,
}

#[derive(Deserialize)]
pub struct Step {
    #[serde(default)]
    pub id: String,
    pub r#if: Option<String>,
    pub uses: Option<String>,
    pub run: Option<String>,
    #[serde(default)]
    pub env: Texts,
    #[serde(default)]
    pub with: Texts,
}

/// A runner, in the middle of a job.
pub struct Runner {
    pub repository: Repository,
    temp: TempDir,
    inputs: Texts,
    /// By step and name, as `check.status`.
    outputs: Texts,
}

/// What came of the action.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What all scripts say, with the status of the first that failed.
    pub answer: Answer,
    pub summary: String,
    pub outputs: Texts,
    /// Actions of others, by the names they have without a version, with what they were given.
    pub used: BTreeMap<String, Texts>,
}

impl Action {
    pub fn read() -> Self {
        yaml(&project_file("action.yml"))
    }
}

impl Runner {
    pub fn new(repository: Repository) -> Self {
        let temp = TempDir::with_prefix("runner temp").expect("a folder can be made");
        Runner { repository, temp, inputs: Texts::new(), outputs: Texts::new() }
    }

    /// Runs the action with these inputs.
    pub fn run(&mut self, inputs: &[(&str, &str)]) -> Outcome {
        let action = Action::read();
        self.start(&action, inputs);
        let mut outcome = Outcome::default();
        for step in &action.runs.steps {
            if self.holds(step.r#if.as_deref().unwrap_or_default(), outcome.answer.code != 0) {
                self.step(step, &mut outcome);
            }
        }
        let outputs = action.outputs.iter();
        outcome.outputs =
            outputs.map(|(name, output)| (name.clone(), self.filled(&output.value))).collect();
        outcome
    }

    fn start(&mut self, action: &Action, inputs: &[(&str, &str)]) {
        self.outputs.clear();
        self.inputs = action
            .inputs
            .iter()
            .map(|(name, input)| (name.clone(), input.default.clone()))
            .collect();
        for (name, value) in inputs {
            let known = self.inputs.insert((*name).to_owned(), (*value).to_owned());
            assert!(known.is_some(), "there is no input {name}");
        }
    }

    fn step(&mut self, step: &Step, outcome: &mut Outcome) {
        let filled = |texts: &Texts| -> Texts {
            texts.iter().map(|(name, text)| (name.clone(), self.filled(text))).collect()
        };
        if let Some(uses) = &step.uses {
            let (name, _) = uses.split_once('@').expect("it has a version");
            outcome.used.insert(name.to_owned(), filled(&step.with));
        }
        let Some(script) = &step.run else { return };
        let [output, summary] = ["output", "summary"].map(|name| self.temp.path().join(name));
        for file in [&output, &summary] {
            fs::write(file, "").expect("it can be written");
        }
        let mut env = filled(&step.env);
        env.extend(self.surroundings());
        env.insert("GITHUB_OUTPUT".to_owned(), output.display().to_string());
        env.insert("GITHUB_STEP_SUMMARY".to_owned(), summary.display().to_string());
        outcome.answer.add(&self.repository.bash_with(script, &env));
        outcome.summary += &fs::read_to_string(&summary).expect("it can be read");
        let lines = fs::read_to_string(&output).expect("it can be read");
        for (name, value) in lines.lines().filter_map(|line| line.split_once('=')) {
            self.outputs.insert(format!("{}.{name}", step.id), value.to_owned());
        }
    }

    /// What every script of the action sees.
    fn surroundings(&self) -> Texts {
        let temp = self.temp.path().display().to_string();
        let surroundings = [
            ("GITHUB_ACTION_PATH", ROOT),
            ("ImageOS", "ubuntu24"),
            ("RUNNER_ARCH", "X64"),
            ("RUNNER_OS", "Linux"),
            ("RUNNER_TEMP", &temp),
        ];
        surroundings.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    }

    /// Whether a step runs. Only these are understood: `always()`, and a value beside a text.
    fn holds(&self, condition: &str, failed: bool) -> bool {
        let mut terms = condition.split(" && ").filter(|term| !term.is_empty()).peekable();
        let always = terms.next_if_eq(&"always()").is_some();
        let all = terms.all(|term| {
            let words: Vec<&str> = term.split(' ').collect();
            let [value, operator, text] = words[..] else { panic!("what is {term}?") };
            let equal = self.value(value) == text.trim_matches('\'');
            if operator == "!=" { !equal } else { equal }
        });
        all && (always || !failed)
    }

    /// A text with each `${{ … }}` replaced.
    fn filled(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${{ ") {
            let (name, after) = after.split_once(" }}").expect("it is closed");
            filled = filled + before + &self.value(name);
            rest = after;
        }
        filled + rest
    }

    /// What a step has not said is empty, as with GitHub; an input there has to be.
    fn value(&self, name: &str) -> String {
        if let Some(input) = name.strip_prefix("inputs.") {
            return self.inputs[input].clone();
        }
        let output = name.strip_prefix("steps.").expect("there are inputs and steps only");
        self.outputs.get(&output.replace(".outputs.", ".")).cloned().unwrap_or_default()
    }
}
