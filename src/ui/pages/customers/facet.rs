//! One filter: a button that opens the values of a dimension with their counts.

use yew::prelude::*;

use crate::domain::Field;
use crate::domain::policy::StageLabels;
use crate::report::roster::{Dimension, Pick, Query, Source};
use crate::ui::components::{Checkbox, Icon, IconName};
use crate::ui::hooks::on_leave;
use crate::ui::{Locale, Msg, use_desk, use_locale, words};

/// Props of [`Facet`].
#[derive(Properties, PartialEq)]
pub(super) struct FacetProps {
    /// What is filtered by.
    pub(super) dimension: Dimension,
    /// What is listed now.
    pub(super) query: Query,
    /// Called with a value that is to be added or taken away.
    pub(super) on_toggle: Callback<(Dimension, Pick)>,
}

/// The filter of one dimension.
#[component]
pub(super) fn Facet(props: &FacetProps) -> Html {
    let locale = use_locale();
    let open = use_state_eq(|| false);
    let node = use_node_ref();
    let toggle = {
        let open = open.clone();
        move |_: MouseEvent| open.set(!*open)
    };
    let on_key = {
        let open = open.setter();
        move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                open.set(false);
            }
        }
    };
    let leave = {
        let open = open.setter();
        on_leave(&node, Callback::from(move |()| open.set(false)))
    };
    let chosen = props.query.filters.get(&props.dimension).map_or(0, |picks| picks.len());
    let label = dimension_label(&locale, props.dimension);
    html! {
        <div class={classes!("facet", (chosen > 0).then_some("is-chosen"))} ref={node} onkeydown={on_key} onfocusout={leave}>
            <button type="button" class={classes!("button", (chosen > 0).then_some("is-on"))} aria-expanded={open.to_string()} onclick={toggle}>
                <span>{ label.clone() }</span>
                if chosen > 0 { <span class="facet__chosen">{ locale.number(chosen as i64) }</span> }
                <Icon name={IconName::ChevronDown} />
            </button>
            if *open { <div class="facet__list" role="group" tabindex="-1" aria-label={label}><Values ..props.clone() /></div> }
        </div>
    }
}

impl Clone for FacetProps {
    fn clone(&self) -> Self {
        FacetProps { dimension: self.dimension, query: self.query.clone(), on_toggle: self.on_toggle.clone() }
    }
}

/// The values with their counts, counted only while they are seen.
#[component]
fn Values(props: &FacetProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let labels = desk.read().policy().stage.labels;
    let counts = {
        let members = props.query.set.as_deref().map(|set| desk.members(set));
        let index = desk.searched(&props.query);
        let desk = desk.read();
        let source = Source { book: desk.book(), standing: desk.standing(), index: &index, within: members.as_deref() };
        source.facet(&props.query, props.dimension)
    };
    let mut counts: Vec<(Pick, u32)> = counts.into_iter().collect();
    if props.dimension.scheme().is_none() {
        counts
            .sort_by(|one, other| (one.0 == Pick::Unknown).cmp(&(other.0 == Pick::Unknown)).then(other.1.cmp(&one.1)));
    }
    let chosen = props.query.filters.get(&props.dimension);
    let line = |(pick, count): &(Pick, u32)| {
        let checked = chosen.is_some_and(|picks| picks.contains(pick));
        let (dimension, value) = (props.dimension, pick.clone());
        let on_change = props.on_toggle.reform(move |_: bool| (dimension, value.clone()));
        html! {
            <div class="facet__value">
                <Checkbox label={option_label(&locale, props.dimension, pick, labels)} {checked} {on_change} />
                <span class="figure text-quiet">{ locale.number((*count).into()) }</span>
            </div>
        }
    };
    html! {
        <>
            { for counts.iter().map(line) }
            if counts.is_empty() { <p class="text-quiet">{ locale.t(Msg::CustomersNoMatch) }</p> }
        </>
    }
}

/// Returns what a dimension is called.
pub(in crate::ui::pages) fn dimension_label(locale: &Locale, dimension: Dimension) -> AttrValue {
    match (dimension.scheme(), dimension.field()) {
        (Some(scheme), _) => words::word(locale, scheme),
        (_, Some(field)) => words::customer_field(locale, field),
        _ => locale.t(match dimension {
            Dimension::Region => Msg::CustomersRegion,
            Dimension::Continent => Msg::CustomersContinent,
            _ => Msg::CustomersLate,
        }),
    }
}

/// Returns what a value of a dimension is called.
pub(in crate::ui::pages) fn option_label(
    locale: &Locale,
    dimension: Dimension,
    pick: &Pick,
    labels: StageLabels,
) -> AttrValue {
    match (pick, dimension.field()) {
        (Pick::Class(class), _) => words::class(locale, *class, labels),
        (Pick::Country(country), _) => locale.country(country.code()),
        (Pick::Region(region), _) => words::place(locale, region.m49()),
        (Pick::Continent(continent), _) => words::place(locale, continent.m49()),
        (Pick::Count(count), _) => locale.number((*count).into()),
        (Pick::Flag(yes), _) => words::flag(locale, *yes),
        (Pick::Choice(index), Some(field)) => words::choice(locale, field.kind(), *index),
        (Pick::Text(text), _) => AttrValue::from(text.to_string()),
        (Pick::Late, _) => locale.t(Msg::CustomersPaysLate),
        (Pick::OnTime, _) => locale.t(Msg::CustomersPaysOnTime),
        _ if dimension.scheme().is_some() => locale.t(Msg::ClassNone),
        _ => locale.t(Msg::CustomersUnknown),
    }
}
