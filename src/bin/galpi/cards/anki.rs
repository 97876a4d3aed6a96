//! Cards as a text that Anki imports: a row each, columns parted by tabs.
//!
//! Notes may be anyone's: nothing of them is HTML, and nothing is fetched.

use galpi::render::markup::{Face, Row};

use super::card::Card;

/// What Anki is told of the columns. A card that is imported again takes the
/// place of the one with its id.
pub(crate) const HEADER: &str =
    "#separator:tab\n#html:true\n#notetype:Basic\n#guid column:1\n#tags column:4\n";
/// Lines aren't broken: Anki does that.
const COLUMNS: usize = 10_000;

/// Writes a card as a row: id, question, answer, tags.
pub(crate) fn row(card: &Card) -> String {
    let mut question = String::new();
    if !card.context.is_empty() {
        question.push_str(&format!("<small>{}</small><br>", escaped(&card.context.join(" › "))));
    }
    question.push_str(&escaped(&card.question));
    let answer: Vec<String> = card.rows(COLUMNS, true).iter().map(html).collect();
    let style = "text-align:left;white-space:pre-wrap";
    format!(
        "galpi-{}\t{question}\t<div style=\"{style}\">{}</div><small>{}</small>\tgalpi galpi::{}\n",
        card.id,
        answer.join("<br>"),
        escaped(&card.place),
        card.sort.name()
    )
}

fn html(row: &Row) -> String {
    let run = |text: &str, face: Face| {
        let text = escaped(text);
        match face {
            Face { is_code: true, .. } => format!("<code>{text}</code>"),
            Face { is_strong: true, .. } | Face { is_heading: true, .. } => {
                format!("<b>{text}</b>")
            }
            Face { is_emphasis: true, .. } => format!("<i>{text}</i>"),
            _ => text,
        }
    };
    row.runs.iter().map(|piece| run(&piece.text, piece.face)).collect()
}

/// Takes their meaning from signs of HTML and of tables.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // What stands between double braces or in `[sound:…]` Anki reads
            // as its own.
            '{' => escaped.push_str("&#123;"),
            '[' => escaped.push_str("&#91;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::card::Sort;
    use super::*;

    #[test]
    fn a_card_is_a_row_of_four_columns() {
        let card = Card {
            id: "abc".to_owned(),
            context: vec!["<b>\"위\"".to_owned()],
            question: "무엇\t인가?".to_owned(),
            answer: "**굵게** <script>x</script>\n\n`a\tb` {{c1::x}} [sound:x.mp3]".to_owned(),
            place: "a&b.md:3".to_owned(),
            sort: Sort::List,
        };
        let row = row(&card);
        let columns: Vec<&str> = row.trim_end().split('\t').collect();
        assert_eq!(columns.len(), 4, "{row}");
        assert_eq!((columns[0], columns[3]), ("galpi-abc", "galpi galpi::list"));
        assert_eq!(columns[1], "<small>&lt;b&gt;&quot;위&quot;</small><br>무엇 인가?");
        assert!(columns[2].contains("<b>굵게</b> "), "{row}");
        for sign in ["<script", "{{", "[sound", "\n<"] {
            assert!(!columns[2].contains(sign), "{row}");
        }
        assert!(columns[2].ends_with("<small>a&amp;b.md:3</small>"), "{row}");
    }
}
