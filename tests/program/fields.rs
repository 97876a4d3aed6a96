//! Entries of the lexicon are read only into notes that speak of their field.

use crate::workspace::Workspace;

/// Returns the fields that `galpi status` tells of.
fn fields(notes: &Workspace) -> Vec<String> {
    notes.galpi(["index"]);
    let run = notes.galpi(["status", "--json"]);
    let status: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let fields = status["fields"].as_array().expect("fields");
    fields.iter().filter_map(|field| field.as_str().map(str::to_owned)).collect()
}

fn java() -> Workspace {
    let notes = Workspace::new()
        .note("lambda.md", "# 람다식\n\n자바 8에 들어온 람다(Lambda)는 이름 없는 함수이다.\n\n## 최댓값\n\n`Stream.max`로 구한다.\n")
        .note("queue.md", "# Queue 인터페이스\n\n큐는 먼저 넣은 것이 먼저 나온다.\n\n## PriorityQueue\n\n우선순위가 있다.\n");
    notes.note("io.md", "# 파일 읽기\n\n버퍼를 쓴다.\n\n# 문자열\n\n불변이다.\n")
}

#[test]
fn one_note_on_a_service_speaks_of_its_field() {
    for text in [
        "# EC2\n\n가상 서버를 빌려준다.\n",
        "# Amazon S3\n\n객체를 담는다.\n",
        "# 정리\n\nSQS와 SNS를 함께 쓴다.\n",
        "# Lambda\n\nAPI Gateway가 부르는 함수.\n",
    ] {
        let notes = Workspace::new().note("a.md", text);
        assert!(fields(&notes).contains(&"aws".to_owned()), "{text}");
    }
}

#[test]
fn a_single_chance_name_speaks_of_no_field() {
    for text in [
        "# 오로라\n\n북극의 밤하늘에 보인다.\n",
        "# 사진\n\n`ls -i`는 번호를, `r_i`는 반지름을 뜻한다.\n",
        "# SNS 마케팅\n\n짧은 글이 잘 읽힌다.\n",
    ] {
        let notes = Workspace::new().note("a.md", text);
        assert_eq!(fields(&notes), Vec::<String>::new(), "{text}");
    }
    assert!(!fields(&java()).contains(&"aws".to_owned()));
}

#[test]
fn one_note_of_many_may_speak_of_another_field() {
    let mut notes = java();
    for number in 0..40 {
        let text = format!("# 요리 {number}\n\n소금을 넣고 끓인다.\n\n## 재료\n\n무와 파.\n");
        notes = notes.note(&format!("cook/{number}.md"), text);
    }
    let text = "# AWS 배포\n\nEC2와 RDS를 쓴다.\n\n## S3\n\nCloudFront, Route 53, ACM을 앞에 둔다.\n\n\
                ## 권한\n\nIAM 역할, KMS, CloudTrail, VPC, SQS.\n";
    let notes = notes.note("deploy.md", text);
    assert!(fields(&notes).contains(&"aws".to_owned()));
}

#[test]
fn entries_of_other_fields_are_not_read_into_notes() {
    let notes = java();
    for query in ["최대", "소수 최대공약수", "serverless", "로드밸런싱"] {
        let run = notes.galpi(["--json", query]);
        assert!(
            !run.stdout().contains("AWS") && !run.stdout().contains("\"s/"),
            "{query}: {}",
            run.stdout()
        );
    }
    let run = notes.galpi(["--json", "람다식"]);
    assert!(
        run.stdout().contains("lambda.md") && !run.stdout().contains("AWS Lambda"),
        "{}",
        run.stdout()
    );
    let run = notes.galpi(["service"]);
    assert!(!run.stdout().contains("Lambda") && !run.stdout().contains("SQS"), "{}", run.stdout());
    let run = notes.galpi(["service", "--missing"]);
    assert!(!run.stdout().contains("EC2"), "{}", run.stdout());
    // What is asked for by its name is looked for, and that it may be another
    // thing is told.
    let run = notes.galpi(["service", "Lambda"]);
    assert!(
        run.stdout().starts_with("lambda.md:") && run.stderr().contains("something else"),
        "{}",
        run.stderr()
    );
    let run = notes.galpi(["export", "--format", "quickwit"]);
    assert!(
        run.stdout().contains("lambda.md") && !run.stdout().contains("s/lambda"),
        "{}",
        run.stdout()
    );
}

#[test]
fn fields_are_of_the_notes_and_not_of_their_history() {
    let notes = Workspace::new().note("a.md", "# 요리\n\n소금을 넣는다.\n");
    assert_eq!(fields(&notes), Vec::<String>::new());
    notes.write("notes/b.md", "# EC2\n\nEBS 볼륨을 붙인다.\n");
    assert!(fields(&notes).contains(&"aws".to_owned()));
    std::fs::remove_file(notes.path("notes/b.md")).expect("a note");
    assert_eq!(fields(&notes), Vec::<String>::new());
}

#[test]
fn status_tells_the_fields_in_the_language_of_the_reader() {
    let notes = Workspace::new().note("a.md", "# EC2\n\nEBS 볼륨을 붙인다.\n");
    notes.galpi(["index"]);
    let run = notes.galpi(["status"]);
    assert!(
        run.stdout().contains("fields") && run.stdout().contains("Amazon Web Services"),
        "{}",
        run.stdout()
    );
}

#[test]
fn missing_is_what_the_fields_of_the_notes_have() {
    let notes = Workspace::new().note("a.md", "# EC2\n\nEBS 볼륨을 붙인다.\n");
    let run = notes.galpi(["service", "--missing"]);
    assert!(
        run.stdout().contains("Amazon SQS") && !run.stdout().contains("kubelet"),
        "{}",
        run.stdout()
    );
}

#[test]
fn a_field_that_is_hardly_spoken_of_is_not_missed() {
    let notes = Workspace::new()
        .note(
            "a.md",
            "# EC2\n\nEBS, EFS, S3, Lambda, DynamoDB, Amazon SQS, Amazon SNS, RDS, Amazon VPC, ElastiCache, \
             Redshift, Athena, AWS Glue, CloudFront, Route 53, AWS WAF, GuardDuty, Macie, CloudTrail.\n",
        )
        .note("b.md", "# EKS\n\nkubelet과 kube-proxy가 도는 노드.\n");
    let run = notes.galpi(["service", "--missing"]);
    assert!(
        run.stdout().contains("Amazon Aurora") && !run.stdout().contains("kubernetes "),
        "{}",
        run.stdout()
    );
    // Notes on both lack both.
    let both =
        "# Kubernetes\n\nkubelet, kube-proxy, etcd, kubectl, Helm, containerd, Prometheus.\n";
    notes.write("notes/b.md", both);
    let run = notes.galpi(["service", "--missing"]);
    assert!(
        run.stdout().contains("Amazon Aurora") && run.stdout().contains("kubernetes "),
        "{}",
        run.stdout()
    );
}
