//! Menus: a button that opens a short list of things to do or choose.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::icon::{Icon, IconName};
use super::menu_item::MenuItem;
use crate::ui::hooks::{focus_inside, on_leave, use_id};

/// How a menu's button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MenuLook {
    /// With its words.
    #[default]
    Button,
    /// With its picture alone.
    Icon,
}

/// Props of [`Menu`].
#[derive(Properties, PartialEq)]
pub struct MenuProps {
    /// What the menu is for.
    pub label: AttrValue,
    /// What it offers.
    pub items: Rc<[MenuItem]>,
    /// A picture on its button.
    #[prop_or_default]
    pub icon: Option<IconName>,
    /// How its button looks.
    #[prop_or_default]
    pub look: MenuLook,
}

/// A button with a menu that opens below it.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let open = use_state_eq(|| false);
    let node = use_node_ref();
    let id = use_id();
    let toggle = {
        let open = open.clone();
        move |_: MouseEvent| open.set(!*open)
    };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(false))
    };
    use_focus_first(&node, *open);
    let class = match props.look {
        MenuLook::Button => "button",
        MenuLook::Icon => "icon-button",
    };
    html! {
        <div class="menu" ref={node.clone()} onkeydown={on_key(&node, &close)} onfocusout={on_leave(&node, close.clone())}>
            <button type="button" {class} aria-haspopup="menu" aria-expanded={open.to_string()} aria-controls={open.then(|| id.clone())}
                aria-label={&props.label} title={(props.look == MenuLook::Icon).then(|| props.label.clone())} onclick={toggle}>
                if let Some(name) = props.icon { <Icon {name} /> }
                if props.look == MenuLook::Button { <span>{ &props.label }</span> }
            </button>
            if *open {
                <div class="menu__list" role="menu" {id} aria-label={&props.label}>
                    { for props.items.iter().map(|item| view_item(item, &close)) }
                </div>
            }
        </div>
    }
}

fn view_item(item: &MenuItem, close: &Callback<()>) -> Html {
    let on_click = {
        let (on_pick, close) = (item.on_pick.clone(), close.clone());
        move |_: MouseEvent| {
            close.emit(());
            on_pick.emit(());
        }
    };
    let role = if item.checked.is_some() { "menuitemradio" } else { "menuitem" };
    html! {
        <button type="button" class="menu__item" key={item.label.to_string()} {role} tabindex="-1"
            aria-checked={item.checked.map(|checked| checked.to_string())} onclick={on_click}>
            <span class="menu__icon">
                if item.checked == Some(true) { <Icon name={IconName::Check} /> }
                else if let Some(name) = item.icon { <Icon {name} /> }
            </span>
            <span class="menu__label">{ &item.label }</span>
            <span class="keys" aria-hidden="true">{ for item.keys.caps().into_iter().map(|cap| html! { <kbd>{ cap }</kbd> }) }</span>
        </button>
    }
}

#[hook]
fn use_focus_first(node: &NodeRef, open: bool) {
    use_effect_with((node.clone(), open), |(node, open)| {
        if *open {
            focus_inside(node, "[role^=menuitem][aria-checked=true], [role^=menuitem]");
        }
    });
}

fn on_key(node: &NodeRef, close: &Callback<()>) -> Callback<KeyboardEvent> {
    let (node, close) = (node.clone(), close.clone());
    Callback::from(move |event: KeyboardEvent| {
        let current = event.target_dyn_into::<Element>().filter(|target| target.class_name() == "menu__item");
        let Some(current) = current else { return };
        let neighbor = match event.key().as_str() {
            "ArrowDown" => current.next_element_sibling(),
            "ArrowUp" => current.previous_element_sibling(),
            "Home" => current.parent_element().and_then(|list| list.first_element_child()),
            "End" => current.parent_element().and_then(|list| list.last_element_child()),
            "Escape" => {
                close.emit(());
                focus_inside(&node, "button");
                None
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        focus_element(neighbor);
    })
}

fn focus_element(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}
