//! A course of quarters as words and as columns, of the book or of one customer.

use yew::AttrValue;

use crate::domain::Currency;
use crate::port::charts::{Chart, Look, Point, Series, Shape, Unit};
use crate::report::analysis::{Course, Quarter, Tendency};
use crate::ui::pages::analysis::figures::drawn;
use crate::ui::{Locale, Msg, words};

/// Returns the sentence that says which way a course goes.
pub(in crate::ui::pages) fn title(locale: &Locale, course: &Course) -> AttrValue {
    locale.t(match course.tendency {
        Tendency::Rising => Msg::AnalysisTrendTitleRising,
        Tendency::Falling => Msg::AnalysisTrendTitleFalling,
        Tendency::Level => Msg::AnalysisTrendTitleLevel,
        Tendency::TooShort => Msg::AnalysisTrendTitleShort,
    })
}

/// Returns the name of the quarter at `place`, with what is special about it.
pub(in crate::ui::pages) fn name(locale: &Locale, course: &Course, place: usize, quarter: &Quarter) -> AttrValue {
    let name = words::quarter(locale, quarter.quarter);
    match place {
        place if place == course.quarters.len() => format!("{name} · {}", locale.t(Msg::AnalysisTrendBegun)).into(),
        place if course.is_part(place) => format!("{name} · {}", locale.t(Msg::AnalysisTrendHalf)).into(),
        _ => name,
    }
}

/// Returns the sales of each quarter as a column, a part of a quarter faint; `says` tells in words what a column shows,
/// given the quarter's name.
pub(in crate::ui::pages) fn columns(
    locale: &Locale,
    base: Currency,
    course: &Course,
    opens: bool,
    says: impl Fn(AttrValue, &Quarter) -> AttrValue,
) -> Chart {
    let point = |(place, quarter): (usize, &Quarter)| Point {
        y: Some(drawn(base, quarter.sales as f64)),
        faint: course.is_part(place),
        ..Point::default()
    };
    let says = |(place, quarter)| says(name(locale, course, place, quarter), quarter).to_string();
    Chart {
        shape: Shape::Columns,
        language: locale.language().format_tag().to_owned(),
        unit: Unit::Number,
        labels: course.all().map(|quarter| words::quarter(locale, quarter.quarter).to_string()).collect(),
        words: course.all().enumerate().map(says).collect(),
        series: vec![Series { look: Look::Bar, points: course.all().enumerate().map(point).collect() }],
        names: Default::default(),
        opens,
    }
}
