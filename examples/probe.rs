use galpi::{
    corpus::Corpus,
    index::{Freshness, Index, Progress},
    lexicon::Lexicon,
    search::*,
};
use std::collections::HashMap;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let lexicon = Lexicon::shipped();
    let corpus = Corpus::new(std::path::Path::new(&args[1]), vec![]).unwrap();
    let index = Index::new(std::path::Path::new("/tmp/probe-index"), &lexicon);
    let opened = index
        .refresh(&corpus, std::env::var_os("REBUILD").is_some(), &Progress::default())
        .unwrap();
    let _ = Freshness::AsIs;
    let searcher = Searcher::new(&opened.snapshot, &corpus, &lexicon);
    let mut weights = Weights::default();
    if let Ok(list) = std::env::var("W") {
        for kv in list.split(',') {
            let (k, v) = kv.split_once('=').unwrap();
            let mut named = weights.named();
            *named.iter_mut().find(|(n, _)| n == k).unwrap().1 = v.parse().unwrap();
        }
    }
    let searcher = searcher.with_weights(weights);
    let mut o = Options { limit: 10, has_snippets: false, ..Options::default() };
    if let Ok(w) = std::env::var("WITHOUT") {
        o.without = Rule::parse(&w);
    }
    if std::env::var_os("EXACT").is_some() {
        o.is_exact = true;
    }
    if args[2] == "eval" {
        // lines -> S
        let map: Vec<(usize, String)> =
            std::fs::read_to_string(args[4].replace("-none-", "/dev/null"))
                .unwrap()
                .lines()
                .map(|l| {
                    let c: Vec<&str> = l.split('\t').collect();
                    (c[1].parse().unwrap(), format!("S{}", c[0]))
                })
                .collect();
        let m: HashMap<usize, String> = map.into_iter().collect();
        for l in std::fs::read_to_string(&args[3]).unwrap().lines().skip(1) {
            let c: Vec<&str> = l.split('\t').collect();
            let hits = searcher.search(c[2], &o).unwrap();
            for h in &hits.hits {
                if args[4] == "-none-" {
                    println!("{}\t{}\t{}:{}", c[0], h.rank, h.record.path(), h.record.line);
                } else if let Some(s) = m.get(&(h.record.line as usize)) {
                    println!("{}\t{}\t{}", c[0], h.rank, s);
                }
            }
        }
    } else if args[2] == "tydi" {
        let mut mrr = 0.0;
        let mut n = 0;
        let mut s1 = 0;
        let mut r10 = 0;
        let t = std::time::Instant::now();
        for l in std::fs::read_to_string(&args[3]).unwrap().lines() {
            let c: Vec<&str> = l.split('\t').collect();
            let hits = searcher.search(c[1], &o).unwrap();
            n += 1;
            if let Some(p) = hits.hits.iter().position(|h| h.record.trail.last().unwrap() == c[2]) {
                mrr += 1.0 / (p as f64 + 1.0);
                r10 += 1;
                if p == 0 {
                    s1 += 1;
                }
            }
        }
        println!(
            "mrr {:.4} s1 {:.4} r10 {:.4} n {} time {:?}",
            mrr / n as f64,
            s1 as f64 / n as f64,
            r10 as f64 / n as f64,
            n,
            t.elapsed()
        );
    } else {
        o.has_snippets = true;
        let hits = searcher.search(&args[2], &o).unwrap();
        println!("total {} in {:?}", hits.total, hits.elapsed);
        for r in &hits.rewrites {
            println!("  {:?} {} -> {} {}", r.rule, r.from, r.to, r.weight);
        }
        for h in hits.hits.iter().take(args.get(3).and_then(|x| x.parse().ok()).unwrap_or(5)) {
            println!(
                "{} {:.2} {}:{} {:?} via {:?}",
                h.rank,
                h.score,
                h.record.path(),
                h.record.line,
                h.record.trail,
                h.via
            );
            println!(
                "    {}: {}",
                h.snippet.best.line,
                h.snippet.best.text.chars().take(100).collect::<String>()
            );
            let e = &h.explanation;
            println!(
                "    prox {:.2} head {:.2} cov {:.2} factor {:.2}: {}",
                e.proximity,
                e.heading,
                e.coverage,
                e.factor,
                e.readings
                    .iter()
                    .map(|r| format!("{}>{}[{}]{:.1}", r.from, r.to, r.rule.name(), r.score))
                    .collect::<Vec<_>>()
                    .join(" ")
            );
        }
    }
}
