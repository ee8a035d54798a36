//! All components in all their states, to look at while developing; not part of a release.

use yew::prelude::*;

/// The gallery.
#[component]
pub fn Gallery() -> Html {
    html! { <div class="page"></div> }
}
