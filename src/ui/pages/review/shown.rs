//! What the page shows, as the part of the address behind the `?`: `part=moves&from=2025-03-31&scheme=value`.

use yew::prelude::*;
use yew_router::prelude::*;
use yew_router::query::Raw;

use crate::domain::choice::Choice as _;
use crate::domain::{Date, Scheme};
use crate::ui::Route;

/// What the page shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Shown {
    /// What is to be decided, in the session that was opened on a day, else in the last one that is open.
    Agenda(Option<Date>),
    /// Who moved between two days, none given where the page chooses.
    Moves {
        /// The first day.
        from: Option<Date>,
        /// The other day.
        to: Option<Date>,
        /// The scheme.
        scheme: Scheme,
    },
    /// What each customer bought year by year.
    Years,
    /// All sessions.
    Past,
    /// The minutes of the session that was opened on a day.
    Minutes(Date),
}

impl Shown {
    /// Reads what stands behind the `?`; what is not understood is left out.
    pub(super) fn read(query: &str) -> Shown {
        let value = |name: &str| {
            let pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
            pairs.filter(|(known, _)| *known == name).map(|(_, value)| value).next()
        };
        let day = |name: &str| value(name).and_then(|value| value.parse().ok());
        let scheme = || value("scheme").and_then(Scheme::from_key).unwrap_or(Scheme::Value);
        match (value("part"), day("of")) {
            (Some("moves"), _) => Shown::Moves { from: day("from"), to: day("to"), scheme: scheme() },
            (Some("years"), _) => Shown::Years,
            (Some("minutes"), Some(of)) => Shown::Minutes(of),
            (Some("past" | "minutes"), _) => Shown::Past,
            (_, of) => Shown::Agenda(of),
        }
    }

    /// Writes what stands behind the `?`.
    pub(super) fn written(self) -> String {
        let day = |name: &str, day: Option<Date>| day.map(|day| format!("&{name}={day}")).unwrap_or_default();
        match self {
            Shown::Agenda(None) => String::new(),
            Shown::Agenda(Some(of)) => format!("of={of}"),
            Shown::Moves { from, to, scheme } => {
                format!("part=moves{}{}&scheme={}", day("from", from), day("to", to), scheme.key())
            }
            Shown::Years => "part=years".to_owned(),
            Shown::Past => "part=past".to_owned(),
            Shown::Minutes(of) => format!("part=minutes&of={of}"),
        }
    }
}

/// Returns what the address asks for and the way to show something else.
#[hook]
pub(super) fn use_shown() -> (Shown, Callback<Shown>) {
    let navigator = use_navigator();
    let query = use_location().map(|location| location.query_str().to_owned()).unwrap_or_default();
    let show = Callback::from(move |shown: Shown| {
        if let Some(navigator) = &navigator {
            let Ok(()) = navigator.push_with_query(&Route::Review, Raw(shown.written()));
        }
    });
    (Shown::read(&query), show)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let day = || "2025-03-31".parse().ok();
        let moves = Shown::Moves { from: day(), to: None, scheme: Scheme::Stage };
        for shown in [
            Shown::Agenda(None),
            Shown::Agenda(day()),
            moves,
            Shown::Years,
            Shown::Past,
            Shown::Minutes(Date::from_days(20_000)),
        ] {
            assert_eq!(Shown::read(&format!("?{}", shown.written())), shown);
        }
        assert_eq!(Shown::read("?part=minutes&of=soon"), Shown::Past);
        assert_eq!(Shown::read("?part=else&from=x"), Shown::Agenda(None));
    }
}
