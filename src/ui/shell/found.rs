//! What fits the words typed into the palette: customers first, then commands.

use yew::prelude::*;
use yew_router::navigator::Navigator;

use crate::report::roster::{Hit, Query, Source, fold};
use crate::ui::command::{Command, CommandState, Keys};
use crate::ui::components::IconName;
use crate::ui::pages::ListState;
use crate::ui::store::{Action, Store};
use crate::ui::{DeskHandle, Locale, Msg, Route};

/// So many customers are offered; the list shows the others.
const MOST_CUSTOMERS: usize = 8;

/// A line below the field.
#[derive(Clone, PartialEq)]
pub(super) struct Line {
    /// Its picture.
    pub(super) icon: IconName,
    /// What it is called.
    pub(super) label: AttrValue,
    /// What tells it from others of the same name.
    pub(super) detail: AttrValue,
    /// The keys that do the same.
    pub(super) keys: Keys,
    /// Does it.
    pub(super) run: Callback<()>,
}

/// What is searched and where a find leads.
pub(super) struct Finder<'a> {
    /// The reader's language.
    pub(super) locale: &'a Locale,
    /// The open book.
    pub(super) desk: &'a DeskHandle,
    /// What the list shows.
    pub(super) store: &'a Store,
    /// The way to a customer.
    pub(super) navigator: Option<&'a Navigator>,
}

impl Finder<'_> {
    /// Returns what fits the text: customers first, then commands; but a command of which a word begins with the text
    /// comes before customers that hold it only within a word.
    pub(super) fn all(&self, commands: &[Command], text: &str) -> Vec<Line> {
        let (customers, commands) = (self.customers(text), self.commands(commands, text));
        let text = fold(text.trim());
        let begins = |line: &Line| begins(line, &text);
        let (first, rest): (Vec<Line>, Vec<Line>) = match customers.iter().any(begins) {
            true => (Vec::new(), commands),
            false => commands.into_iter().partition(begins),
        };
        first.into_iter().chain(customers).chain(rest).collect()
    }

    /// Returns the customers that hold every word, and a way to all of them where there are more.
    fn customers(&self, text: &str) -> Vec<Line> {
        let Some(navigator) = self.navigator.filter(|_| !text.trim().is_empty()) else { return Vec::new() };
        let index = self.desk.search_index();
        let desk = self.desk.read();
        let source = Source { book: desk.book(), standing: desk.standing(), index: &index, within: None };
        let found = source.find(text, MOST_CUSTOMERS);
        let mut lines: Vec<Line> = found.hits.iter().map(|hit| self.customer(&source, hit, navigator)).collect();
        if found.all > lines.len() {
            lines.push(self.list(text, found.all, navigator));
        }
        lines
    }

    fn customer(&self, source: &Source<'_>, hit: &Hit, navigator: &Navigator) -> Line {
        let (navigator, id) = (navigator.clone(), hit.customer.to_string());
        let customer = source.book.customer(hit.customer);
        let country =
            customer.and_then(|customer| customer.country()).map(|country| self.locale.country(country.code()));
        Line {
            icon: IconName::User,
            label: customer.map(|customer| customer.label().to_owned()).unwrap_or_default().into(),
            detail: hit.through.clone().map(AttrValue::from).or(country).unwrap_or_default(),
            keys: Keys::None,
            run: Callback::from(move |()| navigator.push(&Route::Customer { id: id.clone() })),
        }
    }

    fn list(&self, text: &str, all: usize, navigator: &Navigator) -> Line {
        let (dispatcher, navigator) = (self.store.dispatcher(), navigator.clone());
        let query = Query { text: text.to_owned(), ..Query::default() };
        let list = ListState { query, ..self.store.customers.clone() };
        let run = move |()| {
            dispatcher.dispatch(Action::List(list.clone()));
            navigator.push(&Route::Customers);
        };
        Line {
            icon: IconName::Users,
            label: self.locale.t(Msg::ShellAllFound { n: all as u64 }),
            detail: AttrValue::default(),
            keys: Keys::None,
            run: Callback::from(run),
        }
    }

    /// Returns the commands that hold every word, those starting with the text first.
    fn commands(&self, commands: &[Command], text: &str) -> Vec<Line> {
        let text = fold(text.trim());
        let is_offered = |command: &&Command| {
            command.state == CommandState::Ready
                && !matches!(*command.label, Msg::ShellPalette | Msg::ShellSearch | Msg::ShellList)
        };
        let fitting = commands.iter().filter(is_offered).filter_map(|command| {
            let label = self.locale.say(&command.label);
            let folded = fold(&label);
            let fits = text.split_whitespace().all(|word| folded.contains(word));
            let Command { icon, keys, run, .. } = command.clone();
            let line = Line { icon, label, detail: AttrValue::default(), keys, run };
            fits.then_some((!folded.starts_with(&text), line))
        });
        let mut found: Vec<(bool, Line)> = fitting.collect();
        found.sort_by_key(|(later, _)| *later);
        found.into_iter().map(|(_, line)| line).collect()
    }
}

/// Tells whether a word of a line begins with a folded text.
fn begins(line: &Line, text: &str) -> bool {
    [&line.label, &line.detail].into_iter().any(|told| {
        let told = fold(told);
        told.starts_with(text) || told.contains(&format!(" {text}"))
    })
}
