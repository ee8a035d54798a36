//! Links to write or call, opened by the reader's own programs.

use yew::prelude::*;

use crate::ui::components::{IconButton, IconName};
use crate::ui::{Locale, Msg, use_services};

/// A way to reach somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// What it leads to.
    pub(super) target: String,
    /// What is shown, which is also what is copied.
    pub(super) shown: String,
    /// The service it opens, where the shown text does not tell.
    pub(super) service: Option<&'static str>,
}

/// Ways to reach somebody.
#[derive(Clone, Debug, Default)]
pub(super) struct Links(Vec<Link>);

impl Links {
    /// Adds more.
    pub(super) fn extend(&mut self, links: impl IntoIterator<Item = Link>) {
        self.0.extend(links);
    }

    /// Tells whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Shows them, each with a way to copy it.
    pub(super) fn view(&self, locale: &Locale) -> Html {
        let view = |link: &Link| {
            let label = locale.t(Msg::CustomerCopy { what: link.shown.clone().into() });
            html! { <Reach key={link.target.clone()} link={link.clone()} {label} /> }
        };
        html! { <span class="links">{ for self.0.iter().map(view) }</span> }
    }
}

#[derive(Properties, PartialEq)]
struct ReachProps {
    link: Link,
    label: AttrValue,
}

#[component]
fn Reach(props: &ReachProps) -> Html {
    let services = use_services();
    let link = &props.link;
    let copy = {
        let text = link.shown.clone();
        Callback::from(move |()| services.host.copy(&text))
    };
    html! {
        <span class="links__one">
            <a href={link.target.clone()} target="_blank" rel="noopener noreferrer">
                { for link.service.map(|service| html! { <span class="links__service">{ service }</span> }) }
                { &link.shown }
            </a>
            <IconButton icon={IconName::Copy} label={&props.label} on_click={copy} />
        </span>
    }
}

/// Returns the link that writes a mail.
pub(super) fn mail(address: &str) -> Link {
    let address = address.trim();
    let plain =
        address.chars().filter(|c| !c.is_whitespace() && !matches!(c, '?' | '&' | '#' | '%')).collect::<String>();
    Link { target: format!("mailto:{plain}"), shown: address.to_owned(), service: None }
}

/// Returns the link that calls a number.
pub(super) fn telephone(number: &str) -> Link {
    let plus = if number.trim_start().starts_with('+') { "+" } else { "" };
    Link { target: format!("tel:{plus}{}", digits(number)), shown: number.trim().to_owned(), service: None }
}

/// Returns the link that opens a chat, `None` for a number without enough digits to be international.
pub(super) fn whatsapp(number: &str) -> Option<Link> {
    let digits = digits(number);
    let is_whole = digits.trim_start_matches('0').len() >= 8;
    is_whole.then(|| Link {
        target: format!("https://wa.me/{}", digits.trim_start_matches('0')),
        shown: number.trim().to_owned(),
        service: Some("WhatsApp"),
    })
}

/// Returns the link to a page, `None` for what is no address of one.
pub(super) fn page(address: &str) -> Option<Link> {
    let address = address.trim();
    let is_plain = address.contains('.') && !address.contains(char::is_whitespace);
    let target = match address.split_once("://") {
        Some(("http" | "https", _)) => address.to_owned(),
        Some(_) => return None,
        None => format!("https://{address}"),
    };
    is_plain.then(|| Link { target, shown: address.to_owned(), service: None })
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_hold_nothing_but_an_address() {
        assert_eq!(mail(" anna@aster.example?bcc=x ").target, "mailto:anna@aster.examplebcc=x");
        assert_eq!(telephone("+44 (0)20 7946 0018").target, "tel:+4402079460018");
        assert_eq!(
            whatsapp("00 49 151 2345678").map(|link| link.target).as_deref(),
            Some("https://wa.me/491512345678")
        );
        assert_eq!(whatsapp("none"), None);
        assert_eq!(page("aster.example").map(|link| link.target).as_deref(), Some("https://aster.example"));
        assert_eq!(page("javascript://alert.example"), None);
        assert_eq!(page("no site"), None);
    }
}
