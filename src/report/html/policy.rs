//! What a browser may do with the page: show it, and run the one script that stands in it.
//!
//! Nothing is fetched from anywhere, no text of a dump can become a script or a style, and no form leads away.
//! Style and script are known by their hashes, which a test takes again.

/// The style of the page.
pub(super) const STYLE: &str = include_str!("../../../templates/report/style.css");

/// The script of the page.
pub(super) const SCRIPT: &str = include_str!("../../../templates/report/script.js");

/// The content security policy, with the SHA-256 of [`STYLE`] and [`SCRIPT`].
pub(super) const POLICY: &str = concat!(
    "default-src 'none'; ",
    "style-src 'sha256-cJhMvngTTMdF+b10QP+GNbKYpPSTkuN71w2cpq3P03w='; ",
    "script-src 'sha256-uBuyBIsPlyF0dIADUxB+gS+CbzTic8JBhhF/LRJq5Wg='; ",
    "img-src data:; base-uri 'none'; form-action 'none'"
);

#[cfg(test)]
mod tests {
    use base64::{Engine, prelude::BASE64_STANDARD};
    use sha2::{Digest, Sha256};

    use super::{POLICY, SCRIPT, STYLE};

    #[test]
    fn the_policy_names_just_this_style_and_this_script() {
        for (source, text) in [("style-src", STYLE), ("script-src", SCRIPT)] {
            let hash = BASE64_STANDARD.encode(Sha256::digest(text));
            let names = format!("{source} 'sha256-{hash}'; ");
            assert!(POLICY.contains(&names), "the policy has to say: {names}");
        }
    }

    /// A browser takes the hash after it has made line ends plain, and `</` would end the element.
    #[test]
    fn a_browser_reads_them_as_they_stand() {
        for text in [STYLE, SCRIPT] {
            assert!(!text.contains('\r') && !text.contains("</") && !text.contains("<!--"));
        }
    }
}
