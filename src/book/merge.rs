//! Merging two customers that are one.

use super::Draft;
use crate::domain::{Customer, CustomerField, CustomerId, DecisionKey, OrderId, Word, value};

impl Draft<'_> {
    /// Makes `gone` a part of `kept`: contacts, orders and decisions move over, what `kept` does not know is filled in.
    ///
    /// Where both know a field, `kept` wins; lists, notes and own fields are united. What `gone` was called stays among the
    /// other names, so that the file it came from finds it there. Of two decisions about the same
    /// matter on the same day the one of the newer session stays, else `kept`'s. Nothing happens unless both
    /// exist and differ.
    pub fn merge_customers(&mut self, kept: CustomerId, gone: CustomerId) {
        let (Some(one), Some(other)) = (self.book().customer(kept), self.book().customer(gone)) else {
            return;
        };
        if kept == gone {
            return;
        }
        // The two become one, and nobody is referred by itself.
        let referred_by_others = |customer: &Customer| {
            let mut customer = customer.clone();
            if customer.referred_by().is_some_and(|referrer| referrer == kept || referrer == gone) {
                // Any field can become unknown.
                let _ = customer.set(CustomerField::ReferredBy, None);
            }
            customer
        };
        let mut merged = referred_by_others(one).united(&referred_by_others(other), Word::Known);
        keep_names(&mut merged, other);
        for (id, contact) in self.book().contacts_of(gone) {
            self.move_contact(id, contact, kept);
        }
        let slice = self.book().ledger().orders_of(gone);
        for place in 0..slice.len() {
            let mut order = slice.order(gone, place);
            order.customer = kept;
            self.put_order(OrderId(slice.id(place).0), Some(order));
        }
        self.move_decisions(gone, kept);
        self.put_customer(kept, Some(merged));
        self.redirect_referrals(gone, Some(kept));
        self.put_customer(gone, None);
    }

    fn move_decisions(&mut self, from: CustomerId, to: CustomerId) {
        for (key, decision) in self.book().decisions_of(from) {
            let moved = DecisionKey { customer: to, ..*key };
            if self.decision(moved).is_none_or(|other| other.session < decision.session) {
                self.put_decision(moved, Some(decision.clone()));
            }
            self.put_decision(*key, None);
        }
    }
}

/// Keeps the names and the number of `gone` that `merged` does not bear itself among its other ones.
fn keep_names(merged: &mut Customer, gone: &Customer) {
    const CALLED: [CustomerField; 3] = [CustomerField::Name, CustomerField::ShortName, CustomerField::Code];
    let borne = CALLED.map(|field| merged.plain(field).to_owned());
    let names = CALLED.map(|field| gone.plain(field)).into_iter().filter(|name| !borne.iter().any(|own| own == name));
    // A list is parted by semicolons.
    let names: Vec<String> = names.map(|name| name.replace([';', '；'], ",")).collect();
    if let Some(names) = value::tags(names.iter().map(String::as_str)) {
        merged.unite(CustomerField::OtherNames, names, Word::Known);
    }
}
