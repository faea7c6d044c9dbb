//! What the README promises to a team, from the first red run on.

use super::{Repository, snippet};

#[test]
fn a_repository_goes_red_then_green_then_red_by_what_is_new_and_green_by_one_line() {
    let repository = Repository::with_ten_fixtures();
    repository.bash("mkdir fixtures/2012; mv fixtures/8.json fixtures/9.json fixtures/2012");
    let check = || repository.bash("icecore check fixtures --format github");
    assert_eq!((check().code, check().errors()), (0, vec![]));

    // Three are wrong.
    let tier = repository.spoil("fixtures/1.json", "\"Standard\"", "\"Fast\"");
    let range = repository.spoil("fixtures/4.json", "\"0-", "\"1-");
    let comma = repository.spoil(
        "fixtures/6.json",
        "\"Tier\": \"Standard\"\n",
        "\"Tier\": \"Standard\",\n",
    );
    let places = [("1.json", tier), ("4.json", range), ("6.json", comma + 1)];
    let places = places.map(|(file, line)| (format!("fixtures/{file}"), line));
    assert_eq!((check().code, check().errors()), (1, places.to_vec()));

    // All that is known is written down.
    let written = repository.bash("icecore check fixtures --write-baseline icecore-baseline.json");
    assert_eq!(written.code, 0, "{}", written.log);
    let known = snippet("toml", "baseline");
    let (baseline, override_) = known.split_once('\n').expect("there are two lines");
    repository.write("icecore.toml", baseline);
    assert_eq!((check().code, check().errors()), (0, vec![]));

    // Something new is wrong.
    let line = repository.spoil("fixtures/2012/9.json", "\"Bulk\"", "\"Slow\"");
    let new = vec![("fixtures/2012/9.json".to_owned(), line)];
    assert_eq!((check().code, check().errors()), (1, new));

    // In that folder, and only there, the rule is turned off.
    repository.write("icecore.toml", &format!("{baseline}\n{override_}"));
    assert_eq!((check().code, check().errors()), (0, vec![]));
    let elsewhere = repository.spoil("fixtures/0.json", "\"Standard\"", "\"Slow\"");
    assert_eq!(check().errors(), [("fixtures/0.json".to_owned(), elsewhere)]);
}
