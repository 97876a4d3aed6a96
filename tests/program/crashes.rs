//! Processes that are killed while they write.
//!
//! `GALPI_KILLS=1000 cargo test --test program killed` kills as many.

use std::fs;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::workspace::{Workspace, orphans, wait};

/// Kills unless the environment says another number.
const KILLS: u32 = 100;
/// Notes of the notebook.
const NOTES: usize = 24;
/// What is asked after each kill.
const QUERIES: [&str; 3] = ["두부", "당근 썬다", "표지"];

/// Numbers that look random and are the same in each run (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % limit.max(1)
    }
}

fn note(number: usize, round: u32) -> String {
    let mut text = String::new();
    for section in 0..10 {
        text.push_str(&format!(
            "# 제목 {number} {section}\n\n두부를 {section}번, 당근을 {round}번 썬다. 표지 a{round}b{number}.\n\n{}\n\n",
            "긴 글이 여기에 더 있다. ".repeat(20)
        ));
    }
    text
}

fn ask(workspace: &Workspace, index: Option<&str>, query: &str) -> String {
    let mut arguments = vec!["-n8", "--template", "{rank} {path}:{line}:{snippet}"];
    arguments.extend(index.iter().flat_map(|index| ["--index", index]));
    arguments.push(query);
    workspace.galpi(arguments).page()
}

fn start(workspace: &Workspace, arguments: &[&str]) -> Child {
    let mut command = workspace.command(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
}

/// Returns how long indexing takes here.
fn duration(workspace: &Workspace, arguments: &[&str]) -> Duration {
    let start_time = Instant::now();
    wait(&mut start(workspace, arguments));
    start_time.elapsed()
}

#[test]
fn a_killed_process_leaves_nothing_half_done() {
    let kills =
        std::env::var("GALPI_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let workspace = Workspace::new();
    for number in 0..NOTES {
        workspace.write(&format!("notes/{number}.md"), note(number, 0));
    }
    let whole = duration(&workspace, &["index", "--rebuild"]);
    // A few changed notes take a fraction of that.
    workspace.write("notes/0.md", note(0, kills + 2));
    let change = duration(&workspace, &["두부"]);
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    let mut alive = 0;
    for round in 1..=kills {
        let is_rebuild = numbers.below(3) == 0;
        if numbers.below(4) > 0 {
            for _ in 0..=numbers.below(4) {
                let number = numbers.below(NOTES as u64) as usize;
                workspace.write(&format!("notes/{number}.md"), note(number, round));
            }
        }
        if numbers.below(8) == 0 {
            let number = numbers.below(NOTES as u64);
            fs::remove_file(workspace.path(&format!("notes/{number}.md"))).ok();
        }
        let mut victim = match is_rebuild {
            true => start(&workspace, &["index", "--rebuild"]),
            false => start(&workspace, &["두부"]),
        };
        // In every third round others ask meanwhile; they must be right, too.
        let is_busy = round % 3 == 0;
        let limit = if is_rebuild { whole } else { change };
        let limit = limit.mul_f64(if is_busy { 1.5 } else { 1.1 }).as_micros() as u64;
        let delay = Duration::from_micros(numbers.below(limit));
        let others: Vec<String> = thread::scope(|scope| {
            let asked = if is_busy { 2 } else { 0 };
            let others: Vec<_> =
                (0..asked).map(|_| scope.spawn(|| ask(&workspace, None, QUERIES[0]))).collect();
            thread::sleep(delay);
            alive += u32::from(victim.try_wait().expect("it can be asked").is_none());
            // It may be done already.
            let _ = victim.kill();
            let _ = victim.wait();
            others.into_iter().map(|other| other.join().expect("it ends")).collect()
        });
        let _ = fs::remove_dir_all(workspace.path("fresh"));
        for (at, query) in QUERIES.iter().enumerate() {
            let fresh = ask(&workspace, Some("../fresh"), query);
            assert!(fresh.starts_with("exit 0"), "round {round}: {fresh}");
            assert_eq!(ask(&workspace, None, query), fresh, "round {round}, after {delay:?}");
            if at == 0 {
                others.iter().for_each(|other| assert_eq!(*other, fresh, "round {round}"));
            }
        }
    }
    println!("killed {alive} of {kills} while they worked");
    assert!(alive * 3 > kills, "{alive} of {kills} were alive");
    // The next one that writes takes away what the killed left.
    workspace.write("notes/0.md", note(0, kills + 1));
    let told = ask(&workspace, None, QUERIES[0]);
    assert!(told.starts_with("exit 0") && !told.contains("stderr"), "{told}");
    assert_eq!(orphans(&workspace.index_folder()), Vec::<String>::new());
}
