//! What paging can fail with, in botocore's words.

use std::fmt;

/// Why there is no page, or no further one.
///
/// The text is that of botocore's exception, so that it can be searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PaginateError {
    /// The token cannot be one of botocore's; it stands here as Python prints it.
    BadStartingToken(String),
    /// The token's `boto_truncate_amount` is not a whole number; Python's words about that.
    BadAmount(&'static str),
    /// The parameters are not those of `ListJobs`: botocore refuses to send them. One line for each.
    ParamValidation(Vec<String>),
    /// Glacier would refuse the request.
    Service {
        /// Glacier's name for it: `InvalidParameterValueException`, `ResourceNotFoundException`.
        code: &'static str,
        /// What is wrong, and what was expected.
        message: String,
    },
    /// A page's Marker leads back to a page that was delivered; the token as Python prints it.
    SameNextToken(String),
    /// The token leads to where the listing goes on after its last saved job; the token as Python
    /// prints it.
    NotSaved(String),
    /// The JMESPath expression failed on a page.
    Expression(ExpressionError),
}

impl PaginateError {
    pub(super) fn invalid_parameter(message: String) -> Self {
        PaginateError::Service { code: "InvalidParameterValueException", message }
    }
}

impl fmt::Display for PaginateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PaginateError::BadStartingToken(token) => write!(f, "Bad starting token: {token}"),
            PaginateError::BadAmount(message) => f.write_str(message),
            PaginateError::ParamValidation(lines) => {
                write!(f, "Parameter validation failed:\n{}", lines.join("\n"))
            }
            PaginateError::Service { code, message } => {
                write!(
                    f,
                    "An error occurred ({code}) when calling the ListJobs operation: {message}"
                )
            }
            PaginateError::SameNextToken(token) => write!(
                f,
                "Error during pagination: The same next token was received twice: {token}"
            ),
            PaginateError::NotSaved(token) => {
                write!(
                    f,
                    "Error during pagination: Nothing was saved of what follows the token {token}"
                )
            }
            PaginateError::Expression(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for PaginateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PaginateError::Expression(error) => Some(error),
            _ => None,
        }
    }
}

impl From<ExpressionError> for PaginateError {
    fn from(error: ExpressionError) -> Self {
        PaginateError::Expression(error)
    }
}

/// A JMESPath expression that cannot be read, or that failed on a page, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpressionError {
    expression: String,
    offset: usize,
    reason: String,
}

impl ExpressionError {
    /// `offset` is in bytes, and may be beyond the end.
    pub(super) fn new(expression: &str, offset: usize, reason: String) -> Self {
        let mut offset = offset.min(expression.len());
        while !expression.is_char_boundary(offset) {
            offset -= 1;
        }
        ExpressionError { expression: expression.to_owned(), offset, reason }
    }

    /// The expression, as it was given.
    #[must_use]
    pub fn expression(&self) -> &str {
        &self.expression
    }

    /// Where the fault is, in bytes from the expression's start; its length if something is missing
    /// at the end.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The line of the fault, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.before().matches('\n').count() + 1
    }

    /// The column of the fault in its line, in characters, from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        let line = self.before().rsplit('\n').next().unwrap_or_default();
        line.chars().count() + 1
    }

    /// What is wrong there.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }

    fn before(&self) -> &str {
        &self.expression[..self.offset]
    }
}

impl fmt::Display for ExpressionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = (self.line(), self.column());
        write!(f, "Invalid JMESPath expression, line {line}, column {column}: {}", self.reason)
    }
}

impl std::error::Error for ExpressionError {}
