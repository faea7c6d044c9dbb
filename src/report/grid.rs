//! Values as rows of cells, for formats that have rows.
//!
//! A job's nested objects, where the service model has them, become columns of their own, named by
//! the path (`InventoryRetrievalParameters.Format`). Lists, maps and objects that the service model
//! does not know stay whole, as JSON in one cell.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::order::{Ordered, in_order, rank};
use crate::model::{Job, Slot, View};

/// Rows of cells, and what the columns are called where they have names.
#[derive(Debug)]
pub(super) struct Grid<'v> {
    pub header: Option<Vec<String>>,
    pub rows: Vec<Vec<&'v Value>>,
}

impl<'v> Grid<'v> {
    /// A row an element. Objects have named columns, all that occur in any of them; lists have as
    /// many cells as elements; other values are one cell.
    pub(super) fn of(value: &'v Value) -> Self {
        let elements = match value {
            Value::Array(elements) => elements.as_slice(),
            other => std::slice::from_ref(other),
        };
        let objects: Option<Vec<_>> = elements.iter().map(Value::as_object).collect();
        if let Some(objects) = objects.filter(|objects| !objects.is_empty()) {
            let columns = in_place(objects.iter().flat_map(|members| names(members)).collect());
            let rows = objects.iter().map(|members| row(members, &columns)).collect();
            return Grid { header: Some(columns), rows };
        }
        let cells = |element: &'v Value| match element {
            Value::Array(cells) => cells.iter().collect(),
            cell => vec![cell],
        };
        Grid { header: None, rows: elements.iter().map(cells).collect() }
    }
}

/// The columns of these jobs: all of the service model's, so that every listing has them in the same
/// places, and after them those of keys that it does not know.
pub(super) fn columns_of_jobs(jobs: impl Iterator<Item = Value>) -> Vec<String> {
    let mut unknown = BTreeSet::new();
    for job in jobs {
        unknown.extend(job.as_object().into_iter().flat_map(names));
    }
    unknown.retain(|name| !MODEL.columns.contains(name));
    MODEL.columns.iter().cloned().chain(in_place(unknown)).collect()
}

/// The cells of an object in these columns.
pub(super) fn row<'v>(members: &'v Map<String, Value>, columns: &[String]) -> Vec<&'v Value> {
    static NOTHING: Value = Value::Null;
    let mut cells = vec![&NOTHING; columns.len()];
    for (name, value) in flattened(members) {
        if let Some(at) = columns.iter().position(|column| *column == name) {
            cells[at] = value;
        }
    }
    cells
}

/// The text of a cell.
pub(super) fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        other => Cow::Owned(serde_json::to_string(&Ordered(other)).unwrap_or_default()),
    }
}

/// The columns that the service model gives a job, and the objects that are taken apart for them.
struct Model {
    columns: Vec<String>,
    objects: HashSet<String>,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let mut model = Model { columns: Vec::new(), objects: HashSet::new() };
    model.add(&mut Job::default(), "");
    model
});

impl Model {
    fn add(&mut self, view: &mut dyn View<'_>, prefix: &str) {
        for key in view.keys() {
            let name = format!("{prefix}{key}");
            match view.slot(key) {
                Some(Slot::Object(nested)) => {
                    self.add(nested.begin(), &format!("{name}."));
                    self.objects.insert(name);
                }
                // What an SDK adds to a response is no member of a job.
                Some(Slot::Opaque(_)) | None => {}
                Some(_) => self.columns.push(name),
            }
        }
    }
}

/// The members of an object with the names of their columns, nested objects taken apart.
fn flattened(members: &Map<String, Value>) -> Vec<(String, &Value)> {
    let mut flat = Vec::new();
    flatten(members, "", &mut flat);
    flat
}

fn flatten<'v>(members: &'v Map<String, Value>, prefix: &str, flat: &mut Vec<(String, &'v Value)>) {
    for (key, value) in in_order(members) {
        // A key with a dot is quoted, as in JMESPath, so that no path is taken for another.
        let name = match key.contains('.') {
            true => format!("{prefix}{}", Value::from(key.as_str())),
            false => format!("{prefix}{key}"),
        };
        match value {
            Value::Object(inner) if MODEL.objects.contains(&name) => {
                flatten(inner, &format!("{name}."), flat);
            }
            _ => flat.push((name, value)),
        }
    }
}

fn names(members: &Map<String, Value>) -> impl Iterator<Item = String> {
    flattened(members).into_iter().map(|(name, _)| name)
}

/// The names of columns in the order of the service model.
fn in_place(names: BTreeSet<String>) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().collect();
    names.sort_by_cached_key(|name| {
        name.split('.').map(|key| (rank(key), key.to_owned())).collect::<Vec<_>>()
    });
    names
}
