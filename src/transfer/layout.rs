//! Where in a table the header and the data lie, and which rows are neither, with the reason for each.

mod words;

use super::table::{CellKind, Table};
use super::values::text::{clean_line, is_blank};
use super::values::{Decimal, date, email, number};

/// A table taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The row that names the columns.
    pub header: Option<usize>,
    /// The rows that hold data.
    pub rows: Vec<u32>,
    /// The other rows.
    pub left_out: Vec<LeftOut>,
}

/// A row that holds no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The row of the table; [`Table::line`] says where it is in the file.
    pub row: u32,
    /// Why it is left out.
    pub why: Why,
}

/// Why a row holds no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It stands above the header.
    Title,
    /// It is empty.
    Blank,
    /// It repeats the header.
    RepeatedHeader,
    /// It shows how to fill in a template.
    Example,
    /// It sums up other rows.
    Total,
    /// It says where the file comes from.
    Footer,
}

/// How far down a header is looked for, and in how many columns.
const DEPTH: usize = 40;
const BREADTH: usize = 500;

/// Looks for the row that names the columns, a row at a time.
///
/// That is the row with most labels known, if it has two; else the first row about as wide as the
/// others, if all of it looks like labels. A file that begins with data has none.
#[derive(Clone, Debug, Default)]
pub struct HeaderSearch {
    /// How many labels of each row looked at are known.
    known: Vec<usize>,
}

impl HeaderSearch {
    /// Looks at the next row; false when none is left. `is_known` tells that a label is one that imports recognise.
    pub fn step(&mut self, table: &Table, is_known: impl Fn(&str) -> bool) -> bool {
        let depth = table.height().min(DEPTH);
        if self.known.len() < depth {
            let labels = table.row(self.known.len()).take(BREADTH).filter(|cell| !is_blank(cell));
            self.known.push(labels.filter(|cell| is_known(&clean_line(cell))).count());
        }
        self.known.len() < depth
    }

    /// Returns the row that names the columns, once all rows were looked at.
    pub fn finish(&self, table: &Table) -> Option<usize> {
        let rows = || 0..self.known.len();
        // The first of equals: a repeated header stands below.
        let most = rows().rev().max_by_key(|row| self.known[*row]).filter(|row| self.known[*row] >= 2);
        most.or_else(|| {
            let typical = typical(rows().map(|row| filled(table, row)));
            let first = rows().find(|row| filled(table, *row) > 0 && filled(table, *row) * 5 >= typical * 3)?;
            are_labels(table, first).then_some(first)
        })
    }
}

/// Returns the row that names the columns, found at one go as [`HeaderSearch`] finds it.
pub fn header_row(table: &Table, is_known: impl Fn(&str) -> bool) -> Option<usize> {
    let mut search = HeaderSearch::default();
    while search.step(table, &is_known) {}
    search.finish(table)
}

/// Returns the most frequent number, the larger of equals, zeros aside.
fn typical(counts: impl Iterator<Item = usize>) -> usize {
    let mut counts: Vec<usize> = counts.filter(|count| *count > 0).collect();
    counts.sort_unstable();
    let runs = counts.chunk_by(|one, next| one == next);
    runs.max_by_key(|run| run.len()).and_then(|run| run.first().copied()).unwrap_or(0)
}

fn filled(table: &Table, row: usize) -> usize {
    table.row(row).filter(|cell| !is_blank(cell)).count()
}

/// Tells whether a row is short, differing texts, at most one in five of them like data.
fn are_labels(table: &Table, row: usize) -> bool {
    let labels: Vec<_> = table.row(row).take(BREADTH).filter(|cell| !is_blank(cell)).map(clean_line).collect();
    let like_data = (0..table.row_len(row).min(BREADTH)).filter(|column| is_like_data(table, row, *column)).count();
    let is_short = labels.iter().all(|label| label.chars().count() <= 80);
    let mut distinct = labels.clone();
    distinct.sort_unstable();
    distinct.dedup();
    is_short && like_data * 5 <= labels.len() && distinct.len() * 5 >= labels.len() * 4
}

fn is_like_data(table: &Table, row: usize, column: usize) -> bool {
    let cell = table.cell(row, column);
    if is_blank(cell) {
        return false;
    }
    if table.kind(row, column) != CellKind::Text {
        return !is_year(cell);
    }
    let is_number = number::NumberRule::default().read(cell, CellKind::Text).is_ok() && !is_year(cell);
    let is_address = email::read_all(cell).iter().any(Result::is_ok) || cell.contains("://");
    is_number || is_address || date::is_date(cell)
}

/// A year may name a column.
fn is_year(cell: &str) -> bool {
    cell.trim().parse().is_ok_and(|year: u32| (1990..2100).contains(&year))
}

/// Sorts the rows of a table into data and what is left out, as many at a time as asked for.
#[derive(Clone, Debug)]
pub struct Sweep {
    layout: Layout,
    /// The labels of the header.
    labels: Vec<String>,
    next: usize,
}

impl Sweep {
    /// Starts at the first row of a table whose columns `header` names.
    pub fn new(table: &Table, header: Option<usize>) -> Sweep {
        let labels =
            header.map_or_else(Vec::new, |row| table.row(row).map(|cell| clean_line(cell).into_owned()).collect());
        Sweep { layout: Layout { header, ..Layout::default() }, labels, next: 0 }
    }

    /// Sorts the next `rows` rows; false when none is left.
    pub fn step(&mut self, table: &Table, rows: usize) -> bool {
        let end = self.next.saturating_add(rows).min(table.height());
        for row in self.next..end {
            if self.layout.header == Some(row) {
                continue;
            }
            match self.why(table, row) {
                None => self.layout.rows.push(row as u32),
                Some(why) => self.layout.left_out.push(LeftOut { row: row as u32, why }),
            }
        }
        self.next = end;
        end < table.height()
    }

    /// Returns the layout of the rows sorted.
    pub fn finish(self) -> Layout {
        self.layout
    }

    fn why(&self, table: &Table, row: usize) -> Option<Why> {
        let Some(first) = table.row(row).find(|cell| !is_blank(cell)) else {
            return Some(Why::Blank);
        };
        let below = match self.layout.header {
            Some(header) if row < header => return Some(Why::Title),
            Some(header) => row - header,
            None => row + 1,
        };
        if self.repeats_header(table, row, first) {
            return Some(Why::RepeatedHeader);
        }
        let is_template = || below <= 3 && (words::is_example(first) || self.is_instruction(table, row));
        if is_template() {
            return Some(Why::Example);
        }
        let told = words::of_row(first)?;
        // A customer may be called Total; its row is as full as the others, and no sum of them.
        let cells = filled(table, row);
        let is_at_end = row + words::FOOTER_ROWS >= table.height();
        let is_none = match told {
            Why::Footer => cells <= 2 && (self.labels.len() > 2 || is_at_end),
            _ => cells < self.width(table) || is_at_end && self.sums_up(table, row),
        };
        is_none.then_some(told)
    }

    /// Tells whether all that a row says behind its first cell are numbers, the last one the sum of those above.
    fn sums_up(&self, table: &Table, row: usize) -> bool {
        let read = |row: usize, column: usize| {
            number::NumberRule::default().read(table.cell(row, column), table.kind(row, column)).ok()
        };
        let said = || (1..table.row_len(row)).filter(|column| !is_blank(table.cell(row, *column)));
        let Some(last) = said().next_back().filter(|_| said().all(|column| read(row, column).is_some())) else {
            return false;
        };
        let above = self.layout.rows.iter().filter_map(|above| read(*above as usize, last));
        let sum = above.map(|amount| amount.value).try_fold(Decimal::default(), Decimal::plus);
        sum.is_some() && sum == read(row, last).map(|amount| amount.value)
    }

    fn width(&self, table: &Table) -> usize {
        let labels = self.labels.iter().filter(|label| !label.is_empty()).count();
        if labels > 0 { labels } else { table.width() }
    }

    fn repeats_header(&self, table: &Table, row: usize, first: &str) -> bool {
        let begins_alike =
            self.labels.iter().find(|label| !label.is_empty()).is_some_and(|label| *label == clean_line(first));
        begins_alike && table.row(row).zip(&self.labels).all(|(cell, label)| clean_line(cell) == label.as_str())
    }

    /// A template may say below each label whether it is required, or of what kind it is.
    fn is_instruction(&self, table: &Table, row: usize) -> bool {
        let mut cells = table.row(row).filter(|cell| !is_blank(cell));
        self.labels.len() > 1 && cells.all(words::is_instruction)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transfer::paste;

    fn table(text: &str) -> Table {
        paste::read(&text.replace(';', "\t"), None).expect("a table")
    }

    fn layout(table: &Table, header: Option<usize>) -> Layout {
        let mut sweep = Sweep::new(table, header);
        while sweep.step(table, 2) {}
        sweep.finish()
    }

    #[track_caller]
    fn check(text: &str, header: Option<usize>, rows: &[u32], left_out: &[(u32, Why)]) {
        let table = table(text);
        let found = header_row(&table, |_| false);
        assert_eq!(found, header);
        let layout = layout(&table, found);
        assert_eq!(layout.rows, rows);
        let reasons: Vec<(u32, Why)> = layout.left_out.iter().map(|left| (left.row, left.why)).collect();
        assert_eq!(reasons, left_out);
    }

    #[test]
    fn the_header_stands_below_titles() {
        let text = "Sales by customer\nMay 2024;Acme Ltd\n\nName;Country;Amount;Date\nA;DE;12;2024-05-01\nB;FR;13;2024-05-02\n";
        check(text, Some(3), &[4, 5], &[(0, Why::Title), (1, Why::Title), (2, Why::Blank)]);
        check("Name;Country\nA;DE\nB;FR\n", Some(0), &[1, 2], &[]);
        check("name\nAcme\n", Some(0), &[1], &[]);
    }

    #[test]
    fn years_may_name_columns_and_data_does_not() {
        check("Name;2023;2024\nA;1;2\n", Some(0), &[1], &[]);
        check("A;12.5;2024-05-01\nB;13;2024-05-02\n", None, &[0, 1], &[]);
        check("a@b.com;x\nc@d.com;y\n", None, &[0, 1], &[]);
        check("A;A;A\nB;1;2\n", None, &[0, 1], &[]);
    }

    #[test]
    fn known_labels_decide_over_looks() {
        let table = table("甲;乙;丙\nName;Amount;2024-05-01\nA;5;6\nName;Amount;2024-05-01\n");
        let is_known = |label: &str| matches!(label, "Name" | "Amount");
        assert_eq!(header_row(&table, is_known), Some(1));
    }

    #[test]
    fn footers_and_totals_are_left_out() {
        let text = "Account Name;Owner;Amount\nA;x;1\nSubtotal;;1\nB;y;2\n\nGrand Totals (5700 records);;3\n\n\
            Confidential Information - Do Not Distribute\nCopyright (c) 2000-2026 salesforce.com, inc. All rights reserved.\n";
        let left_out =
            [(2, Why::Total), (4, Why::Blank), (5, Why::Total), (6, Why::Blank), (7, Why::Footer), (8, Why::Footer)];
        check(text, Some(0), &[1, 3], &left_out);
        check(
            "客户;金额;备注\n甲;1;x\n小计：;1;\n合计;1;\n总计 1;;\n",
            Some(0),
            &[1],
            &[(2, Why::Total), (3, Why::Total), (4, Why::Total)],
        );
        check("name;amount\nA;1\nTotal;1\n", Some(0), &[1], &[(2, Why::Total)]);
    }

    #[test]
    fn a_customer_may_be_called_total() {
        let rows = "B;x;2\n".repeat(20);
        let text = format!("Name;Owner;Amount\nTotal;y;1\nTotal Energies;;1\nCopyright Clearance;z;4\nC級;;\n{rows}");
        let table = table(&text);
        assert!(layout(&table, Some(0)).left_out.is_empty());
        // At the end too, as long as it sums up nothing.
        let text = "Name;Order;Date;Amount\nA;1;2024-05-01;5\nTotal;2;2024-05-02;5\n";
        assert!(layout(&self::table(text), Some(0)).left_out.is_empty());
        assert!(layout(&self::table("Name;Amount\nA;5\nB;6\nTotal;7\n"), Some(0)).left_out.is_empty());
        assert_eq!(layout(&self::table("Name;Amount\nA;5\nB;6\nTotal;11\n"), Some(0)).rows, [1, 2]);
    }

    #[test]
    fn templates_and_repetitions_are_left_out() {
        let text = "客户名称;邮箱\n必填;选填\n示例：张三公司;a@b.com\n甲;c@d.com\n客户名称;邮箱\n乙;e@f.com\n";
        let left_out = [(1, Why::Example), (2, Why::Example), (4, Why::RepeatedHeader)];
        check(text, Some(0), &[3, 5], &left_out);
    }

    proptest::proptest! {
        #[test]
        fn every_row_is_data_or_left_out(text in "(Total|合计|a|1|示例|必填|b@c.de|;|\n){1,40}") {
            let Ok(table) = paste::read(&text.replace(';', "\t"), None) else { return Ok(()) };
            let header = header_row(&table, |label| label == "a");
            let layout = layout(&table, header);
            let rows = layout.rows.len() + layout.left_out.len() + usize::from(header.is_some());
            proptest::prop_assert_eq!(rows, table.height());
        }
    }
}
