//! What the import would do, with the real rules, before anything is written.
//!
//! Length: one view for each part of the preview.

use std::rc::Rc;

use yew::prelude::*;
use yew_router::prelude::Link;

use super::dialled::view_dialled;
use super::{PlannedOf, words};
use crate::book::Book;
use crate::domain::{Customer, CustomerId, Money};
use crate::report::{Scheme, Standing, history};
use crate::transfer::issue::{Issue, Weight};
use crate::transfer::plan::{Count, Note, Plan, Sample, State};
use crate::ui::components::{Button, IconName, Notice, Section, Tone};
use crate::ui::{Locale, Msg, Route, use_desk, use_locale, use_services, words as said};

/// Issues shown at once; all of them are in the file to download.
const SHOWN: usize = 200;

/// Fields of an updated customer shown with what they were and what they become.
const CHANGES: usize = 6;

/// The classes of the cells of an issue.
const ISSUE_CELLS: [Option<&str>; 5] = [Some("figure"), None, Some("import__value"), None, None];

/// Props of [`Preview`].
#[derive(Properties, PartialEq)]
pub(super) struct PreviewProps {
    /// What would be done.
    pub(super) planned: PlannedOf,
    /// The file's name.
    pub(super) name: AttrValue,
    /// Called with whether the countries that dialling codes suggest are taken.
    pub(super) on_countries: Callback<bool>,
}

/// The preview.
#[component]
pub(super) fn Preview(props: &PreviewProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let services = use_services();
    let planned = Rc::clone(&props.planned.0);
    let (plan, after) = (&planned.plan, &planned.after);
    let base = plan.base;
    let download = {
        let (planned, locale, services, name) = (Rc::clone(&planned), locale.clone(), services, props.name.clone());
        Callback::from(move |()| {
            let heads = [Msg::ImportLine, Msg::ImportReason, Msg::ImportRemedy].map(|head| locale.t(head));
            let bytes = planned.plan.corrections_csv([&heads[0], &heads[1], &heads[2]], |issue| {
                let (label, why) = (planned.plan.label(issue), words::why(&locale, issue.why));
                let why = if label.is_empty() { why.to_string() } else { format!("{label}: {why}") };
                [why, words::why_remedy(&locale, issue.why).to_string()]
            });
            // A download that the browser refuses is its own message; nothing in the book depends on it.
            let _ = services.files.download(&format!("{name} - corrections.csv"), "text/csv", &bytes);
        })
    };
    let advice = after.advice();
    html! {
        <>
            <Section title={locale.t(Msg::ImportWhat)}>
                { view_tally(&locale, plan) }
                <ul class="import__notes">
                    if plan.tally.returns != Count::default() { <li class="text-quiet">{ locale.t(Msg::ImportReturnedHint) }</li> }
                    { for plan.rows.left_out.iter().map(|(why, n)| html! { <li>{ words::omitted(&locale, *why, (*n).into()) }</li> }) }
                    { for plan.rows.set_aside.iter().map(|(why, aside)| html! { <li>{ words::set_aside(&locale, *why, *aside) }</li> }) }
                    { for plan.notes.iter().filter(|note| !has_place(note)).map(|note| html! { <li>{ words::note(&locale, note) }</li> }) }
                </ul>
                { for plan.notes.iter().filter(|note| matches!(note, Note::ReturnsStay { .. })).map(|note| view_staying(&locale, note)) }
                { for plan.notes.iter().map(|note| view_dialled(&locale, note, &props.on_countries)) }
                if plan.is_barren() {
                    <Notice tone={Tone::Attention} title={locale.t(Msg::ImportBarren)}>{ locale.t(Msg::ImportBarrenText) }</Notice>
                } else if plan.is_idle() {
                    <Notice tone={Tone::Info} title={locale.t(Msg::ImportIdle)} />
                }
            </Section>
            <Section title={locale.t(Msg::ImportClasses { day: locale.date(after.as_of()), sales: locale.money(Money::from_minor(after.totals().year_sales, base)) })}>
                { view_classes(&locale, after) }
                { for advice.iter().enumerate().map(|(place, one)| html! { <Notice tone={Tone::Info} title={said::advice(&locale, one)}>{ said::look_instead_once(&locale, &advice, place) }</Notice> }) }
            </Section>
            <Section title={locale.t(Msg::ImportSample)}>{ view_sample(&locale, plan, desk.read().book()) }</Section>
            if !plan.issues.is_empty() {
                <Section title={locale.t(Msg::ImportIssues { n: plan.issues.len() as u64 })}
                    actions={html! { <Button icon={IconName::Download} label={locale.t(Msg::ImportDownload)} on_click={download} /> }}>
                    { view_issues(&locale, plan) }
                </Section>
            }
        </>
    }
}

/// Tells whether a note has a place of its own beside the others.
fn has_place(note: &Note) -> bool {
    matches!(note, Note::ReturnsStay { .. } | Note::Dialled { .. })
}

/// Says that returns stay which this file leaves out, and the way to take them out.
fn view_staying(locale: &Locale, note: &Note) -> Html {
    let actions =
        html! { <Link<Route> to={Route::History} classes="button">{ locale.t(Msg::HistoryOpen) }</Link<Route>> };
    html! {
        <Notice tone={Tone::Attention} title={words::note(locale, note)} {actions}>{ locale.t(Msg::ImportNoteReturnsStayText) }</Notice>
    }
}

fn view_tally(locale: &Locale, plan: &Plan) -> Html {
    let heads =
        [Msg::ImportNew, Msg::ImportUpdated, Msg::ImportUnchanged, Msg::ImportRefused].map(|head| locale.t(head));
    let line = |label: Msg, count: Count| {
        let counts = [count.new, count.updated, count.unchanged, count.refused];
        html! {
            <tr>
                <th scope="row">{ locale.t(label) }</th>
                { for counts.iter().zip(&heads).map(|(n, head)| html! {
                    <td class={classes!("figure", (*n == 0).then_some("is-none"))} data-head={head}>{ locale.number((*n).into()) }</td>
                }) }
            </tr>
        }
    };
    html! {
        <div class="import__scroll" tabindex="0">
            <table class="import__tally">
                <thead><tr><td></td>{ for heads.iter().map(|head| html! { <th class="figure">{ head }</th> }) }</tr></thead>
                <tbody>
                    { line(Msg::ImportCustomers, plan.tally.customers) }
                    { line(Msg::ImportContacts, plan.tally.contacts) }
                    { line(Msg::ImportOrders, plan.tally.bought()) }
                    if plan.tally.returns != Count::default() {
                        { line(Msg::ImportReturned, plan.tally.returns) }
                    }
                    { line(Msg::ImportPayments, plan.tally.payments) }
                </tbody>
            </table>
        </div>
    }
}

fn view_classes(locale: &Locale, after: &Standing) -> Html {
    let labels = after.policy().stage.labels;
    let scheme = |scheme: Scheme| {
        html! {
            <li class="import__scheme">
                <span class="text-quiet">{ said::word(locale, scheme) }</span>
                <span>
                    { for after.tally(scheme).into_iter().filter(|(_, count)| count.customers > 0).map(|(class, count)| html! {
                        <span>{ said::class_or_none(locale, class, labels) }{ " " }<span class="figure">{ locale.number(count.customers.into()) }</span></span>
                    }) }
                </span>
            </li>
        }
    };
    html! { <ul class="import__schemes">{ for [Scheme::Scale, Scheme::Value, Scheme::Abc, Scheme::Stage].map(scheme) }</ul> }
}

fn view_sample(locale: &Locale, plan: &Plan, book: &Book) -> Html {
    let name = |id: CustomerId| AttrValue::from(book.customer(id).map_or("", Customer::label).to_owned());
    let view_changes = |sample: &Sample| {
        let before = sample.id.and_then(|id| book.customer(id))?;
        let changes = history::customer_changes(before, sample.customer);
        let beyond = changes.len().saturating_sub(CHANGES);
        Some(html! {
            <ul class="text-quiet">
                { for changes.iter().take(CHANGES).map(|change| html! { <li>{ said::field_line(locale, change, &name) }</li> }) }
                if beyond > 0 { <li>{ locale.t(Msg::ImportMoreFields { n: beyond as u64 }) }</li> }
            </ul>
        })
    };
    html! {
        <ul class="import__notes">
            { for plan.sample(8).iter().map(|sample| {
                let state = locale.t(match sample.state {
                    State::New => Msg::ImportIsNew,
                    State::Updated => Msg::ImportIsUpdated,
                    State::Unchanged => Msg::ImportIsUnchanged,
                });
                html! {
                    <li>{ sample.customer.label().to_owned() }{ " · " }{ state }
                        if sample.bought.orders > 0 { { " · " }{ locale.t(Msg::ImportOrdersOf { n: sample.bought.orders.into() }) } }
                        if sample.bought.returns > 0 { { " · " }{ locale.t(Msg::ImportReturnsOf { n: sample.bought.returns.into() }) } }
                        { for view_changes(sample).filter(|_| sample.state == State::Updated) }
                    </li>
                }
            }) }
        </ul>
    }
}

fn view_issues(locale: &Locale, plan: &Plan) -> Html {
    let heads = [Msg::ImportLine, Msg::ImportLabel, Msg::ImportValue, Msg::ImportReason, Msg::ImportRemedy]
        .map(|head| locale.t(head));
    let view = |issue: &Issue| {
        let cells = [
            locale.number(issue.line.into()),
            plan.label(issue).to_owned().into(),
            plan.value(issue).to_owned().into(),
            words::why(locale, issue.why),
            words::why_remedy(locale, issue.why),
        ];
        html! {
            <tr class={classes!((issue.weight == Weight::RowRefused).then_some("is-refused"))}>
                { for heads.iter().zip(cells).zip(ISSUE_CELLS).map(|((head, text), class)| html! { <td {class} data-head={head}>{ text }</td> }) }
            </tr>
        }
    };
    html! {
        <>
            <div class="import__scroll" tabindex="0">
                <table class="import__columns">
                    <thead><tr>{ for heads.iter().map(|head| html! { <th>{ head }</th> }) }</tr></thead>
                    <tbody>{ for plan.issues.iter().take(SHOWN).map(view) }</tbody>
                </table>
            </div>
            if plan.issues.len() > SHOWN {
                <p class="text-quiet">{ locale.t(Msg::ImportMoreIssues { n: (plan.issues.len() - SHOWN) as u64 }) }</p>
                <p class="text-quiet">{ locale.t(Msg::ImportAllInFile) }</p>
            }
        </>
    }
}
