//! How the figures of the analysis are written.

use yew::prelude::*;

use crate::domain::share::Share;
use crate::domain::{BasisPoints, Currency, Money};
use crate::ui::Locale;

/// Shows an amount short, and in full on hover and in print.
pub(in crate::ui::pages) fn view_money(locale: &Locale, base: Currency, minor: i64) -> Html {
    let money = Money::from_minor(minor, base);
    html! { <span class="in-full" title={locale.money(money)}>{ locale.amount_compact(money) }</span> }
}

/// Writes an amount short with its currency.
pub(in crate::ui::pages) fn money(locale: &Locale, base: Currency, minor: i64) -> AttrValue {
    locale.money_compact(Money::from_minor(minor, base))
}

/// Shows an amount short with its currency under a count, and in full on hover and in print; nothing for none.
pub(in crate::ui::pages) fn view_under(locale: &Locale, base: Currency, minor: i64) -> Html {
    let full = locale.money(Money::from_minor(minor, base));
    match minor {
        0 => Html::default(),
        _ => html! { <span class="analysis__limit in-full" title={full}>{ money(locale, base, minor) }</span> },
    }
}

/// Writes the head of a column of amounts with their currency.
pub(in crate::ui::pages) fn with_unit(head: AttrValue, base: Currency) -> AttrValue {
    AttrValue::from(format!("{head} · {}", base.code()))
}

/// Writes a share, a dash where there is none.
pub(in crate::ui::pages) fn share(locale: &Locale, share: Option<Share>) -> AttrValue {
    points(locale, share.map(Share::basis_points))
}

/// Writes a growth with its sign, a dash where there is none.
pub(in crate::ui::pages) fn growth(locale: &Locale, growth: Option<Share>) -> AttrValue {
    growth.map_or(NONE, |growth| locale.growth(growth))
}

/// Writes a percentage, a dash where there is none.
pub(in crate::ui::pages) fn points(locale: &Locale, points: Option<BasisPoints>) -> AttrValue {
    points.map_or(NONE, |points| locale.share(points))
}

/// Writes a probability, a dash where there is none.
pub(in crate::ui::pages) fn chance(locale: &Locale, chance: Option<f64>) -> AttrValue {
    points(locale, chance.map(|chance| BasisPoints((chance * 10_000.0).round() as i32)))
}

/// Returns which part one count is of another, to be written as a share.
pub(in crate::ui::pages) fn part(part: u32, of: u32) -> Option<Share> {
    Share::new(part.into(), of.into())
}

/// Writes a number with so many decimals.
pub(in crate::ui::pages) fn decimal(locale: &Locale, value: f64, decimals: u8) -> AttrValue {
    locale.decimal((value * 10_f64.powi(decimals.into())).round() as i64, decimals)
}

/// Returns minor units in whole units of their currency, for drawing.
pub(in crate::ui::pages) fn drawn(base: Currency, minor: f64) -> f64 {
    minor / 10_f64.powi(base.exponent() as i32)
}

/// Returns a share as a number, for drawing.
pub(in crate::ui::pages) fn ratio(share: Share) -> f64 {
    share.part as f64 / share.whole as f64
}

/// Stands where nothing is known.
pub(in crate::ui::pages) const NONE: AttrValue = AttrValue::Static("–");
