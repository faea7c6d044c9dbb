//! `not-a-job-listing`: the document is one of the known envelopes.

use super::rule::{Check, Rule, Told};
use crate::dump::{Fault, FaultKind, Foreign};
use crate::finding::{Group, Level, Levels, RuleMeta, Sample};

pub(super) const RULE: Rule = Rule {
    meta: RuleMeta {
        id: "not-a-job-listing",
        group: Group::Document,
        summary: "the document is a page, an array of pages or jobs, a job, a notification or a \
                  recording of one",
        why: "A folder of dumps often holds inventories, error responses and other JSON. A listing \
              that is taken for complete must not contain a file that held no jobs by mistake.",
        source: "API reference, ListJobs and DescribeJob; botocore, AWS CLI, placebo, SNS",
        real_data: "Real responses keep it.",
        levels: Levels::both(Level::Error),
        help: "a job listing has the key `JobList`; leave other files out",
        pass: Sample::document(r#"{"JobList": []}"#),
        fail: Sample::document(r#"{"VaultList": [], "Marker": null}"#),
    },
    check: Check::Fault(check),
};

fn check(fault: &Fault) -> Option<Told> {
    let FaultKind::Foreign(foreign) = &fault.kind else {
        return None;
    };
    Some((format!("this is {foreign}"), help(*foreign).map(str::to_owned)))
}

fn help(foreign: Foreign) -> Option<&'static str> {
    match foreign {
        Foreign::OtherCase => Some("keys are case-sensitive: Glacier writes `JobList`"),
        Foreign::NoJobList => Some("the response has no `JobList`; save it again, or leave it out"),
        Foreign::ErrorResponse => Some("the request failed; send it again and save the answer"),
        Foreign::NoBody => Some(
            "record again with the bodies of responses, as browsers and recorders do when asked",
        ),
        Foreign::Recording => Some(
            "save it as HAR, as a JSON cassette of vcrpy or betamax, or as WireMock mappings; or save the bodies of the responses as files of their own",
        ),
        Foreign::Message => Some("only notifications of Glacier jobs hold a job in their message"),
        Foreign::NestedArray => Some("flatten the array: `jq 'add'` joins arrays of jobs"),
        _ => None,
    }
}
