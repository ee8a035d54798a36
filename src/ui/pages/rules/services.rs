//! What the customers of each class get, with what the sources have beside it (R57–R109, R121).

use std::rc::Rc;

use yew::prelude::*;

use super::PolicyProps;
use super::source::view_source;
use crate::domain::choice::Choice as _;
use crate::domain::{Class, Policy, Scheme};
use crate::report::review::{Given, Service, services};
use crate::ui::components::{Section, TagField};
use crate::ui::{Locale, Msg, use_locale, words};

/// The services of all classes, folded away scheme by scheme.
#[component]
pub(super) fn Services(props: &PolicyProps) -> Html {
    let locale = use_locale();
    let labels = props.policy.stage.labels;
    let suggestions: Rc<[AttrValue]> = Service::ALL.iter().map(|service| words::word(&locale, *service)).collect();
    let view_class = |class: Class| {
        let set = {
            let (policy, on_change) = (Rc::clone(&props.policy), props.on_change.clone());
            Callback::from(move |texts: Option<Vec<Box<str>>>| {
                let mut policy = (*policy).clone();
                policy.services.set(class, texts);
                on_change.emit(policy);
            })
        };
        let named = |policy: &Policy| -> Vec<AttrValue> {
            services(policy, class).iter().map(|given| words::service(&locale, given)).collect()
        };
        let (tags, source) = (named(&props.policy), named(&Policy::default()));
        let on_change = {
            let (locale, set) = (locale.clone(), set.clone());
            Callback::from(move |tags: Rc<[AttrValue]>| set.emit(as_kept(&locale, class, &tags)))
        };
        let other = (tags != source).then(|| match source.is_empty() {
            true => locale.t(Msg::RulesNoValue),
            false => locale.list(&source.iter().map(ToString::to_string).collect::<Vec<_>>()),
        });
        html! {
            <div class="rules__choice" key={class.key()}>
                <TagField label={words::class(&locale, class, labels)} tags={Rc::from(tags)} suggestions={suggestions.clone()} {on_change} />
                { view_source(&locale, other, set.reform(|()| None)) }
            </div>
        }
    };
    let view_scheme = |scheme: &Scheme| {
        html! {
            <details class="rules__services" key={scheme.key()}>
                <summary>{ words::word(&locale, *scheme) }</summary>
                { for Class::all(*scheme).into_iter().map(view_class) }
            </details>
        }
    };
    html! {
        <Section title={locale.t(Msg::RulesServices)}>
            <p class="text-quiet">{ locale.t(Msg::RulesServicesAbout) }</p>
            { for SERVED.iter().map(view_scheme) }
        </Section>
    }
}

/// The schemes whose classes are served each in its own way.
const SERVED: [Scheme; 5] = [Scheme::Scale, Scheme::Value, Scheme::Stage, Scheme::Need, Scheme::Membership];

/// Returns texts as the rules keep them: a service of the sources by its key; nothing where all are the sources'.
fn as_kept(locale: &Locale, class: Class, tags: &[AttrValue]) -> Option<Vec<Box<str>>> {
    let known = |text: &AttrValue| Service::ALL.iter().find(|service| words::word(locale, **service) == *text);
    let given = tags.iter().map(|text| match known(text) {
        Some(service) => Given::Known(*service),
        None => Given::Own(text.chars().take(200).collect::<String>().trim().into()),
    });
    let given: Vec<Given> = given.collect();
    let is_source = given == services(&Policy::default(), class);
    (!is_source).then(|| given.iter().map(|one| one.key().into()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::class::Tier;
    use crate::port::format::FixedFormat;
    use crate::ui::Language;

    #[test]
    fn services_are_kept_by_key_and_own_ones_as_typed() {
        let locale = Locale::new(Language::Chinese, Rc::new(FixedFormat));
        let class = Class::Scale(Tier::Small);
        let word = |service| words::word(&locale, service);
        let source = [word(Service::ServiceDesk), word(Service::Events), word(Service::Loyalty)];
        assert_eq!(as_kept(&locale, class, &source), None);
        let own = [word(Service::Loyalty), "寄送茶叶".into()];
        assert_eq!(as_kept(&locale, class, &own).unwrap(), ["loyalty".into(), Box::from("寄送茶叶")]);
        assert_eq!(as_kept(&locale, class, &[]), Some(vec![]));
    }
}
