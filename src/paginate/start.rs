//! The `StartingToken`, read as botocore reads it.
//!
//! [`Token`](crate::listing::Token) says what a token means. botocore goes by what is written in it:
//! whatever it holds becomes a parameter of the first request, and only when botocore writes a token
//! of its own does it ask whether the keys are right. So the members stay as they are.

use crate::listing::python_b64decode;

use super::error::PaginateError;
use super::python::{self, Dict, Python};

pub(super) const MARKER: &str = "marker";
pub(super) const AMOUNT: &str = "boto_truncate_amount";
/// What stands between the parts of a token of the old form.
const OLD_JOINT: &str = "___";

/// Where a listing starts.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Start {
    /// What the first request is to be made with.
    pub(super) members: Dict,
    /// How many jobs of its answer are dropped.
    pub(super) amount: Python,
}

impl Start {
    /// The first page.
    pub(super) fn beginning() -> Self {
        Start::at(Python::None, 0)
    }

    pub(super) fn parse(token: &str) -> Result<Self, PaginateError> {
        let json = python_b64decode(token);
        match json.and_then(|json| serde_json::from_slice(&json).ok()) {
            Some(Python::Dict(mut members)) => {
                let amount = members.remove(AMOUNT).unwrap_or(Python::Int(0));
                Ok(Start { members, amount })
            }
            _ => Start::parse_old(token),
        }
    }

    fn parse_old(token: &str) -> Result<Self, PaginateError> {
        let marker = |part: &str| match part {
            "None" => Python::None,
            part => Python::Str(part.to_owned()),
        };
        let parts: Vec<&str> = token.split(OLD_JOINT).collect();
        match parts[..] {
            [part] => Ok(Start::at(marker(part), 0)),
            [part, amount] => match python::int(amount) {
                Some(amount) => Ok(Start::at(marker(part), amount)),
                None => Ok(Start::at(marker(token), 0)),
            },
            _ => Err(PaginateError::BadStartingToken(token.to_owned())),
        }
    }

    fn at(marker: Python, amount: i128) -> Self {
        let mut members = Dict::default();
        members.insert(MARKER, marker);
        Start { members, amount: Python::Int(amount) }
    }

    /// The amount as Python's slices take it; `None` stands for the whole.
    ///
    /// # Errors
    /// Where Python has none for it.
    pub(super) fn slice_from(&self) -> Result<i128, PaginateError> {
        match self.amount {
            Python::Int(amount) => Ok(amount),
            Python::Bool(amount) => Ok(amount.into()),
            Python::None => Ok(0),
            _ => Err(PaginateError::BadAmount(
                "slice indices must be integers or None or have an __index__ method",
            )),
        }
    }
}
