//! Made-up dumps: sound where they should be, broken where they should be, and the same everywhere.

mod clean;
mod defects;
#[cfg(feature = "cli")]
mod files;
mod golden;
mod properties;

use icecore::audit::{Audit, Located};
use icecore::dump::Dump;
use icecore::finding::Profile;
use icecore::generate::Generator;
use icecore::model::Timestamp;

/// What a generator writes to one output.
fn written(generator: &Generator) -> Vec<u8> {
    let mut bytes = Vec::new();
    generator.write(&mut bytes).expect("the dump can be made");
    bytes
}

/// What it writes to an output for each page.
fn written_pages(generator: &Generator) -> Vec<Vec<u8>> {
    let pages = generator.pages().expect("the dump can be made");
    pages
        .map(|page| {
            let mut bytes = Vec::new();
            page.write(&mut bytes).expect("memory can be written to");
            bytes
        })
        .collect()
}

/// What is found in files that lie together.
fn found(files: &[Vec<u8>], profile: Profile) -> Vec<Located> {
    let as_of: Timestamp = "2024-03-20T00:00:00Z".parse().expect("this is a date");
    let mut audit = Audit::new(profile).as_of(as_of);
    let dumps: Vec<Dump<'_>> = files.iter().map(|bytes| Dump::from_slice(bytes)).collect();
    let mut found = Vec::new();
    for (index, dump) in dumps.iter().enumerate() {
        let name = format!("page-{index}.json");
        audit.dump(&name, dump, &mut |located| found.push(located.clone()));
    }
    let audited = audit.finish(&mut |number, look| {
        look(&dumps[number]);
        Ok(())
    });
    found.extend(audited.of_listings);
    found.extend(audited.of_sources);
    found
}

/// The ids of what is found, without the note that nothing proves a start, which every dump has.
fn ids(files: &[Vec<u8>], profile: Profile) -> Vec<&'static str> {
    let found = found(files, profile);
    let ids = found.iter().map(|located| located.finding.rule.id);
    ids.filter(|id| *id != "unproven-start").collect()
}
