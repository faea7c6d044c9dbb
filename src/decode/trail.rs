//! Where the decoder is, as a list on the stack: it costs nothing until a pointer is needed.

use crate::json::push_token;

/// The way from a document's root to the value being read.
#[derive(Clone, Copy, Debug)]
pub enum Trail<'t> {
    /// The root.
    Root,
    /// A value whose pointer is known.
    Pointer(&'t str),
    /// A member of an object.
    Key(&'t Trail<'t>, &'t str),
    /// An element of an array.
    Index(&'t Trail<'t>, usize),
}

impl Trail<'_> {
    /// The trail as a JSON pointer.
    #[must_use]
    pub fn to_pointer(&self) -> String {
        match self {
            Trail::Root => String::new(),
            Trail::Pointer(pointer) => (*pointer).to_owned(),
            Trail::Key(parent, key) => {
                let mut pointer = parent.to_pointer();
                push_token(&mut pointer, key);
                pointer
            }
            Trail::Index(parent, index) => format!("{}/{index}", parent.to_pointer()),
        }
    }
}
