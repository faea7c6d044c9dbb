//! What a JMESPath expression finds, page by page.

use std::collections::VecDeque;

use serde_json::Value;

use super::error::{ExpressionError, PaginateError};
use super::expression::Expression;
use super::pages::Pages;

/// The results of `search()`. After an error there are no more.
#[derive(Clone, Debug)]
pub struct Search<'l, 'd> {
    expression: Expression,
    pages: Option<Pages<'l, 'd>>,
    found: VecDeque<Value>,
}

impl<'l, 'd> Search<'l, 'd> {
    pub(super) fn new(pages: Pages<'l, 'd>, expression: &str) -> Result<Self, ExpressionError> {
        let expression = Expression::new(expression)?;
        Ok(Search { expression, pages: Some(pages), found: VecDeque::new() })
    }

    /// Searches the next page; whether there was one.
    fn search_page(&mut self) -> Result<bool, PaginateError> {
        let Some(page) = self.pages.as_mut().and_then(Iterator::next) else { return Ok(false) };
        match self.expression.search(&page?.to_value())? {
            Value::Array(elements) => self.found.extend(elements),
            value => self.found.push_back(value),
        }
        Ok(true)
    }
}

impl Iterator for Search<'_, '_> {
    type Item = Result<Value, PaginateError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.found.is_empty() {
            match self.search_page() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    self.pages = None;
                    return Some(Err(error));
                }
            }
        }
        self.found.pop_front().map(Ok)
    }
}
