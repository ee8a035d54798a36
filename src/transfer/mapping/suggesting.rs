//! The best guess about a file, made in steps: comparing a label with all those known is what it costs.

use std::rc::Rc;

use super::{Choices, Mapping};
use crate::transfer::headers::Labels;
use crate::transfer::suggest;
use crate::transfer::survey::Facts;

/// The best guess about a file in the making: its labels are compared with those known, some at a time.
#[derive(Debug)]
pub struct Suggesting {
    facts: Rc<Facts>,
    labels: Labels,
    done: usize,
}

impl Suggesting {
    /// Begins with what was seen in a file.
    pub fn start(facts: &Rc<Facts>) -> Suggesting {
        let labels = Labels::new(facts.columns.iter().map(|column| column.label.as_str()));
        Suggesting { facts: Rc::clone(facts), labels, done: 0 }
    }

    /// Compares the labels of the next `columns` columns; false when none is left.
    pub fn step(&mut self, columns: usize) -> bool {
        let end = self.done.saturating_add(columns).min(self.total());
        (self.done..end).for_each(|column| self.labels.compare(column));
        self.done = end;
        end < self.total()
    }

    /// Returns the number of columns compared.
    pub fn done(&self) -> usize {
        self.done
    }

    /// Returns the number of all columns.
    pub fn total(&self) -> usize {
        self.facts.columns.len()
    }

    /// Returns how many labels were compared with all those known, which is what a step costs.
    pub fn compared(&self) -> usize {
        (0..self.total()).filter(|column| self.labels.is_compared(*column)).count()
    }

    /// Returns the guess; what is not yet compared is compared now.
    pub fn finish(self) -> Mapping {
        let Suggesting { facts, labels, .. } = self;
        let kind = suggest::kind(&facts, &labels);
        let columns = suggest::columns(&facts, &labels, kind);
        Mapping { kind, columns, choices: Choices::default(), facts, labels: Rc::new(labels) }
    }
}
