//! The payments of an order: in full with one click, or in parts.

use yew::prelude::*;

use crate::domain::OrderField;
use crate::domain::{Date, Improbable, Money, Order, OrderId, Paid, Payment};
use crate::report::order_sheet::OrderRow;
use crate::ui::components::{Button, ButtonKind, DateField, DecimalField, IconButton, IconName};
use crate::ui::{DeskHandle, Msg, use_desk, use_locale, words};

/// Props of [`Payments`].
#[derive(Properties, PartialEq)]
pub(super) struct PaymentsProps {
    /// The order.
    pub(super) row: OrderRow,
}

/// The payments of an order.
#[component]
pub(super) fn Payments(props: &PaymentsProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let today = desk.read().today();
    let part = use_state_eq(|| None::<i64>);
    let lacks = use_state_eq(|| false);
    // What is typed reaches the next rendering only, but Enter may come before it.
    let latest = use_mut_ref(|| None::<i64>);
    let on = use_state_eq(|| today);
    let (id, order, open) = (props.row.id, &props.row.order, props.row.open);
    let currency = order.amount.currency;

    let paid_today = open.map(|rest| {
        let (desk, said) = (desk.clone(), locale.t(Msg::CustomerPaidToday));
        Callback::from(move |()| add(&desk, id, said.clone(), Payment { date: today, minor: rest.minor }))
    });
    let unpaid = (order.paid == Paid::Unknown).then(|| {
        let (desk, said) = (desk.clone(), locale.t(Msg::CustomerMarkedUnpaid));
        Callback::from(move |()| put(&desk, id, said.clone(), |_| Paid::Known(Vec::new())))
    });
    let add_part = {
        let (desk, part, on, said) = (
            desk.clone(),
            part.setter(),
            Some(*on).filter(|on| Improbable::past(*on, today).is_none()),
            locale.t(Msg::CustomerPaymentAdded),
        );
        let (lacks, latest) = (lacks.setter(), latest.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let amount = latest.take().filter(|minor| *minor != 0);
            lacks.set(amount.is_none());
            if let (Some(minor), Some(on)) = (amount, on) {
                add(&desk, id, said.clone(), Payment { date: on, minor });
                part.set(None);
            }
        })
    };
    let payments: &[Payment] = match &order.paid {
        Paid::Known(payments) => payments,
        Paid::Unknown => &[],
    };
    let paid = payments.iter().fold(0_i64, |sum, payment| sum.saturating_add(payment.minor));
    let over = paid.saturating_sub(order.amount.minor.max(0));
    let overpaid = (over > 0).then(|| Money::from_minor(over, currency));
    let view_payment = |(place, payment): (usize, &Payment)| {
        let amount = locale.money(Money::from_minor(payment.minor, currency));
        let (desk, said) = (desk.clone(), locale.t(Msg::CustomerPaymentRemoved));
        let remove = Callback::from(move |()| {
            put(&desk, id, said.clone(), |payments| {
                Paid::Known(
                    payments.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, payment)| *payment).collect(),
                )
            })
        });
        html! {
            <li class="payments__one" key={place}>
                <span>{ locale.date(payment.date) }</span>
                <span class="figure">{ &amount }</span>
                <IconButton icon={IconName::Close} label={locale.t(Msg::ComponentRemove { what: amount })} on_click={remove} />
            </li>
        }
    };
    let on_minor = {
        let (part, lacks) = (part.setter(), lacks.setter());
        Callback::from(move |minor| {
            latest.replace(minor);
            lacks.set(false);
            part.set(minor);
        })
    };
    let on_date = {
        let on = on.setter();
        Callback::from(move |date: Option<Date>| on.set(date.unwrap_or(today)))
    };
    let error = lacks.then(|| locale.t(Msg::FaultNotMoney));
    let wrong_day = Improbable::past(*on, today).map(|why| words::improbable(&locale, why));
    let exponent = u8::try_from(currency.exponent()).unwrap_or(2);
    html! {
        <section class="payments">
            <h4 class="payments__title">
                { words::order_field(&locale, OrderField::Payments) }
                if order.paid == Paid::Unknown {
                    <span class="text-quiet">{ locale.t(Msg::CustomerPaymentUnknown) }</span>
                } else {
                    { for open.map(|rest| html! { <span class="text-quiet">{ locale.t(Msg::CustomerStillOpen { amount: locale.money(rest) }) }</span> }) }
                }
                { for overpaid.map(|over| html! { <span class="orders__mark tone-attention">{ locale.t(Msg::CustomerOverpaid { amount: locale.money(over) }) }</span> }) }
            </h4>
            <ul class="payments__list">{ for payments.iter().enumerate().map(view_payment) }</ul>
            if let Some(paid_today) = paid_today {
                <div class="cluster">
                    <Button icon={IconName::Check} label={locale.t(Msg::CustomerPayToday)} on_click={paid_today} />
                    { for unpaid.map(|unpaid| html! { <Button label={locale.t(Msg::CustomerMarkUnpaid)} on_click={unpaid} /> }) }
                </div>
            }
            // What was paid too much can be paid back.
            if open.is_some() || overpaid.is_some() {
                <form class="payments__add" onsubmit={add_part}>
                    <DecimalField label={locale.t(Msg::CustomerPart)} value={*part} {exponent} unit={currency.code().to_owned()} on_change={on_minor} {error} />
                    <DateField label={locale.t(Msg::FieldOrderDate)} value={Some(*on)} on_change={on_date} error={wrong_day} />
                    <Button kind={ButtonKind::Submit} icon={IconName::Plus} label={locale.t(Msg::CustomerAddPayment)} />
                </form>
            }
        </section>
    }
}

fn add(desk: &DeskHandle, id: OrderId, said: AttrValue, payment: Payment) {
    put(desk, id, said, |payments| {
        let mut payments = payments.to_vec();
        payments.push(payment);
        payments.sort();
        Paid::Known(payments)
    });
}

fn put(desk: &DeskHandle, id: OrderId, said: AttrValue, change: impl Fn(&[Payment]) -> Paid) {
    desk.act(said, |draft| {
        if let Some(order) = draft.order(id) {
            let paid = match &order.paid {
                Paid::Known(payments) => change(payments),
                Paid::Unknown => change(&[]),
            };
            draft.put_order(id, Some(Order { paid, ..order }));
        }
    });
}
