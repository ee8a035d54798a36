//! The table of segments: sorted by any column, a line opens its customers.

use std::cmp::Ordering;
use std::rc::Rc;

use yew::prelude::*;

use super::figures::{NONE, chance, growth, points, share, view_money};
use super::lists::{of_picks, use_lists};
use crate::domain::share::Share;
use crate::report::analysis::{Group, Segments};
use crate::report::roster::{Dimension, Pick};
use crate::ui::components::{CardPlace, Column, Direction, Sort, Table};
use crate::ui::pages::customers::{dimension_label, option_label};
use crate::ui::{Locale, Msg, use_desk, use_locale};

/// Props of [`SegmentTable`].
#[derive(Properties, PartialEq)]
pub(super) struct SegmentTableProps {
    /// What customers are grouped by.
    pub(super) by: Dimension,
    /// The groups.
    pub(super) found: Rc<Segments>,
    /// Whether a model may tell what customers will do; without it there are no columns of that.
    pub(super) may_tell: bool,
    /// The sum line.
    pub(super) foot: Html,
}

/// The table of all groups.
#[component]
pub(super) fn SegmentTable(props: &SegmentTableProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let lists = use_lists();
    let (base, labels) = (desk.read().book().base_currency(), desk.read().policy().stage.labels);
    let sort = use_state_eq(|| Sort { column: SALES.into(), direction: Direction::Descending });
    let (by, found) = (props.by, Rc::clone(&props.found));
    let rows = use_memo((Rc::clone(&found), (*sort).clone(), locale.clone()), |(found, sort, locale)| {
        let names: Vec<AttrValue> =
            found.rows.iter().map(|group| option_label(locale, by, &group.key, labels)).collect();
        let mut rows: Vec<u32> = (0..found.rows.len() as u32).collect();
        rows.sort_by(|one, other| {
            let group = |row: &u32| found.rows.get(*row as usize);
            let (Some(a), Some(b)) = (group(one), group(other)) else { return Ordering::Equal };
            let name = |row: &u32| names.get(*row as usize).map_or("", |name| name.as_str());
            let order = match &*sort.column {
                NAME => locale.compare(name(one), name(other)),
                column => figure(a, column).total_cmp(&figure(b, column)),
            };
            if sort.direction == Direction::Descending { order.reverse() } else { order }
        });
        Rc::<[u32]>::from(rows)
    });
    let cell =
        use_callback((Rc::clone(&found), locale.clone()), move |(row, column): (u32, usize), (found, locale)| {
            let Some(group) = found.rows.get(row as usize) else { return Html::default() };
            match column {
                0 => html! { { option_label(locale, by, &group.key, labels) } },
                1 => html! { { locale.number(group.customers.into()) } },
                2 => view_money(locale, base, group.sales),
                3 => html! { { share(locale, group.share()) } },
                4 => view_margin(locale, group),
                5 => html! { { growth(locale, group.growth()) } },
                6 => html! { { chance(locale, group.alive) } },
                _ => group.lifetime_value.map_or_else(|| html! { { NONE } }, |worth| view_money(locale, base, worth)),
            }
        });
    let on_open = Callback::from(move |row: u32| {
        if let Some(group) = found.rows.get(row as usize) {
            lists.open(of_picks([(by, group.key.clone())]));
        }
    });
    let on_sort = {
        let sort = sort.setter();
        Callback::from(move |asked: Sort| sort.set(asked))
    };
    let mut columns = columns(&locale, dimension_label(&locale, by), base.code());
    if !props.may_tell {
        columns.truncate(columns.len() - 2);
    }
    let columns = Rc::<[Column]>::from(columns);
    html! {
        <div class="analysis__list">
            <Table label={locale.t(Msg::AnalysisPartSegments)} {columns} rows={(*rows).clone()} {cell} {on_open}
                sort={Some((*sort).clone())} {on_sort} foot={props.foot.clone()} />
        </div>
    }
}

const NAME: &str = "name";
const SALES: &str = "sales";

fn columns(locale: &Locale, name: AttrValue, currency: &str) -> Vec<Column> {
    let unit = || AttrValue::from(currency.to_owned());
    vec![
        Column::text(NAME, name).width(168).card(CardPlace::Title),
        Column::number("customers", locale.t(Msg::AnalysisCustomers)).width(96).card(CardPlace::Detail),
        Column::number(SALES, locale.t(Msg::AnalysisSales)).unit(unit()).width(148).card(CardPlace::Figure),
        Column::number("share", locale.t(Msg::AnalysisShare)).width(80).card(CardPlace::Detail),
        Column::number("margin", locale.t(Msg::AnalysisMargin)).width(80),
        Column::number("growth", locale.t(Msg::AnalysisGrowth)).width(92).card(CardPlace::Detail),
        Column::number("alive", locale.t(Msg::AnalysisAlive)).width(112),
        Column::number("worth", locale.t(Msg::AnalysisWorth)).unit(unit()).width(148),
    ]
}

/// Shows a margin, quiet where it is known of a part of the sales alone.
fn view_margin(locale: &Locale, group: &Group<Pick>) -> Html {
    let margin = points(locale, group.margin());
    match margin_known(locale, group) {
        Some(title) => html! { <span class="text-quiet in-full" {title}>{ margin }</span> },
        None => html! { { margin } },
    }
}

/// Returns of which part of the sales the margin is known, where that is not all.
pub(super) fn margin_known<K>(locale: &Locale, group: &Group<K>) -> Option<AttrValue> {
    group.margin()?;
    let known = group.profit.known_of(group.sales).filter(|known| known.part < known.whole)?;
    Some(locale.t(Msg::AnalysisMarginKnown { share: share(locale, Some(known)) }))
}

/// Returns what a group is sorted by in a column; what is not known is the least.
fn figure(group: &Group<Pick>, column: &str) -> f64 {
    let points = |share: Option<Share>| share.map(super::figures::ratio);
    let found = match column {
        "customers" => Some(f64::from(group.customers)),
        "share" => points(group.share()),
        "margin" => group.margin().map(|margin| f64::from(margin.0)),
        "growth" => points(group.growth()),
        "alive" => group.alive,
        "worth" => group.lifetime_value.map(|worth| worth as f64),
        _ => Some(group.sales as f64),
    };
    found.unwrap_or(f64::NEG_INFINITY)
}
