//! A backup that passed its check: what it holds, what it would change, and the way to take it over.

use std::rc::Rc;

use yew::prelude::*;

use super::words;
use crate::book::{Change, Origin};
use crate::domain::Currency;
use crate::report::Replacement;
use crate::transfer::backup::Backup;
use crate::transfer::merging;
use crate::ui::components::{Button, ButtonKind, IconName, Notice, Tone};
use crate::ui::{Msg, use_desk, use_locale};

/// A shared value that equals itself alone.
#[derive(Clone)]
pub(super) struct ByPlace<T>(pub(super) Rc<T>);

impl<T> PartialEq for ByPlace<T> {
    fn eq(&self, other: &ByPlace<T>) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Props of [`Offer`].
#[derive(Properties, PartialEq)]
pub(super) struct OfferProps {
    /// What the file is called.
    pub(super) name: AttrValue,
    /// What it holds.
    pub(super) backup: ByPlace<Backup>,
    /// What it would change, if anything.
    pub(super) change: Option<ByPlace<Change>>,
    /// Called to merge it instead.
    pub(super) on_merge: Callback<()>,
    /// Called when it was taken or left.
    pub(super) on_done: Callback<()>,
}

/// What a backup holds and would change.
#[component]
pub(super) fn Offer(props: &OfferProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let replacement = props.change.as_ref().map(|change| Replacement::of(&change.0));
    let backup = &props.backup.0;
    let take_over = {
        let (desk, backup, on_done, said) =
            (desk.clone(), Rc::clone(backup), props.on_done.clone(), locale.t(Msg::BookplaceRestored));
        Callback::from(move |()| {
            // Taken anew, because the book may have moved on since the offer was made.
            if let Some(number) = desk.replace(&backup.book, Origin::Restore) {
                desk.say(said.clone(), number);
            }
            on_done.emit(());
        })
    };
    let refusal = merging::refusal(desk.read().book(), &backup.book);
    let can_merge = replacement.is_some() && refusal.is_none();
    let title = locale.t(Msg::BookplaceHolds {
        name: props.name.clone(),
        what: words::amounts(&locale, &backup.book),
        day: locale.date(backup.saved),
    });
    let actions = html! {
        <>
            if replacement.is_some() {
                <Button kind={ButtonKind::Primary} label={locale.t(Msg::BookplaceReplace)} on_click={take_over} disabled={!desk.is_writable()} />
            }
            if can_merge {
                <Button icon={IconName::Merge} label={locale.t(Msg::MergingInto)} on_click={&props.on_merge} disabled={!desk.is_writable()} />
            }
            <Button label={locale.t(Msg::BookplaceLeave)} on_click={&props.on_done} />
        </>
    };
    html! {
        <Notice tone={Tone::Info} {title} {actions}>
            if let Some(replacement) = replacement {
                <dl class="bookplace__moves">
                    <dt>{ locale.t(Msg::ImportCustomers) }</dt><dd>{ words::moves(&locale, replacement.customers) }</dd>
                    <dt>{ locale.t(Msg::ImportOrders) }</dt><dd>{ words::moves(&locale, replacement.orders) }</dd>
                    <dt>{ locale.t(Msg::BookplaceOthers) }</dt><dd>{ words::moves(&locale, replacement.others) }</dd>
                </dl>
                <p>{ locale.t(Msg::BookplaceOneUndo) }</p>
                <p>{ match refusal {
                    None => locale.t(Msg::MergingIntoText),
                    Some((ours, theirs)) => locale.t(Msg::MergingRefused { ours: code(ours), theirs: code(theirs) }),
                } }</p>
            } else {
                <p>{ locale.t(Msg::BookplaceSame) }</p>
            }
        </Notice>
    }
}

fn code(currency: Currency) -> AttrValue {
    currency.code().to_owned().into()
}
