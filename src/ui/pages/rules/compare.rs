//! Any two rule sets against each other on the day shown: who is what under one and under the other.

use std::rc::Rc;

use yew::prelude::*;

use crate::domain::choice::Choice as _;
use crate::domain::{Date, Policy};
use crate::report::Scheme;
use crate::ui::components::{Choice, Section, SelectField};
use crate::ui::parts::Flows;
use crate::ui::{DeskHandle, Locale, Msg, use_desk, use_locale, words};

/// A rule set to compare.
#[derive(Clone, PartialEq)]
struct RuleSet {
    key: AttrValue,
    label: AttrValue,
    policy: Rc<Policy>,
}

/// Props of [`Compare`].
#[derive(Properties, PartialEq)]
pub(super) struct CompareProps {
    /// The rules as edited, if they are.
    pub(super) draft: Option<Rc<Policy>>,
}

/// The two rule sets, the scheme, and the flows between its classes.
#[component]
pub(super) fn Compare(props: &CompareProps) -> Html {
    let locale = use_locale();
    let desk = use_desk();
    let sets = rule_sets(&locale, &desk, props.draft.as_ref());
    let one = use_state_eq(AttrValue::default);
    let other = use_state_eq(AttrValue::default);
    let scheme = use_state_eq(|| Scheme::Value);
    // Unless the reader chooses: the newest but one against the newest.
    let find = |key: &AttrValue, else_from_end: usize| {
        let chosen = sets.iter().find(|set| set.key == *key);
        chosen.or_else(|| sets.iter().rev().nth(else_from_end)).or(sets.first()).cloned()
    };
    let (first, second) = (find(&one, 1), find(&other, 0));
    let Some((first, second)) = first.zip(second) else { return Html::default() };
    let (before, after) = (desk.standing_under(&first.policy), desk.standing_under(&second.policy));
    let choices: Rc<[Choice]> = sets.iter().map(|set| Choice::new(set.key.clone(), set.label.clone())).collect();
    let schemes: Rc<[Choice]> =
        Scheme::ALL.iter().map(|scheme| Choice::new(scheme.key(), words::word(&locale, *scheme))).collect();
    let choose = |state: &UseStateHandle<AttrValue>| {
        let state = state.setter();
        Callback::from(move |key: AttrValue| state.set(key))
    };
    let on_scheme = {
        let scheme = scheme.clone();
        Callback::from(move |key: AttrValue| scheme.set(Scheme::from_key(&key).unwrap_or(*scheme)))
    };
    html! {
        <Section title={locale.t(Msg::RulesCompare)}>
            <div class="stack">
                <p class="text-quiet">{ locale.t(Msg::RulesCompareAbout { day: locale.date(before.as_of()) }) }</p>
                <div class="rules__choices">
                    <SelectField label={locale.t(Msg::RulesCompareOne)} value={first.key} choices={choices.clone()} on_change={choose(&one)} />
                    <SelectField label={locale.t(Msg::RulesCompareOther)} value={second.key} {choices} on_change={choose(&other)} />
                    <SelectField label={locale.t(Msg::ReviewScheme)} value={scheme.key()} choices={schemes} on_change={on_scheme} />
                </div>
                <Flows {before} {after} scheme={*scheme} />
            </div>
        </Section>
    }
}

/// The rule sets there are: the default ones, each version by its day, and the rules as edited.
fn rule_sets(locale: &Locale, desk: &DeskHandle, draft: Option<&Rc<Policy>>) -> Vec<RuleSet> {
    let desk = desk.read();
    let book = desk.book();
    let default = RuleSet {
        key: "default".into(),
        label: locale.t(Msg::RulesCompareDefault),
        policy: Rc::new(Policy::for_exponent(book.base_currency().exponent())),
    };
    let version = |(from, policy): (&Date, &Policy)| RuleSet {
        key: from.to_string().into(),
        label: locale.t(Msg::RulesSince { day: locale.date(*from) }),
        policy: Rc::new(policy.clone()),
    };
    let edited = draft.map(|policy| RuleSet {
        key: "draft".into(),
        label: locale.t(Msg::RulesCompareDraft),
        policy: Rc::clone(policy),
    });
    std::iter::once(default).chain(book.policies().iter().map(version)).chain(edited).collect()
}
