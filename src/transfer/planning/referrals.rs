//! Who referred whom: a name in the file becomes the customer of that name, of the book or of the file itself.

use super::Planning;
use crate::book::Book;
use crate::domain::{CustomerField, CustomerId, Value};
use crate::transfer::identity::name_key;
use crate::transfer::issue::{Issue, Weight, Why};
use crate::transfer::plan::State;
use crate::transfer::target::Target;

impl Planning {
    /// Puts to each customer of the file who referred it, once all customers are known.
    pub(super) fn refer(&mut self, book: &Book) {
        let of_referrer = Target::Customer(CustomerField::ReferredBy);
        let columns = &self.gather.customer_columns;
        let Some(place) = columns.iter().position(|spoken| spoken.target == of_referrer) else { return };
        let Some(column) = columns.get(place).map(|spoken| spoken.column) else { return };
        for (told, planned) in self.gather.customers.iter().zip(&self.placed) {
            let (Some(row), Ok(place)) = (told.rows(place).next(), planned) else { continue };
            let Some(planned) = self.customers.get_mut(*place as usize) else { continue };
            let name = self.cells.text(row, Some(column));
            let referrer = self.index.called(&name_key(&name));
            let is_itself = |id: &CustomerId| self.by_id.get(id) == Some(place);
            match referrer.and_then(|id| if is_itself(&id) { Err(Why::ReferredByItself) } else { Ok(id) }) {
                Ok(id) => {
                    let _ = planned.record.set(CustomerField::ReferredBy, Some(Value::Customer(id)));
                    planned.state = State::of(planned.id.and_then(|id: CustomerId| book.customer(id)), &planned.record);
                }
                Err(why) => self.issues.push(Issue {
                    row,
                    line: self.cells.table.line(row as usize),
                    column: Some(column as u32),
                    weight: Weight::ValueLeftOut,
                    why,
                }),
            }
        }
    }
}
