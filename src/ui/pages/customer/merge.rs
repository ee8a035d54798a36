//! Making two customers one, with everything in sight before it is done.

use std::rc::Rc;

use yew::prelude::*;

use crate::book::Origin;
use crate::domain::{CustomerId, Field};
use crate::report::{MergedField, merge_preview};
use crate::ui::components::{Button, ButtonKind, Choice, Dialog, DialogSize, IconName, Segmented};
use crate::ui::parts::CustomerPick;
use crate::ui::{Msg, use_desk, use_locale, words};

/// Props of [`Merge`].
#[derive(Properties, PartialEq)]
pub(super) struct MergeProps {
    /// The customer on the page.
    pub(super) id: CustomerId,
    /// Called when it is over, with the customer that stays, or with nothing when it was given up.
    pub(super) on_done: Callback<Option<CustomerId>>,
}

/// Choosing the other one, and the result field by field.
#[component]
pub(super) fn Merge(props: &MergeProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let other = use_state_eq(AttrValue::default);
    let keeps_this = use_state_eq(|| true);
    let chosen = other.parse::<CustomerId>().ok();
    let (kept, gone) = match chosen {
        Some(chosen) if *keeps_this => (props.id, Some(chosen)),
        Some(chosen) => (chosen, Some(props.id)),
        None => (props.id, None),
    };
    let preview = gone.and_then(|gone| merge_preview(desk.read().book(), kept, gone));
    let name = |id: CustomerId| desk.called(id);

    let merge = gone.map(|gone| {
        let said = locale.t(Msg::HistoryMerged { gone: name(gone), kept: name(kept) });
        let (desk, on_done) = (desk.clone(), props.on_done.clone());
        Callback::from(move |()| {
            // The page goes to the one that stays before the other is gone.
            on_done.emit(Some(kept));
            if let Some(number) = desk.edit(Origin::Merge, |draft| draft.merge_customers(kept, gone)) {
                desk.say(said.clone(), number);
            }
        })
    });
    let choices: Rc<[Choice]> = chosen.map_or_else(
        || Rc::from([]),
        |chosen| Rc::from([Choice::new("this", name(props.id)), Choice::new("other", name(chosen))]),
    );
    let on_keep = {
        let keeps_this = keeps_this.setter();
        Callback::from(move |key: AttrValue| keeps_this.set(key == "this"))
    };
    let on_other = {
        let other = other.setter();
        Callback::from(move |text| other.set(text))
    };
    let cancel = props.on_done.reform(|()| None);
    let text = |field: &MergedField, text: &str| words::text(&locale, field.field.kind(), text, &name);
    let view_field = |field: &MergedField| {
        html! {
            <tr key={field.field.key()} class={field.loses().then_some("is-lost")}>
                <th scope="row">{ words::customer_field(&locale, field.field) }</th>
                <td>{ text(field, &field.kept) }</td>
                <td>{ text(field, &field.gone) }</td>
                <td><strong>{ text(field, &field.result) }</strong></td>
            </tr>
        }
    };
    let footer = html! {
        <>
            <Button kind={ButtonKind::Quiet} label={locale.t(Msg::ComponentCancel)} on_click={&cancel} />
            <Button kind={ButtonKind::Primary} icon={IconName::Merge} label={locale.t(Msg::CustomerMergeNow)} disabled={merge.is_none()} on_click={merge.unwrap_or_default()} />
        </>
    };
    html! {
        <Dialog title={locale.t(Msg::CustomerMergeTitle { name: name(props.id) })} open={true} on_close={cancel} size={DialogSize::Large} {footer}>
            <div class="stack merge">
                <CustomerPick label={locale.t(Msg::CustomerMergeWith)} text={(*other).clone()} on_text={on_other} without={props.id} />
                if let Some(preview) = &preview {
                    <Segmented label={locale.t(Msg::CustomerMergeKeeps)} {choices} value={if *keeps_this { "this" } else { "other" }} on_change={on_keep} />
                    <p class="text-quiet">{ locale.t(Msg::CustomerMergeMoves { orders: words_orders(&locale, preview.orders), contacts: locale.t(Msg::HistoryContacts { n: preview.contacts as u64 }) }) }</p>
                    <div class="merge__scroll">
                        <table class="merge__table">
                            <thead><tr>
                                <th scope="col">{ locale.t(Msg::CustomerMergeField) }</th>
                                <th scope="col">{ name(kept) }</th>
                                <th scope="col">{ for gone.map(name) }</th>
                                <th scope="col">{ locale.t(Msg::CustomerMergeResult) }</th>
                            </tr></thead>
                            <tbody>{ for preview.fields.iter().map(view_field) }</tbody>
                        </table>
                    </div>
                }
            </div>
        </Dialog>
    }
}

fn words_orders(locale: &crate::ui::Locale, n: usize) -> AttrValue {
    locale.t(Msg::HistoryOrders { n: n as u64 })
}
