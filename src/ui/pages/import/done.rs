//! After an import: what was done and where to go from here.

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::ui::components::{Button, Notice, Tone};
use crate::ui::{Msg, Route, use_locale};

/// Props of [`Done`].
#[derive(Properties, PartialEq)]
pub(super) struct DoneProps {
    /// How much is new or changed.
    pub(super) what: AttrValue,
    /// How many chosen files are still to come.
    pub(super) left: u64,
    /// How many more sheets the workbook has.
    pub(super) sheets: u64,
    /// Shows the sheets again.
    pub(super) on_sheet: Callback<()>,
    /// Takes the next file.
    pub(super) on_next: Callback<()>,
    /// Takes another file.
    pub(super) on_more: Callback<()>,
}

/// The end of an import.
#[component]
pub(super) fn Done(props: &DoneProps) -> Html {
    let locale = use_locale();
    html! {
        <>
            <Notice tone={Tone::Good} title={locale.t(Msg::ImportInBook { what: props.what.clone() })}>
                { locale.t(Msg::ImportInBookText) }
            </Notice>
            <div class="cluster">
                if props.sheets > 0 {
                    <Button label={locale.t(Msg::ImportOtherSheets { n: props.sheets })} on_click={&props.on_sheet} />
                }
                if props.left > 0 {
                    <Button label={locale.t(Msg::ImportNextFile { n: props.left })} on_click={&props.on_next} />
                }
                <Link<Route> to={Route::Customers} classes="button button--primary">{ locale.t(Msg::ImportToCustomers) }</Link<Route>>
                <Link<Route> to={Route::Rules} classes="button">{ locale.t(Msg::ImportToRules) }</Link<Route>>
                <Button label={locale.t(Msg::ImportAnother)} on_click={&props.on_more} />
            </div>
        </>
    }
}
