//! What the columns mean: samples, what was guessed, how sure, and another meaning to choose.

use std::rc::Rc;

use yew::prelude::*;

use super::{MappingOf, words};
use crate::transfer::mapping::{Column, Mapping, Rule, Sure};
use crate::transfer::target::{Kind, Target};
use crate::ui::components::{Button, Choice, Section, SelectField};
use crate::ui::{Msg, use_locale};

/// Props of [`Columns`].
#[derive(Properties, PartialEq)]
pub(super) struct ColumnsProps {
    /// What the columns are taken for.
    pub(super) mapping: MappingOf,
    /// Called with what they are taken for instead.
    pub(super) on_change: Callback<Mapping>,
}

/// The kind of rows and every column.
#[component]
pub(super) fn Columns(props: &ColumnsProps) -> Html {
    let locale = use_locale();
    let mapping = Rc::clone(&props.mapping.0);
    let shown = use_state(|| AT_ONCE);
    let kinds: Rc<[Choice]> =
        Kind::ALL.iter().map(|kind| Choice::new(kind.key(), words::kind(&locale, *kind))).collect();
    let on_kind = {
        let (mapping, on_change) = (Rc::clone(&mapping), props.on_change.clone());
        Callback::from(move |key: AttrValue| {
            let mut mapping = (*mapping).clone();
            if let Some(kind) = Kind::from_key(&key) {
                mapping.set_kind(kind);
            }
            on_change.emit(mapping);
        })
    };
    let targets: Rc<[Choice]> = Target::offered(mapping.kind)
        .into_iter()
        .map(|target| Choice::new(target.key(), words::target(&locale, target)))
        .collect();
    let view = |place: usize| {
        let column = mapping.columns.get(place)?;
        let facts = mapping.facts().columns.get(place)?;
        let mut choices = targets.to_vec();
        if !choices.iter().any(|choice| choice.value == column.target.key()) {
            choices.push(Choice::new(column.target.key(), words::target(&locale, column.target)));
        }
        let on_target = {
            let (mapping, on_change) = (Rc::clone(&mapping), props.on_change.clone());
            Callback::from(move |key: AttrValue| {
                let mut mapping = (*mapping).clone();
                if let Some(target) = Target::from_key(&key) {
                    mapping.set_target(place, target);
                }
                on_change.emit(mapping);
            })
        };
        let label = if column.label.is_empty() {
            locale.t(Msg::ImportColumn { n: place as u64 + 1 })
        } else {
            column.label.clone().into()
        };
        Some(html! {
            <tr key={place} class={classes!((column.target == Target::Skip).then_some("is-skipped"))}>
                <th scope="row">{ label.clone() }</th>
                <td class="import__samples">{ facts.samples.join(" · ") }</td>
                <td><SelectField {label} value={column.target.key()} choices={Rc::<[Choice]>::from(choices)} on_change={on_target} /></td>
                <td class={classes!("import__sure", (column.sure < Sure::Likely && column.target != Target::Skip).then_some("is-unsure"))}>
                    { words::sure(&locale, column) }
                    if let (Rule::Date(rule), true) = (column.rule, facts.short_years.is_some()) {
                        <p class="text-quiet">{ words::short_years(&locale, &rule.short_years()) }</p>
                    }
                </td>
            </tr>
        })
    };
    // Of a very wide table all that is taken over is in sight, and the rest comes when asked for.
    let is_shown = |place: usize, column: &Column| place < *shown || column.target != Target::Skip;
    let (places, hidden): (Vec<usize>, Vec<usize>) = (0..mapping.columns.len())
        .partition(|place| mapping.columns.get(*place).is_some_and(|column| is_shown(*place, column)));
    let more = hidden.len().min(AT_ONCE) as u64;
    let on_more = {
        let shown = shown.clone();
        let next = hidden.get(AT_ONCE - 1).or(hidden.last()).map_or(*shown, |place| place + 1);
        Callback::from(move |()| shown.set(next))
    };
    html! {
        <Section title={locale.t(Msg::ImportColumns)}>
            <div class="import__switches">
                <SelectField label={locale.t(Msg::ImportKind)} value={mapping.kind.key()} choices={kinds} on_change={on_kind} />
            </div>
            <div class="import__scroll" tabindex="0">
                <table class="import__columns">
                    <thead><tr>
                        <th>{ locale.t(Msg::ImportLabel) }</th><th>{ locale.t(Msg::ImportSamples) }</th>
                        <th>{ locale.t(Msg::ImportMeans) }</th><th>{ locale.t(Msg::ImportSure) }</th>
                    </tr></thead>
                    <tbody>{ for places.into_iter().filter_map(view) }</tbody>
                </table>
            </div>
            if more > 0 {
                <div class="cluster">
                    <Button label={locale.t(Msg::ImportMoreColumns { n: more })} on_click={on_more} />
                    <span class="text-quiet">{ locale.t(Msg::ImportHiddenColumns { n: hidden.len() as u64 }) }</span>
                </div>
            }
        </Section>
    }
}

/// Columns shown at once: each has a list of all that it can mean.
const AT_ONCE: usize = 40;
