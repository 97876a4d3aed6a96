//! Notes on electrical engineering are read by its entries, and others aren't.

use std::path::Path;

use galpi::lexicon::Lexicon;

use crate::workspace::Workspace;

/// Notes as somebody writes who learns for the exam of electrical engineers.
const NOTES: [(&str, &str); 10] = [
    (
        "circuits/power.md",
        "# 교류 전력\n\n## 역률\n\n피상 전력 중에 유효 전력이 차지하는 몫이다. 0.95를 넘기도록 한다.\n\n\
         ## 무효 전력\n\n전원과 리액턴스 사이를 오갈 뿐이다.\n",
    ),
    (
        "circuits/theorems.md",
        "# 회로망 정리\n\n## 테브난의 정리\n\n두 단자에서 들여다본 개방 전압과 등가 저항을 구한다.\n\n\
         ## 밀만의 정리\n\n병렬로 놓인 전압원이 여럿일 때 쓴다.\n\n## 휘트스톤 브리지\n\n검류계가 0이면 평형이다.\n",
    ),
    (
        "circuits/three-phase.md",
        "# 3상 교류\n\n## Y결선\n\n중성점이 있다. 선간 전압이 크다.\n\n## Δ결선\n\n제3고조파가 밖으로 나오지 않는다.\n\n\
         ## V결선\n\n이용률은 86.6%이다.\n",
    ),
    (
        "machines/dc.md",
        "# 직류 전동기\n\n## 직권 전동기\n\n$T \\propto I^2$. 무부하로 두면 안 된다.\n\n\
         ## 분권 전동기\n\n속도가 거의 변하지 않는다. 계자가 끊기면 위험하다.\n\n## 전기자 반작용\n\n보극을 둔다.\n",
    ),
    (
        "machines/induction.md",
        "# 유도 전동기\n\n## Y-Δ 기동\n\n3분의 1로 줄인다.\n\n## 비례 추이\n\n권선형에서만 쓴다.\n\n\
         ## 단상 유도 전동기\n\n셰이딩 코일형, 분상 기동형.\n",
    ),
    (
        "machines/transformer.md",
        "# 변압기\n\n## 철손\n\n규소 강판을 성층한다.\n\n## 동손\n\n$I^2R$이다.\n\n## 병렬 운전\n\n극성과 권수비를 본다.\n",
    ),
    (
        "power/lines.md",
        "# 송전 선로\n\n## 페란티 현상\n\n분로 리액터를 단다.\n\n## 코로나 방전\n\n복도체를 쓴다.\n\n\
         ## 전선의 이도\n\n$D = WS^2/8T$\n",
    ),
    (
        "power/protection.md",
        "# 보호\n\n## 비율 차동 계전기\n\n변압기 내부를 지킨다.\n\n## 피뢰기\n\n속류를 끊는다.\n\n\
         ## 누전 차단기\n\n30mA, 0.03초.\n",
    ),
    (
        "control.md",
        "# 제어공학\n\n## PID 제어\n\n세 가지를 더한다.\n\n## 근궤적\n\n$K$가 변할 때의 자취.\n\n## 이득 여유\n\n위상이 -180도인 곳.\n",
    ),
    (
        "electronics.md",
        "# 전자 회로\n\n## 제너 다이오드\n\n항복 영역을 쓴다.\n\n## 연산 증폭기\n\n가상 접지로 푼다.\n\n## 사이리스터\n\nPNPN 구조.\n",
    ),
];

/// Notes of computing in which words of electricity mean what they do there.
const COMPUTING: [(&str, &str); 6] = [
    (
        "structure.md",
        "# 컴퓨터 구조\n\n## 버스\n\n주소 버스와 데이터 버스가 CPU와 메모리를 잇는다.\n\n## 레지스터\n\n\
         누산기와 프로그램 카운터. load 명령은 메모리에서 값을 가져온다.\n\n## 클록\n\n주파수가 높으면 전력을 더 쓴다.\n",
    ),
    (
        "logic.md",
        "# 논리 회로\n\n## 플립플롭\n\nJK 플립플롭과 D 플립플롭.\n\n## 조합 회로\n\n반가산기, 전가산기, 디코더, 멀티플렉서.\n\n\
         ## 순서 회로\n\n카운터와 시프트 레지스터. 진리표를 그린다.\n",
    ),
    (
        "operations.md",
        "# 부하 분산\n\n## 회로 차단기\n\n장애가 번지지 않게 호출을 끊는다.\n\n## 과부하\n\n재시도가 몰린다.\n\n\
         ## 정전\n\nUPS와 배터리가 서버를 잠시 버텨 준다.\n",
    ),
    (
        "patterns.md",
        "# Bridge pattern\n\nField, current state, phase, buffer, gate.\n\n## Transformer\n\nAttention, encoder and decoder.\n\n\
         ## Latch\n\n`CountDownLatch`는 스레드를 기다리게 한다.\n",
    ),
    (
        "hash.md",
        "# 해시 테이블\n\n## Load factor\n\n적재율이 0.75를 넘으면 늘린다.\n\n## 포화\n\n충돌이 는다.\n",
    ),
    (
        "network.md",
        "# 네트워크\n\n## 변조\n\n진폭 변조, 위상 변조. 대역폭과 잡음.\n\n## 릴레이\n\n중계기가 신호를 증폭한다.\n",
    ),
];

fn workspace(notes: &[(&str, &str)]) -> Workspace {
    notes.iter().fold(Workspace::new(), |all, (path, text)| all.note(path, text))
}

/// Returns the fields that `galpi status` tells of.
fn fields(notes: &Workspace, arguments: &[&str]) -> Vec<String> {
    let run = |command: &[&str]| notes.galpi(arguments.iter().chain(command));
    run(&["index"]);
    let out = run(&["status", "--json"]).stdout;
    let status: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    let fields = status["fields"].as_array().expect("fields");
    fields.iter().filter_map(|field| field.as_str().map(str::to_owned)).collect()
}

#[test]
fn notes_on_circuits_and_machines_speak_of_electrical_engineering() {
    assert_eq!(fields(&workspace(&NOTES), &[]), ["electrical"]);
    for note in NOTES {
        assert_eq!(fields(&workspace(&[note]), &[]), ["electrical"], "{}", note.0);
    }
}

#[test]
fn words_that_computing_shares_speak_of_no_electricity() {
    let is_electrical = |fields: Vec<String>| fields.contains(&"electrical".to_owned());
    assert!(!is_electrical(fields(&workspace(&COMPUTING), &[])));
    for note in COMPUTING {
        assert!(!is_electrical(fields(&workspace(&[note]), &[])), "{}", note.0);
    }
    // Neither do our notes on AWS.
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let notes = Workspace::new();
    let index = notes.path("index");
    let [corpus, index] = [&corpus, &index].map(|path| path.to_str().expect("a path"));
    let found = fields(&notes, &["--notes", corpus, "--index", index]);
    assert!(found.contains(&"aws".to_owned()) && !is_electrical(found.clone()), "{found:?}");
}

#[test]
fn everyday_words_find_what_it_is_called() {
    let notes = workspace(&NOTES);
    for (query, heading) in [
        ("짐이 없을 때 너무 빨리 도는 모터", "직권 전동기"),
        ("빠르기가 일정하게 유지되는 모터", "분권 전동기"),
        ("밤에 먼 쪽 볼트가 더 높아진다", "페란티 현상"),
        ("긴 선로에 부하가 없으면 받는 쪽이 올라간다", "페란티 현상"),
        ("폭주하는 전동기", "직권 전동기"),
        ("star connection neutral", "Y결선"),
        ("비 오는 날 송전탑에서 지지직 소리", "코로나 방전"),
        ("복잡한 회로를 배터리 하나와 저항 하나로", "테브난의 정리"),
        ("두 대로 3상을 공급", "V결선"),
        ("욕실 콘센트가 물에 닿으면 끊어지는 것", "누전 차단기"),
        ("아무것도 안 써도 철심에서 새는 것", "철손"),
        ("backwards on purpose to hold a steady voltage", "제너 다이오드"),
        ("drone hovering steadily by three gains", "PID 제어"),
        ("compare currents on both sides of a transformer", "비율 차동 계전기"),
        ("keep the inrush low when a big motor starts", "Y-Δ 기동"),
        ("lightning to ground", "피뢰기"),
    ] {
        let out = notes.galpi(["--json", "-n", "1", query]).stdout;
        let out = String::from_utf8(out).expect("UTF-8");
        let first = out.lines().next().unwrap_or("{}");
        let hit: serde_json::Value = serde_json::from_str(first).expect("JSON");
        let trail = hit["trail"].as_array().cloned().unwrap_or_default();
        assert_eq!(trail.last().and_then(|last| last.as_str()), Some(heading), "{query}: {first}");
    }
}

#[test]
fn siblings_are_entries_of_their_own() {
    let lexicon = Lexicon::shipped().within(&["electrical"]);
    for (name, id) in [
        ("직권 전동기", "c/series-motor"),
        ("분권 전동기", "c/shunt-motor"),
        ("복권 전동기", "c/compound-motor"),
        ("Y 결선", "c/wye-connection"),
        ("성형 결선", "c/wye-connection"),
        ("델타 결선", "c/delta-connection"),
        ("Δ결선", "c/delta-connection"),
        ("단락비", "c/short-circuit-ratio"),
        ("단락 전류", "c/fault-calculation"),
        ("유도 계수", "c/inductance"),
        ("인덕턴스", "c/inductance"),
        ("철손", "c/iron-loss"),
        ("동손", "c/copper-loss"),
        ("Thevenin", "c/thevenin-theorem"),
        ("norton's theorem", "c/norton-theorem"),
    ] {
        let strong = lexicon.named(name).into_iter().filter(|(_, weak)| !weak);
        let ids: Vec<String> = strong.map(|(entry, _)| entry.id.as_str().to_owned()).collect();
        assert_eq!(ids, [id], "{name}");
    }
    // What computing or AWS calls so, too, is a word at most.
    for name in ["플립플롭", "EMF", "OCR", "UPS", "transformer", "차단기", "배터리", "slip", "PLC"]
    {
        assert!(lexicon.named(name).iter().all(|(_, weak)| *weak), "{name}");
    }
    assert!(lexicon.counts().concepts >= 250);
}
