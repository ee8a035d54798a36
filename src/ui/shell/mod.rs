//! The frame around every page: rail or bottom bar, top bar, messages, and the keyboard.

mod attendant;
mod backup_age;
mod backups;
mod banners;
mod commands;
mod dropped;
mod found;
mod idle;
mod key_sheet;
mod newer;
mod palette;
mod rail;
mod reading;
mod save_state;
mod toasts;
mod top_bar;

use yew::prelude::*;
use yew_router::prelude::*;

use super::command::{Command, Offers, PageCommands};
use super::hooks::use_keys;
use super::pages::{Arrival, use_rest};
use super::place::{Place, places};
use super::{Msg, Route, use_desk, use_locale, use_services, use_store};
use attendant::Attendant;
use backups::Backups;
use banners::Banners;
use commands::{desk_commands, lock_command, shell_commands};
use idle::IdleLock;
use key_sheet::KeySheet;
use newer::NewerVersion;
use palette::Palette;
use rail::Rail;
use reading::Reading;
use toasts::Toasts;
use top_bar::TopBar;

/// What lies over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Overlay {
    Palette,
    Keys,
}

/// Props of [`Shell`].
#[derive(Properties, PartialEq)]
pub struct ShellProps {
    /// The page.
    pub children: Html,
}

/// The frame with the page inside.
#[component]
pub fn Shell(props: &ShellProps) -> Html {
    let locale = use_locale();
    let store = use_store();
    let desk = use_desk();
    let route = use_route::<Route>().unwrap_or(Route::Nowhere);
    let navigator = use_navigator();
    let overlay = use_state_eq(|| None::<Overlay>);
    // An overlay comes into the page when it is first opened, and stays, so that it can give the focus back.
    let met = use_mut_ref(Vec::<Overlay>::new);
    if let Some(overlay) = overlay.filter(|it| !met.borrow().contains(it)) {
        met.borrow_mut().push(overlay);
    }
    let offers = use_reducer_eq(Offers::default);
    let root = use_node_ref();
    let main = use_node_ref();

    let show = {
        let overlay = overlay.setter();
        Callback::from(move |it| overlay.set(Some(it)))
    };
    let close = {
        let overlay = overlay.setter();
        Callback::from(move |()| overlay.set(None))
    };
    let mut commands = offers.all();
    commands.extend(desk_commands(&desk));
    commands.extend(lock_command(&desk));
    commands.extend(shell_commands(&store, navigator.clone(), &show, &main));
    use_keys(&root, commands.clone());
    use_title(&route);
    let is_whole = *use_rest() == Arrival::Here;

    let on_drop = {
        let (desk, services, dispatcher) = (desk.clone(), use_services(), store.dispatcher());
        move |event: DragEvent| dropped::take(event, &desk, &services, &dispatcher, navigator.as_ref())
    };
    let skip = {
        let main = main.clone();
        Callback::from(move |_: MouseEvent| focus(&main))
    };
    html! {
        <ContextProvider<PageCommands> context={offers.dispatcher()}>
            <div class="shell" ref={root} ondragover={dropped::hold} ondrop={on_drop}>
                <button type="button" class="skip-link" onclick={skip}>{ locale.t(Msg::ShellSkip) }</button>
                <TopBar on_palette={show.reform(|()| Overlay::Palette)} on_keys={show.reform(|()| Overlay::Keys)} />
                <Rail {route} />
                <main class="shell__main" tabindex="-1" ref={&main}><Banners />if is_whole { { attend(&main) } }{ props.children.clone() }</main>
                <Toasts />
                { for met.borrow().iter().map(|it| view_overlay(*it, *overlay == Some(*it), &commands, &close)) }
            </div>
        </ContextProvider<PageCommands>>
    }
}

fn view_overlay(overlay: Overlay, open: bool, commands: &[Command], close: &Callback<()>) -> Html {
    let commands = commands.to_vec();
    match overlay {
        Overlay::Palette => html! { <Palette {open} {commands} on_close={close} /> },
        Overlay::Keys => html! { <KeySheet {open} {commands} on_close={close} /> },
    }
}

#[inline(never)]
fn attend(main: &NodeRef) -> Html {
    html! { <><Attendant {main} /><IdleLock page={main} /><NewerVersion {main} /><Reading /><Backups /></> }
}

/// Names the page after its place.
#[hook]
fn use_title(route: &Route) {
    let locale = use_locale();
    let services = use_services();
    let place = places().into_iter().find(|place: &Place| place.holds(route)).map(|place| locale.t(place.label));
    let product = locale.t(Msg::ShellProduct);
    let title = place.map(|place| format!("{place} · {product}")).unwrap_or(product.to_string());
    use_effect_with(title, move |title| services.host.set_title(title));
}

fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<web_sys::HtmlElement>() {
        // The main part can always take the focus.
        let _ = element.focus();
    }
}
