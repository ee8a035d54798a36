//! What the reader picks: for each record of the backup that is not the same in the book, which fields come over.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::comparing::{Comparison, Row, State, What};
use super::fields;
use super::past::Gone;
use crate::book::Book;

/// What was picked, by the places of the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    // INVARIANT (picks of rows): one for each row of the comparison; a bit for each field, all for a record that comes over.
    picks: Rc<Vec<u64>>,
}

/// What was picked of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Nothing: what the book has stays, and a record that it does not have stays away.
    Ours,
    /// Some fields.
    Some,
    /// All of the backup's.
    Theirs,
}

impl Choices {
    /// Returns what is picked before the reader has picked anything: new records come over, nothing else does.
    pub fn new(comparison: &Comparison) -> Choices {
        let pick = |row: &Row| if row.state == State::New { u64::MAX } else { 0 };
        Choices { picks: Rc::new(comparison.rows().iter().map(pick).collect()) }
    }

    /// Returns the picks for a comparison that was made anew; what differs in other fields or stands otherwise is as
    /// before the reader picked.
    pub fn carried(&self, from: &Comparison, to: &Comparison) -> Choices {
        let rows = from.rows().iter().zip(self.picks.iter());
        let picked: BTreeMap<&What, (State, u64)> = rows.map(|(row, pick)| (&row.what, (row.state, *pick))).collect();
        let mut choices = Choices::new(to);
        let picks = Rc::make_mut(&mut choices.picks);
        for (row, slot) in to.rows().iter().zip(picks) {
            if let Some((_, pick)) = picked.get(&row.what).filter(|(state, _)| *state == row.state) {
                *slot = *pick;
            }
        }
        choices
    }

    /// Returns the bits of the fields that are picked of the row at a place.
    pub fn bits(&self, place: usize) -> u64 {
        self.picks.get(place).copied().unwrap_or_default()
    }

    /// Returns what is picked of the row at a place.
    pub fn pick(&self, place: usize, row: &Row) -> Pick {
        let all = all(row);
        match self.bits(place) & all {
            0 => Pick::Ours,
            some if some == all => Pick::Theirs,
            _ => Pick::Some,
        }
    }

    /// Returns the choices with all or nothing picked of some rows.
    pub fn with_all(&self, comparison: &Comparison, places: &[u32], is_theirs: bool) -> Choices {
        let mut choices = self.clone();
        let picks = Rc::make_mut(&mut choices.picks);
        for place in places {
            let row = comparison.rows().get(*place as usize).filter(|row| can_come(row));
            if let (Some(slot), Some(row)) = (picks.get_mut(*place as usize), row) {
                *slot = if is_theirs { all(row) } else { 0 };
            }
        }
        choices
    }

    /// Returns the choices with one field of a row picked or not; payments and rate of an order go with its amount where
    /// the currencies differ.
    pub fn with_field(
        &self,
        comparison: &Comparison,
        (here, there): (&Book, &Book),
        place: usize,
        bit: u32,
        is_theirs: bool,
    ) -> Choices {
        let Some(row) = comparison.rows().get(place) else { return self.clone() };
        let bits = match &row.what {
            What::Order(id) => match comparison.orders(*id, here, there) {
                Some((ours, theirs)) => fields::bound(&ours, &theirs, 1 << bit),
                None => 1 << bit,
            },
            _ => 1 << bit,
        };
        let mut choices = self.clone();
        if let Some(slot) = Rc::make_mut(&mut choices.picks).get_mut(place) {
            *slot = all(row) & if is_theirs { *slot | bits } else { *slot & !bits };
        }
        choices
    }

    /// Tells whether nothing is picked.
    pub fn is_empty(&self) -> bool {
        self.picks.iter().all(|pick| *pick == 0)
    }
}

/// Returns the bits that can be picked of a row.
fn all(row: &Row) -> u64 {
    if let State::Differs(bits) = row.state { bits } else { u64::MAX }
}

/// Tells whether a row can come over: what became a part of another customer is there already.
pub(super) fn can_come(row: &Row) -> bool {
    !matches!(row.state, State::Gone(Gone::TakenIn { .. }))
}
