//! A small notebook for the fuzz targets, and what holds of every answer.

use std::cell::RefCell;
use std::path::Path;

use galpi::corpus::Corpus;
use galpi::index::{Freshness, Index, Opened, Progress};
use galpi::lexicon::Lexicon;
use galpi::render::{self, Around, Format, Layout, PrintOptions};
use galpi::search::{Hits, Options, Searcher};
use tempfile::TempDir;

/// Notes with something for each rung of the ladder to find.
const NOTES: [(&str, &str); 3] = [
    (
        "storage.md",
        "# 스토리지\n\n## 볼륨 게이트웨이\n\n- 볼륨 게이트웨이는 iSCSI 블록 볼륨을 준다.\n- 캐시 모드와 저장 모드.\n\n\
         ## S3 Object Lock\n\n- 한 번 쓰고 여러 번 읽는 WORM 방식.\n- `Versioning`을 켜야 한다.\n\n\
         ## AWS Certificate Manager(ACM)\n\n인증서를 관리한다. 람다(Lambda)와 TGW(Transit Gateway).\n",
    ),
    (
        "net/vpc.md",
        "---\ntitle: 네트워크\n---\n\n| 이름 | 값 |\n| --- | --- |\n| 보안그룹(Security Group) | 인바운드 |\n\n\
         # 서버\n웹 서버를 둔다.<br/>us-east-1 리전, 고가용성과 failover.\n",
    ),
    (
        "plain.txt",
        "두부를 썬다\r\n\r\n# e\u{301}té 😀\r\n\r\n\t\u{1112}\u{1161}\u{11ab}국의 집\r\n",
    ),
];

/// Notes in a temporary folder, and their index.
pub struct Notebook {
    folder: TempDir,
    corpus: Corpus,
    lexicon: Lexicon,
    opened: RefCell<Opened>,
}

impl Default for Notebook {
    fn default() -> Self {
        Self::new()
    }
}

impl Notebook {
    /// Writes the notes and indexes them.
    pub fn new() -> Self {
        Self::with(Lexicon::shipped(), "")
    }

    /// Does so with a lexicon, and with one more note of some text.
    pub fn with(lexicon: Lexicon, text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let notes = folder.path().join("notes");
        for (path, text) in NOTES.into_iter().chain([("more.md", text)]) {
            let file = notes.join(path);
            std::fs::create_dir_all(file.parent().expect("it is inside")).expect("a folder");
            std::fs::write(file, text).expect("a note");
        }
        let corpus = Corpus::new(&notes, Vec::new()).expect("the notes are there");
        let opened = RefCell::new(open(&folder, &corpus, &lexicon));
        Self { folder, corpus, lexicon, opened }
    }

    /// Returns where a note is.
    pub fn note(&self, path: &str) -> std::path::PathBuf {
        Path::new(self.folder.path()).join("notes").join(path)
    }

    /// Reads what was changed into the index.
    pub fn refresh(&self) {
        *self.opened.borrow_mut() = open(&self.folder, &self.corpus, &self.lexicon);
    }

    /// Searches the index as it is.
    pub fn search(&self, query: &str, options: &Options) -> Hits {
        let opened = self.opened.borrow();
        let searcher = Searcher::new(&opened.snapshot, &self.corpus, &self.lexicon);
        searcher.search(query, options).expect("the index is whole")
    }
}

fn open(folder: &TempDir, corpus: &Corpus, lexicon: &Lexicon) -> Opened {
    Index::new(&folder.path().join("index"), lexicon)
        .open(corpus, Freshness::Check, &Progress::default())
        .expect("an index")
}

/// Prints hits in all formats, and looks at what comes out.
pub fn print(hits: &Hits) {
    let human =
        |columns, around| Format::Human(Layout { columns, rows: None, around, is_ranked: true });
    let line = Around::Lines { before: 1, after: 1 };
    for format in [human(0, line), human(80, Around::Nothing), human(31, Around::Section)] {
        let page = page(&format, hits);
        let is_tame = |c: char| !c.is_control() || c == '\n';
        assert!(page.chars().all(is_tame), "a control character reaches the terminal: {page:?}");
    }
    let json = page(&Format::Json, hits);
    assert_eq!(json.lines().count(), hits.hits.len() + 1);
    for line in json.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON");
    }
    assert_eq!(page(&Format::Grep(Around::Nothing), hits).lines().count(), hits.hits.len());
    page(&Format::Vimgrep, hits);
    page(&Format::Files, hits);
    page(&Format::Count, hits);
}

fn page(format: &Format, hits: &Hits) -> String {
    let mut bytes = Vec::new();
    let look = PrintOptions { is_explained: true, ..PrintOptions::default() };
    render::print(format.printer(look).as_mut(), &mut bytes, hits).expect("memory takes all");
    String::from_utf8(bytes).expect("the paths are text")
}
