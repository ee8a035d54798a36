//! Cards: what a page or a message says of a customer line by line, `Company: Aster` under `Country: Germany`.
//!
//! Each card becomes a row under the labels of all cards.
//! Cards are parted by blank lines, or begin again with their first label.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::headers;
use super::table::{Builder, Table};

/// A label is no longer than this, in characters.
const LONGEST_LABEL: usize = 40;

/// A line of a card, with the number of the line.
struct Said<'t> {
    line: u32,
    label: &'t str,
    value: String,
}

/// Reads a text as cards; `None` where it is none, such as a table.
///
/// A text is cards if its first line and most of the others have a label, and at least two labels and half of all are
/// ones that imports know.
pub(super) fn read(text: &str) -> Option<Result<Table, Fault>> {
    let cards = cards(text)?;
    let mut columns: Vec<&str> = Vec::new();
    let mut places = BTreeMap::new();
    for said in cards.iter().flatten() {
        places.entry(headers::normal(said.label)).or_insert_with(|| {
            columns.push(said.label);
            columns.len() - 1
        });
    }
    let known = columns.iter().filter(|label| headers::is_known(label)).count();
    (known >= 2 && known * 2 >= columns.len()).then(|| table(&cards, &columns, &places))
}

/// Returns the lines of each card; `None` where the text begins otherwise or too few lines have a label.
fn cards(text: &str) -> Option<Vec<Vec<Said<'_>>>> {
    let mut cards: Vec<Vec<Said>> = Vec::new();
    let mut blocks_of_one = true;
    let (mut follows_blank, mut in_block, mut more) = (true, 0, 0);
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim().is_empty() {
            follows_blank = true;
            continue;
        }
        let Some((label, value)) = labelled(text) else {
            // A line without a label goes on with the value above.
            let above = cards.last_mut().and_then(|card| card.last_mut()).filter(|_| !follows_blank)?;
            above.value = format!("{} {}", above.value, text.trim()).trim_start().to_owned();
            more += 1;
            continue;
        };
        in_block = if follows_blank { 1 } else { in_block + 1 };
        blocks_of_one &= in_block == 1;
        let begins = cards.last().is_none_or(|card| {
            let is_first = card.first().is_some_and(|first| is_same(first.label, label));
            follows_blank || is_first
        });
        if begins {
            cards.push(Vec::new());
        }
        cards.last_mut()?.push(Said { line, label, value: value.to_owned() });
        follows_blank = false;
    }
    let labelled: usize = cards.iter().map(Vec::len).sum();
    if blocks_of_one {
        cards = spaced(cards);
    }
    (more < labelled).then_some(cards)
}

/// Joins cards of one line each: their lines stand apart, and a label met before begins the next card.
fn spaced(lines: Vec<Vec<Said<'_>>>) -> Vec<Vec<Said<'_>>> {
    let mut cards: Vec<Vec<Said>> = Vec::new();
    for said in lines.into_iter().flatten() {
        let goes_on = cards.last().is_some_and(|card| !card.iter().any(|other| is_same(other.label, said.label)));
        if !goes_on {
            cards.push(Vec::new());
        }
        if let Some(card) = cards.last_mut() {
            card.push(said);
        }
    }
    cards
}

fn is_same(label: &str, other: &str) -> bool {
    headers::normal(label) == headers::normal(other)
}

/// Takes a line apart at its first colon; `None` where what stands before it is no label.
fn labelled(line: &str) -> Option<(&str, &str)> {
    let line = line.trim().trim_start_matches(['-', '*', '•', '·', '–']).trim_start();
    let (label, value) = line.split_once([':', '：'])?;
    let (label, value) = (label.trim(), value.trim());
    let is_plain = !label.contains(['\t', ',', ';', '|', '"', '，', '；', '。']);
    let has_words = label.chars().any(char::is_alphabetic);
    let is_short = label.chars().count() <= LONGEST_LABEL;
    // The colon of an address on the web, and of a table whose labels end in colons.
    let goes_on = value.starts_with("//") || value.starts_with([',', ';', '|']);
    (is_plain && has_words && is_short && !goes_on).then_some((label, value))
}

fn table(cards: &[Vec<Said>], columns: &[&str], places: &BTreeMap<String, usize>) -> Result<Table, Fault> {
    let mut builder = Builder::new();
    columns.iter().for_each(|label| builder.cell(label));
    let first = |card: &[Said]| card.first().map_or(1, |said| said.line);
    builder.end_row(cards.first().map_or(1, |card| first(card)))?;
    for card in cards {
        let mut cells = vec![String::new(); columns.len()];
        for said in card.iter().filter(|said| !said.value.is_empty()) {
            let place = places.get(&headers::normal(said.label)).and_then(|place| cells.get_mut(*place));
            let Some(cell) = place else { continue };
            // A label said twice has two values, as a list holds them.
            if !cell.is_empty() {
                cell.push_str("; ");
            }
            cell.push_str(&said.value);
        }
        cells.iter().for_each(|cell| builder.cell(cell));
        builder.end_row(first(card))?;
    }
    Ok(builder.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let table = read(text).expect("cards").expect("a table");
        let rows: Vec<Vec<&str>> = (0..table.height()).map(|row| table.row(row).collect()).collect();
        assert_eq!(rows, expected);
    }

    #[track_caller]
    fn check_none(text: &str) {
        assert!(read(text).is_none(), "{text}");
    }

    #[test]
    fn a_card_is_a_row_under_its_labels() {
        check(
            "Company: Aster GmbH\nCountry: Germany\nEmail: info@aster.example\n",
            &[&["Company", "Country", "Email"], &["Aster GmbH", "Germany", "info@aster.example"]],
        );
    }

    #[test]
    fn chinese_colons_are_colons() {
        check(
            "公司名称：义乌锦程贸易\n国家：中国\n联系人：王敏\n邮箱：wang@jincheng.example",
            &[&["公司名称", "国家", "联系人", "邮箱"], &["义乌锦程贸易", "中国", "王敏", "wang@jincheng.example"]],
        );
    }

    #[test]
    fn values_keep_their_own_colons() {
        check(
            "Company: Aster: Light & More\r\nWebsite: https://aster.example:8080/a\r\nNotes: call at 14:30\r\nhttps://aster.example/b\r\n",
            &[
                &["Company", "Website", "Notes"],
                &["Aster: Light & More", "https://aster.example:8080/a", "call at 14:30 https://aster.example/b"],
            ],
        );
    }

    #[test]
    fn blank_lines_part_cards_and_labels_may_differ() {
        check(
            "Company: Aster\nCountry: Germany\n\n\nCompany: Birch\nEmail: b@birch.example\nCountry: Finland\n",
            &[&["Company", "Country", "Email"], &["Aster", "Germany", ""], &["Birch", "Finland", "b@birch.example"]],
        );
    }

    #[test]
    fn the_first_label_begins_the_next_card_and_others_said_twice_are_lists() {
        check(
            "- Company: Aster\n- Email: a@aster.example\n- Email: b@aster.example\n- Company: Birch\n- Email:\n",
            &[&["Company", "Email"], &["Aster", "a@aster.example; b@aster.example"], &["Birch", ""]],
        );
    }

    #[test]
    fn lines_that_stand_apart_are_one_card_until_a_label_comes_again() {
        check(
            "Company: Aster\n\nCountry: Germany\n\nCompany: Birch\n\nCountry: Finland\n",
            &[&["Company", "Country"], &["Aster", "Germany"], &["Birch", "Finland"]],
        );
    }

    #[test]
    fn an_address_may_go_on_in_the_next_line() {
        check(
            "Company: Aster\nCountry: Germany\nAddress: Hafenstr. 1\n  20457 Hamburg\n",
            &[&["Company", "Country", "Address"], &["Aster", "Germany", "Hafenstr. 1 20457 Hamburg"]],
        );
    }

    #[test]
    fn tables_and_prose_are_no_cards() {
        check_none("Company,Country,Email\nAster,Germany,a@aster.example\n");
        check_none("Company,Opens,Website\nAster,9:30,https://aster.example\nBirch,10:00,https://birch.example\n");
        check_none("Company:,Country:,Email:\nAster,Germany,a@aster.example\n");
        check_none("Company\tNotes\nAster\tCountry: Germany\nBirch\tEmail: none\n");
        check_none("Note: paid\nWarning: late\nHint: none\n");
        check_none("Company: Aster\n");
        check_none("Dear Li,\nCompany: Aster\nCountry: Germany\n");
        check_none("");
    }
}
