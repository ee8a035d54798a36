//! The head of the list: its title, the date it shows, what can be done, and advice on the schemes.

use yew::prelude::*;

use super::TABLE;
use super::columns::{all_columns, first_hidden};
use crate::ui::components::{Button, ButtonKind, Column, ColumnChooser, IconName, PageHeader};
use crate::ui::parts::{Advice, AsOf};
use crate::ui::store::Action;
use crate::ui::{Msg, use_desk, use_locale, use_store};

/// Props of [`Head`].
#[derive(Properties, PartialEq)]
pub(super) struct HeadProps {
    /// Makes a new customer.
    pub(super) on_add: Callback<()>,
    /// Takes the list out as a file.
    pub(super) on_export: Callback<()>,
}

/// The head.
#[component]
pub(super) fn Head(props: &HeadProps) -> Html {
    let locale = use_locale();
    let store = use_store();
    let desk = use_desk();
    let base = desk.read().book().base_currency();
    let columns: Vec<Column> = all_columns(&locale, base).into_iter().map(|(_, column)| column).collect();
    let hidden = store.preferences.hidden_columns.get(TABLE).cloned().unwrap_or_else(first_hidden);
    let on_change = use_callback(store.dispatcher(), |hidden: std::rc::Rc<[AttrValue]>, dispatcher| {
        let hidden = hidden.iter().map(ToString::to_string).collect();
        dispatcher.dispatch(Action::HideColumns(TABLE.to_owned(), hidden));
    });
    let actions = html! {
        <>
            <ColumnChooser label={locale.t(Msg::CustomersColumns)} columns={std::rc::Rc::<[Column]>::from(columns)}
                hidden={hidden.into_iter().map(AttrValue::from).collect::<std::rc::Rc<[AttrValue]>>()} {on_change} />
            <Button icon={IconName::Download} label={locale.t(Msg::CustomersExport)} on_click={&props.on_export} />
            <Button kind={ButtonKind::Primary} icon={IconName::Plus} label={locale.t(Msg::CustomersAdd)} on_click={&props.on_add} disabled={!desk.is_writable()} />
        </>
    };
    html! {
        <>
            <PageHeader title={locale.t(Msg::CustomersTitle)} note={html! { <AsOf /> }} {actions} />
            <Advice />
        </>
    }
}
