//! The app as one file, to be taken along.

use yew::prelude::*;

use crate::ui::components::{Icon, IconName, Section};
use crate::ui::{Msg, use_locale, use_services};

/// Offers the file, unless it is what is open.
#[component]
pub(super) fn Along() -> Html {
    let locale = use_locale();
    let services = use_services();
    if services.host.is_one_file() {
        return Html::default();
    }
    html! {
        <Section title={locale.t(Msg::BookplaceAlong)}>
            <div class="stack">
                <p class="text-quiet">{ locale.t(Msg::BookplaceAlongText) }</p>
                <div class="cluster">
                    <a class="button" href="./portbook.html" download="portbook.html">
                        <Icon name={IconName::Download} /><span>{ locale.t(Msg::BookplaceAlongSave) }</span>
                    </a>
                </div>
            </div>
        </Section>
    }
}
