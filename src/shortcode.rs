//! Tags of site generators inside Markdown: Hugo's shortcodes (`{{< figure … >}}`,
//! `{{% note %}}`) and Liquid's tags (`{% highlight java %}`), which readers of the
//! page don't see.

use crate::span::Span;

/// How tags begin, and how each ends.
const SIGNS: [(&str, &str); 3] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];
/// A longer tag is none.
const MAX_BYTES: usize = 1_024;
/// Whatever the tag is, this argument is text that the page shows.
const SHOWN: &str = "text=\"";

/// A tag in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shortcode {
    /// All of it, in bytes.
    pub(crate) span: Span,
    /// What of it the page shows.
    pub(crate) shown: Option<Span>,
}

/// Finds the tags of a line, in their order. A `{{ value }}` is none: templates of all
/// kinds have these, and notes speak of them.
pub(crate) fn shortcodes(line: &str) -> Vec<Shortcode> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(start) = line[at..].find('{').map(|start| at + start) {
        match read(&line[start..]) {
            Some(shortcode) => {
                at = start + shortcode.span.end;
                let shown = shortcode.shown.map(|span| span.shift(start));
                found.push(Shortcode { span: shortcode.span.shift(start), shown });
            }
            None => at = start + 1,
        }
    }
    found
}

/// Reads the tag that a text begins with.
fn read(text: &str) -> Option<Shortcode> {
    let (start, end) = SIGNS.into_iter().find(|(start, _)| text.starts_with(start))?;
    // No tag holds another: what isn't closed is looked through once.
    let rest = &text.as_bytes()[start.len()..text.len().min(MAX_BYTES)];
    let length = memchr::memmem::find(rest, end.as_bytes())?;
    let inner = Span::new(start.len(), start.len() + length);
    let shown = text[inner.range()].find(SHOWN).and_then(|at| {
        let from = inner.start + at + SHOWN.len();
        let length = text[from..inner.end].find('"')?;
        Some(Span::new(from, from + length))
    });
    Some(Shortcode { span: Span::new(0, inner.end + end.len()), shown })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_site_generators_are_found() {
        for (line, expected) in [
            ("{{< note >}}", &[("{{< note >}}", "")][..]),
            (
                "밭의 {{< tooltip text=\"감자\" id=\"potato\" >}}는",
                &[("{{< tooltip text=\"감자\" id=\"potato\" >}}", "감자")],
            ),
            (
                "{% highlight sh %} 심기 {% endhighlight %}",
                &[("{% highlight sh %}", ""), ("{% endhighlight %}", "")],
            ),
            ("{{% tab %}}", &[("{{% tab %}}", "")]),
            ("{{ value }} {a} {{< open", &[]),
            ("{{{< note >}}", &[("{{< note >}}", "")]),
        ] {
            let found = shortcodes(line);
            let texts: Vec<(&str, &str)> = found
                .iter()
                .map(|s| (&line[s.span.range()], s.shown.map_or("", |span| &line[span.range()])))
                .collect();
            assert_eq!(texts, expected, "{line}");
        }
    }

    #[test]
    fn a_line_of_signs_that_open_nothing_is_looked_through_once() {
        assert!(shortcodes(&"{{<".repeat(40_000)).is_empty());
    }
}
