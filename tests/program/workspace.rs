//! A folder of notes to run the program in, and what came of it.

use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// No command takes as long, on however slow a machine: one that does hangs.
const PATIENCE: Duration = Duration::from_secs(120);

/// A temporary folder with `notes/`, `home/` and `cache/`, and no other
/// environment than these.
pub(crate) struct Workspace {
    folder: TempDir,
}

/// What a run of the program gave.
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: Vec<u8>,
    root: PathBuf,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["notes", "home", "cache"] {
            fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        Self { folder }
    }

    /// Two notes about cooking: no lexicon knows anything of it, so that what
    /// is found doesn't change with its data.
    pub(crate) fn cooking() -> Self {
        Self::new()
            .note(
                "요리.md",
                "# 요리\n\n## 김치찌개\n\n묵은 김치를 볶는다.\n- 돼지고기와 **두부** 넣기\n\n## 된장찌개\n\n된장을 푼다.\n",
            )
            .note("garden/텃밭.md", "# 텃밭\n\n상추 씨앗은 봄에 뿌린다.\n")
    }

    /// Two notes about services of the shipped lexicon.
    pub(crate) fn storage() -> Self {
        Self::new()
            .note(
                "aws.md",
                "# 스토리지\n\n## 볼륨 게이트웨이\n\n- 볼륨 게이트웨이는 iSCSI 블록 볼륨을 준다.\n- 캐시 모드와 저장 모드가 있다.\n\n\
                 ## S3 Object Lock\n\n- 한 번 쓰고 여러 번 읽는 WORM 방식.\n- Versioning을 켜야 한다.\n",
            )
            .note("net/vpc.md", "# 네트워크\n\n## 보안그룹(Security Group)\n\n- 인바운드 규칙을 둔다.\n\n## 서버\n\n- 웹 서버를 둔다.\n")
    }

    /// Writes a note, below `notes/`.
    pub(crate) fn note(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.file(&format!("notes/{path}"), text)
    }

    /// Writes a file.
    pub(crate) fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it is inside the workspace")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The folder of the index that the notes have in the cache.
    pub(crate) fn index_folder(&self) -> PathBuf {
        let folders = fs::read_dir(self.path("cache/galpi")).expect("there is an index");
        folders.flatten().next().expect("there is an index").path()
    }

    /// A run of the program in `notes/` that has yet to begin.
    pub(crate) fn command<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
    ) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_galpi"));
        command
            .args(arguments)
            .current_dir(self.path("notes"))
            .env_clear()
            .env("HOME", self.path("home"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .stdin(Stdio::null());
        command
    }

    /// Runs the program in `notes/`.
    pub(crate) fn galpi<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        self.run(self.command(arguments), b"")
    }

    /// Runs the program with something on standard input.
    pub(crate) fn galpi_with_input<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        input: &[u8],
    ) -> Run {
        self.run(self.command(arguments), input)
    }

    /// Runs the program in another folder of the workspace.
    pub(crate) fn galpi_in<S: AsRef<OsStr>>(
        &self,
        folder: &str,
        arguments: impl IntoIterator<Item = S>,
    ) -> Run {
        let mut command = self.command(arguments);
        command.current_dir(self.path(folder));
        self.run(command, b"")
    }

    /// Runs a command line of the shell in `notes/`; `$galpi` is the program.
    #[cfg(unix)]
    pub(crate) fn shell(&self, line: &str) -> Run {
        let galpi = self.command::<&str>([]);
        let mut command = Command::new("sh");
        command
            .args(["-c", line])
            .current_dir(self.path("notes"))
            .env_clear()
            .envs(galpi.get_envs().filter_map(|(key, value)| Some((key, value?))))
            .env("PATH", std::env::var_os("PATH").unwrap_or_else(|| "/usr/bin:/bin".into()))
            .env("galpi", galpi.get_program());
        self.run(command, b"")
    }

    pub(crate) fn run(&self, mut command: Command, input: &[u8]) -> Run {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("it is piped");
        // One that doesn't read its input may be gone before it is written.
        let _ = stdin.write_all(input);
        drop(stdin);
        let stdout = read(child.stdout.take().expect("it is piped"));
        let stderr = read(child.stderr.take().expect("it is piped"));
        let status = wait(&mut child);
        Run {
            status,
            stdout: stdout.join().expect("it is read"),
            stderr: stderr.join().expect("it is read"),
            root: self.folder.path().to_owned(),
        }
    }
}

fn read(mut from: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).expect("a pipe can be read");
        bytes
    })
}

/// Waits for the end of a program, which must come.
pub(crate) fn wait(child: &mut Child) -> Option<i32> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            return status.code();
        }
        if start.elapsed() > PATIENCE {
            child.kill().expect("it can be ended");
            panic!("the program hangs");
        }
        thread::sleep(Duration::from_millis(2));
    }
}

impl Run {
    pub(crate) fn stdout(&self) -> String {
        self.clean(&self.stdout)
    }

    pub(crate) fn stderr(&self) -> String {
        self.clean(&self.stderr)
    }

    /// Exit status and both outputs as one page.
    pub(crate) fn page(&self) -> String {
        let status = self.status.map_or("killed".to_owned(), |status| status.to_string());
        let mut page = format!("exit {status}\n{}", self.stdout());
        if !self.stderr.is_empty() {
            page.push_str("--- stderr\n");
            page.push_str(&self.stderr());
        }
        page
    }

    /// Each line of the output as JSON.
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        let text = std::str::from_utf8(&self.stdout).expect("JSON is UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
    }

    #[track_caller]
    pub(crate) fn expect_status(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{}", self.page());
        self
    }

    /// Hides what differs from run to run: folders, times, and the numbers
    /// that tuning moves.
    fn clean(&self, bytes: &[u8]) -> String {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        let real = fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone());
        for root in [&real, &self.root] {
            text = text.replace(&root.display().to_string(), "[ws]");
        }
        for key in ["score", "elapsed_us", "weight"] {
            text = hide_number(&text, key);
        }
        text.replace('\u{1b}', "␛").replace('\0', "␀")
    }
}

/// Puts `…` in place of the number after a key of JSON.
fn hide_number(text: &str, key: &str) -> String {
    let key = format!("\"{key}\":");
    let mut hidden = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(&key) {
        let after = at + key.len();
        let number = rest[after..].find(|c: char| !c.is_ascii_digit() && !".-e".contains(c));
        hidden.push_str(&rest[..after]);
        hidden.push('…');
        rest = &rest[after + number.unwrap_or(rest.len() - after)..];
    }
    hidden + rest
}

/// Lists all below a folder with their contents, to see that nothing changed.
pub(crate) fn contents(folder: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let mut all = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("it can be read").flatten() {
            let path = entry.path();
            let kind = entry.file_type().expect("it has a type");
            if kind.is_dir() {
                folders.push(path.clone());
            }
            let bytes = if kind.is_file() { fs::read(&path).ok() } else { None };
            all.push((path, bytes));
        }
    }
    all.sort();
    all
}

/// Lists what is in an index folder and belongs to no index.
pub(crate) fn orphans(index: &Path) -> Vec<String> {
    let mut orphans = Vec::new();
    for entry in fs::read_dir(index).expect("it can be read").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let generation = entry.path();
        let Ok(meta) = fs::read(generation.join("meta.json")) else {
            let is_own = [".lock", ".galpi-index"].contains(&name.as_str());
            orphans.extend((!is_own).then_some(name));
            continue;
        };
        let meta: serde_json::Value = serde_json::from_slice(&meta).expect("it is whole");
        let segments = meta["segments"].as_array().expect("a list");
        let living: Vec<String> = segments
            .iter()
            .map(|s| s["segment_id"].as_str().expect("a name").replace('-', ""))
            .chain([format!("manifest-{}", meta["payload"].as_str().expect("a name"))])
            .chain([".managed.json", "meta.json", ".tantivy-"].map(String::from))
            .collect();
        for file in fs::read_dir(generation).expect("it can be read").flatten() {
            let file = file.file_name().to_string_lossy().into_owned();
            if !living.iter().any(|living| file.starts_with(living.as_str())) {
                orphans.push(format!("{name}/{file}"));
            }
        }
    }
    orphans
}
