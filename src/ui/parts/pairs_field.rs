//! The owner's own fields: names and texts, one pair a line.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::domain::value;
use crate::ui::components::{IconButton, IconName};
use crate::ui::{Msg, use_locale};

/// Props of [`PairsField`].
#[derive(Properties, PartialEq)]
pub struct PairsFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The pairs, a line `name: text` each.
    pub text: AttrValue,
    /// Called with the new lines.
    pub on_text: Callback<AttrValue>,
}

/// A field for names and texts.
#[component]
pub fn PairsField(props: &PairsFieldProps) -> Html {
    let locale = use_locale();
    let mut pairs = pairs(&props.text);
    let known = pairs.len();
    pairs.push(Default::default());
    let view_pair = |(place, (name, text)): (usize, &(String, String))| {
        let input = |value: &str, label: Msg, side: Side| {
            let label = locale.t(label);
            let (lines, on_text) = (props.text.clone(), props.on_text.clone());
            let on_input = Callback::from(move |event: InputEvent| {
                let typed = event.target_unchecked_into::<HtmlInputElement>().value();
                on_text.emit(with(&lines, place, side, &typed));
            });
            html! { <input class="field__control" type="text" autocomplete="off" value={value.to_owned()} aria-label={&label} placeholder={&label} oninput={on_input} /> }
        };
        let remove = {
            let (lines, on_text) = (props.text.clone(), props.on_text.clone());
            Callback::from(move |()| on_text.emit(without(&lines, place)))
        };
        html! {
            <div class="pairs__row" key={place}>
                { input(name, Msg::CustomerPairName, Side::Name) }
                { input(text, Msg::CustomerPairText, Side::Text) }
                if place < known {
                    <IconButton icon={IconName::Close} label={locale.t(Msg::ComponentRemove { what: name.clone().into() })} on_click={remove} />
                }
            </div>
        }
    };
    html! {
        <fieldset class="pairs">
            <legend class="field__label">{ &props.label }</legend>
            { for pairs.iter().enumerate().map(view_pair) }
        </fieldset>
    }
}

/// The sides of a pair.
#[derive(Clone, Copy)]
enum Side {
    Name,
    Text,
}

fn pairs(lines: &str) -> Vec<(String, String)> {
    let split = |line: &str| {
        value::pair(line).map_or((line.to_owned(), String::new()), |(name, text)| {
            (name.to_owned(), text.strip_prefix(' ').unwrap_or(text).to_owned())
        })
    };
    lines.lines().map(split).collect()
}

fn joined(pairs: &[(String, String)]) -> AttrValue {
    pairs.iter().map(|(name, text)| format!("{name}: {text}")).collect::<Vec<_>>().join("\n").into()
}

fn with(lines: &str, place: usize, side: Side, typed: &str) -> AttrValue {
    let mut pairs = pairs(lines);
    if pairs.len() <= place {
        pairs.resize(place + 1, Default::default());
    }
    if let Some(pair) = pairs.get_mut(place) {
        match side {
            // A colon ends the name, so a name has none.
            Side::Name => pair.0 = typed.replace([':', '：', '\n'], " "),
            Side::Text => pair.1 = typed.replace('\n', " "),
        }
    }
    joined(&pairs)
}

fn without(lines: &str, place: usize) -> AttrValue {
    let mut pairs = pairs(lines);
    if place < pairs.len() {
        pairs.remove(place);
    }
    joined(&pairs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, Value};

    #[test]
    fn what_is_typed_is_what_the_field_holds() {
        let lines = with("Port: Riga", 1, Side::Name, "Incoterm");
        let lines = with(&lines, 1, Side::Text, "FOB: Ningbo");
        assert_eq!(lines, "Port: Riga\nIncoterm: FOB: Ningbo");
        let value = Value::parse(Kind::Pairs, &lines).unwrap().unwrap();
        assert_eq!(value.text(Kind::Pairs), "Incoterm: FOB: Ningbo\nPort: Riga");
        assert_eq!(without(&lines, 0), "Incoterm: FOB: Ningbo");
    }
}
