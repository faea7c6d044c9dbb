//! What a team makes of findings.

mod baseline;
mod identity;
mod patterns;
mod sieve;

use icecore::audit::{Audit, Located};
use icecore::dump::Dump;
use icecore::rules::RuleSet;

/// Everything that is found in dumps of these names and texts.
fn found(dumps: &[(&str, &str)], rules: &RuleSet) -> Vec<Located> {
    let read = |index: usize| Dump::from_slice(dumps[index].1.as_bytes());
    let mut audit = Audit::new(rules.clone());
    let mut all = Vec::new();
    for (index, (name, _)) in dumps.iter().enumerate() {
        audit.dump(name, &read(index), &mut |located| all.push(located.clone()));
    }
    let audited = audit.finish(&mut |index, look| {
        look(&read(index));
        Ok(())
    });
    all.extend(audited.of_listings);
    all.extend(audited.of_sources);
    all
}
