//! A line that tells how far indexing has come.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use galpi::index::Progress;
use galpi::render::markup::presentable;
use indicatif::{ProgressBar, ProgressStyle};

use crate::terminal;

/// What is done sooner needs no line.
const PATIENCE: Duration = Duration::from_millis(300);
const STEP: Duration = Duration::from_millis(100);

/// Shows progress on standard error while it lives, if a person watches. The
/// thread that does so begins when there is something to do.
pub(crate) struct IndexingBar {
    pub(crate) progress: Arc<Progress>,
    is_over: Arc<AtomicBool>,
    watcher: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl IndexingBar {
    pub(crate) fn begin() -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let watcher = Arc::new(Mutex::new(None));
        if !terminal::can_redraw() {
            return Self { progress: Arc::default(), is_over, watcher };
        }
        let (told, kept) = (Arc::clone(&is_over), Arc::clone(&watcher));
        let progress = Arc::new_cyclic(|progress: &std::sync::Weak<Progress>| {
            let progress = progress.clone();
            Progress::announced(move || {
                let (Some(progress), told) = (progress.upgrade(), Arc::clone(&told)) else {
                    return;
                };
                if let Ok(mut kept) = kept.lock() {
                    kept.get_or_insert_with(|| thread::spawn(move || show(&progress, &told)));
                }
            })
        });
        Self { progress, is_over, watcher }
    }
}

impl Drop for IndexingBar {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        let watcher = self.watcher.lock().ok().and_then(|mut watcher| watcher.take());
        if let Some(watcher) = watcher {
            watcher.thread().unpark();
            // A watcher that failed has nothing more to show.
            let _ = watcher.join();
        }
    }
}

fn show(progress: &Progress, is_over: &AtomicBool) {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if is_over.load(Ordering::Relaxed) {
            return;
        }
        thread::park_timeout(PATIENCE.saturating_sub(start.elapsed()));
    }
    let notes = &terminal::language().notes;
    let bar = ProgressBar::new(progress.total.load(Ordering::Relaxed));
    let line = format!(
        "galpi: {} {{bar:16}} {{percent:>3}} %  {{bytes_per_sec}}  {{wide_msg}}",
        notes.indexing
    );
    if let Ok(style) = ProgressStyle::with_template(&line) {
        bar.set_style(style);
    }
    while !is_over.load(Ordering::Relaxed) {
        bar.set_position(progress.bytes.load(Ordering::Relaxed));
        let done = (notes.notes_done)(progress.notes.load(Ordering::Relaxed));
        let current = progress.current().map(|path| presentable(&path.to_string()));
        bar.set_message(format!("{done}  {}", current.unwrap_or_default()));
        thread::park_timeout(STEP);
    }
    bar.finish_and_clear();
}
