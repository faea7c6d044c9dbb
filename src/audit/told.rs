//! What is told while files are judged.

use super::located::Located;
use crate::dump::Error;

/// What is told while files are judged.
#[derive(Debug)]
pub enum Told<'t> {
    /// The source of this number is next.
    Begins(usize),
    /// Something was found.
    Found(&'t Located),
    /// Some things were found, and written down as was asked for with
    /// [`Audit::written_by`](super::Audit::written_by): told in place of [`Told::Found`].
    Written(&'t [u8]),
    /// The source of this number cannot be read.
    Failed(usize, Error),
}
