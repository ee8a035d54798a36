//! What a change of several records comes to, where one sentence can say it: whom it tagged, deleted, merged.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::history::{AnyField, FieldChange, Touched, customer_changes};
use crate::book::{Book, Change, Edit, Swap};
use crate::domain::{Contact, Customer, CustomerField, CustomerId};

/// What the edits of a change come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gist<'a> {
    /// These customers came, with this beside them.
    Added(Vec<&'a str>, Touched),
    /// These customers went, with this beside them.
    Deleted(Vec<&'a str>, Touched),
    /// All that was touched came, and no customer.
    OnlyAdded(Touched, Option<CustomerId>),
    /// All that was touched went, and no customer.
    OnlyDeleted(Touched, Option<CustomerId>),
    /// These customers got these tags.
    Tagged(Vec<&'a str>, Vec<&'a str>),
    /// These customers lost these tags.
    Untagged(Vec<&'a str>, Vec<&'a str>),
    /// This field of these customers became the same; its text form, empty where it is unknown now.
    Set(Vec<&'a str>, CustomerField, String),
    /// This field of these customers changed.
    Changed(Vec<&'a str>, CustomerField),
    /// So much was touched.
    Other(Touched),
}

/// Which customer took in which.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Merged<'a> {
    /// The one that stayed, where the change shows it.
    pub kept: Option<CustomerId>,
    /// The number of the one that went.
    pub number: CustomerId,
    /// The one that went, as it was.
    pub gone: &'a Customer,
}

/// Returns what some edits come to.
pub fn gist(edits: &[Edit]) -> Gist<'_> {
    let of_customers = || {
        edits.iter().filter_map(|edit| match edit {
            Edit::Customer(id, swap) => Some((*id, swap)),
            _ => None,
        })
    };
    let touched = Touched::count(edits);
    let rest = Touched { customers: 0, ..touched };
    let came: Vec<&str> = of_customers().filter_map(|(_, swap)| came(swap)).map(Customer::label).collect();
    let went: Vec<&str> = of_customers().filter_map(|(_, swap)| went(swap)).map(Customer::label).collect();
    if !came.is_empty() && went.is_empty() && edits.iter().all(|edit| side(edit) != Side::Went) {
        return Gist::Added(came, rest);
    }
    if !went.is_empty() && came.is_empty() && edits.iter().all(|edit| side(edit) != Side::Came) {
        return Gist::Deleted(went, rest);
    }
    let is_all = |expected| edits.iter().all(|edit| side(edit) == expected);
    match touched.customers {
        0 if is_all(Side::Came) => Gist::OnlyAdded(touched, only_customer(edits)),
        0 if is_all(Side::Went) => Gist::OnlyDeleted(touched, only_customer(edits)),
        n if n == edits.len() => alike(&of_customers().map(|(_, swap)| swap).collect::<Vec<_>>(), touched),
        _ => Gist::Other(touched),
    }
}

/// Returns which customer a merge kept and which it took in.
pub fn merged(change: &Change) -> Option<Merged<'_>> {
    let (number, gone) = change.edits.iter().find_map(|edit| match edit {
        Edit::Customer(id, swap) => Some((*id, went(swap)?)),
        _ => None,
    })?;
    // What belonged to the one belongs to the other now; who named the one as referrer names the other.
    let heir = change.edits.iter().find_map(|edit| match edit {
        Edit::Contact(_, Swap { after: Some(contact), .. }) => contact.customer(),
        Edit::Order(_, Swap { after: Some(order), .. }) => Some(order.customer),
        Edit::Decision(key, Swap { after: Some(_), .. }) => Some(key.customer),
        _ => None,
    });
    let referrer = || change.edits.iter().find_map(|edit| referrer_after(edit, number));
    let changed = || {
        change.edits.iter().find_map(|edit| match edit {
            Edit::Customer(id, swap) => swap.after.as_ref().map(|_| *id),
            _ => None,
        })
    };
    Some(Merged { kept: heir.or_else(referrer).or_else(changed), number, gone })
}

/// Returns what a customer is called, or was when it was last heard of.
pub fn called<'a>(book: &'a Book, log: &'a BTreeMap<u64, Rc<Change>>, id: CustomerId) -> Option<&'a str> {
    let known = book.customer(id).map(Customer::label);
    known.or_else(|| {
        let edits = log.values().rev().flat_map(|change| &change.edits);
        edits.filter_map(|edit| label_in(edit, id)).next()
    })
}

fn label_in(edit: &Edit, id: CustomerId) -> Option<&str> {
    match edit {
        Edit::Customer(of, swap) if *of == id => swap.before.as_ref().or(swap.after.as_ref()).map(Customer::label),
        _ => None,
    }
}

fn referrer_after(edit: &Edit, gone: CustomerId) -> Option<CustomerId> {
    match edit {
        Edit::Customer(_, Swap { before: Some(before), after: Some(after) }) if before.referred_by() == Some(gone) => {
            after.referred_by()
        }
        _ => None,
    }
}

/// Whether a record came, went or stayed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Came,
    Went,
    Stayed,
}

fn side(edit: &Edit) -> Side {
    fn of<T>(swap: &Swap<T>) -> Side {
        match (&swap.before, &swap.after) {
            (None, Some(_)) => Side::Came,
            (Some(_), None) => Side::Went,
            _ => Side::Stayed,
        }
    }
    match edit {
        Edit::Customer(_, swap) => of(swap),
        Edit::Contact(_, swap) => of(swap),
        Edit::Order(_, swap) => of(swap),
        Edit::Decision(_, swap) => of(swap),
        Edit::Policy(_, swap) => of(swap),
        Edit::Rate(_, _, swap) => of(swap),
        Edit::Review(_, swap) => of(swap),
        Edit::Setting(_) | Edit::Mapping(..) => Side::Stayed,
    }
}

fn came(swap: &Swap<Customer>) -> Option<&Customer> {
    swap.after.as_ref().filter(|_| swap.before.is_none())
}

fn went(swap: &Swap<Customer>) -> Option<&Customer> {
    swap.before.as_ref().filter(|_| swap.after.is_none())
}

/// Returns the one customer to whom all records belong.
fn only_customer(edits: &[Edit]) -> Option<CustomerId> {
    let owner = |edit: &Edit| match edit {
        Edit::Contact(_, swap) => swap.after.as_ref().or(swap.before.as_ref()).and_then(Contact::customer),
        Edit::Order(_, swap) => swap.after.as_ref().or(swap.before.as_ref()).map(|order| order.customer),
        _ => None,
    };
    let first = owner(edits.first()?)?;
    edits.iter().all(|edit| owner(edit) == Some(first)).then_some(first)
}

/// Returns what became of customers that all stayed, where the same field of each changed.
fn alike<'a>(swaps: &[&'a Swap<Customer>], touched: Touched) -> Gist<'a> {
    let pairs: Option<Vec<(&Customer, &Customer)>> =
        swaps.iter().map(|swap| Some((swap.before.as_ref()?, swap.after.as_ref()?))).collect();
    let Some(pairs) = pairs else { return Gist::Other(touched) };
    let names: Vec<&str> = pairs.iter().map(|(_, after)| after.label()).collect();
    let mut changes = pairs.iter().map(|(before, after)| customer_changes(before, after));
    let only = |changes: Vec<FieldChange>| <[FieldChange; 1]>::try_from(changes).ok().map(|[only]| only);
    let Some(first) = changes.next().and_then(only) else { return Gist::Other(touched) };
    let AnyField::Customer(field) = first.field else { return Gist::Other(touched) };
    let mut same = true;
    for change in changes {
        match only(change) {
            Some(other) if other.field == first.field => same = same && other.after == first.after,
            _ => return Gist::Other(touched),
        }
    }
    if field == CustomerField::Tags {
        let more = |less: &Customer, more: &'a Customer| -> Vec<&'a str> {
            let known = less.list(field);
            more.list(field).iter().filter(|tag| !known.contains(tag)).map(|tag| &**tag).collect()
        };
        let all = |of: &dyn Fn(&'a Customer, &'a Customer) -> Vec<&'a str>| {
            let each: Vec<Vec<&str>> = pairs.iter().map(|(before, after)| of(before, after)).collect();
            let first = each.first().cloned().unwrap_or_default();
            each.iter().all(|other| *other == first).then_some(first)
        };
        match (all(&|before, after| more(before, after)), all(&|before, after| more(after, before))) {
            (Some(added), Some(lost)) if lost.is_empty() && !added.is_empty() => return Gist::Tagged(names, added),
            (Some(added), Some(lost)) if added.is_empty() && !lost.is_empty() => return Gist::Untagged(names, lost),
            _ => {}
        }
    }
    match same {
        true => Gist::Set(names, field, first.after),
        false => Gist::Changed(names, field),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Draft, Origin};
    use crate::domain::{ContactField, Order, Value};

    const A: CustomerId = CustomerId(1);
    const B: CustomerId = CustomerId(2);
    const C: CustomerId = CustomerId(3);

    /// Three customers, the first with two orders and a contact, the third referred by the second.
    fn book() -> Book {
        let mut book = Book::new();
        let mut draft = Draft::new(&book);
        for name in ["Aster", "Birch", "Cedar"] {
            draft.add_customer(Customer::named(name));
        }
        draft.put_customer(C, Some(Customer::named("Cedar").with(CustomerField::ReferredBy, "2").unwrap()));
        for day in ["2024-05-01", "2024-06-01"] {
            draft.add_order(Order::new(A, day.parse().unwrap(), "USD 1.00".parse().unwrap()));
        }
        let mut contact = Contact::new().with(ContactField::Name, "Ann").unwrap();
        contact.set(ContactField::Customer, Some(Value::Customer(A))).unwrap();
        draft.add_contact(contact);
        book.apply(&draft.finish(0, Origin::Edit).unwrap());
        book
    }

    fn change(edit: impl FnOnce(&mut Draft)) -> Change {
        let book = book();
        let mut draft = Draft::new(&book);
        edit(&mut draft);
        draft.finish(1, Origin::Edit).unwrap()
    }

    fn each(draft: &mut Draft, field: CustomerField, texts: [&str; 2]) {
        for (id, text) in [A, B].into_iter().zip(texts) {
            let customer = draft.customer(id).cloned().unwrap().with(field, text).unwrap();
            draft.put_customer(id, Some(customer));
        }
    }

    #[track_caller]
    fn check(edit: impl FnOnce(&mut Draft), expected: Gist<'_>) {
        assert_eq!(gist(&change(edit).edits), expected);
    }

    #[test]
    fn whoever_goes_is_named_with_what_goes_along() {
        let rest = Touched { contacts: 1, orders: 2, ..Touched::default() };
        check(|draft| draft.delete_customer(A), Gist::Deleted(vec!["Aster"], rest));
        let both = |draft: &mut Draft| [A, C].into_iter().for_each(|id| draft.delete_customer(id));
        check(both, Gist::Deleted(vec!["Aster", "Cedar"], rest));
        let back = change(both).inverse(1, 2);
        assert_eq!(gist(&back.edits), Gist::Added(vec!["Aster", "Cedar"], rest));
    }

    #[test]
    fn orders_that_go_are_counted_with_their_customer() {
        let orders = Touched { orders: 2, ..Touched::default() };
        let edit = |draft: &mut Draft| {
            let ids: Vec<u32> = draft.book().ledger().orders_of(A).ids().to_vec();
            ids.into_iter().for_each(|id| draft.put_order(crate::domain::OrderId(id), None));
        };
        check(edit, Gist::OnlyDeleted(orders, Some(A)));
        assert_eq!(gist(&change(edit).inverse(1, 2).edits), Gist::OnlyAdded(orders, Some(A)));
    }

    #[test]
    fn a_tag_for_several_is_a_tag() {
        check(
            |draft| each(draft, CustomerField::Tags, ["VIP", "VIP"]),
            Gist::Tagged(vec!["Aster", "Birch"], vec!["VIP"]),
        );
        let back = change(|draft| each(draft, CustomerField::Tags, ["VIP", "VIP"])).inverse(1, 2);
        assert_eq!(gist(&back.edits), Gist::Untagged(vec!["Aster", "Birch"], vec!["VIP"]));
        check(
            |draft| each(draft, CustomerField::Tags, ["VIP", "fair"]),
            Gist::Changed(vec!["Aster", "Birch"], CustomerField::Tags),
        );
    }

    #[test]
    fn a_field_for_several_is_named_and_its_value_where_it_is_one() {
        let (names, field) = (vec!["Aster", "Birch"], CustomerField::Owner);
        check(|draft| each(draft, field, ["Li", "Li"]), Gist::Set(names.clone(), field, "Li".to_owned()));
        check(|draft| each(draft, field, ["Li", "Wu"]), Gist::Changed(names, field));
        let two_fields = |draft: &mut Draft| {
            each(draft, field, ["Li", "Li"]);
            each(draft, CustomerField::City, ["Riga", "Riga"]);
        };
        check(two_fields, Gist::Other(Touched { customers: 2, ..Touched::default() }));
    }

    #[test]
    fn a_merge_tells_who_took_in_whom() {
        let who = |kept, gone| {
            let change = change(|draft| draft.merge_customers(kept, gone));
            merged(&change).map(|merged| (merged.kept, merged.gone.label().to_owned()))
        };
        // By what moved; by who names it as referrer now; with nothing to show it, nobody is named.
        assert_eq!(who(B, A), Some((Some(B), "Aster".to_owned())));
        assert_eq!(who(A, B), Some((Some(A), "Birch".to_owned())));
        assert_eq!(who(A, C), Some((Some(A), "Cedar".to_owned())), "who was referred is filled in");
        let change = change(|draft| {
            let plain = Customer::named("Cedar");
            draft.put_customer(C, Some(plain));
        });
        assert_eq!(merged(&change), None);
    }

    #[test]
    fn who_is_gone_is_called_as_it_last_was() {
        let mut book = book();
        let change = change(|draft| draft.delete_customer(A));
        book.apply(&change);
        let log = BTreeMap::from([(2, Rc::new(change))]);
        assert_eq!(called(&book, &log, A), Some("Aster"));
        assert_eq!(called(&book, &log, B), Some("Birch"));
        assert_eq!(called(&book, &log, CustomerId(9)), None);
    }
}
