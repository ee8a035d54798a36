//! Whether the address leads or follows: a new one leads until what it asks for is shown.

use super::address::Address;
use crate::domain::Date;

/// How far the leading of an address has come.
#[derive(Default)]
pub(super) struct Lead {
    /// The last address that was met.
    query: Option<String>,
    stage: Stage,
}

/// List and date are changed one after the other, so what is shown may be between two addresses for a moment.
#[derive(Default)]
enum Stage {
    #[default]
    Over,
    Asked {
        from: Address,
        to: Address,
    },
    Begun {
        from: Address,
        to: Address,
    },
}

impl Lead {
    /// Takes in an address, what it asks for and what is shown.
    pub(super) fn meet(&mut self, query: &str, asked: Option<&Address>, shown: &Address, today: Date) {
        if self.query.as_deref() != Some(query) {
            self.query = Some(query.to_owned());
            let asked =
                asked.map(|asked| Address { as_of: asked.as_of.filter(|date| *date != today), ..asked.clone() });
            self.stage = match asked.filter(|asked| asked != shown) {
                Some(to) => Stage::Asked { from: shown.clone(), to },
                None => Stage::Over,
            };
        } else if let Stage::Begun { from, to } = &self.stage
            && !is_between(shown, from, to)
        {
            self.stage = Stage::Over;
        }
    }

    /// Returns what an address that was just met asks for, once.
    pub(super) fn begin(&mut self) -> Option<Address> {
        match std::mem::take(&mut self.stage) {
            Stage::Asked { from, to } => {
                self.stage = Stage::Begun { from, to: to.clone() };
                Some(to)
            }
            other => {
                self.stage = other;
                None
            }
        }
    }

    /// Tells whether the address follows what is shown.
    pub(super) fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Over)
    }
}

fn is_between(shown: &Address, from: &Address, to: &Address) -> bool {
    let has_list = shown.list == from.list || shown.list == to.list;
    let has_date = shown.as_of == from.as_of || shown.as_of == to.as_of;
    shown != to && has_list && has_date
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::pages::ListState;

    const TODAY: Date = Date::from_days(20_500);

    fn address(query: &str) -> Address {
        Address::read(query).unwrap_or(Address { list: ListState::default(), as_of: None })
    }

    fn meet(lead: &mut Lead, query: &str, shown: &str) -> Option<String> {
        lead.meet(query, Address::read(query).as_ref(), &address(shown), TODAY);
        lead.begin().map(|to| to.written())
    }

    #[test]
    fn a_new_address_leads_until_list_and_date_are_shown() {
        let (old, new) = ("sort=name", "q=tea&sort=-sales&asof=2024-01-31");
        let mut lead = Lead::default();
        assert_eq!(meet(&mut lead, new, old).as_deref(), Some(new));
        for between in [old, "sort=name&asof=2024-01-31", "q=tea&sort=-sales"] {
            assert_eq!(meet(&mut lead, new, between), None);
            assert!(!lead.is_over(), "{between}");
        }
        meet(&mut lead, new, new);
        assert!(lead.is_over());
    }

    #[test]
    fn a_change_by_the_reader_ends_the_lead() {
        let mut lead = Lead::default();
        meet(&mut lead, "q=tea&sort=name", "sort=name");
        meet(&mut lead, "q=tea&sort=name", "q=lamp&sort=name");
        assert!(lead.is_over());
    }

    #[test]
    fn an_address_that_asks_for_nothing_or_for_what_is_shown_follows() {
        for (query, shown) in [("", "sort=name"), ("sort=name", "sort=name")] {
            let mut lead = Lead::default();
            assert_eq!(meet(&mut lead, query, shown), None);
            assert!(lead.is_over());
        }
        let mut lead = Lead::default();
        assert_eq!(meet(&mut lead, &format!("sort=name&asof={TODAY}"), "sort=name"), None);
    }
}
