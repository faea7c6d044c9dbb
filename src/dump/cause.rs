//! Why a file is probably not JSON: what people save by accident, told by how it begins or breaks.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::json::{Error, Expected, Found};
use crate::model::Action;

/// A known way for a file not to be JSON.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub enum Cause {
    /// No byte at all.
    Empty,
    /// Only white space.
    Blank,
    /// The file ends before its document does.
    CutOff,
    /// NUL bytes, as a crashed download leaves them.
    Nul,
    /// UTF-16, as a redirect in PowerShell writes it.
    Utf16,
    /// Another encoding than UTF-8.
    NotUtf8,
    /// A comma before a closing bracket or brace.
    TrailingComma,
    /// A comma between two documents.
    CommaBetweenDocuments,
    /// A quote inside a string, or quotes written twice.
    StrayQuote,
    /// Typographic quotes.
    CurlyQuotes,
    /// A comment.
    Comment,
    /// `NaN` or `Infinity`.
    NotANumber,
    /// What Python prints for a dict.
    PythonRepr,
    /// What Node prints for an object.
    NodeInspect,
    /// The AWS CLI's `--output table`.
    CliTable,
    /// The AWS CLI's `--output text`.
    CliText,
    /// A PowerShell listing of properties.
    PowerShellList,
    /// YAML.
    Yaml,
    /// HTML or XML.
    Markup,
    /// An error message of the AWS CLI.
    CliError,
}

impl Cause {
    /// Finds the likely cause of an error in the document that starts at `start`.
    pub(super) fn of(bytes: &[u8], start: usize, error: &Error) -> Option<Cause> {
        let document = &bytes[start..];
        // A dash is read as the start of a number, so the break may come a byte later.
        let at_start = error.offset() <= start + 1
            && !document.starts_with(b"{")
            && !document.starts_with(b"[");
        if is_utf16(bytes) {
            return Some(Cause::Utf16);
        }
        if let (true, Some(cause)) = (at_start, of_beginning(document)) {
            return Some(cause);
        }
        of_break(bytes, start, error)
    }

    /// Finds the likely cause of an error deep inside of a document that began well before these bytes.
    pub(super) fn of_rest(bytes: &[u8], error: &Error) -> Option<Cause> {
        of_break(bytes, 0, error)
    }

    /// What to do about it.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Cause::Empty | Cause::Blank | Cause::CutOff | Cause::Nul => {
                "save the response again; the command or download that wrote it may have failed"
            }
            Cause::Utf16 => {
                "convert it: `iconv -f UTF-16 -t UTF-8`, or `Out-File -Encoding utf8` in PowerShell"
            }
            Cause::NotUtf8 => "JSON is UTF-8: convert the file, for example with `iconv`",
            Cause::TrailingComma | Cause::CommaBetweenDocuments => "remove the comma",
            Cause::StrayQuote => "write one quote on each side, and quotes inside as `\\\"`",
            Cause::CurlyQuotes => "replace the typographic quotes by plain ones",
            Cause::Comment => "JSON has no comments: remove it",
            Cause::NotANumber => "JSON has no such number: write null or a number",
            Cause::PythonRepr => {
                "save `json.dumps(response, default=str)`, not `print(response)` or `str(response)`"
            }
            Cause::NodeInspect => "save `JSON.stringify(response)`, not `console.log(response)`",
            Cause::CliTable | Cause::CliText | Cause::Yaml => {
                "save the listing with `aws glacier list-jobs … --output json`"
            }
            Cause::PowerShellList => "save the listing with `ConvertTo-Json -Depth 10`",
            Cause::Markup => "this is a page of a web server or XML, not what Glacier answers",
            Cause::CliError => "the AWS CLI failed: mend what it says and save the listing again",
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Cause::Empty => "the file is empty",
            Cause::Blank => "the file holds only white space",
            Cause::CutOff => "the file is cut off",
            Cause::Nul => "NUL bytes",
            Cause::Utf16 => "the file is UTF-16",
            Cause::NotUtf8 => "the file is not UTF-8",
            Cause::TrailingComma => "trailing comma",
            Cause::CommaBetweenDocuments => "a comma between two documents",
            Cause::StrayQuote => "a quote too many",
            Cause::CurlyQuotes => "typographic quotes",
            Cause::Comment => "a comment",
            Cause::NotANumber => "not a JSON number",
            Cause::PythonRepr => "a Python repr",
            Cause::NodeInspect => "Node's `util.inspect`",
            Cause::CliTable => "the AWS CLI's `--output table`",
            Cause::CliText => "the AWS CLI's `--output text`",
            Cause::PowerShellList => "a PowerShell listing",
            Cause::Yaml => "YAML",
            Cause::Markup => "HTML or XML",
            Cause::CliError => "an error message of the AWS CLI",
        })
    }
}

fn is_utf16(bytes: &[u8]) -> bool {
    let has_mark = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let [a, b, c, d] = [0, 1, 2, 3].map(|at| bytes.get(at).is_some_and(|byte| *byte != 0));
    // ASCII in two bytes a character, without a mark: every other byte is NUL.
    has_mark || bytes.len() >= 4 && (a && !b && c && !d || !a && b && !c && d)
}

/// What a file that breaks at its first byte is.
fn of_beginning(document: &[u8]) -> Option<Cause> {
    let starts = |text: &str| document.starts_with(text.as_bytes());
    let line = document.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if document.starts_with(&[0]) {
        Some(Cause::Nul)
    } else if starts("---\n") || starts("---\r") || starts("- ") || is_yaml_key(line) {
        Some(Cause::Yaml)
    } else if starts("-----") || starts("+---") || starts("|") {
        Some(Cause::CliTable)
    } else if starts("JOBLIST\t") || line.contains(&b'\t') && starts_a_text_row(line) {
        Some(Cause::CliText)
    } else if is_property(line) {
        Some(Cause::PowerShellList)
    } else if starts("An error occurred") || starts("usage:") || starts("Unable to locate") {
        Some(Cause::CliError)
    } else if starts("<") {
        Some(Cause::Markup)
    } else if starts("NaN") || starts("Infinity") || starts("-Infinity") {
        Some(Cause::NotANumber)
    } else if starts("/") || starts("#") {
        Some(Cause::Comment)
    } else {
        None
    }
}

/// The CLI's rows begin with the name of their list in capitals; `describe-job` has none, and
/// begins with the value of the first key.
fn starts_a_text_row(line: &[u8]) -> bool {
    line.iter().take_while(|byte| byte.is_ascii_uppercase()).count() >= 3
        || Action::VALUES.iter().any(|action| line.starts_with(action.as_bytes()))
}

/// `JobList:` of a listing, or the first key of `describe-job`.
fn is_yaml_key(line: &[u8]) -> bool {
    ["JobList:", "JobId: ", "Action: "].iter().any(|key| line.starts_with(key.as_bytes()))
}

/// `Action                       : ArchiveRetrieval`
fn is_property(line: &[u8]) -> bool {
    let name = line.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let padding = line[name..].iter().take_while(|byte| **byte == b' ').count();
    name > 0 && padding > 0 && line[name + padding..].starts_with(b":")
}

/// What the bytes around the break suggest.
fn of_break(bytes: &[u8], start: usize, error: &Error) -> Option<Cause> {
    let rest = &bytes[error.offset()..];
    let before = bytes[start..error.offset()].trim_ascii_end().last().copied();
    let wants_value = matches!(error.expected(), Expected::Value | Expected::ValueOrArrayEnd);
    let wants_key = matches!(error.expected(), Expected::Key | Expected::KeyOrObjectEnd);
    let byte = match error.found() {
        Found::End => return Some(Cause::CutOff),
        Found::Byte(byte) => byte,
        Found::Number | Found::Level => return None,
    };
    match byte {
        b'}' | b']' if before == Some(b',') => Some(Cause::TrailingComma),
        b',' if error.expected() == Expected::EndOfDocument => Some(Cause::CommaBetweenDocuments),
        0 => Some(Cause::Nul),
        b'/' | b'#' if error.expected() != Expected::Escape => Some(Cause::Comment),
        0xE2 if rest.starts_with("“".as_bytes()) || rest.starts_with("”".as_bytes()) => {
            Some(Cause::CurlyQuotes)
        }
        _ if error.expected() == Expected::Utf8 => Some(Cause::NotUtf8),
        b'\'' if wants_value || wants_key => {
            // The first key is enough, and the file may have gigabytes.
            let end = bytes.len().min(error.offset() + 16);
            Some(of_single_quote(&bytes[start..end]))
        }
        b'u' | b'b' if matches!(rest, [_, b'\'' | b'"', ..]) => Some(Cause::PythonRepr),
        _ if wants_value && is_python_value(rest) => Some(Cause::PythonRepr),
        b'N' | b'I' if rest.starts_with(b"NaN") || rest.starts_with(b"Infinity") => {
            Some(Cause::NotANumber)
        }
        _ if wants_key && (byte.is_ascii_alphabetic() || byte == b'_') => Some(Cause::NodeInspect),
        _ if is_after_value(error.expected()) && bytes[..error.offset()].ends_with(b"\"") => {
            // A missing comma is followed by the next key; anything else came out of the string.
            (byte != b'"' && byte != b'{' && byte != b'[').then_some(Cause::StrayQuote)
        }
        _ => None,
    }
}

fn is_after_value(expected: Expected) -> bool {
    matches!(expected, Expected::CommaOrObjectEnd | Expected::CommaOrArrayEnd)
}

/// Python and Node both quote with `'`; only Python quotes keys.
fn of_single_quote(beginning: &[u8]) -> Cause {
    let brace = beginning.iter().position(|byte| *byte == b'{');
    let key = brace.map(|at| beginning[at + 1..].trim_ascii_start());
    match key {
        // Node quotes this one, as `$` needs it.
        Some(key) if key.starts_with(b"'$metadata'") => Cause::NodeInspect,
        Some([first, ..])
            if first.is_ascii_alphabetic() && !matches!(key, Some([b'u', b'\'', ..])) =>
        {
            Cause::NodeInspect
        }
        _ => Cause::PythonRepr,
    }
}

fn is_python_value(rest: &[u8]) -> bool {
    ["True", "False", "None", "datetime."].iter().any(|word| rest.starts_with(word.as_bytes()))
}
