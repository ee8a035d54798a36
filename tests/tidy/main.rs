//! The rules of the house that no compiler knows: layers, sizes, docs, words and colors in their place.
//! Each rule is shown to catch a made-up fault, then held against the whole project.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may end where it fails")]

mod chinese;
mod colors;
mod files;
mod layers;
mod source;
mod top;
mod words;

use source::Source;

/// Asserts that `rule` finds nothing in any of `sources`, of which there must be some.
#[track_caller]
fn check(sources: Vec<Source>, rule: fn(&Source) -> Vec<String>) {
    assert!(!sources.is_empty(), "no files were read");
    let faults: Vec<String> = sources.iter().flat_map(rule).collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn imports_follow_the_layers() {
    check(Source::all("src", "rs"), layers::faults);
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut sources = Source::all("src", "rs");
    sources.extend(Source::all("tests", "rs"));
    check(sources, files::faults);
}

#[test]
fn words_for_the_user_come_from_the_catalogue() {
    check(Source::all("src", "rs"), words::faults);
}

#[test]
fn colors_stand_in_the_tokens_alone() {
    let mut sources = Source::all("www/styles", "css");
    sources.extend(Source::all("src", "rs"));
    check(sources, colors::faults);
}

#[test]
fn chinese_words_carry_chinese_punctuation() {
    check(Source::all("www/locales/zh-CN", "txt"), chinese::faults);
}

#[test]
fn the_top_level_holds_what_every_reader_should_see_first() {
    let faults = top::faults(&top::files());
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}
