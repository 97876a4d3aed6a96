//! A folder of notes of its own for each test, and the program in it.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Notes in a temporary folder; gone with the value.
pub(crate) struct Workspace {
    folder: TempDir,
}

/// What a run of the program gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub(crate) fn notes(&self) -> PathBuf {
        self.folder.path().join("notes")
    }

    pub(crate) fn note(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.notes().join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("a note");
    }

    /// Runs the program in the notes folder, with nothing of this environment.
    pub(crate) fn galpi<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Run {
        self.run_in(&self.notes(), arguments, b"")
    }

    pub(crate) fn galpi_with_input<S: AsRef<OsStr>>(
        &self,
        arguments: impl IntoIterator<Item = S>,
        input: &[u8],
    ) -> Run {
        self.run_in(&self.notes(), arguments, input)
    }

    pub(crate) fn run_in<S: AsRef<OsStr>>(
        &self,
        folder: &Path,
        arguments: impl IntoIterator<Item = S>,
        input: &[u8],
    ) -> Run {
        std::fs::create_dir_all(self.notes()).expect("a folder");
        let mut child = Command::new(env!("CARGO_BIN_EXE_galpi"))
            .args(arguments)
            .current_dir(folder)
            .env_clear()
            .env("XDG_CACHE_HOME", self.folder.path().join("cache"))
            .env("HOME", self.folder.path().join("home"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("galpi starts");
        // A program that doesn't read its input may be gone by now.
        let _ = child.stdin.take().expect("an input").write_all(input);
        let output = child.wait_with_output().expect("galpi ends");
        Run {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// A small notebook of two notes.
pub(crate) fn storage() -> Workspace {
    Workspace::new()
        .note(
            "aws.md",
            "# 스토리지\n\n## 볼륨 게이트웨이\n\n- 볼륨 게이트웨이는 iSCSI 블록 볼륨을 준다.\n- 캐시 모드와 저장 모드가 있다.\n\n\
             ## S3 Object Lock\n\n- 한 번 쓰고 여러 번 읽는 WORM 방식.\n- Versioning을 켜야 한다.\n",
        )
        .note("net/vpc.md", "# 네트워크\n\n## 보안그룹(Security Group)\n\n- 인바운드 규칙을 둔다.\n\n## 서버\n\n- 웹 서버를 둔다.\n")
}
