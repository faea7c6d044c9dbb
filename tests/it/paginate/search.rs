//! Expressions that cannot be read, or that fail.

use icecore::paginate::{ExpressionError, ListJobs, PaginateError, Paginator};
use serde_json::{Value, json};

use super::{VAULT, listing};

fn refused(expression: &str) -> ExpressionError {
    let pages = Paginator::new(&[]).paginate(ListJobs::of_vault(VAULT));
    pages.search(expression).err().unwrap_or_else(|| panic!("{expression} can be read"))
}

fn found(expression: &str) -> Result<Vec<Value>, PaginateError> {
    let listings = [listing([(None, "A:s B:i", None)])];
    let pages = Paginator::new(&listings).paginate(ListJobs::of_vault(VAULT));
    pages.search(expression)?.collect()
}

#[test]
fn a_fault_is_where_it_stands() {
    assert_eq!(refused("JobList[?").column(), 10);
    assert_eq!(refused("JobList[0].é.[").offset(), 11);
    assert_eq!(refused("JobList[\n ?!").line(), 2);
    assert_eq!(refused("foo bar").expression(), "foo bar");
    assert!(!refused("foo bar").reason().is_empty());
}

#[test]
fn quotes_that_were_added_do_not_move_a_fault() {
    let quoted = refused("JobList[?StatusCode==`\"Failed\"`] }");
    let bare = refused("JobList[?StatusCode==`Failed`] }");
    assert_eq!(bare.offset() + 2, quoted.offset());
    assert_eq!(bare.column(), 32);
}

#[test]
fn a_bare_literal_is_a_string_as_in_python() {
    assert_eq!(found("JobList[?StatusCode==`Succeeded`].JobId"), Ok(vec![json!("A")]));
    assert_eq!(found("`  a b`"), Ok(vec![json!("a b")]));
    assert_eq!(found("'`a`'"), Ok(vec![json!("`a`")]));
    assert_eq!(
        found("[`a`, `1`, `\"b\"`, 'c\\'`d`']"),
        Ok(vec![json!("a"), json!(1), json!("b"), json!("c'`d`")])
    );
}

#[test]
fn strings_are_ordered_as_in_python() {
    assert_eq!(
        found("JobList[?CreationDate > '2024-03-08T09:00:00.999Z'].JobId"),
        Ok(vec![json!("B")])
    );
    assert_eq!(found("'a' < `1`"), Ok(vec![Value::Null]));
}

#[test]
fn an_expression_that_fails_on_a_page_says_so() {
    let error = found("length(JobList[0].Completed)").expect_err("a boolean has no length");
    let PaginateError::Expression(error) = &error else { panic!("{error}") };
    assert_eq!(error.column(), 7);
    assert!(std::error::Error::source(&PaginateError::from(error.clone())).is_some());
    assert!(matches!(found("nonsense(@)"), Err(PaginateError::Expression(_))));
}
