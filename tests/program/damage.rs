//! An index whose files are no longer what was written.

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace::{Workspace, contents};

/// What is asked; names, words and a filter, to read all kinds of files.
const QUERIES: [&[&str]; 3] = [
    &["--json", "-n5", "두부 넣기"],
    &["-l", "path:텃밭 씨앗"],
    &["--exact", "-c", "\"묵은 김치\""],
];

fn answers(workspace: &Workspace) -> Vec<(String, String)> {
    QUERIES
        .iter()
        .map(|query| {
            let run = workspace.galpi(*query).expect_status(0);
            (without_counts(&run.stdout()), run.stderr())
        })
        .collect()
}

/// A summary says how many notes were read just before.
fn without_counts(page: &str) -> String {
    let key = "\"refreshed\":";
    let Some(at) = page.find(key).map(|at| at + key.len()) else { return page.to_owned() };
    let rest = page[at..].trim_start_matches(|c: char| c.is_ascii_digit());
    format!("{}{rest}", &page[..at])
}

/// Asks with a damaged index, and sees that the answers are those of a whole
/// one, with at most one line about it.
#[track_caller]
fn check(workspace: &Workspace, expected: &[(String, String)], what: &str) -> bool {
    let found = answers(workspace);
    let mut is_told = false;
    for ((answer, told), (right, _)) in found.iter().zip(expected) {
        assert_eq!(answer, right, "{what}: {told}");
        if !told.is_empty() {
            let is_line = told
                .starts_with("galpi: warning: the index was damaged and has been rebuilt")
                && told.lines().count() == 1;
            assert!(is_line && !is_told, "{what}: {told}");
            is_told = true;
        }
    }
    is_told
}

struct Damaged {
    workspace: Workspace,
    expected: Vec<(String, String)>,
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Damaged {
    fn new() -> Self {
        Self::of(Workspace::cooking())
    }

    /// Takes the answers of whole notes as what is right.
    fn of(workspace: Workspace) -> Self {
        answers(&workspace);
        let expected = answers(&workspace);
        assert!(expected.iter().all(|(_, told)| told.is_empty()), "{expected:?}");
        let files = contents(&workspace.index_folder())
            .into_iter()
            .filter_map(|(path, bytes)| Some((path, bytes?)))
            .filter(|(_, bytes)| !bytes.is_empty())
            .collect();
        Self { workspace, expected, files }
    }

    /// Puts the files back as they were, damages them, and checks.
    fn case(&self, what: &str, damage: impl FnOnce()) -> bool {
        let index = self.workspace.index_folder();
        fs::remove_dir_all(&index).expect("it can be removed");
        for (path, bytes) in &self.files {
            fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
            fs::write(path, bytes).expect("a file");
        }
        damage();
        check(&self.workspace, &self.expected, what)
    }

    fn name(path: &Path) -> String {
        path.file_name().expect("it has a name").to_string_lossy().into_owned()
    }
}

#[test]
fn whatever_is_cut_off_or_gone_is_made_anew() {
    let damaged = Damaged::new();
    let mut told = 0;
    for (path, bytes) in &damaged.files {
        let name = Damaged::name(path);
        for length in [0, 1, bytes.len() / 2, bytes.len() - 1] {
            let cut = || fs::write(path, &bytes[..length]).expect("a file");
            told += usize::from(damaged.case(&format!("{name} cut to {length}"), cut));
        }
        let junk = || fs::write(path, b"junk").expect("a file");
        told += usize::from(damaged.case(&format!("{name} is junk"), junk));
        let remove = || fs::remove_file(path).expect("it can be removed");
        told += usize::from(damaged.case(&format!("{name} is gone"), remove));
    }
    println!("{told} of {} were noticed", damaged.files.len() * 6);
    assert!(told >= damaged.files.len() * 4, "{told}");
}

#[test]
fn turned_bits_change_no_answer() {
    let damaged = Damaged::new();
    let mut told = 0;
    let mut tried = 0;
    for (path, bytes) in &damaged.files {
        // Both ends, where sizes and places are, and some between.
        let ends = (0..4).flat_map(|at| [at, bytes.len().saturating_sub(at + 1)]);
        let between = (1..9).map(|part| bytes.len() * part / 9);
        let mut places: Vec<usize> = ends.chain(between).filter(|at| *at < bytes.len()).collect();
        places.sort_unstable();
        places.dedup();
        for at in places {
            let mut turned = bytes.clone();
            turned[at] ^= 1 << (at % 8);
            let what = format!("{} with byte {at} of {} turned", Damaged::name(path), bytes.len());
            tried += 1;
            told += usize::from(damaged.case(&what, || fs::write(path, &turned).expect("a file")));
        }
    }
    println!("{told} of {tried} were noticed");
}

#[test]
fn files_in_each_others_place_are_noticed() {
    let damaged = Damaged::new();
    let files: Vec<_> =
        damaged.files.iter().filter(|(path, _)| !Damaged::name(path).starts_with('.')).collect();
    for (at, (path, bytes)) in files.iter().enumerate() {
        for (other, others) in &files[at + 1..] {
            let what = format!("{} and {} swapped", Damaged::name(path), Damaged::name(other));
            let is_told = damaged.case(&what, || {
                fs::write(path, others).expect("a file");
                fs::write(other, bytes).expect("a file");
            });
            assert!(is_told || bytes == others, "{what}");
        }
    }
}

/// Enough sections for several segments.
fn many_sections() -> Workspace {
    let workspace = Workspace::cooking();
    for note in 0..11 {
        let sections = (0..200).map(|at| {
            format!(
                "# 절 {note} {at}\n\n당근 {at}개와 감자 {}개를 {note}번 찐다.\n\n",
                at * 7 + note
            )
        });
        workspace.write(&format!("notes/{note}.md"), sections.collect::<String>());
    }
    // What was just written may have been written again since, and is read twice.
    std::thread::sleep(std::time::Duration::from_millis(50));
    answers(&workspace);
    workspace.write("notes/3.md", "# 절\n\n감자를 굽는다.\n");
    std::thread::sleep(std::time::Duration::from_millis(50));
    workspace
}

#[test]
fn files_of_another_segment_are_noticed() {
    let damaged = Damaged::of(many_sections());
    let mut kinds: std::collections::BTreeMap<String, Vec<&(PathBuf, Vec<u8>)>> =
        Default::default();
    for file in &damaged.files {
        let name = Damaged::name(&file.0);
        if let Some((segment, kind)) = name.split_once('.')
            && segment.len() == 32
        {
            kinds.entry(kind.to_owned()).or_default().push(file);
        }
    }
    let pairs: Vec<_> = kinds.values().filter(|files| files.len() == 2).collect();
    assert!(pairs.len() >= 5, "{:?}", kinds.keys());
    for pair in pairs {
        let what = format!("{} and its like swapped", Damaged::name(&pair[0].0));
        let is_told = damaged.case(&what, || {
            fs::write(&pair[0].0, &pair[1].1).expect("a file");
            fs::write(&pair[1].0, &pair[0].1).expect("a file");
        });
        assert!(is_told || pair[0].1 == pair[1].1, "{what}");
    }
}

/// Large files are not read whole when they are opened: what is turned in them
/// may go unseen by a search, but not by `status`, nor by the next writer.
#[test]
fn what_a_search_doesn_t_read_is_seen_by_status() {
    let workspace = Workspace::cooking();
    let mut number = 0u32;
    for note in 0..6 {
        let words = (0..12_000).map(|at| {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            format!("낱말w{number:x}{} ", if at % 40 == 0 { "\n\n# 절\n\n" } else { "" })
        });
        workspace.write(&format!("notes/{note}.md"), words.collect::<String>());
    }
    // What was just written may have been written again since, and is read twice.
    std::thread::sleep(std::time::Duration::from_millis(50));
    answers(&workspace);
    let is_damaged =
        || workspace.galpi(["status", "--json"]).expect_status(0).json()[0]["damaged"] == true;
    assert!(!is_damaged());
    let files = contents(&workspace.index_folder());
    let large: Vec<_> = files
        .iter()
        .filter_map(|(path, bytes)| Some((path, bytes.as_ref()?)))
        .filter(|(_, bytes)| bytes.len() > 256 * 1024)
        .collect();
    assert!(!large.is_empty());
    for (path, bytes) in large {
        let mut turned = bytes.clone();
        turned[bytes.len() / 2] ^= 4;
        fs::write(path, &turned).expect("a file");
        assert!(is_damaged(), "{}", path.display());
        fs::write(path, bytes).expect("a file");
    }
    assert!(!is_damaged());
    // Who joins segments, as is done when there are some, looks at them before.
    let (path, bytes) = files
        .iter()
        .find_map(|(path, bytes)| Some((path, bytes.clone()?)).filter(|f| f.1.len() > 256 * 1024))
        .expect("there is one");
    let mut turned = bytes;
    let middle = turned.len() / 2;
    turned[middle] ^= 4;
    fs::write(path, &turned).expect("a file");
    let mut kept = String::new();
    for number in 0..12 {
        workspace.write(&format!("notes/new{number}.md"), "# 새 글\n\n두부 두부\n");
        kept = workspace.galpi(["-n9", "두부"]).expect_status(0).stdout();
    }
    assert!(!is_damaged());
    assert_eq!(kept, workspace.galpi(["--index", "../fresh", "-n9", "두부"]).stdout());
}
