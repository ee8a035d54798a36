//! How old the last good backup is, always in sight.

use yew::prelude::*;
use yew_router::prelude::Link;

use crate::ui::components::{Icon, IconName};
use crate::ui::desk::Shelf;
use crate::ui::{Msg, Route, use_desk, use_locale, use_store};

/// How old the last good backup is, as a way to the page that makes one.
#[component]
pub(super) fn BackupAge() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let store = use_store();
    if desk.shelf() != Shelf::Own || desk.read().book().customers().is_empty() {
        return Html::default();
    }
    let today = desk.read().today();
    let (words, title) = match store.preferences.backed_up {
        Some(day) => {
            let (day, ago) = (locale.date(day), locale.relative(day, today));
            (locale.t(Msg::BookplaceBackupAge { ago: ago.clone() }), locale.t(Msg::BookplaceBackedUp { day, ago }))
        }
        None => (locale.t(Msg::BookplaceNoBackup), locale.t(Msg::BookplaceNeverBackedUp)),
    };
    html! {
        <span class="backup-age" {title}>
            <Link<Route> to={Route::Book} classes="backup-age__link">
                <Icon name={IconName::Download} />
                <span>{ words }</span>
            </Link<Route>>
        </span>
    }
}
