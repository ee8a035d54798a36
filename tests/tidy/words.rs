//! No text for the user stands inside `html!`: it comes from the catalogue, so that every language has it.

use crate::source::{Source, blanked, literals};

/// Attributes that a user reads or hears.
const SPOKEN: [&str; 6] = ["title", "alt", "placeholder", "label", "aria-label", "aria-description"];
/// A line of a module's doc that starts like this says why its words need no catalogue, such as samples for developers.
const REASON: &str = "//! Words: ";

pub(crate) fn faults(source: &Source) -> Vec<String> {
    let explained = source.text.lines().any(|line| line.starts_with(REASON));
    if explained || !source.path.starts_with("src/ui/") {
        return Vec::new();
    }
    let code = blanked(source.without_tests());
    let mut faults = Vec::new();
    for (start, _) in code.match_indices("html!") {
        let end = end_of_macro(&code, start);
        for (open, close) in literals(&code).filter(|(open, _)| start < *open && *open < end) {
            let literal = &source.text[open + 1..close];
            if is_text(&code[..open], start) && has_words(literal) {
                faults
                    .push(source.fault(open, &format!("the text `{literal}` in `html!`; take it from the catalogue")));
            }
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

/// Returns where the braces that follow `start` are closed.
fn end_of_macro(code: &str, start: usize) -> usize {
    let mut depth = 0;
    let mut quoted = false;
    for (at, c) in code[start..].char_indices() {
        match c {
            '"' => quoted = !quoted,
            '{' if !quoted => depth += 1,
            '}' if !quoted && depth == 1 => return start + at,
            '}' if !quoted => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

/// Tells whether a literal that follows `before`, inside the macro at `start`, is shown or spoken.
fn is_text(before: &str, start: usize) -> bool {
    match attribute(&before[start..]) {
        Some(name) => SPOKEN.contains(&name),
        None => {
            let before = before.trim_end();
            let made_up = ["format!(", "concat!("].iter().any(|call| before.ends_with(call));
            made_up || !before.ends_with(['(', ',', '=', '[', '&', '|', '.']) || before.ends_with("=>")
        }
    }
}

/// Returns the name of the attribute in whose value the end of `inside` stands, if it does.
fn attribute(inside: &str) -> Option<&str> {
    let mut depth = 0;
    let mut value = inside.len();
    for (at, c) in inside.char_indices().rev() {
        match c {
            '}' => depth += 1,
            '{' if depth > 0 => depth -= 1,
            '{' if inside[..at].ends_with('=') => {
                value = at;
                break;
            }
            '{' if inside[..at].trim_end().ends_with("html!") => break,
            _ => {}
        }
    }
    let name = inside[..value].strip_suffix('=')?;
    let from = name.rfind(|c: char| c.is_whitespace() || c == '{').map_or(0, |at| at + 1);
    Some(&name[from..]).filter(|name| !name.is_empty() && !name.ends_with(['=', '!', '<', '>']))
}

/// Tells whether a literal holds letters outside of escapes and placeholders.
fn has_words(literal: &str) -> bool {
    let mut depth = 0;
    let mut escaped = false;
    literal.chars().any(|c| {
        let word = depth == 0 && !escaped && c.is_alphabetic();
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        word
    })
}

#[test]
fn text_in_markup_is_caught() {
    let check = |markup: &str, expected: usize| {
        let text = format!("fn view() -> Html {{ html! {{ {markup} }} }}");
        let found = faults(&Source::new("src/ui/row.rs", &text));
        assert_eq!(found.len(), expected, "{markup}: {found:?}");
    };
    check(r#"<p>{ "Customers" }</p>"#, 1);
    let samples = "//! Words: samples.\nfn view() -> Html { html! { <p>{ \"Customers\" }</p> } }";
    assert!(faults(&Source::new("src/ui/gallery.rs", samples)).is_empty());
    check(r#"<p>{ "客户" }</p>"#, 1);
    check(r#"<p>{ format!("{n} customers") }</p>"#, 1);
    check(r#"<p>{ match kind { Kind::Trial => "trial" } }</p>"#, 1);
    check(r#"<p>{ if new { "new" } else { "known" } }</p>"#, 2);
    check(r#"<button title="Close" aria-label={"Close it"} />"#, 2);
    check(r#"<ul>{ for rows.iter().map(|row| html! { <li class="row">{ "Row" }</li> }) }</ul>"#, 1);
    check(r#"<p class="row" key={"row"}>{ t(Msg::Customers) }{ " · " }{ format!("{a}–{b}") }</p>"#, 0);
    check(r#"<p class={classes!("row", open.then_some("is-open"))}>{ icon("search") }</p>"#, 0);
    check(
        r#"<p class={ if open { "is-open" } else { "row" } } role="status">{ if key == "a" { t(A) } else { t(B) } }</p>"#,
        0,
    );
}
