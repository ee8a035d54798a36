//! Complaints and rewards: one row each, with its days and what about.

use std::fmt::Display;

use yew::prelude::*;

use crate::domain::{Complaint, Date, Kind, Reward};
use crate::ui::components::{Button, ButtonKind, DateField, DecimalField, IconButton, IconName, TextField};
use crate::ui::{Msg, use_desk, use_locale};

/// Props of [`DatedField`].
#[derive(Properties, PartialEq)]
pub struct DatedFieldProps {
    /// What is asked.
    pub label: AttrValue,
    /// Which of them.
    pub kind: Kind,
    /// Their text form.
    pub text: AttrValue,
    /// Called with the new text form.
    pub on_text: Callback<AttrValue>,
    /// What is wrong and how to right it.
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

/// A field for complaints or for rewards.
#[component]
pub fn DatedField(props: &DatedFieldProps) -> Html {
    let locale = use_locale();
    let today = use_desk().read().today();
    let texts: Vec<String> = texts(&props.text);
    let add = {
        let (texts, on_text) = (texts.clone(), props.on_text.clone());
        let fresh = match props.kind {
            Kind::Rewards => Reward { day: today, points: 0, note: "".into() }.to_string(),
            _ => Complaint { opened: today, closed: None, note: "".into() }.to_string(),
        };
        Callback::from(move |()| on_text.emit(joined(texts.iter().cloned().chain([fresh.clone()]))))
    };
    let label = locale.t(match props.kind {
        Kind::Rewards => Msg::PartsDatedAddReward,
        _ => Msg::PartsDatedAddComplaint,
    });
    let view = |(place, text): (usize, &String)| {
        let put = {
            let (texts, on_text) = (texts.clone(), props.on_text.clone());
            Callback::from(move |text: Option<String>| on_text.emit(with(&texts, place, text)))
        };
        html! { <Entry key={place} kind={props.kind} text={text.clone()} {put} /> }
    };
    html! {
        <fieldset class="dated">
            <legend class="field__label">{ &props.label }</legend>
            { for texts.iter().enumerate().map(view) }
            if let Some(error) = &props.error { <p class="field__error" role="alert">{ error }</p> }
            <div><Button kind={ButtonKind::Quiet} icon={IconName::Plus} {label} on_click={add} /></div>
        </fieldset>
    }
}

/// Props of [`Entry`].
#[derive(Properties, PartialEq)]
struct EntryProps {
    kind: Kind,
    text: AttrValue,
    put: Callback<Option<String>>,
}

#[component]
fn Entry(props: &EntryProps) -> Html {
    let locale = use_locale();
    let put = &props.put;
    let remove = |day: Date| {
        let label = locale.t(Msg::PartsDatedRemove { day: locale.date(day) });
        html! { <IconButton icon={IconName::Trash} {label} on_click={put.reform(|()| None)} /> }
    };
    if props.kind == Kind::Rewards {
        let Some(reward) = Reward::read(&props.text) else { return Html::default() };
        let on_day = set(put, reward.clone(), |reward, day: Option<Date>| reward.day = day.unwrap_or(reward.day));
        let on_points = set(put, reward.clone(), |reward, points: Option<i64>| {
            reward.points = points.and_then(|points| points.try_into().ok()).unwrap_or(0);
        });
        let on_note = set(put, reward.clone(), |reward, note: AttrValue| reward.note = note.as_str().into());
        return html! {
            <div class="dated__entry" role="group" aria-label={locale.t(Msg::PartsDatedReward)}>
                <DateField label={locale.t(Msg::PartsDatedDay)} value={Some(reward.day)} on_change={on_day} />
                <DecimalField label={locale.t(Msg::PartsDatedPoints)} value={Some(i64::from(reward.points)).filter(|points| *points > 0)} exponent={0} on_change={on_points} />
                <TextField label={locale.t(Msg::PartsDatedWhat)} value={reward.note.to_string()} on_input={on_note} />
                { remove(reward.day) }
            </div>
        };
    }
    let Some(complaint) = Complaint::read(&props.text) else { return Html::default() };
    let on_opened = set(put, complaint.clone(), |it, day: Option<Date>| it.opened = day.unwrap_or(it.opened));
    let on_closed = set(put, complaint.clone(), |it, day: Option<Date>| it.closed = day);
    let on_note = set(put, complaint.clone(), |it, note: AttrValue| it.note = note.as_str().into());
    html! {
        <div class="dated__entry" role="group" aria-label={locale.t(Msg::PartsDatedComplaint)}>
            <DateField label={locale.t(Msg::PartsDatedOpened)} value={Some(complaint.opened)} on_change={on_opened} />
            <DateField label={locale.t(Msg::PartsDatedClosed)} value={complaint.closed} on_change={on_closed} />
            <TextField label={locale.t(Msg::PartsDatedNote)} value={complaint.note.to_string()} on_input={on_note} />
            { remove(complaint.opened) }
        </div>
    }
}

/// Returns what sets a part of an entry and puts it as text.
fn set<E: Clone + Display + 'static, T: 'static>(
    put: &Callback<Option<String>>,
    entry: E,
    change: fn(&mut E, T),
) -> Callback<T> {
    put.reform(move |value| {
        let mut entry = entry.clone();
        change(&mut entry, value);
        Some(entry.to_string())
    })
}

/// Parts a text as it is typed: a blank at the end of a note stays until it is saved.
fn texts(text: &str) -> Vec<String> {
    let each = text.split([';', '\n']).map(|one| one.trim_start().to_owned());
    each.filter(|one| !one.is_empty()).collect()
}

fn joined(texts: impl Iterator<Item = String>) -> AttrValue {
    texts.collect::<Vec<_>>().join("; ").into()
}

fn with(texts: &[String], place: usize, text: Option<String>) -> AttrValue {
    let each = texts.iter().enumerate();
    joined(each.filter_map(|(at, old)| if at == place { text.clone() } else { Some(old.clone()) }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_changed_in_its_place_and_keeps_a_blank_that_is_typed() {
        let both = texts("2024-05-01 late ; 2024-06-01");
        assert_eq!(both, ["2024-05-01 late ", "2024-06-01"]);
        assert_eq!(with(&both, 1, Some("2024-06-02".into())).as_str(), "2024-05-01 late ; 2024-06-02");
        assert_eq!(with(&both, 0, None).as_str(), "2024-06-01");
    }
}
