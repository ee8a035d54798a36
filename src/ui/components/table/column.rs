//! The columns of a table and the order of its rows.

use yew::AttrValue;

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name among the columns, kept in the reader's choice of columns.
    pub id: AttrValue,
    /// What it is called.
    pub label: AttrValue,
    /// A shorter name for its header, where the unit says the rest; empty where the header is what it is called.
    pub head: AttrValue,
    /// The unit of its numbers, shown in the header.
    pub unit: AttrValue,
    /// On which side its cells stand.
    pub align: Align,
    /// Its width in pixels.
    pub width: u16,
    /// Whether rows can be sorted by it.
    pub order: Order,
    /// Where it goes when rows are cards.
    pub card: CardPlace,
}

/// On which side cells stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Start,
    /// Numbers.
    End,
}

/// Whether rows can be sorted by a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// They can.
    Sortable,
    /// They cannot.
    None,
}

/// Where a column goes when the table is too narrow for columns and its rows become cards of two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardPlace {
    /// The first line, on the left.
    Title,
    /// The first line, on the right.
    Figure,
    /// The second line.
    Detail,
    /// Not shown.
    Hidden,
}

impl Column {
    /// Makes a column of words.
    pub fn text(id: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Column {
        Column {
            id: id.into(),
            label: label.into(),
            head: AttrValue::default(),
            unit: AttrValue::default(),
            align: Align::Start,
            width: 160,
            order: Order::Sortable,
            card: CardPlace::Hidden,
        }
    }

    /// Makes a column of numbers.
    pub fn number(id: impl Into<AttrValue>, label: impl Into<AttrValue>) -> Column {
        Column { align: Align::End, width: 112, ..Column::text(id, label) }
    }

    /// Names the unit of its numbers.
    pub fn unit(self, unit: impl Into<AttrValue>) -> Column {
        Column { unit: unit.into(), ..self }
    }

    /// Gives its header a shorter name, for which the unit says the rest.
    pub fn head(self, head: impl Into<AttrValue>) -> Column {
        Column { head: head.into(), ..self }
    }

    /// Sets its width in pixels.
    pub fn width(self, width: u16) -> Column {
        Column { width, ..self }
    }

    /// Takes the sorting away.
    pub fn unsortable(self) -> Column {
        Column { order: Order::None, ..self }
    }

    /// Gives it a place on cards.
    pub fn card(self, card: CardPlace) -> Column {
        Column { card, ..self }
    }
}

/// Which column rows are sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column's id.
    pub column: AttrValue,
    /// Which way.
    pub direction: Direction,
}

/// Which way rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The smallest first.
    Ascending,
    /// The largest first.
    Descending,
}

impl Direction {
    /// Returns the other way.
    pub fn turned(self) -> Direction {
        match self {
            Direction::Ascending => Direction::Descending,
            Direction::Descending => Direction::Ascending,
        }
    }

    /// Returns the word that assistive technology knows.
    pub(super) fn aria(self) -> &'static str {
        match self {
            Direction::Ascending => "ascending",
            Direction::Descending => "descending",
        }
    }
}

impl Sort {
    /// Returns what a click on a column's header asks for: words start with the smallest, numbers with the largest,
    /// and a second click turns round.
    pub fn asked(current: Option<&Sort>, column: &Column) -> Sort {
        let direction = match current.filter(|sort| sort.column == column.id) {
            Some(sort) => sort.direction.turned(),
            None if column.align == Align::End => Direction::Descending,
            None => Direction::Ascending,
        };
        Sort { column: column.id.clone(), direction }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_start_with_the_largest_and_turn_round() {
        let sales = Column::number("sales", "Sales");
        let first = Sort::asked(None, &sales);
        assert_eq!(first.direction, Direction::Descending);
        assert_eq!(Sort::asked(Some(&first), &sales).direction, Direction::Ascending);
        assert_eq!(Sort::asked(Some(&first), &Column::text("name", "Name")).direction, Direction::Ascending);
    }
}
