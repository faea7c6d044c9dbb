//! The order of strings in JMESPath expressions.
//!
//! The standard orders numbers only; Python's library orders strings, too, so that
//! `[?CreationDate >= '2024-03-01']` finds jobs. In an expression read by our library, each comparison
//! of order is replaced by a call of a function that does as Python's does.

use std::sync::LazyLock;

use jmespath::ast::{Ast, Comparator};
use jmespath::{Context, Rcvar, Runtime, Variable};

/// The functions of the standard, and comparisons under names that no expression can call.
pub(super) static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut runtime = Runtime::new();
    runtime.register_builtin_functions();
    for comparator in [
        Comparator::LessThan,
        Comparator::LessThanEqual,
        Comparator::GreaterThan,
        Comparator::GreaterThanEqual,
    ] {
        let Some(name) = function_of(&comparator) else { continue };
        let compare = move |arguments: &[Rcvar], _: &mut Context<'_>| {
            let ordered = ordered(&comparator, &arguments[0], &arguments[1]);
            Ok(Rcvar::new(ordered.map_or(Variable::Null, Variable::Bool)))
        };
        runtime.register_function(name, Box::new(compare));
    }
    runtime
});

/// Has strings ordered, too.
pub(super) fn order_strings(node: &mut Ast) {
    children(node).into_iter().for_each(order_strings);
    if let Ast::Comparison { offset, comparator, lhs, rhs } = node
        && let Some(name) = function_of(comparator)
    {
        let nothing = || Ast::Identity { offset: 0 };
        let args = [lhs, rhs].map(|side| std::mem::replace(&mut **side, nothing())).into();
        *node = Ast::Function { offset: *offset, name: name.to_owned(), args };
    }
}

fn function_of(comparator: &Comparator) -> Option<&'static str> {
    match comparator {
        Comparator::LessThan => Some("<"),
        Comparator::LessThanEqual => Some("<="),
        Comparator::GreaterThan => Some(">"),
        Comparator::GreaterThanEqual => Some(">="),
        Comparator::Equal | Comparator::NotEqual => None,
    }
}

fn ordered(comparator: &Comparator, left: &Variable, right: &Variable) -> Option<bool> {
    let (Variable::String(left), Variable::String(right)) = (left, right) else {
        return left.compare(comparator, right);
    };
    match comparator {
        Comparator::LessThan => Some(left < right),
        Comparator::LessThanEqual => Some(left <= right),
        Comparator::GreaterThan => Some(left > right),
        Comparator::GreaterThanEqual => Some(left >= right),
        Comparator::Equal | Comparator::NotEqual => None,
    }
}

fn children(node: &mut Ast) -> Vec<&mut Ast> {
    match node {
        Ast::Identity { .. }
        | Ast::Field { .. }
        | Ast::Index { .. }
        | Ast::Literal { .. }
        | Ast::Slice { .. } => Vec::new(),
        Ast::Condition { predicate: first, then: second, .. }
        | Ast::Comparison { lhs: first, rhs: second, .. }
        | Ast::Projection { lhs: first, rhs: second, .. }
        | Ast::And { lhs: first, rhs: second, .. }
        | Ast::Or { lhs: first, rhs: second, .. }
        | Ast::Subexpr { lhs: first, rhs: second, .. } => vec![first, second],
        Ast::Expref { ast: node, .. }
        | Ast::Flatten { node, .. }
        | Ast::Not { node, .. }
        | Ast::ObjectValues { node, .. } => vec![node],
        Ast::Function { args: nodes, .. } | Ast::MultiList { elements: nodes, .. } => {
            nodes.iter_mut().collect()
        }
        Ast::MultiHash { elements, .. } => {
            elements.iter_mut().map(|element| &mut element.value).collect()
        }
    }
}
