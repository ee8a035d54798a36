//! Which rows tell of one record, column by column.

use super::cells::Cells;
use super::target::Target;
use super::values::text;
use crate::domain::{Field, Kind as Holds};

/// A column that speaks of a record, and whether all it says is kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    pub(super) column: usize,
    pub(super) target: Target,
    pub(super) keeps_all: bool,
}

/// The rows that tell of one record, by column.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    /// The row whose cell counts, and the day of its order; the latest order's wins, else the last row's.
    pub(super) latest: Vec<Option<(u32, i32)>>,
    /// Further rows of columns that keep all they say, and those that another one overruled which may not be readable.
    pub(super) more: Vec<(u16, u32)>,
}

/// How many further cells of one record are kept.
const MOST_FURTHER: usize = 256;

impl Spoken {
    /// Tells whether a cell of this column can hold what is no value of it.
    fn may_be_unread(self) -> bool {
        let kind = match self.target {
            Target::Customer(field) => field.kind(),
            Target::Contact(field) => field.kind(),
            _ => return false,
        };
        !matches!(kind, Holds::Text | Holds::Paragraph)
    }
}

impl Told {
    /// Takes in what a row says: the latest order's word counts, among equals the last row's.
    pub(super) fn hear(&mut self, cells: &Cells, columns: &[Spoken], row: u32, day: i32) {
        self.latest.resize(columns.len(), None);
        for (place, spoken) in columns.iter().enumerate() {
            let cell = cells.raw(row, Some(spoken.column));
            let Some(latest) = self.latest.get_mut(place).filter(|_| !text::is_blank(cell)) else { continue };
            let Some((known, known_day)) = latest else {
                *latest = Some((row, day));
                continue;
            };
            if cells.raw(*known, Some(spoken.column)) == cell {
                *known_day = day.max(*known_day);
                continue;
            }
            let overruled = if day >= *known_day { std::mem::replace(known, row) } else { row };
            *known_day = day.max(*known_day);
            let keeps = spoken.keeps_all || spoken.may_be_unread();
            let more = (place as u16, overruled);
            let same = |other: &(u16, u32)| {
                other.0 == more.0
                    && cells.raw(other.1, Some(spoken.column)) == cells.raw(overruled, Some(spoken.column))
            };
            if keeps && self.more.len() < MOST_FURTHER && !self.more.iter().any(same) {
                self.more.push(more);
            }
        }
    }

    /// Returns the rows that tell a column: the one that counts, then the others, the last first.
    pub(super) fn rows(&self, place: usize) -> impl Iterator<Item = u32> {
        let more = self.more.iter().rev().filter(move |(other, _)| usize::from(*other) == place);
        let latest = self.latest.get(place).copied().flatten().map(|(row, _)| row);
        latest.into_iter().chain(more.map(|(_, row)| *row))
    }
}
