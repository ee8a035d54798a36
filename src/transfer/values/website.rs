//! Addresses of websites, and the domain that tells one company from another.

use super::{ValueFault, text};
use crate::domain::address::is_host;

/// The address of a website.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Website {
    /// What to open.
    pub url: String,
    /// The host without `www.`, in lower case.
    pub host: String,
}

/// Reads a website: `https://www.acme.de/shop`, `acme.de`, `WWW.ACME.DE`.
///
/// # Errors
///
/// [`ValueFault::NotAWebsite`].
pub fn read(cell: &str) -> Result<Website, ValueFault> {
    let cell = text::halve(cell);
    let cell = cell.trim();
    let (scheme, rest) = match cell.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("https".to_owned(), cell.trim_start_matches('/')),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (name, port) = authority.split_once(':').unwrap_or((authority, ""));
    let name = name.trim_end_matches('.').to_lowercase();
    let is_web = matches!(scheme.as_str(), "http" | "https") && port.bytes().all(|byte| byte.is_ascii_digit());
    if !is_web || !is_host(&name) || cell.contains(char::is_whitespace) {
        return Err(ValueFault::NotAWebsite);
    }
    let port = if port.is_empty() { String::new() } else { format!(":{port}") };
    let host = name.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(&name).to_owned();
    Ok(Website { url: format!("{scheme}://{name}{port}{path}"), host })
}

/// Returns the domain by which a company is known: `shop.acme.co.uk` → `acme.co.uk`.
///
/// `None` for hosts that many share, such as `gmail.com`; a shop on a marketplace keeps its own name.
pub fn company_domain(host: &str) -> Option<&str> {
    let is_under =
        |shared: &&&str| host.strip_suffix(**shared).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    match SHARED.iter().find(is_under) {
        Some(shared) if host == *shared => None,
        Some(_) => Some(host),
        None => Some(registrable(host)).filter(|domain| !MAIL.contains(domain)),
    }
}

/// Two labels, or three under a country's `co`, `com` and the like.
fn registrable(host: &str) -> &str {
    let mut dots = host.rmatch_indices('.').map(|(at, _)| at);
    let (last, second, third) = (dots.next(), dots.next(), dots.next());
    let (Some(last), Some(second)) = (last, second) else {
        return host;
    };
    let middle = host.get(second + 1..last).unwrap_or_default();
    let is_country = host.len() - last == 3;
    let is_public = is_country && PUBLIC.contains(&middle);
    let cut = if is_public { third } else { Some(second) };
    cut.and_then(|cut| host.get(cut + 1..)).unwrap_or(host)
}

/// Second levels under which a country hands out names.
const PUBLIC: [&str; 11] = ["co", "com", "net", "org", "gov", "edu", "ac", "ne", "or", "go", "in"];

/// Sites under which many companies have their page.
const SHARED: [&str; 18] = [
    "alibaba.com",
    "1688.com",
    "made-in-china.com",
    "globalsources.com",
    "aliexpress.com",
    "amazon.com",
    "ebay.com",
    "etsy.com",
    "facebook.com",
    "instagram.com",
    "linkedin.com",
    "myshopify.com",
    "wordpress.com",
    "wixsite.com",
    "blogspot.com",
    "github.io",
    "weebly.com",
    "google.com",
];

/// Providers of mail to everyone.
const MAIL: [&str; 38] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "msn.com",
    "yahoo.com",
    "ymail.com",
    "icloud.com",
    "me.com",
    "aol.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "t-online.de",
    "mail.com",
    "mail.ru",
    "yandex.ru",
    "yandex.com",
    "rambler.ru",
    "bk.ru",
    "inbox.ru",
    "proton.me",
    "protonmail.com",
    "zoho.com",
    "qq.com",
    "163.com",
    "126.com",
    "yeah.net",
    "sina.com",
    "sohu.com",
    "foxmail.com",
    "aliyun.com",
    "139.com",
    "naver.com",
    "orange.fr",
    "wanadoo.fr",
];
