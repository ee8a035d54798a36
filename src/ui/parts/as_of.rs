//! The date whose classes are shown, in sight on every screen that shows classes (D13).

use yew::prelude::*;

use crate::domain::Date;
use crate::ui::components::{Button, ButtonKind, DateField};
use crate::ui::{Msg, use_desk, use_locale};

/// The date that is shown, and the way to another.
#[component]
pub fn AsOf() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let (as_of, today) = (desk.read().as_of(), desk.read().today());
    let redraw = use_force_update();
    let on_change = {
        let desk = desk.clone();
        Callback::from(move |day: Option<Date>| {
            desk.show(day.filter(|date| *date != today));
            // A field that was emptied shows today again, though the date has not changed.
            redraw.force_update();
        })
    };
    let back = {
        let desk = desk.clone();
        Callback::from(move |()| desk.show(None))
    };
    html! {
        <span class="as-of">
            <DateField label={locale.t(Msg::PartsAsOf)} value={Some(as_of)} {on_change} />
            if as_of != today {
                <Button kind={ButtonKind::Quiet} label={locale.t(Msg::PartsToday)} on_click={back} />
            }
        </span>
    }
}
