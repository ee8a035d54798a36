//! The versions of the rules by the day from which they hold (D13).

use yew::prelude::*;

use crate::domain::Date;
use crate::report::RuleChange;
use crate::report::rule_change::versions;
use crate::ui::components::{Button, ButtonKind, IconName, Notice, Section, Tone};
use crate::ui::{Msg, use_desk, use_locale, words};

/// The versions, newest first.
#[component]
pub(super) fn Versions() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let all = versions(desk.read().book());
    let base = desk.read().book().base_currency();
    let first = all.first().map(|(from, _)| *from);
    let in_force = desk.read().book().policies().range(..=desk.read().as_of()).next_back().map(|(from, _)| *from);
    let view = |(from, changes): &(Date, Vec<RuleChange>)| {
        let from = *from;
        let delete = {
            let (desk, said) = (desk.clone(), locale.t(Msg::RulesDeleted { day: locale.date(from) }));
            Callback::from(move |()| {
                desk.act(said.clone(), |draft| draft.put_policy(from, None));
            })
        };
        html! {
            <li class="rules__version" key={from.days()}>
                <span>{ locale.t(Msg::RulesSince { day: locale.date(from) }) }</span>
                if in_force == Some(from) { <span class="text-quiet">{ locale.t(Msg::RulesInForce) }</span> }
                if changes.is_empty() { <span class="text-quiet">{ locale.t(if first == Some(from) { Msg::RulesAsDefault } else { Msg::RulesAsBefore }) }</span> }
                <Button kind={ButtonKind::Quiet} icon={IconName::Trash} label={locale.t(Msg::RulesDelete)} on_click={delete} disabled={!desk.is_writable()} />
                <ul class="rules__differences">{ for changes.iter().map(|change| html! { <li>{ words::rule_line(&locale, *change, base) }</li> }) }</ul>
            </li>
        }
    };
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <Section title={locale.t(Msg::RulesVersions)}>
            <ul class="rules__versions">{ for all.iter().rev().map(view) }</ul>
        </Section>
    }
}

/// While nobody has touched the rules: that they are in force as they are, and the way to keep them so.
#[component]
pub(super) fn KeepDefault() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    if !desk.read().book().policies().is_empty() {
        return Html::default();
    }
    let keep = {
        let (desk, today) = (desk.clone(), desk.read().today());
        let said = locale.t(Msg::RulesSaved { day: locale.date(today) });
        Callback::from(move |()| {
            let policy = desk.read().policy().clone();
            desk.act(said.clone(), |draft| draft.put_policy(today, Some(policy)));
        })
    };
    let actions = html! { <Button label={locale.t(Msg::RulesKeep)} on_click={keep} disabled={!desk.is_writable()} /> };
    html! { <Notice tone={Tone::Info} title={locale.t(Msg::RulesNoVersions)} {actions} /> }
}
