//! Which customer, contact and order of the book a record of a file is.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::identity::{Identity, Keys, NamedBy, domains, name_key};
use super::issue::Why;
use super::uniting::united;
use super::values::website;
use crate::book::Book;
use crate::domain::{
    Contact, ContactField, Currency, Customer, CustomerField, CustomerId, Date, DayOfYear, Order, OrderId,
};

/// What tells of one order lies within this many days; beyond, its number was used again.
pub(super) const SPREAD: i32 = 31;

/// By what a customer of a file was found in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchedBy {
    /// Its number.
    Code,
    /// An e-mail address.
    Email,
    /// The domain of its addresses or its site, which nobody else has.
    Domain,
    /// Its exact name.
    Name,
}

/// The customers of a book by what tells them apart.
#[derive(Debug, Default)]
pub(super) struct Index {
    by_code: HashMap<Box<str>, CustomerId>,
    /// Several may share an address.
    by_email: HashMap<Box<str>, Vec<CustomerId>>,
    /// `None` for a domain of several.
    by_domain: HashMap<Box<str>, Option<CustomerId>>,
    by_name: HashMap<Box<str>, Namesakes>,
    /// The customers of each name that several have.
    namesakes: HashMap<Box<str>, Vec<CustomerId>>,
    /// By the keys of names and numbers that somebody has elsewhere or had before.
    by_other_name: HashMap<Box<str>, Owner>,
    /// Whether a customer has an address of its own or of a contact.
    reachable: Vec<bool>,
}

/// Whose something is that should tell customers apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    One(CustomerId),
    Several,
}

/// Who is called by a name.
#[derive(Clone, Copy, Debug)]
struct Namesakes {
    all: Owner,
    /// Those of them without a number.
    unnumbered: Option<Owner>,
}

impl Owner {
    /// Returns whose something is that all these have.
    fn of(mut sharers: impl Iterator<Item = CustomerId>) -> Option<Owner> {
        let first = Owner::One(sharers.next()?);
        Some(sharers.fold(first, Owner::and))
    }

    fn and(self, id: CustomerId) -> Owner {
        if self == Owner::One(id) { self } else { Owner::Several }
    }

    fn one(self) -> Option<CustomerId> {
        match self {
            Owner::One(id) => Some(id),
            Owner::Several => None,
        }
    }
}

impl Index {
    pub(super) fn add_customer(&mut self, id: CustomerId, customer: &Customer) {
        let code = customer.plain(CustomerField::Code);
        if !code.is_empty() {
            self.by_code.entry(code.into()).or_insert(id);
        }
        for field in [CustomerField::Name, CustomerField::ShortName] {
            let name = name_key(customer.plain(field));
            if !name.is_empty() {
                let namesakes =
                    self.by_name.entry(name.clone()).or_insert(Namesakes { all: Owner::One(id), unnumbered: None });
                match namesakes.all {
                    Owner::One(first) if first == id => {}
                    Owner::One(first) => drop(self.namesakes.insert(name, vec![first, id])),
                    Owner::Several => self.namesakes.entry(name).or_default().push(id),
                }
                namesakes.all = namesakes.all.and(id);
                if code.is_empty() {
                    namesakes.unnumbered = Some(namesakes.unnumbered.map_or(Owner::One(id), |owner| owner.and(id)));
                }
            }
        }
        for name in customer.list(CustomerField::OtherNames) {
            let owner = self.by_other_name.entry(name_key(name)).or_insert(Owner::One(id));
            *owner = owner.and(id);
        }
        let site = website::read(customer.plain(CustomerField::Website)).ok();
        self.add_addresses(id, customer.list(CustomerField::Emails), site.as_ref().map(|site| site.host.as_str()));
    }

    pub(super) fn add_contact(&mut self, contact: &Contact) {
        if let Some(id) = contact.customer() {
            self.add_addresses(id, contact.list(ContactField::Emails), None);
        }
    }

    /// Tells whether somebody has an address.
    pub(super) fn knows(&self, address: &str) -> bool {
        self.by_email.contains_key(address)
    }

    /// Tells whether several have a name.
    pub(super) fn is_shared(&self, name: &str) -> bool {
        self.namesakes.contains_key(name)
    }

    /// Returns the customers of a name that several have, none for any other name.
    pub(super) fn namesakes(&self, name: &str) -> &[CustomerId] {
        self.namesakes.get(name).map_or(&[], Vec::as_slice)
    }

    /// Tells whether an address is one of the only customer of a name.
    pub(super) fn reaches(&self, name: &str, address: &str) -> bool {
        let called = self.by_name.get(name).and_then(|namesakes| namesakes.all.one());
        called.is_some_and(|id| self.by_email.get(address).is_some_and(|sharers| sharers.contains(&id)))
    }

    /// Returns the only customer of a name, or why there is none.
    pub(super) fn called(&self, name: &str) -> Result<CustomerId, Why> {
        let owner = self.by_name.get(name).map(|namesakes| namesakes.all);
        let owner = owner.or_else(|| self.by_other_name.get(name).copied()).ok_or(Why::NoSuchCustomer)?;
        owner.one().ok_or(Why::SeveralCalledSo)
    }

    fn add_addresses(&mut self, id: CustomerId, emails: &[Box<str>], host: Option<&str>) {
        for email in emails {
            let sharers = self.by_email.entry(email.clone()).or_default();
            if sharers.last() != Some(&id) {
                sharers.push(id);
            }
        }
        for domain in domains(emails, host) {
            let owner = self.by_domain.entry(domain).or_insert(Some(id));
            *owner = owner.filter(|owner| *owner == id);
        }
        let place = id.0 as usize;
        if self.reachable.len() <= place {
            self.reachable.resize(place + 1, false);
        }
        if let Some(reachable) = self.reachable.get_mut(place) {
            *reachable |= !emails.is_empty();
        }
    }

    /// Returns the customer of the book that keys of a file belong to: by number, by an address of a customer of the same
    /// name or where the file names none, by exact name, by any other address, by domain.
    ///
    /// The exact name goes before the address or the domain of a customer named otherwise, on purpose: forwarders, buying
    /// offices and groups write for several customers, and a name that stands in both says more than who wrote. An address
    /// or a domain that several have, in the file or in the book, says nothing at all.
    ///
    /// # Errors
    ///
    /// Why it may be several customers: they have the name, or the address of a row that names nobody, and no domain
    /// tells which. A number that nobody has is a customer of its own, and so is a person with an address of its own.
    pub(super) fn find<'b>(
        &self,
        keys: &Keys,
        identity: &Identity,
        known: impl Fn(CustomerId) -> Option<&'b Customer>,
    ) -> Result<Option<(CustomerId, MatchedBy)>, Why> {
        let is_numbered = !keys.code.is_empty();
        if let Some(id) = self.by_code.get(&keys.code).filter(|_| is_numbered) {
            return Ok(Some((*id, MatchedBy::Code)));
        }
        let by_other_name = |name: &str| self.by_other_name.get(name).copied().and_then(Owner::one);
        if let Some(id) = by_other_name(&name_key(&keys.code)).filter(|_| is_numbered) {
            return Ok(Some((id, MatchedBy::Code)));
        }
        let plain = |id: &CustomerId, field| known(*id).map_or("", |customer| customer.plain(field));
        // Two numbers that differ are two customers, whatever else they share.
        let fits = |id: &CustomerId| !is_numbered || plain(id, CustomerField::Code).is_empty();
        let same_name = |id: &CustomerId| {
            keys.name.is_empty() || known(*id).is_some_and(|customer| is_called(customer, &keys.name))
        };
        let is_reachable = |id: &CustomerId| self.reachable.get(id.0 as usize).is_some_and(|reachable| *reachable);
        let has_own_address = keys.named_by != NamedBy::Company && !keys.emails.is_empty();
        let same_person = |id: &CustomerId| !has_own_address || !is_reachable(id);
        let sharers = |email: &str| self.by_email.get(email).into_iter().flatten().copied();
        let of_name = || keys.emails.iter().filter_map(|email| Owner::of(sharers(email).filter(same_name)));
        if let Some(id) = of_name().filter_map(Owner::one).find(fits) {
            return Ok(Some((id, MatchedBy::Email)));
        }
        let called = name_key(keys.called());
        let namesakes =
            self.by_name.get(&called).and_then(|all| if is_numbered { all.unnumbered } else { Some(all.all) });
        let namesakes = namesakes.or_else(|| self.by_other_name.get(&called).copied());
        // Of several who are called alike but for signs and case, the one that is spelt so.
        let spelt_so = |id: &CustomerId| {
            let names = [CustomerField::Name, CustomerField::ShortName].map(|field| plain(id, field));
            names.contains(&&*keys.spelt)
        };
        let spelt = || {
            let all = self.namesakes.get(&called).into_iter().flatten().copied().filter(fits).filter(spelt_so);
            Owner::of(all).and_then(Owner::one)
        };
        let by_name = namesakes.and_then(|owner| owner.one().or_else(spelt));
        if let Some(id) = by_name.filter(fits).filter(same_person) {
            return Ok(Some((id, MatchedBy::Name)));
        }
        let doubt = match (of_name().next(), namesakes) {
            _ if is_numbered => None,
            (Some(Owner::Several), _) if keys.name.is_empty() => Some(Why::SeveralReached),
            (Some(Owner::Several), _) => Some(Why::SeveralCalledSo),
            (_, Some(Owner::Several)) if !has_own_address => Some(Why::SeveralCalledSo),
            _ => None,
        };
        let own_domain = |domain: &str| self.by_domain.get(domain).copied().flatten();
        let mut by_domain = identity.own(&keys.domains).filter_map(own_domain).filter(fits);
        if let Some(why) = doubt {
            return by_domain.find(same_name).map(|id| Some((id, MatchedBy::Domain))).ok_or(why);
        }
        let by_email = identity.own(&keys.emails).filter_map(|email| Owner::of(sharers(email))?.one()).find(fits);
        let by_email = by_email.map(|id| (id, MatchedBy::Email));
        Ok(by_email.or_else(|| by_domain.next().map(|id| (id, MatchedBy::Domain))))
    }
}

/// Tells whether a customer is called by a key, now or formerly.
fn is_called(customer: &Customer, key: &str) -> bool {
    let names = [CustomerField::Name, CustomerField::ShortName].map(|field| name_key(customer.plain(field)));
    names.iter().any(|name| **name == *key) || has_other_name(customer, key)
}

/// Tells whether a key is of a name or a number that a customer has elsewhere or had before.
pub(super) fn has_other_name(customer: &Customer, key: &str) -> bool {
    !key.is_empty() && customer.list(CustomerField::OtherNames).iter().any(|name| *name_key(name) == *key)
}

/// Returns which of a customer's contacts a person of a file is: by e-mail, then exact name, else one of whom the file
/// says nothing new.
pub(super) fn contact<'b, I: Copy>(known: impl Iterator<Item = (I, &'b Contact)>, told: &Contact) -> Option<I> {
    let all: Vec<(I, &Contact)> = known.collect();
    let emails = told.list(ContactField::Emails);
    let name = name_key(told.plain(ContactField::Name));
    let shares_email = |known: &Contact| known.list(ContactField::Emails).iter().any(|email| emails.contains(email));
    let same_name = |known: &Contact| !name.is_empty() && name_key(known.plain(ContactField::Name)) == name;
    let nothing_new = |known: &Contact| united(known, told) == *known;
    let by_email = all.iter().find(|(_, known)| shares_email(known));
    let by_name = || all.iter().find(|(_, known)| same_name(known));
    let found = by_email.or_else(by_name).or_else(|| all.iter().find(|(_, known)| nothing_new(known)));
    found.map(|(id, _)| *id)
}

/// The orders of one customer of the book, each of which one order of a file can be.
#[derive(Debug)]
pub(super) struct Pool {
    customer: CustomerId,
    /// For each order looked through so far, whether it is taken.
    taken: Vec<bool>,
    /// The orders that are the same in number, day and amount, the first in front.
    same: HashMap<(u32, Mark), VecDeque<u32>>,
    /// The orders that are the same in day and amount.
    by_mark: HashMap<Mark, VecDeque<u32>>,
    numbers: HashMap<Box<str>, u32>,
    /// By number, the orders that are not taken.
    by_number: Vec<BTreeSet<Standing>>,
}

/// Whether an order is a return, its day and its place: what comes back is never what was bought, and may bear its number.
type Standing = (bool, i32, u32);

/// Day, minor units and currency of an order.
type Mark = (Date, i64, Currency);

fn mark(order: &Order) -> Mark {
    (order.date, order.amount.minor, order.amount.currency)
}

impl Pool {
    /// Returns the orders of a customer, to be looked through with [`Pool::fill`] before any is taken.
    pub(super) fn of(customer: CustomerId) -> Pool {
        Pool {
            customer,
            taken: Vec::new(),
            same: HashMap::new(),
            by_mark: HashMap::new(),
            numbers: HashMap::new(),
            by_number: Vec::new(),
        }
    }

    /// Tells whether all orders of the customer were looked through.
    pub(super) fn is_full(&self, book: &Book) -> bool {
        self.taken.len() >= book.ledger().orders_of(self.customer).len()
    }

    /// Looks through the next `count` orders of the customer.
    pub(super) fn fill(&mut self, book: &Book, count: usize) {
        let slice = book.ledger().orders_of(self.customer);
        let end = slice.len().min(self.taken.len() + count);
        for place in self.taken.len()..end {
            let order = slice.order(self.customer, place);
            let (place, mark) = (place as u32, mark(&order));
            let standing = (order.is_return(), order.date.days(), place);
            let next = self.by_number.len() as u32;
            let number = *self.numbers.entry(order.number).or_insert(next);
            if number == next {
                self.by_number.push(BTreeSet::new());
            }
            if let Some(orders) = self.by_number.get_mut(number as usize) {
                orders.insert(standing);
            }
            self.same.entry((number, mark)).or_default().push_back(place);
            self.by_mark.entry(mark).or_default().push_back(place);
        }
        self.taken.resize(end, false);
    }

    /// Takes out the orders that are somebody else's already; all were looked through.
    pub(super) fn without(&mut self, book: &Book, is_taken: impl Fn(OrderId) -> bool) {
        let slice = book.ledger().orders_of(self.customer);
        for place in (0..slice.len()).filter(|place| is_taken(slice.id(*place))) {
            self.take(book, place as u32);
        }
    }

    /// Returns the day, nearest to the one told, of an order that is `alike` and falls on the same day of some year.
    pub(super) fn day_in_book(&self, book: &Book, told: Date, alike: impl Fn(&Order) -> bool) -> Option<Date> {
        let slice = book.ledger().orders_of(self.customer);
        let orders = (0..slice.len()).map(|place| slice.order(self.customer, place));
        let days = orders.filter(|order| DayOfYear::of(order.date) == DayOfYear::of(told) && alike(order));
        days.map(|order| order.date).min_by_key(|day| (day.days() - told.days()).abs())
    }

    /// Takes out the order that is the same in number, day and amount; one without a number the same in the others.
    pub(super) fn take_same(&mut self, book: &Book, told: &Order) -> Option<(OrderId, Order)> {
        let mark = mark(told);
        let taken = &self.taken;
        let mut first_free = |places: &mut VecDeque<u32>| {
            while places.front().is_some_and(|place| taken.get(*place as usize) == Some(&true)) {
                places.pop_front();
            }
            places.front().copied()
        };
        let number = self.numbers.get(&told.number).copied();
        let same = number.and_then(|number| self.same.get_mut(&(number, mark))).and_then(&mut first_free);
        let unnumbered = self.by_mark.get_mut(&mark).filter(|_| told.number.is_empty());
        let place = same.or_else(|| unnumbered.and_then(first_free));
        self.take(book, place?)
    }

    /// Takes out the order of the same number that lies nearest, a return for a return, whatever its amount; beyond
    /// [`SPREAD`] days the number was used again.
    pub(super) fn take_numbered(&mut self, book: &Book, told: &Order) -> Option<(OrderId, Order)> {
        let number = self.numbers.get(&told.number).filter(|_| !told.number.is_empty())?;
        let orders = self.by_number.get(*number as usize)?;
        let (is_return, day) = (told.is_return(), told.date.days());
        let before = orders.range(..(is_return, day, 0)).next_back();
        let near = [before, orders.range((is_return, day, 0)..).next()].into_iter().flatten();
        let near = near.filter(|(other, ..)| *other == is_return);
        let near = near.map(|(_, other, place)| ((other - day).abs(), *place)).filter(|(away, _)| *away <= SPREAD);
        let nearest = near.min()?.1;
        self.take(book, nearest)
    }

    /// Takes out the only order of the day and the currency that has no number either, a return for a return, whatever
    /// its amount.
    pub(super) fn take_of_day(&mut self, book: &Book, told: &Order) -> Option<(OrderId, Order)> {
        let unnumbered = self.numbers.get("").filter(|_| told.number.is_empty())?;
        let (is_return, day) = (told.is_return(), told.date.days());
        let of_day = self.by_number.get(*unnumbered as usize)?.range((is_return, day, 0)..(is_return, day + 1, 0));
        let slice = book.ledger().orders_of(self.customer);
        let currency = |place: u32| slice.order(self.customer, place as usize).amount.currency;
        let mut alike = of_day.map(|(.., place)| *place).filter(|place| currency(*place) == told.amount.currency);
        let only = alike.next().filter(|_| alike.next().is_none())?;
        self.take(book, only)
    }

    fn take(&mut self, book: &Book, place: u32) -> Option<(OrderId, Order)> {
        *self.taken.get_mut(place as usize)? = true;
        let slice = book.ledger().orders_of(self.customer);
        let order = slice.order(self.customer, place as usize);
        let number = self.numbers.get(&order.number).copied();
        if let Some(orders) = number.and_then(|number| self.by_number.get_mut(number as usize)) {
            orders.remove(&(order.is_return(), order.date.days(), place));
        }
        Some((slice.id(place as usize), order))
    }
}
