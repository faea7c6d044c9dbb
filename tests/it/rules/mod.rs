//! Every rule: documented, in the catalogue, and shown right by its own samples.

mod accept;
#[cfg(feature = "cli")]
mod page;
mod precedence;
mod rule_set;
mod samples;

use icecore::audit::Audit;
use icecore::dump::Dump;
use icecore::finding::Profile;
use icecore::model::Timestamp;

/// The same, but for the note that nothing proves the start of a listing: no dump does but a
/// recording, and the samples of other rules are none.
pub fn found_but_for_the_start(document: &[u8], profile: Profile) -> Vec<&'static str> {
    found(document, profile).into_iter().filter(|id| *id != "unproven-start").collect()
}

/// The ids of what is found in a document, in order; those about listings and then those about the
/// source come last.
pub fn found(document: &[u8], profile: Profile) -> Vec<&'static str> {
    let as_of: Timestamp = "2030-01-01T00:00:00Z".parse().expect("this is a date");
    let mut audit = Audit::new(profile).as_of(as_of);
    let mut ids = Vec::new();
    let dump = Dump::from_slice(document);
    audit.dump("sample", &dump, &mut |located| ids.push(located.finding.rule.id));
    let audited = audit.finish(&mut |_, look| {
        look(&dump);
        Ok(())
    });
    let rest = audited.of_listings.iter().chain(&audited.of_sources);
    ids.extend(rest.map(|located| located.finding.rule.id));
    ids
}
