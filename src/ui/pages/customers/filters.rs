//! The search field and one filter for each dimension, with the number of customers behind each value.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::ListState;
use super::facet::{Facet, option_label};
use crate::domain::choice::Choice as _;
use crate::report::roster::{Dimension, Pick, Query};
use crate::ui::components::{Button, ButtonKind, Chip, TextField, TextKind};
use crate::ui::{Msg, use_desk, use_locale, words};

/// Dimensions that are always in sight; the others come with a click.
const IN_SIGHT: [Dimension; 6] =
    [Dimension::Scale, Dimension::Value, Dimension::Abc, Dimension::Stage, Dimension::Country, Dimension::Tags];

/// Props of [`Filters`].
#[derive(Properties, PartialEq)]
pub(super) struct FiltersProps {
    /// What is listed now.
    pub(super) list: ListState,
    /// Called with what is to be listed.
    pub(super) on_change: Callback<ListState>,
}

/// The filters.
#[component]
pub(super) fn Filters(props: &FiltersProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let is_open = use_state_eq(|| false);
    let list = props.list.clone();
    let change = {
        let (list, on_change) = (list.clone(), props.on_change.clone());
        Callback::from(move |query: Query| on_change.emit(ListState { query, ..list.clone() }))
    };
    let on_text = {
        let (query, change) = (list.query.clone(), change.clone());
        Callback::from(move |text: AttrValue| change.emit(Query { text: text.to_string(), ..query.clone() }))
    };
    let on_toggle = {
        let (query, change) = (list.query.clone(), change.clone());
        Callback::from(move |(dimension, pick): (Dimension, Pick)| {
            let mut query = query.clone();
            query.toggle(dimension, pick);
            change.emit(query);
        })
    };
    let on_set = {
        let (query, change) = (list.query.clone(), change.clone());
        Callback::from(move |()| change.emit(Query { set: None, ..query.clone() }))
    };
    let labels = desk.read().policy().stage.labels;
    let set = list.query.set.as_deref().map(|set| words::set(&locale, set, labels));
    let on_clear = {
        let change = change.clone();
        Callback::from(move |()| change.emit(Query::default()))
    };
    let more = {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(!*is_open))
    };
    let is_shown = |dimension: &&Dimension| {
        !IN_SIGHT.contains(dimension) && (*is_open || list.query.filters.contains_key(dimension))
    };
    let in_force =
        list.query.filters.iter().flat_map(|(dimension, picks)| picks.iter().map(|pick| (*dimension, pick.clone())));
    let chips = in_force.map(|(dimension, pick)| {
        let label = option_label(&locale, dimension, &pick, labels);
        let on_remove = on_toggle.reform(move |()| (dimension, pick.clone()));
        html! { <Chip {label} on_remove={Some(on_remove)} pressed=true /> }
    });
    html! {
        <div class={classes!("filters", is_open.then_some("is-all"))} role="search">
            <div class="filters__bar">
                <div class="filters__search" onkeydown={Callback::from(step_into_list)}>
                    <TextField label={locale.t(Msg::CustomersSearch)} kind={TextKind::Search} value={list.query.text.clone()} on_input={on_text} />
                </div>
                // The way to more stays where it was pressed, whatever it brings.
                { for IN_SIGHT.iter().chain(Dimension::ALL.iter().filter(is_shown)).map(|dimension| html! {
                    <>
                        <Facet key={dimension.key()} dimension={*dimension} query={list.query.clone()} on_toggle={&on_toggle} />
                        if *dimension == Dimension::Tags {
                            <Button kind={ButtonKind::Quiet} label={locale.t(if *is_open { Msg::CustomersFewer } else { Msg::CustomersMore })} on_click={&more} />
                            if *is_open { <span class="filters__break"></span> }
                        }
                    </>
                }) }
            </div>
            // A text alone is cleared where it stands; a line of its own would move the list while it is typed.
            if list.query.set.is_some() || !list.query.filters.is_empty() {
                <div class="cluster">
                    { for set.map(|label| html! { <Chip {label} on_remove={Some(on_set)} pressed=true /> }) }
                    { for chips }
                    <Button kind={ButtonKind::Quiet} label={locale.t(Msg::CustomersClear)} on_click={on_clear} />
                </div>
            }
        </div>
    }
}

/// From the search the arrow down or Enter leads to what was found.
fn step_into_list(event: KeyboardEvent) {
    let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_asked = matches!(event.key().as_str(), "ArrowDown" | "Enter") && !event.is_composing();
    let document = field.filter(|_| is_asked).and_then(|field| field.owner_document());
    let list = document.and_then(|document| document.query_selector("[role=grid][tabindex='0']").ok().flatten());
    if let Some(list) = list.and_then(|list| list.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        // A list that cannot take the focus leaves it in the field.
        let _ = list.focus();
    }
}
