//! What the README shows for CI is what there is, and what it shows for a shell is run.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::runner::Action;
use super::{Repository, snippet, snippets, yaml};

#[test]
fn the_workflow_gives_the_action_inputs_that_it_has() {
    #[derive(Deserialize)]
    struct Workflow {
        permissions: BTreeMap<String, String>,
        jobs: BTreeMap<String, Job>,
    }
    #[derive(Deserialize)]
    struct Job {
        steps: Vec<Step>,
    }
    #[derive(Deserialize)]
    struct Step {
        uses: String,
        with: BTreeMap<String, serde_json::Value>,
    }
    let workflow: Workflow = yaml(&snippet("yaml", "actions/checkout"));
    assert_eq!(workflow.permissions["security-events"], "write");
    let last = workflow.jobs["icecore"].steps.last().expect("there are steps");
    assert!(last.uses.starts_with("icecore/icecore@"), "{}", last.uses);
    let inputs = Action::read().inputs;
    last.with.keys().for_each(|input| assert!(inputs.contains_key(input), "{input}"));
}

#[test]
fn the_job_for_gitlab_fails_and_leaves_its_reports() {
    #[derive(Deserialize)]
    struct Job {
        script: Vec<String>,
        cache: Cache,
        artifacts: Artifacts,
    }
    #[derive(Deserialize)]
    struct Cache {
        paths: Vec<String>,
    }
    #[derive(Deserialize)]
    struct Artifacts {
        when: String,
        reports: BTreeMap<String, String>,
    }
    let jobs: BTreeMap<String, Job> = yaml(&snippet("yaml", "artifacts"));
    let job = &jobs["icecore"];
    let repository = spoilt();
    let answer = repository.bash(&job.script.join("\n"));
    assert_eq!(answer.code, 1, "{}", answer.log);
    assert_eq!(job.artifacts.when, "always");
    let quality = repository.read(&job.artifacts.reports["codequality"]);
    assert!(quality.contains("\"check_name\":\"unknown-value\""), "{quality}");
    let tests = repository.read(&job.artifacts.reports["junit"]);
    assert!(tests.contains("<testsuites"), "{tests}");
    job.cache.paths.iter().for_each(|path| assert!(repository.path(path).is_dir(), "{path}"));
}

#[test]
fn the_lines_for_any_other_ci_fail_and_leave_their_reports() {
    let repository = spoilt();
    let answer = repository.bash(&snippet("sh", "icecore check"));
    assert_eq!(answer.code, 1, "{}", answer.log);
    assert!(answer.out.contains("error[unknown-value]"), "{}", answer.out);
    assert!(repository.read("icecore.xml").contains("<testsuites"));
    assert!(repository.read("icecore.md").contains("unknown-value"));
}

#[test]
fn the_version_that_is_named_is_this_one() {
    let mut named = 0;
    for snippet in ["yaml", "sh"].into_iter().flat_map(snippets) {
        for line in
            snippet.lines().filter(|line| line.contains("icecore/icecore@") || line.contains("v0."))
        {
            assert!(line.ends_with(concat!("v", env!("CARGO_PKG_VERSION"))), "{line}");
            named += 1;
        }
    }
    assert_eq!(named, 4);
}

/// Ten fixtures, one of which is wrong.
fn spoilt() -> Repository {
    let repository = Repository::with_ten_fixtures();
    repository.spoil("fixtures/3.json", "\"Standard\"", "\"Fast\"");
    repository
}
