//! What the default rules say, beside what was chosen or typed, and the way back to it.

use yew::prelude::*;

use crate::ui::components::{Button, ButtonKind};
use crate::ui::{Locale, Msg};

/// Returns what stands below a control: that it has the default, or what the default is where `other` tells it.
pub(super) fn view_source(locale: &Locale, other: Option<AttrValue>, on_back: Callback<()>) -> Html {
    html! {
        <span class="rules__source">
            if let Some(value) = other {
                { locale.t(Msg::RulesSource { value }) }
                <Button kind={ButtonKind::Quiet} label={locale.t(Msg::RulesTakeSource)} on_click={on_back} />
            } else {
                { locale.t(Msg::RulesIsSource) }
            }
        </span>
    }
}
