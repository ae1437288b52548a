"""Listing, studying, checking, calculating, assessing from the command line."""

import json
from pathlib import Path

import pytest

from mockint.bundled import bundled_root
from tests.cli.conftest import Mockint


@pytest.mark.parametrize(
    ("kind", "has"),
    [
        ("rounds", "phone-screen-30"),
        ("questions", "kv-cache"),
        ("personas", "bar-raiser"),
        ("rubrics", "phone-screen"),
        ("calculators", "kv_cache"),
    ],
)
def test_lists_name_what_there_is(mockint: Mockint, kind: str, has: str):
    rows = mockint("list", kind, "--json").json()
    assert has in {row["id"] for row in rows}
    assert all(row["title"] for row in rows)
    assert has in mockint("list", kind).out


def test_a_question_can_be_studied(mockint: Mockint):
    read = mockint("read", "kv-cache")
    assert read.code == 0
    for heading in ("What a strong answer says", "A model answer", "Sources", "Follow-ups"):
        assert heading in read.out
    assert max(map(len, read.out.splitlines())) <= 88
    wrong = mockint("read", "kv-cash")
    assert (wrong.code, "Did you mean 'kv-cache'?" in wrong.err) == (2, True)


def test_what_has_no_faults_is_told_so(mockint: Mockint):
    ran = mockint("check", str(bundled_root() / "interviews" / "personas"))
    assert (ran.code, ran.out, ran.err) == (0, "No faults found.\n", "")


def test_a_faulty_file_is_named_with_line_and_column(mockint: Mockint, tmp_path: Path):
    path = tmp_path / "interviews" / "personas" / "bad.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("id: bad\ntitel: Bad\n", encoding="utf-8")
    ran = mockint("check", str(path))
    assert ran.code == 1
    assert f"{path}:2:1: unknown key 'titel'" in ran.err
    assert mockint("check", str(tmp_path / "none.yaml")).code == 2


@pytest.mark.parametrize("kind", ["round", "question", "persona", "rubric", "specimen", "glossary"])
def test_each_kind_has_a_schema(mockint: Mockint, kind: str):
    assert "$defs" in mockint("schema", kind).json() or mockint("schema", kind).json()["type"]


def test_a_new_question_passes_the_check_and_joins_the_bank(mockint: Mockint, tmp_path: Path):
    made = mockint("new", "question", "agents/tool-design", "--folder", str(tmp_path))
    assert made.code == 0
    path = Path(made.out.strip())
    assert path.is_file()
    assert mockint("check", str(path)).code == 0
    rows = mockint("--content", str(tmp_path), "list", "questions", "--json").json()
    assert "tool-design" in {row["id"] for row in rows}
    again = mockint("new", "question", "agents/tool-design", "--folder", str(tmp_path))
    assert (again.code, "is there already" in again.err) == (2, True)


def test_a_broken_file_of_ones_own_leaves_the_rest_usable(mockint: Mockint, tmp_path: Path):
    folder = tmp_path / "interviews" / "rounds"
    folder.mkdir(parents=True)
    (folder / "mine.yaml").write_text("id: mine\n", encoding="utf-8")
    ran = mockint("--content", str(tmp_path), "list", "rounds", "--json")
    assert "warm-up" in {row["id"] for row in ran.json()}
    assert "mine.yaml" in ran.err


def test_a_number_is_worked_out_with_its_formula(mockint: Mockint):
    inputs = ("n_layers=80", "n_kv_heads=8", "head_dim=128", "seq_len=100k", "dtype_bytes=2")
    ran = mockint("calc", "kv_cache", *inputs, "--json").json()
    assert ran["outputs"]["total_bytes"] == {"value": 32_768_000_000, "unit": "bytes"}
    assert "327,680" in mockint("calc", "kv-cache", *inputs).out
    for wrong in ("n_layers=0", "n_layer=80", "80"):
        assert mockint("calc", "kv_cache", wrong).code == 2


def test_an_output_that_is_a_list_is_shown_as_one(mockint: Mockint):
    ran = mockint("calc", "normalization", "x=[1,2,3,4]")
    assert (ran.code, ran.err) == (0, "")
    assert "layer_norm = -1.342, -0.4472" in ran.out


def test_a_batch_of_numbers_goes_on_after_a_bad_line(mockint: Mockint, tmp_path: Path):
    good = {"calculator": "chunking", "inputs": {"document_tokens": 10000}}
    path = tmp_path / "batch.jsonl"
    path.write_text(f"{json.dumps(good)}\nnot json\n{json.dumps(good)}\n", encoding="utf-8")
    ran = mockint("calc", "--batch", str(path))
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert (ran.code, ["error" in line for line in lines]) == (1, [False, True, False])


ANSWER = (
    "It keeps the keys and values of all earlier tokens in every layer, so they aren't recomputed."
)


def test_an_answer_is_read_with_the_words_it_rests_on(mockint: Mockint):
    document = mockint("assess", "kv-cache", "--json", stdin=ANSWER).json()
    assert document["intent"] == "answer"
    made = [point for point in document["points"] if point["verdict"] == "covered"]
    assert made
    assert all(ANSWER[p["start"] : p["end"]] == p["quote"] for p in made)
    assert document["next"]["move"] in ("probe", "follow-up")
    assert document["next"]["text"]
    assert "+ made" in mockint("assess", "kv-cache", stdin=ANSWER).out


def test_what_is_no_answer_has_no_level(mockint: Mockint):
    document = mockint("assess", "kv-cache", "--json", stdin="I don't know").json()
    assert (document["level"], document["score"], document["intent"]) == (None, None, "dont-know")
    assert document["next"]["move"] == "offer-hint"


def test_an_explanation_shows_the_words_that_hit(mockint: Mockint):
    ran = mockint("assess", "kv-cache", "--explain", stdin=ANSWER)
    assert "what-is-stored" in ran.out
    assert "keys" in ran.out


def test_a_follow_up_is_read_against_its_own_points(mockint: Mockint):
    wrong = mockint("assess", "kv-cache", "--followup", "no-such", stdin=ANSWER)
    assert (wrong.code, "has no follow-up 'no-such'" in wrong.err) == (2, True)
    right = mockint("assess", "kv-cache", "--followup", "size-one-request", "--json", stdin="33 GB")
    (number,) = [n for n in right.json()["numbers"] if n["expected"] is not None]
    assert number["within"] is True


def test_a_batch_of_answers_keeps_its_order(mockint: Mockint, tmp_path: Path):
    path = tmp_path / "batch.jsonl"
    lines = [
        {"question": "kv-cache", "answer": ANSWER},
        {"question": "no-such", "answer": "x"},
        {"question": "kv-cache", "answer": ""},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    ran = mockint("assess", "--batch", str(path))
    read = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert read[0]["question"] == "kv-cache"
    assert "no-such" in read[1]["error"]
    assert read[2]["intent"] == "empty"


def test_a_question_from_outside_the_bank_can_be_used(mockint: Mockint, tmp_path: Path):
    made = mockint("new", "question", "agents/tool-design", "--folder", str(tmp_path)).out.strip()
    ran = mockint("assess", "--question-file", made, "--json", stdin="something")
    assert ran.json()["question"] == "tool-design"


def test_a_question_of_points_and_phrasings_alone_is_enough_to_read_by(
    mockint: Mockint, tmp_path: Path
):
    path = tmp_path / "sky.yaml"
    path.write_text(
        "ask: Why is the sky blue?\n"
        "points:\n"
        "  - id: scattering\n"
        "    says: Air scatters blue light more than red\n"
        "    phrasings: [blue light is scattered more than red, short waves scatter more]\n"
        "wrong_claims:\n"
        "  - {id: the-sea, says: The sky mirrors the sea, phrasings: [it reflects the ocean]}\n",
        encoding="utf-8",
    )
    ran = mockint(
        "assess",
        "--question-file",
        str(path),
        "--json",
        stdin="Air scatters short, blue waves more.",
    )
    assert ran.json()["points"][0]["verdict"] == "covered"
    path.write_text("ask: Why?\npoints: []\n", encoding="utf-8")
    both = mockint("assess", "--question-file", str(path), "It is scattered", stdin="")
    assert both.code == 2
    assert "--answer FILE" in both.err
    wrong = mockint("assess", "--question-file", str(path), stdin="x")
    assert (wrong.code, f"{path}:2" in wrong.err) == (2, True)


def test_where_names_the_folders(mockint: Mockint, own_home: Path):
    out = mockint("where").out
    assert str(own_home / "mockint" / "sessions.db") in out
