//! The lexicon is sound, large enough, and works for other fields too.

use galpi::analysis::Analyzer;
use galpi::lexicon::{EntryId, Kind, Lexicon, Recognizer};

#[test]
fn the_shipped_lexicon_is_large_enough() {
    let counts = Lexicon::shipped().counts();
    assert!(counts.services >= 230, "{counts:?}");
    assert!(counts.concepts >= 350, "{counts:?}");
    assert!(counts.glossary >= 1_500, "{counts:?}");
    assert!(counts.spellings >= 600, "{counts:?}");
}

#[test]
fn names_resolve_in_any_spelling() {
    let lexicon = Lexicon::shipped();
    for (name, id) in [
        ("TGW", "s/transit-gateway"),
        ("트랜짓 게이트웨이", "s/transit-gateway"),
        ("transit-gateway", "s/transit-gateway"),
        ("Data Sync", "s/datasync"),
        ("람다", "s/lambda"),
        ("R53", "s/route-53"),
        ("identity access management", "s/iam"),
        ("고가용성", "c/high-availability"),
        ("HA", "c/high-availability"),
    ] {
        let found: Vec<String> =
            lexicon.named(name).iter().map(|(e, _)| e.id.as_str().to_owned()).collect();
        assert!(found.iter().any(|found| found == id), "{name}: {found:?}");
    }
}

#[test]
fn parts_of_one_short_name_are_found_in_each_layer() {
    let layer = |whole: &str| {
        let text = format!(
            "[[service]]\nid='{whole}'\nname='{whole}'\ncategory=''\ngloss='g'\ngloss_ko='g'\n\
             [[service]]\nid='{whole}-handle'\nname='{whole} handle'\nlocal=['handle']\nparent='{whole}'\n\
             category=''\ngloss='g'\ngloss_ko='g'\n"
        );
        Lexicon::compile(&[("own.toml".to_owned(), text)]).expect("a lexicon")
    };
    let lexicon = Lexicon::from_layers(vec![layer("cauldron"), layer("teapot")]);
    let wholes = ["s/cauldron", "s/teapot"].map(EntryId::new);
    let text = "put the handle on";
    let terms = Analyzer::new().terms(text);
    let mentions = Recognizer::for_text(&lexicon).mentions_among(text, &terms, &wholes);
    let found: Vec<&str> = mentions.iter().map(|mention| mention.id.as_str()).collect();
    assert_eq!(found, ["s/cauldron-handle", "s/teapot-handle"]);
}

#[test]
fn every_reference_leads_somewhere() {
    let lexicon = Lexicon::shipped();
    for kind in [Kind::Service, Kind::Concept] {
        for entry in lexicon.entries(kind) {
            let ids = [entry.parents, entry.parts, entry.related, entry.services];
            for id in ids.into_iter().flat_map(|ids| ids.iter()) {
                assert!(lexicon.entry(&id).is_some(), "{}: {}", entry.id.as_str(), id.as_str());
            }
        }
    }
}

#[test]
fn what_has_its_own_name_is_its_own_entry() {
    let lexicon = Lexicon::shipped().within(&["computing", "systems"]);
    for (name, id) in [
        ("foreign key", "c/foreign-key"),
        ("외래키", "c/foreign-key"),
        ("후보 키", "c/candidate-key"),
        ("옵서버 패턴", "c/observer-pattern"),
        ("싱글턴 패턴", "c/singleton-pattern"),
        ("phantom read", "c/phantom-read"),
        ("팬텀 리드", "c/phantom-read"),
        ("mutex", "c/mutex"),
        ("세마포어", "c/semaphore"),
        ("퀵정렬", "c/quick-sort"),
        ("이분 탐색", "c/binary-search"),
        ("symbolic link", "c/symbolic-link"),
        ("심볼릭 링크", "c/symbolic-link"),
        ("하드 링크", "c/hard-link"),
        ("제3정규형", "c/third-normal-form"),
        ("페이지 부재", "c/page-fault"),
        ("쓰레기 수집", "c/garbage-collection"),
        ("커널", "c/kernel"),
        ("ARP", "c/arp"),
        ("RARP", "c/rarp"),
        ("POP3", "c/pop3"),
        ("아이맵", "c/imap"),
        ("최소 잔여 시간 우선", "c/srtf-scheduling"),
        ("엘리베이터 알고리즘", "c/scan-disk-scheduling"),
        ("TLB", "c/tlb"),
        ("MMU", "c/memory-management-unit"),
        ("반이중 통신", "c/half-duplex"),
        ("웜 바이러스", "c/worm-malware"),
        ("강제적 접근 통제", "c/mandatory-access-control"),
        ("tail -f", "c/head-tail-commands"),
    ] {
        let strong = lexicon.named(name).into_iter().filter(|(_, weak)| !weak);
        let ids: Vec<String> = strong.map(|(entry, _)| entry.id.as_str().to_owned()).collect();
        assert_eq!(ids, [id], "{name}");
    }
    // No concept goes by the first name of one that it contains.
    let whole = Lexicon::shipped();
    for entry in whole.entries(Kind::Concept) {
        for part in entry.parts.iter().filter_map(|id| whole.entry(&id)) {
            let own = entry.names.iter().chain([entry.name, entry.korean]);
            let own: Vec<String> = own.map(galpi::name::fold).collect();
            for first in [part.name, part.korean].map(galpi::name::fold) {
                assert!(!own.contains(&first), "{}: {first}", entry.id.as_str());
            }
        }
    }
}

#[test]
fn computing_is_known_as_exams_ask_it() {
    let lexicon = Lexicon::shipped();
    let aside = lexicon.within(&["systems"]).counts().concepts;
    let computing = lexicon.within(&["systems", "computing"]).counts().concepts;
    assert!(computing - aside >= 400, "{computing} {aside}");
}

/// Compiles a file, and tells what is wrong with it.
fn faults(name: &str, text: String) -> String {
    let made = Lexicon::compile(&[(name.to_owned(), text)]);
    made.err().map(|faults| faults.to_string()).unwrap_or_default()
}

#[test]
fn a_lexicon_has_bounds_that_are_told() {
    let service = |id: &str, more: &str| {
        format!(
            "[[service]]\nid='{id}'\nname='Acme {id}'\ncategory=''\ngloss='g'\ngloss_ko='g'\n{more}\n"
        )
    };
    let list = |count: usize| {
        let words: Vec<String> = (0..count).map(|number| format!("'w{number}'")).collect();
        format!("[{}]", words.join(","))
    };
    let parts = |count: usize| -> String {
        (0..count).map(|n| service(&format!("p{n}"), "parent='whole'")).collect()
    };
    let rows = |cell: &str| format!("korean\tenglish\tpos\tweight\n{cell}\tword\tn\t1\n");
    let long = "가".repeat(100);
    for (name, text, told) in [
        ("a.toml", service("x", &format!("short=['{long}']")), "longer than 256 bytes"),
        ("a.toml", service(&"x".repeat(300), ""), "longer than 256 bytes"),
        ("a.toml", service("x", "short=['---']"), "no letter or digit"),
        ("a.toml", service("x", "local=['…']"), "no letter or digit"),
        ("a.toml", service("x", &format!("aliases={}", list(257))), "257 texts in a list"),
        ("a.toml", service("whole", "") + &parts(257), "`whole` has 257 parts"),
        ("a.toml", format!("prefixes={}\n", list(65)), "65 prefixes"),
        (
            "a.toml",
            service("whole", &format!("aliases={}", list(250)))
                + &service("p", &format!("parent='whole'\naliases={}", list(250)))
                + &(0..9)
                    .map(|n| {
                        let names: Vec<String> =
                            (0..120).map(|word| format!("'q{n}x{word}'")).collect();
                        let names = format!("parent='whole'\naliases=[{}]", names.join(","));
                        service(&format!("q{n}"), &names)
                    })
                    .collect::<String>(),
            "names of parts behind names of their wholes",
        ),
        ("a.tsv", rows(&long), "longer than 256 bytes"),
        ("a.tsv", rows(" … | 두부"), "no letter or digit"),
        ("a.tsv", rows(&format!("a{}", "|b".repeat(300))), "301 texts in a list"),
        ("a.tsv", format!("standard\tvariants\n두부\t{long}\n"), "longer than 256 bytes"),
        ("a.tsv", format!("word\tweight\n{long}\t1\n"), "longer than 256 bytes"),
        ("a.tsv", format!("entry\tphrases\ns/s3\t{}\n", "가".repeat(2_000)), "longer than 4096"),
    ] {
        let came = faults(name, text.clone());
        assert!(came.contains(told), "{told}: {came:.300}\n{text:.300}");
    }
    // Within the bounds there is no fault.
    assert_eq!(faults("a.toml", service("whole", "") + &parts(256)), "");
    assert_eq!(faults("a.toml", service("x", &format!("aliases={}", list(256)))), "");
}

#[test]
fn entries_are_told_apart_up_to_the_last() {
    let services = |count: usize| -> String {
        let one = |n| {
            format!(
                "[[service]]\nid='s{n}'\nname='nimbus {n}'\ncategory=''\ngloss='gloss{n}'\ngloss_ko='g'\n"
            )
        };
        (0..count).map(one).collect()
    };
    assert!(faults("a.toml", services(65_537)).contains("65537 services and concepts"));
    let bytes = Lexicon::compile(&[("a.toml".to_owned(), services(65_536))]).expect("a lexicon");
    let lexicon = Lexicon::from_layers(vec![bytes]);
    for number in [0, 4, 32_767, 65_535] {
        let named = lexicon.named(&format!("nimbus {number}"));
        let ids: Vec<&str> = named.iter().map(|(entry, _)| entry.id.as_str()).collect();
        assert_eq!(ids, [format!("s/s{number}")]);
    }
}

/// One service and one concept.
fn small_lexicon() -> Lexicon {
    let text = r#"
[[service]]
id = "moon-store"
name = "Acme Moon Store"
short = ["AMS"]
ko = ["문스토어"]
category = "storage"
gloss = "Keeps jars."
gloss_ko = "단지를 보관한다."

[[concept]]
id = "ripening"
en = ["ripening"]
ko = ["숙성", "치즈를 익히기"]
phrases = ["wait for cheese"]
gloss = "Waiting."
gloss_ko = "기다림."
"#;
    Lexicon::of_texts(&[("own.toml", text)]).expect("a lexicon")
}

#[test]
fn entries_are_found_by_their_names_and_ids() {
    let lexicon = small_lexicon();
    for (name, kind, expected) in [
        ("ams", Kind::Service, Some("s/moon-store")),
        ("Moon Store", Kind::Service, Some("s/moon-store")),
        ("moon-store", Kind::Service, Some("s/moon-store")),
        ("문 스토어", Kind::Service, Some("s/moon-store")),
        ("ams", Kind::Concept, None),
        ("숙성", Kind::Concept, Some("c/ripening")),
        ("버터", Kind::Concept, None),
    ] {
        let found = lexicon.resolve(name, kind);
        assert_eq!(found.first().map(|entry| entry.id.as_str()), expected, "{name}");
    }
}

#[test]
fn names_near_an_unknown_one_are_offered() {
    let lexicon = small_lexicon();
    for (name, kind, expected) in [
        ("moon stroe", Kind::Service, Some("Acme Moon Store")),
        ("moonstor", Kind::Service, Some("Acme Moon Store")),
        ("문스토허", Kind::Service, Some("Acme Moon Store")),
        ("ripenin", Kind::Concept, Some("ripening")),
        ("butter", Kind::Service, None),
    ] {
        let found = lexicon.suggestions(name, kind);
        assert_eq!(found.first().map(|entry| entry.name), expected, "{name}");
    }
}

#[test]
fn phrases_of_a_concept_are_no_names_of_it() {
    let lexicon = small_lexicon();
    let entry = |name, kind| lexicon.resolve(name, kind).remove(0);
    let (store, ripening) = (entry("ams", Kind::Service), entry("숙성", Kind::Concept));
    for (entry, name, expected) in [
        (&store, "AMS", true),
        (&store, "Acme Moon Store", true),
        (&ripening, "Ripening", true),
        (&ripening, "숙성", true),
        (&ripening, "치즈를 익히기", false),
    ] {
        assert_eq!(entry.is_own_name(name), expected, "{name}");
    }
}

#[test]
fn an_acronym_stands_for_an_entry_that_has_no_other() {
    let text = r#"
[[concept]]
id = "rotation"
en = ["crop rotation", "CR", "rotation"]
ko = ["돌려짓기"]
gloss = "Other crops each year."
gloss_ko = "해마다 다른 작물."

[[concept]]
id = "order"
en = ["picking order", "FPP", "first planted, first picked", "SPP"]
ko = ["수확 순서"]
gloss = "Which crop is picked first."
gloss_ko = "무엇을 먼저 거두는가."
"#;
    let lexicon = Lexicon::of_texts(&[("own.toml", text)]).expect("a lexicon");
    for (name, expected) in [("CR", true), ("rotation", false), ("FPP", false), ("SPP", false)] {
        let entry = lexicon.resolve(name, Kind::Concept).remove(0);
        assert_eq!(entry.is_stood_for_by(name), expected, "{name}");
    }
    let lexicon = small_lexicon();
    assert!(lexicon.resolve("문스토어", Kind::Service).remove(0).is_stood_for_by("문스토어"));
}
