//! Who is likely to bring most in the next twelve months, under what the owner assumes.

use yew::prelude::*;

use super::figures::{NONE, chance, decimal, view_money, with_unit};
use super::finding::view_table;
use crate::domain::{BasisPoints, SettingField, Value};
use crate::report::analysis::Prospect;
use crate::ui::components::{DecimalField, Section};
use crate::ui::parts::{CustomerLink, Foreseen, use_wishes};
use crate::ui::{Msg, use_desk, use_locale, words};

/// Props of [`Prospects`].
#[derive(Properties, PartialEq)]
pub(super) struct ProspectsProps {
    /// The forecast.
    pub(super) foreseen: Foreseen,
}

/// The customers worth most.
#[component]
pub(super) fn Prospects(props: &ProspectsProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let wishes = use_wishes();
    let base = desk.read().book().base_currency();
    let beyond = use_state_eq(|| None::<SettingField>);
    let Some(told) = props.foreseen.told() else { return Html::default() };
    let error = |field, least: i64| {
        let least = locale.share(BasisPoints(least as i32));
        (*beyond == Some(field))
            .then(|| locale.t(Msg::AnalysisTermsBeyond { least, most: locale.share(BasisPoints(10_000)) }))
    };
    let points = |field: SettingField, least: i64| {
        let (desk, said) = (desk.clone(), locale.t(Msg::BookplaceSet { what: words::setting_field(&locale, field) }));
        let beyond = beyond.setter();
        Callback::from(move |points: Option<i64>| {
            let is_beyond = points.is_some_and(|points| !(least..=10_000).contains(&points));
            beyond.set(is_beyond.then_some(field));
            if is_beyond {
                return;
            }
            let points = points.map(|points| Value::BasisPoints(BasisPoints(points as i32)));
            desk.act(said.clone(), |draft| {
                let mut settings = draft.book().settings().clone();
                if settings.set(field, points).is_ok() {
                    draft.put_settings(settings);
                }
            });
        })
    };
    let amount =
        |minor: Option<i64>| minor.map_or_else(|| html! { { NONE } }, |minor| view_money(&locale, base, minor));
    let view = |prospect: &Prospect| {
        vec![
            html! { <CustomerLink id={prospect.customer} /> },
            html! { { chance(&locale, Some(prospect.alive)) } },
            html! { { decimal(&locale, prospect.orders, 1) } },
            amount(prospect.spend),
            amount(prospect.worth),
            amount(prospect.referred),
        ]
    };
    let shown = told.prospects.iter().take(MOST).map(view);
    let heads = [
        locale.t(Msg::CustomersName),
        locale.t(Msg::AnalysisAlive),
        locale.t(Msg::AnalysisProspectsOrders),
        with_unit(locale.t(Msg::AnalysisProspectsSpend), base),
        with_unit(locale.t(Msg::AnalysisProspectsEarns), base),
        with_unit(locale.t(Msg::AnalysisProspectsReferred), base),
    ];
    let n = told.prospects.len().min(MOST) as u64;
    html! {
        <Section title={locale.t(Msg::AnalysisProspectsTitle)}>
            <p class="text-quiet analysis__about">{ locale.t(Msg::AnalysisProspectsAbout) }</p>
            <fieldset class="rules__choices" disabled={!desk.is_writable()}>
                <DecimalField label={locale.t(Msg::AnalysisTermsMargin)} value={Some(i64::from(wishes.margin.0))} exponent=2 unit="%" on_change={points(SettingField::Margin, -10_000)} error={error(SettingField::Margin, -10_000)} />
                <DecimalField label={locale.t(Msg::AnalysisTermsDiscount)} value={Some(i64::from(wishes.discount.0))} exponent=2 unit="%" on_change={points(SettingField::Discount, 0)} error={error(SettingField::Discount, 0)} />
            </fieldset>
            { view_table(locale.t(Msg::AnalysisProspectsTitle), &heads, shown) }
            <p class="text-quiet">{ locale.t(Msg::AnalysisProspectsFirst { n, all: locale.number(told.prospects.len() as i64) }) }</p>
        </Section>
    }
}

/// So many customers are named.
const MOST: usize = 50;
