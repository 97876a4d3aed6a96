//! How far indexing has come, for who waits.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use crate::corpus::NotePath;

/// How far indexing has come.
#[derive(Default)]
pub struct Progress {
    /// Bytes of notes that are done.
    pub bytes: AtomicU64,
    /// Bytes of notes that there are to do.
    pub total: AtomicU64,
    /// Notes that are done.
    pub notes: AtomicUsize,
    current: Mutex<Option<NotePath>>,
    on_begin: Option<Box<dyn Fn() + Send + Sync>>,
}

impl Progress {
    /// Makes one that calls `on_begin` when there turns out to be something to
    /// do, before it is done.
    pub fn announced(on_begin: impl Fn() + Send + Sync + 'static) -> Self {
        Self { on_begin: Some(Box::new(on_begin)), ..Self::default() }
    }

    /// Returns a note that was being read lately.
    pub fn current(&self) -> Option<NotePath> {
        self.current.lock().ok()?.clone()
    }

    pub(super) fn begin(&self, bytes: u64) {
        self.total.store(bytes, Ordering::Relaxed);
        if let Some(on_begin) = self.on_begin.as_ref().filter(|_| bytes > 0) {
            on_begin();
        }
    }

    pub(super) fn done(&self, path: &NotePath, bytes: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.notes.fetch_add(1, Ordering::Relaxed);
        // Who is being read isn't worth waiting for.
        if let (true, Ok(mut current)) = (self.on_begin.is_some(), self.current.try_lock()) {
            *current = Some(path.clone());
        }
    }
}
