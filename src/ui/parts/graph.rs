//! A chart in the page: drawn when it is first seen, in step with what it shows, said in words where it cannot be drawn.

use std::cell::Cell;
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::port::charts::{Chart, Drawing};
use crate::ui::hooks::use_id;
use crate::ui::{Msg, use_locale, use_services};

/// Props of [`Graph`].
#[derive(Properties, PartialEq)]
pub struct GraphProps {
    /// What it shows, in the sentence that it proves.
    pub label: AttrValue,
    /// The chart.
    pub chart: Rc<Chart>,
    /// How high it is, in rows of a bar each.
    pub rows: u32,
    /// Called with the place of a mark that is clicked.
    pub on_pick: Callback<u32>,
}

/// A chart.
#[component]
pub fn Graph(props: &GraphProps) -> Html {
    let locale = use_locale();
    let charts = use_services().charts;
    let id = use_id();
    let is_missing = use_state_eq(|| false);
    // The latest way to pick, so that another one draws nothing anew.
    let on_pick = use_mut_ref(Callback::noop);
    on_pick.replace(props.on_pick.clone());
    use_effect_with((id.clone(), Rc::clone(&props.chart)), {
        let is_missing = is_missing.setter();
        move |(id, chart)| {
            let drawing = Rc::new(Cell::new(None::<Drawing>));
            let is_wanted = Rc::new(Cell::new(true));
            let picked = Rc::new(move |place| on_pick.borrow().emit(place));
            let drawn = charts.draw(id, chart, picked);
            spawn_local({
                let (drawing, is_wanted) = (Rc::clone(&drawing), Rc::clone(&is_wanted));
                async move {
                    let outcome = drawn.await;
                    is_missing.set(outcome.is_err());
                    drawing.set(outcome.ok().filter(|_| is_wanted.get()));
                }
            });
            move || {
                is_wanted.set(false);
                drop(drawing.take());
            }
        }
    });
    html! {
        <>
            <div class="graph" {id} role="img" aria-label={&props.label} style={format!("--rows: {}", props.rows)} hidden={*is_missing}></div>
            if *is_missing { <p class="text-quiet" role="status">{ locale.t(Msg::AnalysisNoChart) }</p> }
        </>
    }
}
