//! The owner's rates by currency and month, and the orders that still lack one (D14).

use std::collections::BTreeMap;

use yew::prelude::*;

use super::rate_entry::RateEntry;
use crate::domain::{Currency, Month, Rate};
use crate::ui::components::{Button, ButtonKind, IconName, Notice, Section, TextField, Tone};
use crate::ui::hooks::focus_inside;
use crate::ui::{Msg, use_desk, use_locale};

/// Props of [`RateTable`].
#[derive(Properties, PartialEq)]
pub(super) struct RateTableProps {
    /// Whether it is what the reader came for.
    pub(super) is_aim: bool,
}

/// The table of rates with a line to add one, which begins with the first that is missing.
#[component]
pub(super) fn RateTable(props: &RateTableProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let base = desk.read().book().base_currency();
    let (currency, month, rate) =
        (use_state_eq(AttrValue::default), use_state_eq(AttrValue::default), use_state_eq(AttrValue::default));
    let lacking = use_memo(desk.version(), {
        let desk = desk.clone();
        move |_| lacking(&desk)
    });
    use_effect_with((*lacking).clone(), {
        let (currency, month) = (currency.setter(), month.setter());
        move |lacking| {
            if let Some((lacks, of)) = lacking.keys().next() {
                currency.set(lacks.code().to_owned().into());
                month.set(of.to_string().into());
            }
        }
    });
    let place = use_node_ref();
    use_effect_with(props.is_aim, {
        let place = place.clone();
        move |is_aim| {
            if let Some(place) = place.cast::<web_sys::Element>().filter(|_| *is_aim) {
                place.scroll_into_view();
            }
        }
    });
    let (currency_text, month_text) = (currency.setter(), month.setter());
    let entry = RateEntry::of(&currency, &month, &rate, base);
    // What is empty is not wrong yet.
    let [currency_fault, month_fault, rate_fault] = [
        (!currency.is_empty() && entry.currency.is_none()).then_some(Msg::RatesNotCurrency),
        (!month.is_empty() && entry.month.is_none()).then_some(Msg::RatesNotMonth),
        (!rate.is_empty() && entry.rate.is_none()).then_some(Msg::FaultNotARate),
    ];
    let parsed = entry.whole();
    let add = {
        let (desk, rate_text, said) = (desk.clone(), rate.setter(), locale.t(Msg::RatesSaved));
        let is_writable = desk.is_writable();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some((currency, month, rate)) = parsed.filter(|_| is_writable) {
                desk.act(said.clone(), |draft| draft.put_rate(currency, month, Some(rate)));
                rate_text.set(AttrValue::default());
            }
        })
    };
    let field = |label: Msg, hint: Msg, state: &UseStateHandle<AttrValue>, fault: Option<Msg>| {
        let error = fault.map(|fault| locale.t(fault));
        let on_input = {
            let state = state.setter();
            Callback::from(move |text| state.set(text))
        };
        html! { <TextField label={locale.t(label)} hint={Some(locale.t(hint))} value={(**state).clone()} {on_input} {error} /> }
    };
    let book_rates: Vec<((Currency, Month), Rate)> =
        desk.read().book().rates().iter().map(|(key, rate)| (*key, *rate)).collect();
    let view = |((currency, month), rate): ((Currency, Month), Rate)| {
        let delete = {
            let (desk, said) = (desk.clone(), locale.t(Msg::RatesDeleted));
            Callback::from(move |()| {
                desk.act(said.clone(), |draft| draft.put_rate(currency, month, None));
            })
        };
        html! {
            <tr key={format!("{currency}{month}")}>
                <td>{ currency.code().to_owned() }</td><td>{ locale.month(month) }</td><td class="figure">{ rate.to_string() }</td>
                <td><Button kind={ButtonKind::Quiet} icon={IconName::Trash} label={locale.t(Msg::RulesDelete)} on_click={delete} disabled={!desk.is_writable()} /></td>
            </tr>
        }
    };
    let view_lacking = |((currency, month), n): (&(Currency, Month), &u64)| {
        let take = {
            let (of, on, currency, month) =
                (currency.code().to_owned(), month.to_string(), currency_text.clone(), month_text.clone());
            let place = place.clone();
            Callback::from(move |()| {
                currency.set(of.clone().into());
                month.set(on.clone().into());
                focus_inside(&place, ".rules__rate > .field:nth-child(3) input");
            })
        };
        html! {
            <tr key={format!("{currency}{month}")}>
                <td>{ currency.code().to_owned() }</td><td>{ locale.month(*month) }</td><td class="figure">{ locale.number(*n as i64) }</td>
                <td><Button kind={ButtonKind::Quiet} icon={IconName::Edit} label={locale.t(Msg::RatesEnter)} on_click={take} /></td>
            </tr>
        }
    };
    html! {
        <div ref={&place}><Section title={locale.t(Msg::RatesTitle)}>
            <p class="text-quiet">{ locale.t(Msg::RatesLead { base: base.code().to_owned().into() }) }</p>
            if !lacking.is_empty() {
                <Notice tone={Tone::Attention} title={locale.t(Msg::RatesLacking { n: lacking.values().sum() })} />
                <div class="rules__scroll rules__lacking" tabindex="0"><table class="rules__rates">
                    <thead><tr><th>{ locale.t(Msg::RatesCurrency) }</th><th>{ locale.t(Msg::RatesMonth) }</th><th class="figure">{ locale.t(Msg::RatesOrders) }</th><td></td></tr></thead>
                    <tbody>{ for lacking.iter().map(view_lacking) }</tbody>
                </table></div>
            }
            <form class="rules__rate" onsubmit={add}>
                { field(Msg::RatesCurrency, Msg::RatesCurrencyHint, &currency, currency_fault) }
                { field(Msg::RatesMonth, Msg::RatesMonthHint, &month, month_fault) }
                { field(Msg::RatesRate, Msg::RatesRateHint, &rate, rate_fault) }
                <Button kind={ButtonKind::Submit} icon={IconName::Plus} label={locale.t(Msg::RatesAdd)} disabled={parsed.is_none() || !desk.is_writable()} />
            </form>
            if !book_rates.is_empty() {
                <div class="rules__scroll" tabindex="0"><table class="rules__rates">
                    <thead><tr><th>{ locale.t(Msg::RatesCurrency) }</th><th>{ locale.t(Msg::RatesMonth) }</th><th class="figure">{ locale.t(Msg::RatesRate) }</th><td></td></tr></thead>
                    <tbody>{ for book_rates.into_iter().map(view) }</tbody>
                </table></div>
            }
        </Section></div>
    }
}

/// Counts the orders without a rate, by currency and month.
fn lacking(desk: &crate::ui::DeskHandle) -> BTreeMap<(Currency, Month), u64> {
    let desk = desk.read();
    let base = desk.book().base_currency();
    let mut counts = BTreeMap::new();
    if desk.standing().totals().unpriced > 0 {
        for (_, order) in desk.book().ledger().orders().filter(|(_, order)| order.in_base(base).is_none()) {
            *counts.entry((order.amount.currency, order.date.month())).or_insert(0) += 1;
        }
    }
    counts
}
