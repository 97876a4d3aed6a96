//! Builds the dictionary with lindera's own builder from the data in `ko-dic/`
//! and the words of `words.csv`, offline.
//!
//! A cold query pays for each page of the dictionary that it touches, so what
//! is equal is kept once, and what is met often lies together: contexts that
//! nothing tells apart are one, the common ones first ([`Matrix::merge`]), and
//! words with the same details share them ([`share_details`]). No word is cut
//! in another way for it.

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;
use lindera_dictionary::dictionary::schema::Schema;

/// Left context 0 of the matrix is the end of a sentence.
const END_OF_SENTENCE: usize = 0;
/// Left context of a common noun (`NNG,*` in `left-id.def`).
const COMMON_NOUN: usize = 1780;
/// Left context of a proper noun (`NNP,*`).
const PROPER_NOUN: usize = 1786;
/// Right contexts of a common noun without and with a final consonant.
const COMMON_NOUN_RIGHT: [usize; 2] = [3533, 3534];
/// Right contexts of a proper noun without and with a final consonant.
const PROPER_NOUN_RIGHT: [usize; 2] = [3545, 3546];

/// Cost of a word of `words.csv`, by its length. Upstream's common nouns cost
/// 2,500 to 2,700. A longer word is surer to be meant where its letters stand,
/// so it may cost less; a word of two syllables gets no advantage.
fn word_cost(syllables: usize) -> i32 {
    match syllables {
        0..=2 => 2600,
        3 => 1900,
        _ => 1200,
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for input in ["build.rs", "words.csv", "ko-dic"] {
        println!("cargo:rerun-if-changed={input}");
    }

    let source = out.join("source");
    fs::create_dir_all(&source)?;
    let mut stamp = Stamp::default();

    let mut text = |name: &str| -> Result<String, Box<dyn Error>> {
        let path = here.join(name);
        let bytes = if name.ends_with(".zst") { decompress(&path)? } else { fs::read(path)? };
        stamp.add(&bytes);
        Ok(String::from_utf8(bytes)?)
    };
    let entries = text("ko-dic/entries.csv.zst")?;
    let words = word_entries(&text("words.csv")?)?;
    let unknown = text("ko-dic/unk.def")?;
    let characters = korean_only(&text("ko-dic/char.def")?);
    stamp.add(include_bytes!("build.rs"));

    let mut matrix = Matrix::read(&decompress(&here.join("ko-dic/matrix.bin.zst"))?)?;
    matrix.bake_boundaries();
    let contexts = matrix.merge(entries.lines().chain(words.lines()))?;
    matrix.write(&source.join("matrix.def"))?;
    fs::write(source.join("entries.csv"), contexts.renumber(&entries)?)?;
    fs::write(source.join("words.csv"), contexts.renumber(&words)?)?;
    fs::write(source.join("unk.def"), contexts.renumber(&unknown)?)?;
    fs::write(source.join("char.def"), characters)?;

    let fields = ["surface", "left_context_id", "right_context_id", "cost"];
    let details = ["part_of_speech", "reading", "expression"];
    let schema = |fields: &[&str]| Schema::new(fields.iter().map(|f| (*f).to_owned()).collect());
    // No space-penalty rules: words are cut one eojeol at a time, and a
    // dictionary that ships such rules is scanned whole at every start.
    let metadata = Metadata::new(
        "mecab-ko-dic".to_owned(),
        "UTF-8".to_owned(),
        2600,
        contexts.left[COMMON_NOUN],
        contexts.right[COMMON_NOUN_RIGHT[0]],
        "*".to_owned(),
        false,
        false,
        false,
        schema(&[&fields[..], &details[..]].concat()),
        schema(&["surface", "part_of_speech", "reading"]),
    );
    DictionaryBuilder::new(metadata).build_dictionary(&source, &out.join("ko"))?;
    share_details(&out.join("ko"))?;
    fs::remove_dir_all(&source)?;

    println!("cargo:rustc-env=LINDERA_WORKDIR={}", out.display());
    println!("cargo:rustc-env=GALPI_DICT_STAMP={:016x}", stamp.0);
    Ok(())
}

/// Leaves out which characters are letters of other scripts: only Korean words
/// are ever cut, and loading takes a step for each range and character.
fn korean_only(char_def: &str) -> String {
    let is_kept = |line: &&str| {
        let is_range = line.starts_with("0x");
        !is_range || ["SPACE", "HANGUL", "HANJA"].iter().any(|name| line.contains(name))
    };
    char_def.lines().filter(is_kept).flat_map(|line| [line, "\n"]).collect()
}

fn decompress(path: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let file = fs::File::open(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut bytes = Vec::new();
    ruzstd::decoding::StreamingDecoder::new(file)
        .map_err(|e| format!("{}: {e}", path.display()))?
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Turns `surface,part_of_speech,expression` lines into dictionary entries.
fn word_entries(words: &str) -> Result<String, String> {
    let mut entries = String::new();
    for (number, line) in words.lines().enumerate().skip(1) {
        let at = |reason: &str| format!("words.csv:{}: {reason}: {line}", number + 1);
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let [surface, tag, parts] = line.split(',').collect::<Vec<_>>()[..] else {
            return Err(at("expected surface,part_of_speech,expression"));
        };
        let Some(last) = surface.chars().last().filter(|c| ('가'..='힣').contains(c)) else {
            return Err(at("a surface is Hangul syllables"));
        };
        let has_final = usize::from(!(last as u32 - '가' as u32).is_multiple_of(28));
        let (left, right) = match tag {
            "NNG" => (COMMON_NOUN, COMMON_NOUN_RIGHT[has_final]),
            "NNP" => (PROPER_NOUN, PROPER_NOUN_RIGHT[has_final]),
            _ => return Err(at("part of speech is NNG or NNP")),
        };
        let expression = match parts {
            "*" => "*".to_owned(),
            parts if parts.replace('+', "") == surface => {
                parts.split('+').map(|part| format!("{part}/NNG")).collect::<Vec<_>>().join("+")
            }
            _ => return Err(at("the parts don't make up the surface")),
        };
        let cost = word_cost(surface.chars().count());
        writeln!(entries, "{surface},{left},{right},{cost},{tag},*,{expression}")
            .map_err(|e| e.to_string())?;
    }
    Ok(entries)
}

/// An entry's line taken apart: surface, left and right context, and the rest.
fn split_entry(line: &str) -> Result<(&str, usize, usize, &str), String> {
    // The surface comes first and may be a comma in quotes; six fields follow.
    let context = |text: &str| text.parse::<usize>().map_err(|e| format!("{line}: {e}"));
    let mut commas = line.rmatch_indices(',').map(|(at, _)| at);
    let (Some(cost), Some(right), Some(left)) = (commas.nth(3), commas.next(), commas.next())
    else {
        return Err(format!("not an entry: {line}"));
    };
    let (left_id, right_id) = (context(&line[left + 1..right])?, context(&line[right + 1..cost])?);
    Ok((&line[..left], left_id, right_id, &line[cost..]))
}

/// Numbers of contexts by the numbers they had before.
struct Contexts {
    left: Vec<u16>,
    right: Vec<u16>,
}

impl Contexts {
    /// Gives the contexts in lines of entries their numbers.
    fn renumber(&self, entries: &str) -> Result<String, String> {
        let mut renumbered = String::with_capacity(entries.len());
        for line in entries.lines() {
            let (surface, left, right, rest) = split_entry(line)?;
            let (left, right) = (self.left[left], self.right[right]);
            writeln!(renumbered, "{surface},{left},{right}{rest}").map_err(|e| e.to_string())?;
        }
        Ok(renumbered)
    }
}

/// Numbers groups of equal lines of a matrix, the one that is met most first.
/// The first line, the bound of a sentence, keeps its number.
///
/// Returns the new number of each line, and a line of each number.
fn group(lines: &[Vec<i16>], met: &[f64]) -> (Vec<u16>, Vec<usize>) {
    let mut groups: Vec<(usize, f64)> = Vec::new();
    let mut known: HashMap<&[i16], usize> = HashMap::new();
    let of_line: Vec<usize> = lines
        .iter()
        .enumerate()
        .map(|(number, line)| {
            let group = *known.entry(line).or_insert_with(|| {
                groups.push((number, 0.0));
                groups.len() - 1
            });
            groups[group].1 += met[number];
            group
        })
        .collect();
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order[1..].sort_by(|a, b| groups[*b].1.total_cmp(&groups[*a].1).then(a.cmp(b)));
    let mut numbers = vec![0u16; groups.len()];
    order.iter().zip(0..).for_each(|(group, number)| numbers[*group] = number);
    let lines = order.iter().map(|group| groups[*group].0).collect();
    (of_line.into_iter().map(|group| numbers[group]).collect(), lines)
}

/// Makes words with the same details have the same number, the details that
/// most words have first: `NNG` alone is that of 86,000. A word's number is
/// only good for finding its details.
fn share_details(folder: &Path) -> Result<(), Box<dyn Error>> {
    /// A value is a word's number (u32), cost, left and right context (i16).
    const VALUE_BYTES: usize = 10;
    let [values_file, starts_file, details_file] =
        ["dict.vals", "dict.wordsidx", "dict.words"].map(|name| folder.join(name));
    let mut values = fs::read(&values_file)?;
    let starts = fs::read(&starts_file)?;
    let details = fs::read(&details_file)?;
    let number = |bytes: &[u8], at: usize| -> Result<usize, Box<dyn Error>> {
        let bytes = bytes.get(at..at + 4).ok_or("lindera's dictionary has another layout")?;
        Ok(u32::from_le_bytes(bytes.try_into()?) as usize)
    };
    let mut of_word: Vec<&[u8]> = Vec::with_capacity(starts.len() / 4);
    for word in 0..starts.len() / 4 {
        let start = number(&starts, word * 4)?;
        let length = number(&details, start)?;
        of_word.push(details.get(start..start + 4 + length).ok_or("details end too early")?);
    }
    let mut counts: HashMap<&[u8], (usize, usize)> = HashMap::new();
    for (word, details) in of_word.iter().enumerate() {
        counts.entry(details).or_insert((0, word)).0 += 1;
    }
    let mut distinct: Vec<(&[u8], usize, usize)> =
        counts.into_iter().map(|(details, (count, first))| (details, count, first)).collect();
    distinct.sort_unstable_by_key(|(_, count, first)| (std::cmp::Reverse(*count), *first));
    let (mut starts, mut shared) = (Vec::new(), Vec::new());
    let mut numbers: HashMap<&[u8], u32> = HashMap::with_capacity(distinct.len());
    for ((details, ..), number) in distinct.into_iter().zip(0..) {
        starts.extend_from_slice(&(shared.len() as u32).to_le_bytes());
        shared.extend_from_slice(details);
        numbers.insert(details, number);
    }
    for value in values.chunks_exact_mut(VALUE_BYTES) {
        let details = of_word.get(number(value, 0)?).ok_or("a word has no details")?;
        value[..4].copy_from_slice(&numbers[details].to_le_bytes());
    }
    fs::write(values_file, values)?;
    fs::write(starts_file, starts)?;
    fs::write(details_file, shared)?;
    Ok(())
}

/// Connection costs: `costs[right + right_size * left]` is the cost of a word
/// whose left context is `left` after a word whose right context is `right`.
struct Matrix {
    right_size: usize,
    left_size: usize,
    costs: Vec<i16>,
}

impl Matrix {
    /// Reads mecab's `matrix.bin`: two sizes, then the costs, little-endian.
    fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut numbers = bytes.chunks_exact(2).map(|b| [b[0], b[1]]);
        let mut size = || numbers.next().map(|b| usize::from(u16::from_le_bytes(b)));
        let (Some(right_size), Some(left_size)) = (size(), size()) else {
            return Err("matrix.bin is too short".to_owned());
        };
        let costs: Vec<i16> = numbers.map(i16::from_le_bytes).collect();
        if costs.len() != right_size * left_size {
            return Err(format!(
                "matrix.bin has {} costs for {right_size} x {left_size}",
                costs.len()
            ));
        }
        Ok(Self { right_size, left_size, costs })
    }

    /// Makes the end of an eojeol no dearer than a following common noun.
    ///
    /// Words are cut one eojeol at a time, so that a word always gives the
    /// same morphemes. The end of the sentence then follows each eojeol, and
    /// costs learnt from whole sentences refuse endings that never close one:
    /// `한국의` became 한 + 국의, as the particle 의 doesn't. In running text
    /// a noun is what most often follows, so the lesser of both costs is right.
    /// On TyDi QA Korean (BM25, MRR@10): .677 before, .712 after, and .711 for
    /// whole sentences with the space penalty.
    fn bake_boundaries(&mut self) {
        for right in 0..self.right_size {
            let noun = self.costs[right + self.right_size * COMMON_NOUN];
            let end = &mut self.costs[right + self.right_size * END_OF_SENTENCE];
            *end = (*end).min(noun);
        }
    }

    /// Makes contexts one that no other context tells apart, and numbers them
    /// by how often they may be met, so that costs that are looked up together
    /// lie together: of 2,693 × 3,822 contexts 1,908 × 1,902 are distinct.
    fn merge<'e>(&mut self, entries: impl Iterator<Item = &'e str>) -> Result<Contexts, String> {
        /// How much rarer a surface is for each syllable more.
        const RARER: f64 = 64.0;
        let (mut met_left, mut met_right) = (vec![0.0; self.left_size], vec![0.0; self.right_size]);
        for line in entries {
            let (surface, left, right, _) = split_entry(line)?;
            let met = RARER.powi(-(surface.chars().count() as i32));
            met_left[left] += met;
            met_right[right] += met;
        }
        let rows: Vec<Vec<i16>> =
            self.costs.chunks_exact(self.right_size).map(<[i16]>::to_vec).collect();
        let (left, kept) = group(&rows, &met_left);
        let rows: Vec<&Vec<i16>> = kept.into_iter().map(|row| &rows[row]).collect();
        let columns: Vec<Vec<i16>> = (0..self.right_size)
            .map(|column| rows.iter().map(|row| row[column]).collect())
            .collect();
        let (right, kept) = group(&columns, &met_right);
        self.costs = rows.iter().flat_map(|row| kept.iter().map(|column| row[*column])).collect();
        (self.left_size, self.right_size) = (rows.len(), kept.len());
        Ok(Contexts { left, right })
    }

    /// Writes the text form that the builder reads.
    fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut file = BufWriter::new(fs::File::create(path)?);
        writeln!(file, "{} {}", self.right_size, self.left_size)?;
        for left in 0..self.left_size {
            for right in 0..self.right_size {
                let cost = self.costs[right + self.right_size * left];
                writeln!(file, "{right} {left} {cost}")?;
            }
        }
        file.flush()
    }
}

/// FNV-1a, 64 bits: tells builds apart, guards nothing.
struct Stamp(u64);

impl Default for Stamp {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Stamp {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
