//! The versions of the rules by the day from which they hold (D13).

use yew::prelude::*;

use crate::domain::Date;
use crate::ui::components::{Button, ButtonKind, IconName, Section};
use crate::ui::{Msg, use_desk, use_locale};

/// The versions, newest first.
#[component]
pub(super) fn Versions() -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let days: Vec<Date> = desk.read().book().policies().keys().rev().copied().collect();
    let in_force = desk.read().book().policies().range(..=desk.read().as_of()).next_back().map(|(from, _)| *from);
    let view = |from: Date| {
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
                <Button kind={ButtonKind::Quiet} icon={IconName::Trash} label={locale.t(Msg::RulesDelete)} on_click={delete} disabled={!desk.is_writable()} />
            </li>
        }
    };
    let keep = {
        let (desk, today) = (desk.clone(), desk.read().today());
        let said = locale.t(Msg::RulesSaved { day: locale.date(today) });
        Callback::from(move |()| {
            let policy = desk.read().policy().clone();
            desk.act(said.clone(), |draft| draft.put_policy(today, Some(policy)));
        })
    };
    html! {
        <Section title={locale.t(Msg::RulesVersions)}>
            if days.is_empty() {
                <div class="stack">
                    <p class="text-quiet">{ locale.t(Msg::RulesNoVersions) }</p>
                    <div class="cluster"><Button label={locale.t(Msg::RulesKeep)} on_click={keep} disabled={!desk.is_writable()} /></div>
                </div>
            } else {
                <ul class="rules__versions">{ for days.into_iter().map(view) }</ul>
            }
        </Section>
    }
}
