//! What stands in the cells of the list.

use yew::prelude::*;

use crate::domain::policy::StageLabels;
use crate::domain::{Currency, CustomerId, Date, Field, Money};
use crate::report::roster::{Figure, Measure, figure};

use crate::ui::components::Column;
use crate::ui::desk::DeskHandle;
use crate::ui::{Locale, Msg, words};

/// Shows a cell.
pub(super) fn view_cell(
    desk: &DeskHandle,
    locale: &Locale,
    columns: &[(Measure, Column)],
    row: u32,
    column: usize,
) -> Html {
    let Some((by, _)) = columns.get(column) else { return Html::default() };
    let desk = desk.read();
    let figure = figure(desk.book(), desk.standing(), CustomerId(row), *by);
    let context =
        Context { locale, base: desk.book().base_currency(), as_of: desk.as_of(), labels: desk.policy().stage.labels };
    context.view(&figure)
}

struct Context<'a> {
    locale: &'a Locale,
    base: Currency,
    as_of: Date,
    labels: StageLabels,
}

impl Context<'_> {
    fn view(&self, figure: &Figure) -> Html {
        let locale = self.locale;
        match figure {
            Figure::Unknown => {
                html! { <span class="text-quiet is-unknown" title={locale.t(Msg::CustomersUnknown)}>{ "–" }</span> }
            }
            Figure::Text(text) => html! { <span title={text.to_string()}>{ text.to_string() }</span> },
            Figure::Texts(texts) => html! { { texts.join(" · ") } },
            Figure::Field(field, value) => {
                html! { { words::value(locale, field.kind(), value, |id| AttrValue::from(id.to_string())) } }
            }
            Figure::Region(region) => html! { { words::place(locale, region.m49()) } },
            Figure::Class(scheme, classes) => {
                let certainty = classes.certainty_of(*scheme);
                classes
                    .of(*scheme)
                    .map(|class| words::class_badge(locale, class, self.labels, certainty))
                    .unwrap_or_default()
            }
            Figure::Money(minor) => {
                let money = Money::from_minor(*minor, self.base);
                html! { <span class="in-full" title={locale.money(money)}>{ locale.amount_compact(money) }</span> }
            }
            Figure::AtLeast(minor) => {
                let money = Money::from_minor(*minor, self.base);
                let title = locale.t(Msg::CustomersAtLeast { amount: locale.money(money) });
                html! { <span class="in-full" {title}>{ "≥ " }{ locale.amount_compact(money) }</span> }
            }
            Figure::Share(share) => html! { { locale.share(share.basis_points()) } },
            Figure::Percent(points) => html! { { locale.share(crate::domain::BasisPoints(*points)) } },
            Figure::Count(count) => html! { { locale.number((*count).into()) } },
            Figure::Date(date) => self.view_date(*date),
            Figure::Step { what, on } => html! {
                <>
                    if let Some(on) = on { <span class={classes!("customers__due", (*on < self.as_of).then_some("is-overdue"))}>{ self.view_date(*on) }</span> }
                    <span>{ what.to_string() }</span>
                </>
            },
        }
    }

    fn view_date(&self, date: Date) -> Html {
        html! { <time class="in-full" datetime={date.to_string()} title={self.locale.date(date)}>{ self.locale.relative_short(date, self.as_of) }</time> }
    }
}
