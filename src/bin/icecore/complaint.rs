//! Standard error: what a user is told besides the result.

use std::io::Write;

use icecore::audit::printable;
use unicode_width::UnicodeWidthStr;

/// Says what went wrong, on one line: in a log of CI, a file whose name has several could give commands.
pub fn complain(message: &str) {
    complain_in_lines(&printable(message));
}

/// Says what went wrong as botocore does, on several lines; they name no files. Where standard error itself
/// cannot be written there is nobody to tell.
pub fn complain_in_lines(message: &str) {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let lines: Vec<String> = message.lines().map(printable).collect();
    let _ = writeln!(anstream::stderr(), "{style}icecore{style:#}: {}", lines.join("\n"));
}

/// Says what is wrong with a text that was given, with a caret under the place.
pub fn complain_at(message: &str, text: &str, offset: usize) {
    complain_in_lines(message);
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let before = &text[..offset.min(text.len())];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = printable(text[line_start..].lines().next().unwrap_or_default());
    let indent = printable(&text[line_start..before.len()]).width();
    let mut out = anstream::stderr();
    let _ = writeln!(out, "  {line}\n  {:indent$}{style}^{style:#}", "");
}

/// Says what a user should know of a result that is given all the same.
pub fn warn(message: &str) {
    let style = anstyle::AnsiColor::Yellow.on_default().bold();
    let message = printable(message);
    let _ = writeln!(anstream::stderr(), "{style}icecore{style:#}: {message}");
}

/// Says what is being done.
pub fn mention(message: &str) {
    let _ = writeln!(anstream::stderr(), "{}", printable(message));
}
