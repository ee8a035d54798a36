//! Customers by how likely they still buy: fifths of the probability, or steps of the overdue ratio where no model can tell.

use crate::domain::CustomerId;
use crate::domain::choice::choices;
use crate::engine::cycle::Cycles;
use crate::engine::predict::{Fit, Histories};
use crate::ledger::Ledger;
use crate::report::Standing;

choices! {
    /// Customers whose probability to be still there, or whose overdue ratio, lies between two figures.
    Band {
        /// Below a fifth.
        AliveBelow20 = "alive-0-20",
        /// From a fifth on.
        AliveFrom20 = "alive-20-40",
        /// From two fifths on.
        AliveFrom40 = "alive-40-60",
        /// From three fifths on.
        AliveFrom60 = "alive-60-80",
        /// From four fifths on.
        AliveFrom80 = "alive-80-100",
        /// Within their own rhythm.
        InRhythm = "overdue-0-1",
        /// Past their rhythm, not yet twice.
        Overdue = "overdue-1-2",
        /// Past twice their rhythm, not yet three times.
        OverdueTwice = "overdue-2-3",
        /// Past three times their rhythm.
        OverdueThrice = "overdue-3",
    }
}

impl Band {
    /// The bands of the probability, ascending.
    pub const ALIVE: [Band; 5] =
        [Band::AliveBelow20, Band::AliveFrom20, Band::AliveFrom40, Band::AliveFrom60, Band::AliveFrom80];
    /// The bands of the overdue ratio, ascending.
    pub const OVERDUE: [Band; 4] = [Band::InRhythm, Band::Overdue, Band::OverdueTwice, Band::OverdueThrice];

    /// Returns the band of a probability.
    pub fn of_alive(chance: f64) -> Band {
        match chance {
            chance if chance < 0.2 => Band::AliveBelow20,
            chance if chance < 0.4 => Band::AliveFrom20,
            chance if chance < 0.6 => Band::AliveFrom40,
            chance if chance < 0.8 => Band::AliveFrom60,
            _ => Band::AliveFrom80,
        }
    }

    /// Returns the band of days since the last order by the days of a cycle.
    pub fn of_overdue(ratio: f64) -> Band {
        match ratio {
            ratio if ratio <= 1.0 => Band::InRhythm,
            ratio if ratio <= 2.0 => Band::Overdue,
            ratio if ratio <= 3.0 => Band::OverdueTwice,
            _ => Band::OverdueThrice,
        }
    }

    /// Returns the customers in it, by number; none where no model can tell.
    pub(super) fn customers(self, ledger: &Ledger, standing: &Standing) -> Vec<CustomerId> {
        if Band::OVERDUE.contains(&self) {
            let cycles = Cycles::take(ledger, standing.as_of());
            let ratios = cycles.rows().iter().filter_map(|row| Some((row.customer, row.expected?.overdue)));
            return ratios
                .filter(|(_, ratio)| Band::of_overdue(*ratio) == self)
                .map(|(customer, _)| customer)
                .collect();
        }
        let histories = Histories::take(ledger, standing.as_of());
        let Ok(fit) = Fit::telling(&histories) else { return Vec::new() };
        let chances = histories.each(|past| fit.process.alive(past));
        let rows = histories.rows().iter().zip(chances);
        rows.filter(|(_, chance)| Band::of_alive(*chance) == self).map(|(row, _)| row.customer).collect()
    }
}
