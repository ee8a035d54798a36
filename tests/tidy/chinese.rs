//! Chinese words carry Chinese punctuation: full-width, without spaces around it.

use crate::source::Source;

const HALF_WIDTH: [char; 7] = [',', ':', ';', '?', '!', '(', ')'];
const FULL_WIDTH: [char; 10] = ['，', '。', '：', '；', '？', '！', '、', '（', '）', '…'];

pub(crate) fn faults(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    let mut at = 0;
    for line in source.text.split_inclusive('\n') {
        if let Some((_, words)) = line.split_once('=').filter(|_| !line.starts_with('#')) {
            let letters: Vec<char> = words.trim().chars().collect();
            for pair in letters.windows(2) {
                if let Some(what) = clash(pair[0], pair[1]) {
                    faults.push(source.fault(at, &format!("`{}{}`: {what}", pair[0], pair[1])));
                }
            }
        }
        at += line.len();
    }
    faults
}

fn clash(one: char, next: char) -> Option<&'static str> {
    let is_either =
        |test: fn(char) -> bool, of: &[char]| (test(one) && of.contains(&next)) || (of.contains(&one) && test(next));
    if is_either(is_chinese, &HALF_WIDTH) {
        Some("Chinese text takes full-width punctuation")
    } else if is_either(|c| c == ' ', &FULL_WIDTH[..9]) {
        Some("full-width punctuation takes no space")
    } else {
        None
    }
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '“' | '”')
}

#[test]
fn half_width_marks_and_spaces_are_caught() {
    let found = |text: &str| faults(&Source::new("www/locales/zh-CN/a.txt", text)).len();
    assert_eq!(found("a = 保存,再试\nb = 保存， 再试\nc = 名称:{x}"), 4);
    assert_eq!(found("a = 保存，再试 {n} 次：31/12/2026\n# 注: 无"), 0);
}
