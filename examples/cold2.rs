use std::time::Instant;
fn main() {
    let t = Instant::now();
    let d = galpi_dict::load().unwrap();
    let t1 = t.elapsed();
    let seg = lindera::segmenter::Segmenter::new(lindera::mode::Mode::Normal, d, None);
    let t2 = t.elapsed();
    let mut w = seg.into_worker();
    let n = w.segment("볼륨").unwrap().len();
    let t3 = t.elapsed();
    let m = w.segment("게이트웨이").unwrap().len();
    let t4 = t.elapsed();
    let m2 = w.segment("게이트웨이를").unwrap().len();
    let t5 = t.elapsed();
    println!(
        "load {t1:?} segmenter {:?} first {:?} second {:?} third {:?} {}",
        t2 - t1,
        t3 - t2,
        t4 - t3,
        t5 - t4,
        n + m + m2
    );
}
