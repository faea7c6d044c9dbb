//! Every rule: documented, in the catalogue, and shown right by its own samples.

mod precedence;
mod samples;

use icecore::audit::Audit;
use icecore::dump::Dump;
use icecore::finding::Profile;
use icecore::model::Timestamp;

/// The ids of what is found in a document, in order; those about the source come last.
pub fn found(document: &[u8], profile: Profile) -> Vec<&'static str> {
    let as_of: Timestamp = "2030-01-01T00:00:00Z".parse().expect("this is a date");
    let mut audit = Audit::new(profile).as_of(as_of);
    let mut ids = Vec::new();
    audit.dump("sample", &Dump::from_slice(document), &mut |located| {
        ids.push(located.finding.rule.id);
    });
    let (_, of_sources) = audit.finish();
    ids.extend(of_sources.iter().map(|located| located.finding.rule.id));
    ids
}
