//! A `ListJobs` request, refused where botocore would not send it.

use super::error::PaginateError;
use super::parameters::ListJobs;
use super::python::{Dict, Python};
use super::start::MARKER;

/// The parameters of `ListJobs`, in the order of Glacier's service model.
const PARAMETERS: [&str; 6] =
    ["accountId", "vaultName", "limit", MARKER, "statuscode", "completed"];
const REQUIRED: &str = "vaultName";

/// What goes out with the first request; later ones differ in their marker alone.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) account_id: String,
    pub(super) vault_name: String,
    pub(super) limit: Option<String>,
    pub(super) marker: Option<String>,
    pub(super) statuscode: Option<String>,
    pub(super) completed: Option<String>,
}

impl Request {
    /// What was asked for, and over it what the starting token holds.
    pub(super) fn new(asked: &ListJobs, token: &Dict) -> Result<Self, PaginateError> {
        let mut arguments = arguments(asked, token);
        let faults = faults(&arguments);
        if !faults.is_empty() {
            return Err(PaginateError::ParamValidation(faults));
        }
        let mut take = |name: &str| match arguments.remove(name) {
            Some(Python::Str(text)) => Some(text),
            _ => None,
        };
        Ok(Request {
            account_id: take("accountId").unwrap_or_else(|| "-".to_owned()),
            vault_name: take(REQUIRED).unwrap_or_default(),
            limit: take("limit"),
            marker: take(MARKER),
            statuscode: take("statuscode"),
            completed: take("completed"),
        })
    }
}

/// The marker that a request is sent with: botocore takes the word `None` for none.
pub(super) fn sent(marker: &str) -> Option<&str> {
    (marker != "None").then_some(marker)
}

fn arguments(asked: &ListJobs, token: &Dict) -> Dict {
    let mut arguments = Dict::default();
    let given = [
        ("accountId", &asked.account_id),
        (REQUIRED, &asked.vault_name),
        ("statuscode", &asked.statuscode),
        ("completed", &asked.completed),
    ];
    for (name, value) in given {
        if let Some(value) = value {
            arguments.insert(name, Python::Str(value.clone()));
        }
    }
    for (name, value) in token.iter() {
        match value {
            Python::None => drop(arguments.remove(name)),
            Python::Str(text) if sent(text).is_none() => drop(arguments.remove(name)),
            value => arguments.insert(name, value.clone()),
        }
    }
    if let Some(page_size) = asked.page_size {
        arguments.insert("limit", Python::Str(page_size.to_string()));
    }
    arguments
}

/// The report of botocore's `ParamValidator`.
fn faults(arguments: &Dict) -> Vec<String> {
    let mut faults = Vec::new();
    if arguments.get(REQUIRED).is_none() {
        faults.push(format!("Missing required parameter in input: \"{REQUIRED}\""));
    }
    let (known, unknown): (Vec<_>, Vec<_>) =
        arguments.iter().partition(|(name, _)| PARAMETERS.contains(name));
    faults.extend(unknown.iter().map(|(name, _)| {
        let valid = PARAMETERS.join(", ");
        format!("Unknown parameter in input: \"{name}\", must be one of: {valid}")
    }));
    faults.extend(known.iter().filter(|(_, value)| !matches!(value, Python::Str(_))).map(
        |(name, value)| {
            format!(
                "Invalid type for parameter {name}, value: {value}, type: <class '{}'>, valid types: <class 'str'>",
                value.type_name(),
            )
        },
    ));
    faults
}
