//! The countries that dialling codes suggest, to be taken or left.

use yew::prelude::*;

use crate::transfer::plan::{DialledCountry, Note};
use crate::ui::components::{Button, Notice, Tone};
use crate::ui::{Locale, Msg};

/// Shows what dialling codes suggest, with the way to take it or to leave it.
pub(super) fn view_dialled(locale: &Locale, note: &Note, on_take: &Callback<bool>) -> Html {
    let Note::Dialled { customers, countries, examples, are_taken } = note else { return Html::default() };
    let n = u64::from(*customers);
    let each = countries
        .iter()
        .map(|(country, count)| format!("{} × {}", locale.country(country.code()), locale.number((*count).into())));
    let words = locale.list(&each.take(SHOWN).collect::<Vec<String>>());
    let (title, label) = match are_taken {
        true => (Msg::ImportDialledTaken { n, words }, Msg::ImportLeaveCountries),
        false => (Msg::ImportDialled { n, words }, Msg::ImportTakeCountries),
    };
    let on_click = {
        let (on_take, takes) = (on_take.clone(), !are_taken);
        Callback::from(move |()| on_take.emit(takes))
    };
    let view = |one: &DialledCountry| {
        html! { <li>{ &one.customer }{ " · " }<span class="figure">{ &one.phone }</span>{ " · " }{ locale.country(one.country.code()) }</li> }
    };
    let beyond = n.saturating_sub(examples.len() as u64);
    html! {
        <Notice tone={Tone::Info} title={locale.t(title)} actions={html! { <Button label={locale.t(label)} {on_click} /> }}>
            <ul class="import__examples">
                { for examples.iter().map(view) }
                if beyond > 0 { <li>{ locale.t(Msg::ImportMoreCustomers { n: beyond }) }</li> }
            </ul>
        </Notice>
    }
}

/// Countries named at most.
const SHOWN: usize = 8;
