//! `list --format ndjson`: a job a line.
//!
//! A job's bytes pass through unchanged where they stand on one line: nulls, escapes, repeated keys
//! and the digits of numbers stay what they were. Of a job on several lines, the white space between
//! its values is left out, and nothing else changes.

use std::borrow::Cow;
use std::io;

use serde_json::Value;

use super::order::Ordered;
use crate::listing::SavedJob;

pub(super) fn write_jobs(out: &mut dyn io::Write, jobs: &[&SavedJob<'_>]) -> io::Result<()> {
    for job in jobs {
        out.write_all(&on_one_line(job.text()))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

/// Writes each element of a list on a line of its own, and any other value on one.
pub(super) fn write_value(out: &mut dyn io::Write, value: &Value) -> io::Result<()> {
    let lines = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
    for line in lines {
        serde_json::to_writer(&mut *out, &Ordered(line))?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn on_one_line(text: &[u8]) -> Cow<'_, [u8]> {
    match memchr::memchr2(b'\n', b'\r', text) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(without_white_space(text)),
    }
}

/// The text without the white space that stands outside its strings.
fn without_white_space(text: &[u8]) -> Vec<u8> {
    let (mut in_string, mut is_escaped) = (false, false);
    let keeps = |byte: &u8| {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_string,
            b'"' => in_string = !in_string,
            _ => {}
        }
        in_string || !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
    };
    text.iter().copied().filter(keeps).collect()
}
