//! How good a ranking is, by judged queries.
//!
//! The measures are those usual in information retrieval, over the first ten
//! results: nDCG with gains of 2^grade − 1 (Järvelin and Kekäläinen, 2002; the
//! form of Burges and others, 2005), reciprocal rank, success and recall.

use std::collections::BTreeMap;

use crate::error::{Error, JudgmentFault, Problem, Result};

/// Results beyond this rank don't count.
pub const DEPTH: usize = 10;
/// The grade of what the reader was looking for; 1 is useful and related.
pub const BEST_GRADE: u32 = 2;

/// A query with what it should find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The query's own name.
    pub id: String,
    /// What kind of query it is.
    pub category: String,
    /// What is typed.
    pub query: String,
    /// Sections and their grades.
    pub grades: BTreeMap<String, u32>,
}

/// Which lines of a section answer a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedLines {
    /// The query, by its own name.
    pub query: String,
    /// The section, by the name it is judged by.
    pub section: String,
    /// The lines of the note that answer, 1-based, the best one first.
    pub lines: Vec<usize>,
}

/// How many sections that were found show a line that answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineMeasures {
    /// Judged pairs of a query and a section.
    pub pairs: usize,
    /// Those whose section is among the first ten results.
    pub found: usize,
    /// Those of them that show a line that answers.
    pub answering: usize,
    /// Those of them that show the line that answers best.
    pub best: usize,
}

impl LineMeasures {
    /// Counts a section that was found, and the line that it shows.
    pub fn count(&mut self, judged: &JudgedLines, shown: Option<usize>) {
        self.pairs += 1;
        let Some(shown) = shown else { return };
        self.found += 1;
        self.answering += usize::from(judged.lines.contains(&shown));
        self.best += usize::from(judged.lines.first() == Some(&shown));
    }

    /// Returns the share of the found sections that show a line that answers; 0
    /// of none.
    pub fn accuracy(&self) -> f64 {
        self.answering as f64 / self.found.max(1) as f64
    }
}

/// The measures of one query, or their means over several.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    /// nDCG@10.
    pub ndcg: f64,
    /// Reciprocal rank of the first section of the best grade, among ten.
    pub mrr: f64,
    /// Whether the first is of the best grade.
    pub success_1: f64,
    /// Whether one of the first three is.
    pub success_3: f64,
    /// The share of judged sections among the first ten.
    pub recall_10: f64,
}

/// Reads judged queries: lines of `qid`, `category`, `query`, `judgments` and
/// `note`, parted by tabs, after a header. A judgment is `name:grade`.
///
/// # Errors
///
/// When a line has too few columns or a judgment no grade; line and reason are
/// told.
pub fn read(text: &str) -> Result<Vec<Judged>> {
    let mut judged = Vec::new();
    for (number, line) in text.lines().enumerate().skip(1).filter(|(_, l)| !l.trim().is_empty()) {
        let fault = |fault| Error::new(Problem::Judgment(number + 1, fault));
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, category, query, judgments, ..] = cells[..] else {
            return Err(fault(JudgmentFault::Columns));
        };
        let grades = judgments
            .split_whitespace()
            .map(|judgment| {
                let (name, grade) = judgment
                    .rsplit_once(':')
                    .ok_or_else(|| fault(JudgmentFault::NoGrade(judgment.to_owned())))?;
                let bad = |_| fault(JudgmentFault::BadGrade(grade.to_owned()));
                let grade = grade.parse().map_err(bad)?;
                Ok((name.to_owned(), grade))
            })
            .collect::<Result<_>>()?;
        let (id, category, query) = (id.to_owned(), category.to_owned(), query.to_owned());
        judged.push(Judged { id, category, query, grades });
    }
    Ok(judged)
}

/// Reads judged lines: lines of `qid`, `section` and `lines`, parted by tabs,
/// after a header; the numbers of lines by blanks. Sections without a line that
/// answers are passed over.
///
/// # Errors
///
/// When a line has too few columns or what should be a number is none; line and
/// reason are told.
pub fn read_lines(text: &str) -> Result<Vec<JudgedLines>> {
    let mut judged = Vec::new();
    for (number, line) in text.lines().enumerate().skip(1).filter(|(_, l)| !l.trim().is_empty()) {
        let fault = |fault| Error::new(Problem::Judgment(number + 1, fault));
        let cells: Vec<&str> = line.split('\t').collect();
        let [query, section, lines, ..] = cells[..] else {
            return Err(fault(JudgmentFault::LineColumns));
        };
        let bad = |line: &str| fault(JudgmentFault::BadLine(line.to_owned()));
        let lines = lines
            .split_whitespace()
            .map(|line| line.parse().map_err(|_| bad(line)))
            .collect::<Result<Vec<usize>>>()?;
        if !lines.is_empty() {
            let (query, section) = (query.to_owned(), section.to_owned());
            judged.push(JudgedLines { query, section, lines });
        }
    }
    Ok(judged)
}

/// What the names stand for that a set of judged queries calls sections by.
///
/// Judgments name a section by its place, `path:line`, or by a name that a map
/// explains.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// By the line of the heading.
    by_line: BTreeMap<String, String>,
    /// By path and heading.
    by_heading: BTreeMap<(String, String), String>,
}

impl Names {
    /// Adds the lines of a map: a name, the line of a heading or the path of a
    /// note, and a heading, parted by tabs. A name that is a number is judged
    /// with an S before it.
    pub fn add(&mut self, map: &str) {
        for line in map.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [name, place, heading, ..] = cells[..] else { continue };
            let name = match name.parse::<u32>() {
                Ok(_) => format!("S{name}"),
                Err(_) => name.to_owned(),
            };
            match place.parse::<u32>() {
                Ok(_) => self.by_line.insert(place.to_owned(), name),
                Err(_) => self.by_heading.insert((place.to_owned(), heading.to_owned()), name),
            };
        }
    }

    /// Returns the name of a section by its path, the line of its heading
    /// (1-based) and the heading: the one that was judged, as some queries are
    /// judged by name and others by place; else what it is called.
    pub fn name(
        &self,
        path: &str,
        line: u32,
        heading: &str,
        grades: &BTreeMap<String, u32>,
    ) -> String {
        let place = format!("{path}:{line}");
        if grades.contains_key(&place) {
            return place;
        }
        let by_heading = self.by_heading.get(&(path.to_owned(), heading.to_owned()));
        by_heading.or_else(|| self.by_line.get(&line.to_string())).cloned().unwrap_or(place)
    }
}

/// Measures one ranking, best first.
///
/// # Examples
///
/// ```
/// use galpi::eval::measure;
/// let grades = [("a".to_owned(), 2), ("b".to_owned(), 1)].into();
/// let measures = measure(&grades, &["b", "a"]);
/// assert_eq!(measures.mrr, 0.5);
/// assert!((measures.ndcg - 0.797).abs() < 0.001);
/// ```
pub fn measure<T: AsRef<str>>(grades: &BTreeMap<String, u32>, ranking: &[T]) -> Measures {
    let gain = |grade: u32| f64::from(2u32.saturating_pow(grade.min(16)) - 1);
    let discounted = |grades: &[u32]| -> f64 {
        let ranks = grades.iter().enumerate();
        // Not `sum`: that of no numbers is −0.
        ranks.map(|(rank, grade)| gain(*grade) / (rank as f64 + 2.0).log2()).fold(0.0, |a, b| a + b)
    };
    let mut seen: Vec<&str> = Vec::new();
    for name in ranking.iter().map(AsRef::as_ref) {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    let found: Vec<u32> =
        seen.iter().take(DEPTH).map(|name| grades.get(*name).copied().unwrap_or(0)).collect();
    let mut ideal: Vec<u32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    ideal.truncate(DEPTH);
    let first = found.iter().position(|grade| *grade == BEST_GRADE);
    let judged = seen.iter().take(DEPTH).filter(|name| grades.contains_key(**name)).count();
    let best = discounted(&ideal);
    let truth = |is: bool| f64::from(u8::from(is));
    Measures {
        ndcg: if best > 0.0 { discounted(&found) / best } else { 0.0 },
        mrr: first.map_or(0.0, |rank| 1.0 / (rank as f64 + 1.0)),
        success_1: truth(first == Some(0)),
        success_3: truth(first.is_some_and(|rank| rank < 3)),
        recall_10: judged as f64 / grades.len().clamp(1, DEPTH) as f64,
    }
}

/// Returns the mean of several measures; all zero for none.
pub fn mean(measures: &[Measures]) -> Measures {
    let count = measures.len().max(1) as f64;
    let mean = |value: fn(&Measures) -> f64| measures.iter().map(value).sum::<f64>() / count;
    Measures {
        ndcg: mean(|m| m.ndcg),
        mrr: mean(|m| m.mrr),
        success_1: mean(|m| m.success_1),
        success_3: mean(|m| m.success_3),
        recall_10: mean(|m| m.recall_10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judged_queries_are_read_and_faults_told() {
        let text = "qid\tcategory\tquery\tjudgments\tnote\nq1\tk\t볼륨\ta.md:3:2 S2:1\tx\n";
        let judged = read(text).unwrap();
        assert_eq!(judged[0].grades["a.md:3"], 2);
        let error = read("h\nq1\tk\t볼륨\tS2\tx\n").unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }

    #[test]
    fn lines_are_read_and_counted() {
        let judged = read_lines("h\nq1\ta.md:3\t5 4\nq1\tb.md:1\t\n").unwrap();
        assert_eq!(judged.len(), 1);
        let mut measures = LineMeasures::default();
        for shown in [Some(5), Some(4), Some(7), None] {
            measures.count(&judged[0], shown);
        }
        assert_eq!(measures, LineMeasures { pairs: 4, found: 3, answering: 2, best: 1 });
        assert_eq!(LineMeasures::default().accuracy(), 0.0);
        assert!(read_lines("h\nq1\ta.md:3\tx\n").unwrap_err().to_string().contains("line 2"));
    }

    #[test]
    fn sections_go_by_the_names_they_are_judged_by() {
        let mut names = Names::default();
        names.add("7\t40\tS3\nstore\taws.md\tMoon Store\n");
        let grades = [("b.md:9".to_owned(), 2)].into();
        for (path, line, heading, expected) in [
            ("a.md", 40, "S3", "S7"),
            ("aws.md", 3, "Moon Store", "store"),
            ("b.md", 9, "Moon Store", "b.md:9"),
            ("b.md", 10, "Moon Store", "b.md:10"),
        ] {
            assert_eq!(names.name(path, line, heading, &grades), expected);
        }
    }

    #[test]
    fn a_perfect_ranking_measures_one() {
        let grades = [("a".to_owned(), 2), ("b".to_owned(), 1)].into();
        let measures = measure(&grades, &["a", "b", "c"]);
        assert_eq!((measures.ndcg, measures.success_1, measures.recall_10), (1.0, 1.0, 1.0));
        assert_eq!(measure::<&str>(&grades, &[]), Measures::default());
    }
}
