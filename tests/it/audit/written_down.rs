//! Findings that are written down where they are found read as if each had been told and written then.

use std::ops::ControlFlow;

use icecore::audit::{Audit, Source, Told};
use icecore::dump::Dump;
use icecore::finding::Profile;
use icecore::report::{CheckReport, JsonCheck, NdjsonCheck};

/// Pages one after the other, jobs one after the other, one long list, and one that breaks.
fn texts() -> [String; 5] {
    let job = |number: usize| {
        format!(
            r#"{{"JobId":"j{number}","Tier":"f\u00e4st","VaultARN":"a\"b","Own~/key":"é","Completed":7}}"#
        )
    };
    let jobs = |count: usize| (0..count).map(job).collect::<Vec<_>>();
    let page = |count: usize| format!("{{\"JobList\":[{}],\"Markr\":null}}", jobs(count).join(","));
    [
        (0..20).map(page).collect::<Vec<_>>().join("\n"),
        jobs(30).join("\n"),
        format!("{{\"Markr\":1,\"JobList\":[\n{}\n],\"Next\":2}}", jobs(200).join(",\n")),
        format!("[{}]", jobs(50).join(", ")),
        format!("{}\n{{\"JobList\":[{},}}", page(9), job(1)),
    ]
}

fn written(mut report: impl CheckReport, mut audit: Audit, threads: usize) -> String {
    let texts = texts();
    let dumps = texts.each_ref().map(|text| Dump::from_slice(text.as_bytes()));
    let sources: Vec<(String, Source<'_>)> = dumps
        .iter()
        .enumerate()
        .map(|(number, dump)| (format!("an \"odd\" name {number}"), Source::Dump(dump)))
        .collect();
    let mut out = Vec::new();
    audit.files(&sources, threads, &mut |told| {
        let result = match told {
            Told::Found(located) => report.finding(&mut out, located),
            Told::Written(findings) => report.written(&mut out, findings),
            Told::Begins(_) => Ok(()),
            Told::Failed(_, error) => panic!("{error}"),
        };
        result.expect("memory takes all");
        ControlFlow::Continue(())
    });
    let summary = *audit.finish_files(&sources).totals.summary();
    format!("{}{summary:?}", String::from_utf8(out).expect("JSON is UTF-8"))
}

fn agrees<R: CheckReport + Default>() {
    let form = R::default().form().expect("JSON has a form");
    let told = written(R::default(), Audit::new(Profile::Documented), 1);
    assert!(told.len() > 100_000, "{told}");
    for window in [100, 1500, 1 << 20] {
        for threads in [1, 3] {
            let audit = Audit::new(Profile::Documented).window(window).written_by(form);
            assert!(written(R::default(), audit, threads) == told, "{window} {threads}");
        }
    }
}

#[test]
fn as_lines() {
    agrees::<NdjsonCheck>();
}

#[test]
fn as_one_object() {
    agrees::<JsonCheck>();
}
