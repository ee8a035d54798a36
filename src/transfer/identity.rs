//! Which rows of a file speak of the same customer.

use std::collections::{HashMap, HashSet};

use super::cells::Cells;
use super::matching::Index;
use super::target::{Extra, Kind, Target};
use super::values::{email, text, website};
use crate::domain::{ContactField, CustomerField};
use unicode_normalization::UnicodeNormalization;

/// What tells one customer from another; what is not known is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Keys {
    pub(super) code: Box<str>,
    pub(super) emails: Vec<Box<str>>,
    pub(super) domains: Vec<Box<str>>,
    /// The name without case, width and punctuation.
    pub(super) name: Box<str>,
    /// The name as it is spelt.
    pub(super) spelt: Box<str>,
    pub(super) named_by: NamedBy,
}

/// Where a customer's name comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NamedBy {
    /// It has none.
    #[default]
    Nothing,
    /// From its contact: a person that buys.
    Person,
    /// It is the name of a company.
    Company,
}

/// The customers of a file by what tells them apart.
#[derive(Debug)]
pub(super) struct Identity {
    columns: Vec<usize>,
    code: Option<usize>,
    company: Vec<usize>,
    person: Vec<usize>,
    first: Option<usize>,
    last: Option<usize>,
    emails: Vec<usize>,
    website: Option<usize>,
    kind: Kind,
    keys: Vec<Keys>,
    by_code: HashMap<Box<str>, u32>,
    by_email: HashMap<Box<str>, u32>,
    by_name: HashMap<Box<str>, u32>,
    by_domain: HashMap<Box<str>, u32>,
    /// Addresses and domains that several customers of the file have.
    shared: HashSet<Box<str>>,
    above: Option<(u32, u32)>,
}

impl Identity {
    pub(super) fn new(cells: &Cells) -> Identity {
        let one = |field: CustomerField| cells.place(Target::Customer(field));
        let both = |customer: CustomerField, contact: ContactField| {
            let places = [cells.places(Target::Customer(customer)), cells.places(Target::Contact(contact))];
            places.concat()
        };
        let company: Vec<usize> = [CustomerField::Name, CustomerField::ShortName].into_iter().filter_map(one).collect();
        let mut identity = Identity {
            code: one(CustomerField::Code),
            company,
            person: cells.places(Target::Contact(ContactField::Name)).to_vec(),
            first: cells.place(Target::Extra(Extra::FirstName)),
            last: cells.place(Target::Extra(Extra::LastName)),
            emails: both(CustomerField::Emails, ContactField::Emails),
            website: one(CustomerField::Website),
            ..Identity::of_records(cells.mapping.kind)
        };
        let lists = [&identity.company, &identity.person, &identity.emails];
        let ones = [identity.code, identity.first, identity.last, identity.website];
        identity.columns = lists.into_iter().flatten().copied().chain(ones.into_iter().flatten()).collect();
        identity
    }

    /// Returns an identity of customers that are told one by one instead of read from the cells of a file.
    pub(super) fn of_records(kind: Kind) -> Identity {
        Identity {
            columns: Vec::new(),
            code: None,
            company: Vec::new(),
            person: Vec::new(),
            first: None,
            last: None,
            emails: Vec::new(),
            website: None,
            kind,
            keys: Vec::new(),
            by_code: HashMap::new(),
            by_email: HashMap::new(),
            by_name: HashMap::new(),
            by_domain: HashMap::new(),
            shared: HashSet::new(),
            above: None,
        }
    }

    /// Takes in one more customer, that is nobody of those before.
    pub(super) fn tell(&mut self, keys: Keys) {
        self.keys.push(Keys::default());
        self.learn(self.keys.len() as u32 - 1, keys);
    }

    /// Tells whether a row says anything about who the customer is.
    pub(super) fn is_told(&self, cells: &Cells, row: u32) -> bool {
        self.column(cells, row).is_some()
    }

    /// Returns the number of the customer that a row speaks of, a new one where no row above did; `None` where
    /// nothing in it can be read.
    pub(super) fn customer(&mut self, cells: &Cells, index: &Index, row: u32) -> Option<u32> {
        if let Some((above, customer)) = self.above
            && self.columns.iter().all(|place| cells.raw(above, Some(*place)) == cells.raw(row, Some(*place)))
        {
            return Some(customer);
        }
        let customer = self.find_or_add(cells, index, row)?;
        self.above = Some((row, customer));
        Some(customer)
    }

    /// Returns the column in which a row first says who the customer is.
    pub(super) fn column(&self, cells: &Cells, row: u32) -> Option<usize> {
        self.columns.iter().copied().find(|column| !cells.is_blank(row, Some(*column)))
    }

    /// Returns what tells the customers apart, by number.
    pub(super) fn keys(&self) -> &[Keys] {
        &self.keys
    }

    /// Returns the name of the person in a row.
    pub(super) fn person(&self, cells: &Cells, row: u32) -> String {
        let whole = self.person.iter().map(|place| cells.text(row, Some(*place))).find(|name| !name.is_empty());
        whole.map(String::from).unwrap_or_else(|| {
            let (first, last) = (cells.text(row, self.first), cells.text(row, self.last));
            let is_han = |name: &str| name.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
            match (first.is_empty(), last.is_empty()) {
                (false, false) if is_han(&first) => format!("{last}{first}"),
                (false, false) => format!("{first} {last}"),
                (true, _) => last.into_owned(),
                (_, true) => first.into_owned(),
            }
        })
    }

    fn find_or_add(&mut self, cells: &Cells, index: &Index, row: u32) -> Option<u32> {
        let code = cells.text(row, self.code);
        let keys = self.keys_of(cells, row, &code);
        if keys == Keys::default() {
            return None;
        }
        let by_code = self.by_code.get(&keys.code).copied().filter(|_| !keys.code.is_empty());
        let number = by_code.or_else(|| self.find(&keys, index)).unwrap_or_else(|| {
            self.keys.push(Keys::default());
            self.keys.len() as u32 - 1
        });
        self.learn(number, keys);
        Some(number)
    }

    fn keys_of(&self, cells: &Cells, row: u32, code: &str) -> Keys {
        let company = self.company.iter().map(|place| cells.text(row, Some(*place)));
        let spelt = company.into_iter().find(|name| !name.is_empty()).unwrap_or_default().into_owned();
        let company = name_key(&spelt);
        let spelt = if company.is_empty() { self.person(cells, row) } else { spelt };
        let person = if company.is_empty() { name_key(&spelt) } else { Box::default() };
        let named_by = match (company.is_empty(), person.is_empty()) {
            (false, _) => NamedBy::Company,
            (_, false) => NamedBy::Person,
            _ => NamedBy::Nothing,
        };
        let filled = self.emails.iter().filter(|place| !cells.is_blank(row, Some(**place)));
        let addresses = filled.flat_map(|place| email::read_all(cells.raw(row, Some(*place))));
        let emails: Vec<Box<str>> = addresses.filter_map(|address| Some(address.ok()?.into())).collect();
        let site = self.website.and_then(|place| website::read(cells.raw(row, Some(place))).ok());
        Keys {
            code: code.into(),
            domains: domains(&emails, site.as_ref().map(|site| site.host.as_str())),
            emails,
            name: if company.is_empty() { person } else { company },
            spelt: spelt.into(),
            named_by,
        }
    }

    /// Returns the customer that keys belong to: by e-mail, then name, then the domain of a nameless one.
    ///
    /// A nameless one whose very address the book knows is left to be found there, and joins nobody of another name.
    fn find(&self, keys: &Keys, index: &Index) -> Option<u32> {
        let known = |number: &u32| self.keys.get(*number as usize);
        let fits = |number: &u32| known(number).is_some_and(|known| !known.contradicts(keys));
        let same_name = |number: &u32| known(number).is_some_and(|known| known.agrees_by_name(keys));
        let by_email = keys.emails.iter().filter_map(|address| self.by_email.get(address).copied());
        let mut by_email = by_email.filter(|number| fits(number) && (self.kind.has_orders() || same_name(number)));
        let called = name_key(keys.called());
        let has_name = |keys: &Keys| keys.named_by != NamedBy::Nothing;
        // An address in the place of a name is a name: it is left to the book whose address it is.
        let is_called_alike = |number: &u32| known(number).is_some_and(|known| has_name(known) == has_name(keys));
        let by_name = || {
            let namesake = self.by_name.get(&called).copied().filter(|number| fits(number) && is_called_alike(number));
            // Where the book knows several called so, signs and case tell them apart.
            let is_spelt_alike = |number: &u32| known(number).is_some_and(|known| known.spelt == keys.spelt);
            let namesake = namesake.filter(|number| !index.is_shared(&called) || is_spelt_alike(number));
            namesake.filter(|number| self.is_same_person(*number, keys))
        };
        let is_nameless = |keys: &Keys| !has_name(keys) && keys.code.is_empty();
        let is_open = |number: &u32| {
            let is_known = keys.emails.iter().any(|address| index.knows(address));
            let is_its = |known: &Keys| keys.emails.iter().any(|address| index.reaches(&known.name, address));
            !is_known || known(number).is_some_and(|known| is_nameless(known) || is_its(known))
        };
        let by_domain = || {
            let owners = keys.domains.iter().find_map(|domain| self.by_domain.get(domain).copied());
            owners.filter(&fits).filter(is_open).filter(|_| is_nameless(keys))
        };
        by_email.next().or_else(by_name).or_else(by_domain)
    }

    /// Two persons of one name with different addresses are two persons.
    fn is_same_person(&self, number: u32, keys: &Keys) -> bool {
        let lacks_address = |keys: &Keys| keys.emails.is_empty();
        let known = self.keys.get(number as usize);
        keys.named_by == NamedBy::Company || lacks_address(keys) || known.is_some_and(lacks_address)
    }

    fn learn(&mut self, number: u32, keys: Keys) {
        let Some(known) = self.keys.get_mut(number as usize) else { return };
        if known.code.is_empty() && !keys.code.is_empty() {
            self.by_code.insert(keys.code.clone(), number);
            known.code = keys.code.clone();
        }
        if keys.named_by as u8 > known.named_by as u8 {
            // Who has a name is no longer called by an address or a site.
            if known.named_by == NamedBy::Nothing {
                for called in known.emails.iter().chain(&known.domains).chain([&known.code]) {
                    let called = name_key(called);
                    if self.by_name.get(&called) == Some(&number) {
                        self.by_name.remove(&called);
                    }
                }
            }
            (known.name, known.spelt, known.named_by) = (keys.name.clone(), keys.spelt.clone(), keys.named_by);
        }
        if keys.named_by != NamedBy::Nothing || known.named_by == NamedBy::Nothing {
            self.by_name.entry(name_key(keys.called())).or_insert(number);
        }
        for email in keys.emails {
            if *self.by_email.entry(email.clone()).or_insert(number) != number {
                self.shared.insert(email.clone());
            }
            if !known.emails.contains(&email) {
                known.emails.push(email);
            }
        }
        for domain in keys.domains {
            if *self.by_domain.entry(domain.clone()).or_insert(number) != number {
                self.shared.insert(domain.clone());
            }
            if !known.domains.contains(&domain) {
                known.domains.push(domain);
            }
        }
    }

    /// Returns those of a customer's addresses or domains that it alone has in the file.
    pub(super) fn own<'k>(&'k self, keys: &'k [Box<str>]) -> impl Iterator<Item = &'k str> {
        keys.iter().filter(|key| !self.shared.contains(*key)).map(|key| &**key)
    }
}

impl Keys {
    /// Tells whether both have a code, and not the same.
    pub(super) fn contradicts(&self, other: &Keys) -> bool {
        !self.code.is_empty() && !other.code.is_empty() && self.code != other.code
    }

    /// Returns what to call a customer: by its name, else its address, its site, its number.
    pub(super) fn called(&self) -> &str {
        let names = [&self.name].into_iter().chain(&self.emails).chain(&self.domains);
        names.into_iter().find(|name| !name.is_empty()).unwrap_or(&self.code)
    }

    fn agrees_by_name(&self, other: &Keys) -> bool {
        self.name.is_empty() || other.name.is_empty() || self.name == other.name
    }
}

/// Returns the domains by which a company is known, from its addresses and its site.
pub(super) fn domains(emails: &[Box<str>], host: Option<&str>) -> Vec<Box<str>> {
    let hosts = emails.iter().filter_map(|address| address.split_once('@').map(|(_, host)| host));
    let mut domains: Vec<Box<str>> = Vec::new();
    for domain in hosts.chain(host).filter_map(website::company_domain) {
        if !domains.iter().any(|known| **known == *domain) {
            domains.push(domain.into());
        }
    }
    domains
}

/// Returns a name without case, width and punctuation; legal forms stay.
pub(super) fn name_key(name: &str) -> Box<str> {
    let folded = text::clean_line(name);
    let folded = folded.nfkc().flat_map(char::to_lowercase);
    let key: String = folded.clone().filter(|sign| sign.is_alphanumeric()).collect();
    // A name of signs alone is still a name.
    if key.is_empty() { folded.collect::<String>().into() } else { key.into() }
}
