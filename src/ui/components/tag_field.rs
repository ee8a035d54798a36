//! A list of short words, such as tags or product lines, typed one after the other.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::chip::Chip;
use super::field::{Field, described_by};
use crate::ui::hooks::use_id;

/// Props of [`TagField`].
#[derive(Properties, PartialEq)]
pub struct TagFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// The words so far.
    pub tags: Rc<[AttrValue]>,
    /// What is offered while typing.
    pub suggestions: Rc<[AttrValue]>,
    /// Called with the new list.
    pub on_change: Callback<Rc<[AttrValue]>>,
    /// An example or what it means.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong and how to right it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// A field that holds several words.
#[component]
pub fn TagField(props: &TagFieldProps) -> Html {
    let id = use_id();
    let list = AttrValue::from(format!("{id}-list"));
    let view_tag = |(index, tag): (usize, &AttrValue)| {
        let (tags, on_change) = (props.tags.clone(), props.on_change.clone());
        let on_remove = Callback::from(move |()| on_change.emit(without(&tags, index)));
        html! { <Chip key={tag.to_string()} label={tag} on_remove={Some(on_remove)} /> }
    };
    html! {
        <Field id={&id} label={&props.label} hint={props.hint.clone()} error={props.error.clone()}>
            <span class="field__control field__control--tags">
                { for props.tags.iter().enumerate().map(view_tag) }
                <input class="field__tag-input" id={&id} type="text" list={&list} autocomplete="off"
                    aria-invalid={props.error.is_some().then_some("true")} aria-describedby={described_by(&id, &props.hint, &props.error)}
                    onkeydown={on_key(props)} onchange={on_leave(props)} />
            </span>
            <datalist id={&list}>
                { for props.suggestions.iter().filter(|text| !props.tags.contains(text)).map(|text| html! {
                    <option key={text.to_string()} value={text} />
                }) }
            </datalist>
        </Field>
    }
}

/// Enter and comma take the word, backspace in an empty field takes the last one back.
fn on_key(props: &TagFieldProps) -> Callback<KeyboardEvent> {
    let (tags, on_change) = (props.tags.clone(), props.on_change.clone());
    Callback::from(move |event: KeyboardEvent| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let typed = input.value();
        match event.key().as_str() {
            _ if event.is_composing() => {}
            "Enter" | "," | "，" | "、" => {
                event.prevent_default();
                input.set_value("");
                on_change.emit(with(&tags, &typed));
            }
            "Backspace" if typed.is_empty() && !tags.is_empty() => on_change.emit(without(&tags, tags.len() - 1)),
            _ => {}
        }
    })
}

fn on_leave(props: &TagFieldProps) -> Callback<Event> {
    let (tags, on_change) = (props.tags.clone(), props.on_change.clone());
    Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let typed = input.value();
        input.set_value("");
        on_change.emit(with(&tags, &typed));
    })
}

fn with(tags: &[AttrValue], typed: &str) -> Rc<[AttrValue]> {
    let typed = typed.trim();
    let is_new = !typed.is_empty() && tags.iter().all(|tag| tag != typed);
    tags.iter().cloned().chain(is_new.then(|| AttrValue::from(typed.to_owned()))).collect()
}

fn without(tags: &[AttrValue], index: usize) -> Rc<[AttrValue]> {
    tags.iter().enumerate().filter(|(at, _)| *at != index).map(|(_, tag)| tag.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_added_once_and_trimmed() {
        let tags: Rc<[AttrValue]> = [AttrValue::from("VIP")].into();
        assert_eq!(*with(&tags, " Canton Fair "), ["VIP", "Canton Fair"].map(AttrValue::from));
        assert_eq!(with(&tags, "VIP"), tags);
        assert_eq!(with(&tags, "  "), tags);
        assert!(without(&tags, 0).is_empty());
    }
}
