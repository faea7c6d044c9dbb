//! `--format github`, as the runner of GitHub Actions reads it.

use icecore::report::CheckFormat;
use proptest::prelude::*;

use super::{Run, hostile, root, runner, spoil};

#[test]
fn the_defects_are_annotations() {
    insta::assert_snapshot!(Run::of_defects().written(CheckFormat::Github));
}

#[test]
fn a_finding_of_any_rule_is_a_command() {
    let run = Run::of_failing_samples();
    let (commands, others) = runner::read(&run.written(CheckFormat::Github));
    assert_eq!(commands.len(), run.found().count());
    for (command, located) in commands.iter().zip(run.found()) {
        assert_eq!(command.properties["title"], located.finding.rule.id);
        assert_eq!(command.properties["line"], located.position.line.to_string());
    }
    assert_eq!(others.len(), 2);
    assert!(others[1].contains("shows 10 errors"), "{others:?}");
}

#[test]
fn ten_of_a_level_are_all_shown() {
    let located = Run::of_defects().found().next().expect("there are defects").clone();
    for (count, lines) in [(10, 11), (11, 13)] {
        let run = Run { rest: vec![located.clone(); count], ..Run::default() };
        assert_eq!(run.written(CheckFormat::Github).lines().count(), lines);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_an_error() {
    let unreadable = vec![("a,b.json".to_owned(), "a,b.json: is gone".to_owned())];
    let run = Run { unreadable, ..Run::default() };
    let text = run.written(CheckFormat::Github);
    assert!(text.starts_with("::error file=a%2Cb.json,title=unreadable::a,b.json: is gone\n"));
}

proptest! {
    #[test]
    fn file_and_message_come_back(
        texts in prop::collection::vec(hostile(), 8)
            .prop_filter("the runner splits at the first `=` that has something before it", |texts| {
                let path = root().relative(&texts[0]);
                !path.is_empty() && !path.starts_with('=')
            }),
    ) {
        let mut located = Run::of_defects().found().next().expect("there are defects").clone();
        spoil(&mut located, &texts);
        let run = Run { rest: vec![located], ..Run::default() };
        let (commands, others) = runner::read(&run.written(CheckFormat::Github));
        prop_assert_eq!((commands.len(), others.len()), (1, 1));
        let command = &commands[0];
        prop_assert_eq!(&command.properties["file"], &root().relative(&texts[0]));
        prop_assert_eq!(&command.data, &format!("{}\nhelp: {}", texts[1], texts[2]));
        prop_assert_eq!(command.name.as_str(), "error");
    }
}
