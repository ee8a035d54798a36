//! Plays the cases of `tests/cases/values_*.txt`: what people write, and what it is read as.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail loudly")]

use portbook::domain::{Country, Date};
use portbook::transfer::table::CellKind;
use portbook::transfer::values::date::DateEvidence;
use portbook::transfer::values::number::{NumberEvidence, Unit};
use portbook::transfer::values::percent::PercentEvidence;
use portbook::transfer::values::{ValueFault, country, currency, email, flag, list, phone, tier, website};
use proptest::prelude::*;

/// Plays every case of a file: `input => expected`, `\n` for a line end, `#` before remarks.
fn check(cases: &str, read: impl Fn(&str) -> String) {
    let mut wrong = Vec::new();
    let mut played = 0;
    for line in cases.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (input, expected) = line.split_once(" => ").expect("a case has an arrow");
        let found = read(&input.replace("\\n", "\n"));
        played += 1;
        if found != expected {
            wrong.push(format!("{input}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(played > 5, "the file holds cases");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn told<T>(result: Result<T, ValueFault>, tell: impl FnOnce(T) -> String) -> String {
    result.map_or_else(|fault| format!("! {fault:?}"), tell)
}

fn column(cells: &str, read: impl Fn(&str) -> String) -> String {
    cells.split(" | ").map(read).collect::<Vec<_>>().join(" | ")
}

#[test]
fn dates() {
    check(include_str!("cases/values_dates.txt"), |cells| {
        let mut evidence = DateEvidence::new("2026-06-15".parse().expect("a date"));
        cells.split(" | ").for_each(|cell| evidence.see(cell, CellKind::Text));
        let decision = evidence.decide();
        let read = |cell: &str| told(decision.rule.read(cell, CellKind::Text), |date| date.to_string());
        format!("{:?} {:?} : {}", decision.certainty, decision.rule.order, column(cells, read))
    });
}

#[test]
fn numbers() {
    check(include_str!("cases/values_numbers.txt"), |cells| {
        let mut evidence = NumberEvidence::default();
        cells.split(" | ").for_each(|cell| evidence.see(cell, CellKind::Text));
        let decision = evidence.decide();
        let read = |cell: &str| {
            told(decision.rule.read(cell, CellKind::Text), |amount| match amount.unit {
                Unit::None => amount.value.to_string(),
                Unit::Percent => format!("{} %", amount.value),
                Unit::Money(sign) => format!("{} {}", amount.value, sign.currency),
            })
        };
        format!("{:?} {:?} : {}", decision.certainty, decision.rule.mark, column(cells, read))
    });
}

#[test]
fn countries() {
    check(include_str!("cases/values_countries.txt"), |cell| told(country::read(cell), |country| country.to_string()));
}

#[test]
fn phones() {
    let home = Country::from_code("CN");
    check(include_str!("cases/values_phones.txt"), |cell| {
        told(phone::read(cell, home), |phone| match phone.country {
            Some(country) => format!("{phone} {country}"),
            None => phone.to_string(),
        })
    });
}

#[test]
fn an_area_at_home_is_no_country_abroad() {
    let read = |cell: &str| phone::read(cell, Country::from_code("US")).unwrap().to_string();
    assert_eq!(read("(212) 555-0147"), "2125550147");
    assert_eq!(read("852-555-0123"), "8525550123");
    assert_eq!(read("852 2555 0123"), "+85225550123");
    assert_eq!(read("1 (212) 555-0147"), "+12125550147");
}

#[test]
fn emails() {
    check(include_str!("cases/values_emails.txt"), |cell| {
        let all = email::read_all(cell).into_iter().map(|email| told(email, |email| email));
        all.collect::<Vec<_>>().join(", ")
    });
}

#[test]
fn websites() {
    check(include_str!("cases/values_websites.txt"), |cell| {
        told(website::read(cell), |site| {
            let domain = website::company_domain(&site.host).unwrap_or("-");
            format!("{} {domain}", site.host)
        })
    });
}

#[test]
fn words() {
    check(include_str!("cases/values_words.txt"), |case| {
        let (kind, cell) = case.split_once(' ').expect("a kind before the cell");
        match kind {
            "list" => list::split(cell).join(" | "),
            "flag" => told(flag::read(cell), |flag| flag.to_string()),
            "tier" => tier::suggest(cell).map_or("none".to_owned(), |class| format!("{class:?}")),
            "currency" => told(currency::read(cell), |sign| format!("{} {:?}", sign.currency, sign.certainty)),
            "percent" => {
                let mut evidence = PercentEvidence::default();
                cell.split(" | ").for_each(|cell| evidence.see(cell, CellKind::Text));
                let decision = evidence.decide();
                let read = |cell: &str| told(decision.rule.read(cell, CellKind::Text), |points| points.0.to_string());
                format!("{:?} : {}", decision.certainty, column(cell, read))
            }
            other => panic!("no kind `{other}`"),
        }
    });
}

#[test]
fn cells_of_workbooks_need_no_guessing() {
    let mut evidence = NumberEvidence::default();
    ["1.234", "5.678"].iter().for_each(|cell| evidence.see(cell, CellKind::Number));
    let decision = evidence.decide();
    assert_eq!(decision.certainty, portbook::transfer::Certainty::Certain);
    let amount = decision.rule.read("1.234", CellKind::Number).expect("a number");
    assert_eq!(amount.value.to_string(), "1.234");

    let mut evidence = DateEvidence::new(Date::from_days(20_000));
    evidence.see("2024-05-01", CellKind::Date);
    evidence.see("1", CellKind::Number);
    let rule = evidence.decide().rule;
    let read = |cell| rule.read(cell, CellKind::Number).map(|date| date.to_string());
    assert_eq!(read("59"), Ok("1900-02-28".into()));
    assert_eq!(read("61"), Ok("1900-03-01".into()));
    assert_eq!(read("45413.75"), Ok("2024-05-01".into()));
}

proptest! {
    #[test]
    fn any_cell_is_read_or_refused(cell in "\\PC{0,24}|[-0-9.,/: ()+eE%$€万年月日]{0,16}") {
        let mut dates = DateEvidence::new(Date::from_days(20_000));
        let mut numbers = NumberEvidence::default();
        let mut percents = PercentEvidence::default();
        for kind in [CellKind::Text, CellKind::Number, CellKind::Date] {
            dates.see(&cell, kind);
            numbers.see(&cell, kind);
            percents.see(&cell, kind);
            let _ = dates.decide().rule.read(&cell, kind);
            let _ = numbers.decide().rule.read(&cell, kind);
            let _ = percents.decide().rule.read(&cell, kind);
        }
        let _ = (country::read(&cell), currency::read(&cell), flag::read(&cell), tier::suggest(&cell));
        let _ = (phone::read(&cell, Country::from_code("DE")), website::read(&cell), email::read_all(&cell));
        let _ = (list::split(&cell), website::company_domain(&cell));
    }

    #[test]
    fn dates_come_back_from_every_form(days in -25_000_i32..47_000) {
        let date = Date::from_days(days);
        let (year, month, day) = date.ymd();
        let forms = [
            format!("{year}-{month:02}-{day:02}"),
            format!("{year}/{month}/{day}"),
            format!("{year}年{month}月{day}日"),
            format!("{year:04}{month:02}{day:02}"),
            format!("{year}.{month}.{day} 12:30"),
        ];
        for form in forms {
            let mut evidence = DateEvidence::new(Date::from_days(20_000));
            evidence.see(&form, CellKind::Text);
            let rule = evidence.decide().rule;
            prop_assert_eq!(rule.read(&form, CellKind::Text), Ok(date), "{}", form);
        }
    }

    #[test]
    fn numbers_come_back_from_every_form(units in -999_999_999_i64..999_999_999) {
        let value = portbook::transfer::values::Decimal { units: units.into(), scale: 2 };
        let (whole, cents) = (units.abs() / 100, units.abs() % 100);
        let sign = if units < 0 { "-" } else { "" };
        let grouped = |separator: &str| {
            let digits = whole.to_string();
            let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev()
                .map(|group| std::str::from_utf8(group).expect("digits")).collect();
            groups.join(separator)
        };
        let forms = [
            format!("{sign}{whole}.{cents:02}"),
            format!("{sign}{whole},{cents:02}"),
            format!("{sign}{}.{cents:02}", grouped(",")),
            format!("{sign}{},{cents:02}", grouped(".")),
            format!("{sign}{},{cents:02}", grouped("\u{202F}")),
            format!("USD {sign}{}.{cents:02}", grouped("'")),
        ];
        for form in forms {
            let mut evidence = NumberEvidence::default();
            evidence.see(&form, CellKind::Text);
            let amount = evidence.decide().rule.read(&form, CellKind::Text);
            prop_assert_eq!(amount.map(|amount| amount.value), Ok(value), "{}", form);
        }
    }
}
