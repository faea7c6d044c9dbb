//! What placebo records: `{"status_code": 200, "data": {…}}`, where `data` is what boto3 gave.

use super::walk::Walk;
use crate::decode::{Trail, skip};
use crate::json::{Error, Reader};

/// Reads the recording whose opening brace was read.
pub(super) fn read<'a>(
    reader: &mut Reader<'a>,
    trail: &Trail<'_>,
    walk: &mut Walk<'_, 'a>,
) -> Result<(), Error> {
    walk.envelope(reader, trail, &mut |walk, reader, key, odd| {
        let here = Trail::Key(trail, key);
        if key != "data" {
            return skip(reader, &here, odd).map(drop);
        }
        let (event, span) = reader.next()?;
        // `data` is one response: what it holds is read like a document of its own.
        walk.value(reader, &event, span, &here)
    })
}
