//! The next step with its day, edited in its place.

use yew::prelude::*;

use super::head::OfCustomer;
use crate::domain::{CustomerField, Field};
use crate::ui::components::{Button, ButtonKind, DateField, IconButton, IconName, TextField};
use crate::ui::drafts::{Form, Typed};
use crate::ui::{Msg, use_desk, use_drafts, use_locale};

const STEP: CustomerField = CustomerField::NextStep;
const ON: CustomerField = CustomerField::NextStepOn;

/// What the owner does next, and when.
#[component]
pub(super) fn NextStep(props: &OfCustomer) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let drafts = use_drafts();
    let id = props.id;
    let form = Form::Customer(id);
    let customer = desk.read().book().customer(id).cloned().unwrap_or_default();
    let typed = drafts.of(form).filter(|typed| typed.contains_key(STEP.key()));
    let leave = {
        let drafts = drafts.clone();
        Callback::from(move |()| [STEP, ON].into_iter().for_each(|field| drafts.leave(form, field.key())))
    };
    let Some(typed) = typed else {
        let open = {
            let (drafts, customer) = (drafts.clone(), customer.clone());
            Callback::from(move |()| {
                drafts.open(
                    form,
                    [STEP, ON].into_iter().map(|field| (field.key(), customer.text(field).into())).collect::<Typed>(),
                )
            })
        };
        let step = AttrValue::from(customer.plain(STEP).to_owned());
        let day = customer.on(ON);
        if step.is_empty() && day.is_none() {
            return html! { <Button kind={ButtonKind::Quiet} icon={IconName::Calendar} label={locale.t(Msg::CustomerSetNextStep)} on_click={open} disabled={!desk.is_writable()} /> };
        }
        let today = desk.read().today();
        let is_due = day.is_some_and(|day| day <= today);
        return html! {
            <p class={classes!("next-step", is_due.then_some("is-due"))}>
                <span class="next-step__label">{ locale.t(Msg::CustomerNextStep) }</span>
                <span class="next-step__text">{ step }</span>
                { for day.map(|day| html! { <time class="next-step__day" datetime={day.to_string()} title={locale.date(day)}>{ locale.relative(day, today) }</time> }) }
                <IconButton icon={IconName::Edit} label={locale.t(Msg::CustomerEditNextStep)} on_click={open} disabled={!desk.is_writable()} />
            </p>
        };
    };
    let write = |field: CustomerField| {
        let drafts = drafts.clone();
        Callback::from(move |text: AttrValue| drafts.write(form, field.key(), text))
    };
    let save = {
        let (desk, drafts, leave, said) =
            (desk.clone(), drafts.clone(), leave.clone(), locale.t(Msg::CustomerNextStepSet));
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let typed = drafts.of(form).unwrap_or_default();
            let text = |field: CustomerField| typed.get(field.key()).cloned().unwrap_or_default();
            leave.emit(());
            desk.act(said.clone(), |draft| {
                let customer = draft.customer(id).cloned().unwrap_or_default();
                if let Ok(customer) = customer.with(STEP, &text(STEP)).and_then(|customer| customer.with(ON, &text(ON)))
                {
                    draft.put_customer(id, Some(customer));
                }
            });
        })
    };
    let text = |field: CustomerField| typed.get(field.key()).cloned().unwrap_or_default();
    let on_date =
        write(ON).reform(|day: Option<crate::domain::Date>| day.map(|day| day.to_string()).unwrap_or_default().into());
    html! {
        <form class="next-step next-step--edit" onsubmit={save} onkeydown={super::fact_editor::escape(&leave)}>
            <TextField label={locale.t(Msg::FieldCustomerNextStep)} value={text(STEP)} on_input={write(STEP)} />
            <DateField label={locale.t(Msg::FieldCustomerNextStepOn)} value={text(ON).parse::<crate::domain::Date>().ok()} on_change={on_date} />
            <Button kind={ButtonKind::Submit} label={locale.t(Msg::CustomerSave)} />
            <Button kind={ButtonKind::Quiet} label={locale.t(Msg::ComponentCancel)} on_click={leave} />
        </form>
    }
}
