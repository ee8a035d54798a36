//! What currencies are worth, roughly: enough to see where a rate leads.

use super::{Currency, Rate};

/// A rate of 1, in pico.
const ONE: u64 = Rate::ONE.pico();

/// Currencies that exporters count in, the likelier first.
const BASES: [&str; 6] = ["USD", "CNY", "EUR", "HKD", "GBP", "JPY"];

/// Returns the currency that a rate of `from` most likely leads to: one to which its usual rate is near.
pub fn led_to(from: Currency, rate: Rate) -> Option<Currency> {
    let mut bases = BASES.into_iter().filter_map(Currency::from_code).filter(|base| *base != from);
    bases.find(|base| rough_rate(from, *base).is_some_and(|usual| is_near(rate.pico().into(), usual)))
}

/// Returns roughly what one unit of a currency was worth in another since 2005, in pico.
pub fn rough_rate(from: Currency, to: Currency) -> Option<u128> {
    Some(u128::from(ONE) * worth(from)? / worth(to)?)
}

/// Two rates are near where neither is half as much again as the other: currencies move so far in twenty years.
pub fn is_near(one: u128, other: u128) -> bool {
    one * 2 <= other * 3 && other * 2 <= one * 3
}

/// Returns roughly what a currency was worth since 2005, in millionths of a dollar.
fn worth(currency: Currency) -> Option<u128> {
    WORTH.iter().find(|(code, _)| *code == currency.code()).map(|(_, worth)| *worth)
}

const WORTH: [(&str, u128); 26] = [
    ("AED", 272_000),
    ("AUD", 780_000),
    ("BRL", 280_000),
    ("CAD", 830_000),
    ("CHF", 1_040_000),
    ("CNY", 146_000),
    ("CZK", 46_000),
    ("DKK", 164_000),
    ("EUR", 1_220_000),
    ("GBP", 1_500_000),
    ("HKD", 128_000),
    ("HUF", 3_700),
    ("INR", 15_500),
    ("JPY", 8_800),
    ("KRW", 850),
    ("MXN", 65_000),
    ("NOK", 130_000),
    ("NZD", 700_000),
    ("PLN", 280_000),
    ("SAR", 267_000),
    ("SEK", 120_000),
    ("SGD", 730_000),
    ("THB", 30_000),
    ("TWD", 32_000),
    ("USD", 1_000_000),
    ("ZAR", 90_000),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_of_twenty_years_are_near_and_those_to_another_currency_are_not() {
        let pico = |rate: f64| (rate * ONE as f64) as u128;
        let rough = |from: &str, to: &str| {
            let [from, to] = [from, to].map(|code| Currency::from_code(code).unwrap());
            rough_rate(from, to).unwrap()
        };
        let usual = [("EUR", "USD", 0.96), ("EUR", "USD", 1.6), ("GBP", "USD", 1.07), ("JPY", "USD", 0.0062)];
        let more = [("CNY", "USD", 0.121), ("CNY", "USD", 0.165), ("USD", "CNY", 7.2), ("EUR", "CNY", 7.8)];
        for (from, to, rate) in usual.into_iter().chain(more) {
            assert!(is_near(pico(rate), rough(from, to)), "{from} {to} {rate}");
        }
        for (from, to, rate) in [("EUR", "USD", 7.8), ("USD", "EUR", 7.2), ("CNY", "USD", 7.2), ("GBP", "USD", 9.1)] {
            assert!(!is_near(pico(rate), rough(from, to)), "{from} {to} {rate}");
        }
    }

    #[test]
    fn a_rate_leads_to_the_likeliest_currency_that_it_is_near() {
        let led = |from: &str, rate: &str| {
            led_to(Currency::from_code(from).unwrap(), Rate::from_decimal(rate).unwrap()).map(|it| it.to_string())
        };
        let cases = [("EUR", "1.08", "USD"), ("EUR", "7.8", "CNY"), ("USD", "7.1", "CNY"), ("USD", "0.92", "EUR")];
        for (from, rate, base) in cases.into_iter().chain([("JPY", "0.0065", "USD")]) {
            assert_eq!(led(from, rate).as_deref(), Some(base), "{from} {rate}");
        }
        assert_eq!(led("USD", "1000"), None);
        assert_eq!(led("KZT", "0.0022"), None);
    }
}
