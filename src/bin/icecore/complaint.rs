//! Standard error: what a user is told besides the result.

use std::io::Write;

use icecore::audit::printable;

/// Says what went wrong. Where standard error itself cannot be written there is nobody to tell.
pub fn complain(message: &str) {
    let style = anstyle::AnsiColor::Red.on_default().bold();
    let message = printable(message);
    let _ = writeln!(anstream::stderr(), "{style}icecore{style:#}: {message}");
}

/// Says what is being done.
pub fn mention(message: &str) {
    let _ = writeln!(anstream::stderr(), "{}", printable(message));
}
