//! What to know about a class beside its criteria: what is provisional, at risk, or better seen another way.

use yew::prelude::*;

use super::why::Judgment;
use crate::domain::policy::{MarginMode, TestKind, ValueClass, Weight};
use crate::report::{Certainty, Evidence, Scheme};
use crate::ui::components::{Notice, Tone};
use crate::ui::{Msg, words};

impl Judgment<'_> {
    /// Returns what to know beside the criteria.
    pub(super) fn notes(&self, evidence: &Evidence) -> Vec<Html> {
        let locale = self.locale;
        let quiet = |text: AttrValue| html! { <p class="why__note">{ text }</p> };
        let mut notes = Vec::new();
        if evidence.certainty == Certainty::Provisional {
            let (tone, why) = match evidence.scheme {
                Scheme::Need => (Tone::Info, Msg::EvidenceNeedSuggested),
                _ => (Tone::Attention, Msg::ClassProvisional),
            };
            notes.push(html! { <Notice {tone} title={locale.t(why)} /> });
        }
        match evidence.scheme {
            Scheme::Value => {
                if self.classes.risk {
                    notes.push(html! { <Notice tone={Tone::Bad} title={locale.t(Msg::EvidenceRiskNote)} /> });
                }
                notes.extend(self.advice.iter().filter(|said| !said.suggests().is_empty()).map(|said| {
                    let instead = words::look_instead(locale, said.suggests());
                    html! { <Notice tone={Tone::Info} title={words::advice(locale, said)}>{ instead }</Notice> }
                }));
                notes.extend(self.margin_mode().map(|mode| quiet(locale.t(mode))));
            }
            Scheme::Abc => {
                let line = evidence.steps.first().and_then(|step| step.lines.first());
                notes.extend(line.map(|line| quiet(words::source(locale, line))));
            }
            Scheme::Stage if self.classes.reactivated => {
                notes.push(html! { <Notice tone={Tone::Good} title={locale.t(Msg::ClassReactivated)} /> });
            }
            _ => {}
        }
        notes
    }

    /// Returns how "above the industry" is meant, where a criterion asks for it (D5).
    fn margin_mode(&self) -> Option<Msg> {
        let all = [ValueClass::A, ValueClass::B].into_iter().flat_map(|class| self.policy.criteria(class));
        let mut asked = all.filter(|criterion| criterion.weight != Weight::Off);
        asked.any(|criterion| criterion.test.kind() == TestKind::Margin).then_some(
            match self.policy.value.margin_mode {
                MarginMode::Points => Msg::EvidenceMarginInPoints,
                MarginMode::Relative => Msg::EvidenceMarginRelative,
            },
        )
    }
}
