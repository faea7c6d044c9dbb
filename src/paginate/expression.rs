//! JMESPath expressions, as botocore's library reads them.
//!
//! The AWS documentation is full of ``[?StatusCode==`Succeeded`]``: a literal in backquotes that is
//! not JSON. Python's library takes it for a string, ours would refuse it, so it is given its quotes
//! first; what is reported is counted back to the text as it was given.

use jmespath::{Expression as Compiled, JmespathError};
use serde_json::Value;

use super::error::ExpressionError;
use super::ordering::{RUNTIME, order_strings};

/// A compiled expression.
///
/// ```
/// use icecore::paginate::Expression;
///
/// let failed = Expression::new("JobList[?StatusCode==`Failed`].JobId")?;
/// let page = serde_json::json!({"JobList": [{"JobId": "A", "StatusCode": "Failed"}]});
/// assert_eq!(failed.search(&page)?, serde_json::json!(["A"]));
/// # Ok::<(), icecore::paginate::ExpressionError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Expression {
    text: String,
    compiled: Compiled<'static>,
    /// Where quotes were added, as offsets into the compiled text.
    added: Vec<usize>,
}

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// [`ExpressionError`] says where it is not JMESPath.
    pub fn new(text: &str) -> Result<Self, ExpressionError> {
        let (quoted, added) = quote_bare_literals(text);
        let mut ast = jmespath::parse(&quoted).map_err(|error| located(text, &added, &error))?;
        order_strings(&mut ast);
        let compiled = Compiled::new(quoted, ast, &RUNTIME);
        Ok(Expression { text: text.to_owned(), compiled, added })
    }

    /// What the expression finds in a value.
    ///
    /// # Errors
    /// [`ExpressionError`] where a function is given what it does not take.
    pub fn search(&self, value: &Value) -> Result<Value, ExpressionError> {
        let found = self
            .compiled
            .search(value)
            .map_err(|error| located(&self.text, &self.added, &error))?;
        // What cannot be written as JSON is a reference to an expression, which Python prints as an
        // object of its own kind; nobody asks for one.
        Ok(serde_json::to_value(&*found).unwrap_or_default())
    }
}

fn located(text: &str, added: &[usize], error: &JmespathError) -> ExpressionError {
    let before = added.iter().filter(|at| **at < error.offset).count();
    ExpressionError::new(text, error.offset - before, error.reason.to_string())
}

/// Puts quotes around literals that are JSON only with them, and says where.
fn quote_bare_literals(text: &str) -> (String, Vec<usize>) {
    let mut quoted = String::with_capacity(text.len());
    let mut added = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['\'', '"', '`']) {
        let inside = &rest[start + 1..];
        let quote = rest.as_bytes()[start];
        let Some(length) = closing(inside, quote) else { break };
        quoted.push_str(&rest[..=start]);
        let literal = &inside[..length];
        if quote == b'`' && is_bare(literal) {
            let literal = literal.trim_start();
            // What is skipped here would be missing from the offsets.
            quoted.push_str(&inside[..length - literal.len()]);
            added.push(quoted.len());
            quoted.push('"');
            quoted.push_str(literal);
            added.push(quoted.len());
            quoted.push('"');
        } else {
            quoted.push_str(literal);
        }
        quoted.push(char::from(quote));
        rest = &inside[length + 1..];
    }
    quoted.push_str(rest);
    (quoted, added)
}

/// The length of what is quoted: up to the next quote without a backslash before it.
fn closing(inside: &str, quote: u8) -> Option<usize> {
    let mut is_escaped = false;
    inside.bytes().position(|byte| {
        let closes = byte == quote && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        closes
    })
}

fn is_bare(literal: &str) -> bool {
    let is_json = |text: &str| serde_json::from_str::<Value>(text).is_ok();
    let literal = literal.replace("\\`", "`");
    !is_json(&literal) && is_json(&format!("\"{}\"", literal.trim_start()))
}
