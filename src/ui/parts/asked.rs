//! What the reader chose on a page and the date it shows, kept in the address behind the `?`, so that back, reload and
//! a bookmark work.

use yew::prelude::*;
use yew_router::prelude::*;
use yew_router::query::Raw;

use crate::domain::Date;
use crate::ui::{Route, use_desk};

/// What the address asks for.
#[derive(Clone, PartialEq)]
pub struct Asked {
    pairs: Vec<(String, String)>,
    route: Option<Route>,
    navigator: Option<Navigator>,
}

impl Asked {
    /// Returns what stands under a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the way to another choice under a name, as a step to go back from.
    pub fn choose(&self, name: &'static str) -> Callback<AttrValue> {
        let asked = self.clone();
        Callback::from(move |value: AttrValue| {
            if let (Some(navigator), Some(route)) = (&asked.navigator, &asked.route) {
                let Ok(()) = navigator.push_with_query(route, asked.written(name, Some(&value)));
            }
        })
    }

    /// Writes all pairs, with another value under one name.
    fn written(&self, name: &str, value: Option<&str>) -> Raw<String> {
        let others = self.pairs.iter().filter(|(known, _)| known != name);
        let all = others.map(|(known, value)| (known.as_str(), value.as_str())).chain(value.map(|value| (name, value)));
        Raw(all.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&"))
    }
}

/// Returns what the address asks for; values are keys and numbers, which need no escaping.
#[hook]
pub fn use_asked() -> Asked {
    let query = use_location().map(|location| location.query_str().to_owned()).unwrap_or_default();
    let pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    Asked {
        pairs: pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        route: use_route(),
        navigator: use_navigator(),
    }
}

/// Keeps the date that is shown and the one in the address the same, where the page `is_dated`.
///
/// A new address leads; one without a date leaves the date as it is, and a date that the reader chooses is a step to
/// go back from.
#[hook]
pub fn use_date_in_address(is_dated: bool) {
    let desk = use_desk();
    let asked = use_asked();
    let met = use_mut_ref(|| None::<String>);
    let (as_of, today) = (desk.read().as_of(), desk.read().today());
    let here = asked.get(DATE).unwrap_or_default().to_owned();
    use_effect_with((asked.route.clone(), here, as_of, is_dated), move |(_, here, as_of, is_dated)| {
        let is_new = met.replace(Some(here.clone())).as_ref() != Some(here);
        let (Some(navigator), Some(route), true) = (&asked.navigator, &asked.route, is_dated) else { return };
        if !route.is_here() {
            return;
        }
        let date = (*as_of != today).then_some(*as_of);
        let replace = |text: &str| {
            let Ok(()) = navigator.replace_with_query(route, asked.written(DATE, Some(text)));
        };
        match step(here, is_new, date, today) {
            Step::Stay => {}
            Step::Show(date) => desk.show(date),
            Step::Replace => replace(&written(date)),
            Step::Push => {
                if here.is_empty() {
                    replace(TODAY);
                }
                let Ok(()) = navigator.push_with_query(route, asked.written(DATE, Some(&written(date))));
            }
        }
    });
}

/// What makes the date of the address and the one that is shown the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// They are.
    Stay,
    /// Another date is shown.
    Show(Option<Date>),
    /// The address names the date that is shown.
    Replace,
    /// So does a new one.
    Push,
}

/// Returns what to do about an address that says `here`, which `is_new` or was met before, and a date other than today.
fn step(here: &str, is_new: bool, shown: Option<Date>, today: Date) -> Step {
    let wanted = match here {
        TODAY => Some(None),
        here => here.parse().ok().map(|date: Date| Some(date).filter(|date| *date != today)),
    };
    match wanted {
        _ if wanted.unwrap_or_default() == shown => Step::Stay,
        Some(date) if is_new => Step::Show(date),
        None if is_new => Step::Replace,
        _ => Step::Push,
    }
}

fn written(date: Option<Date>) -> String {
    date.map_or_else(|| TODAY.to_owned(), |date| date.to_string())
}

const DATE: &str = "asof";
/// Stands for the date in a step that can be gone back to.
const TODAY: &str = "today";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(here: &str, is_new: bool, shown: Option<&str>, expected: Step) {
        let today = "2024-06-30".parse().unwrap();
        assert_eq!(step(here, is_new, shown.map(|date| date.parse().unwrap()), today), expected, "{here}");
    }

    #[test]
    fn a_new_address_leads_unless_it_names_no_date() {
        check("2024-01-31", true, None, Step::Show("2024-01-31".parse().ok()));
        check("today", true, Some("2024-01-31"), Step::Show(None));
        check("2024-06-30", true, Some("2024-01-31"), Step::Show(None));
        check("", true, Some("2024-01-31"), Step::Replace);
        check("soon", true, Some("2024-01-31"), Step::Replace);
    }

    #[test]
    fn a_date_that_the_reader_chooses_is_a_step() {
        check("", false, Some("2024-01-31"), Step::Push);
        check("2024-01-31", false, None, Step::Push);
        check("2024-01-31", false, Some("2023-12-31"), Step::Push);
    }

    #[test]
    fn what_is_the_same_stays() {
        for is_new in [true, false] {
            check("", is_new, None, Step::Stay);
            check("today", is_new, None, Step::Stay);
            check("2024-01-31", is_new, Some("2024-01-31"), Step::Stay);
        }
    }
}
