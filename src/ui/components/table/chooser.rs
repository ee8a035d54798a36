//! Choosing which columns a table shows.

use std::rc::Rc;

use yew::prelude::*;

use super::Column;
use crate::ui::components::{Checkbox, Icon, IconName};
use crate::ui::hooks::{fold_on_escape, fold_on_leave};

/// Props of [`ColumnChooser`].
#[derive(Properties, PartialEq)]
pub struct ColumnChooserProps {
    /// What it does.
    pub label: AttrValue,
    /// All columns; the first always stays.
    pub columns: Rc<[Column]>,
    /// The ids of the hidden ones.
    pub hidden: Rc<[AttrValue]>,
    /// Called with the new list of hidden ones.
    pub on_change: Callback<Rc<[AttrValue]>>,
}

/// A button with a list of columns to tick.
#[component]
pub fn ColumnChooser(props: &ColumnChooserProps) -> Html {
    let view_column = |column: &Column| {
        let (id, hidden) = (column.id.clone(), props.hidden.clone());
        let on_change = props.on_change.reform(move |shown: bool| {
            let others = hidden.iter().filter(|other| **other != id).cloned();
            others.chain((!shown).then(|| id.clone())).collect::<Rc<[AttrValue]>>()
        });
        html! { <Checkbox key={column.id.to_string()} label={&column.label} checked={!props.hidden.contains(&column.id)} {on_change} /> }
    };
    let node = use_node_ref();
    let on_key = fold_on_escape(&node);
    html! {
        <details class="chooser" ref={node.clone()} onfocusout={fold_on_leave(&node)} onkeydown={on_key}>
            <summary class="button"><Icon name={IconName::Columns} /><span>{ &props.label }</span></summary>
            <div class="chooser__list" tabindex="-1">{ for props.columns.iter().skip(1).map(view_column) }</div>
        </details>
    }
}
