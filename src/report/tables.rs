//! What `report` says in tables, whichever way they are written.

/// What a column holds, and so on which side it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words, of dumps or our own.
    Text,
    /// A number with its unit.
    Number,
    /// A range of bytes, which stays on its line.
    Range,
    /// A name, which a terminal may have no room for.
    Name,
    /// An identifier, which a terminal has no room for.
    Id,
}

/// A table. Its cells may hold anything that dumps hold: who writes them makes them harmless.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// What it is about, where tables have titles.
    pub title: &'static str,
    /// What is said before it.
    pub lead: Option<String>,
    pub head: Vec<(&'static str, Kind)>,
    pub rows: Vec<Vec<String>>,
    /// What is not in it.
    pub more: Option<String>,
    /// What else is to be said, a sentence each.
    pub notes: Vec<String>,
}

/// How much of it is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// So many values of a field, or vaults.
    pub values: usize,
    /// So many days, the last ones.
    pub days: usize,
    /// So many messages, the most frequent ones.
    pub messages: usize,
    /// So many listings.
    pub listings: usize,
}

/// How a job without a value in a field is called.
pub(super) const WITHOUT: &str = "(none)";

impl Table {
    pub fn new<const N: usize>(title: &'static str, head: [(&'static str, Kind); N]) -> Self {
        Table {
            title,
            lead: None,
            head: head.to_vec(),
            rows: Vec::new(),
            more: None,
            notes: Vec::new(),
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.lead.is_none() && self.notes.is_empty()
    }

    pub fn rows(self, rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        Table { rows: rows.into_iter().collect(), ..self }
    }
}

/// A text of a dump, or that there is none.
pub(super) fn or_without(text: &str) -> String {
    if text.is_empty() { WITHOUT.to_owned() } else { text.to_owned() }
}
