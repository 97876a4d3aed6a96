//! A line that tells how far indexing has come.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use galpi::index::Progress;
use indicatif::{ProgressBar, ProgressStyle};

use crate::terminal;

/// What is done sooner needs no line.
const PATIENCE: Duration = Duration::from_millis(300);
const STEP: Duration = Duration::from_millis(100);

/// Shows progress on standard error while it lives, if a person watches.
pub(crate) struct Watch {
    pub(crate) progress: Arc<Progress>,
    watcher: Option<(Arc<AtomicBool>, JoinHandle<()>)>,
}

impl Watch {
    pub(crate) fn begin() -> Self {
        let progress = Arc::new(Progress::default());
        let watcher = terminal::can_redraw().then(|| {
            let (is_over, watched) = (Arc::new(AtomicBool::new(false)), Arc::clone(&progress));
            let told = Arc::clone(&is_over);
            (is_over, thread::spawn(move || show(&watched, &told)))
        });
        Self { progress, watcher }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some((is_over, watcher)) = self.watcher.take() {
            is_over.store(true, Ordering::Relaxed);
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
    let bar = ProgressBar::new(0);
    if let Ok(style) =
        ProgressStyle::with_template("galpi: indexing {wide_bar} {bytes}/{total_bytes} {msg}")
    {
        bar.set_style(style);
    }
    while !is_over.load(Ordering::Relaxed) {
        let total = progress.total.load(Ordering::Relaxed);
        // Nothing is to be done, so far.
        if total > 0 {
            bar.set_length(total);
            bar.set_position(progress.bytes.load(Ordering::Relaxed));
            bar.set_message(format!("{} notes", progress.notes.load(Ordering::Relaxed)));
        }
        thread::park_timeout(STEP);
    }
    bar.finish_and_clear();
}
