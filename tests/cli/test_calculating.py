"""`mockint calc`: results, curves, what a calculator takes, and batches."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Mockint


def test_presets_fill_in_the_rest(mockint: Mockint):
    cache = mockint("calc", "kv_cache", "model=llama-3.1-70b", "seq_len=100k")
    assert "total_bytes = 32.8 GB, 30.5 GiB, 32,768,000,000 bytes" in cache.out
    ran = mockint("calc", "vram_planner", "model=llama-3.1-70b", "gpu=h100", "--json").json()
    assert ran["outputs"]["min_gpus"]["value"] == 2


def test_lists_are_json(mockint: Mockint):
    ran = mockint("calc", "vector_similarity", "a=[3,4,0]", "b=[6,8,1]", "--json").json()
    assert ran["outputs"]["dot"]["value"] == 50


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["kv_cach"], "Did you mean 'kv_cache'"),
        (["kv_cache", "seq_lens=1"], "Did you mean 'seq_len'"),
        (["kv_cache", "model=llama-3.1-7b"], "Did you mean 'llama-3.1-"),
        (["kv_cache", "seq_len=1", "seq_len=2"], "seq_len is given twice"),
        (["kv_cache", "=3"], "'=3' is no input"),
        (["kv_cache", "80"], "'80' is no input"),
        ([], "Which calculator?"),
        (["kv_cache", "--sweep", "seq_len"], "not a range"),
        (["kv_cache", "--sweep", "seq_len=1:2:3:4"], "not a range"),
        (["kv_cache", "--sweep", "seq_len=2k:1k"], "nothing lies between"),
        (["kv_cache", "--sweep", "seq_len=1:9:1"], "nothing lies between"),
        (["kv_cache", "--sweep", "seq_len=0:9"], "seq_len=0: too small"),
        (["kv_cache", "--sweep", "seq_lens=1:9"], "Did you mean 'seq_len'"),
        (["kv_cache", "--sweep", "attention=1:9"], "attention is no number"),
        (["text_overlap", "--sweep", "reference=1:9"], "Try --plot"),
        (["semantic_cache", "--sweep", "hit_rate=0:1:10:log"], "begins above 0"),
        (["kv_cache", "--sweep", "seq_len=1:1M:99999"], "2,001 points"),
        (["context_budget", "kind=window", "--plot"], "has no part in kind=window"),
        (["kv_cache", "--batch", "nowhere.jsonl"], "No such file"),
    ],
)
def test_what_cannot_be_worked_out_says_why(mockint: Mockint, words: list[str], said: str):
    ran = mockint("calc", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_sweep_is_plotted(mockint: Mockint):
    ran = mockint("calc", "kv_cache", "model=llama-3.1-70b", "--sweep", "seq_len=1k:128k:50:log")
    assert ran.code == 0
    assert "total_bytes (bytes)" in ran.out
    assert "seq_len (logarithmic)" in ran.out
    assert "50 points" in ran.out


def test_a_sweep_s_points_are_json(mockint: Mockint):
    ran = mockint("calc", "attention_variants", "n_heads=8", "--sweep", "n_kv_groups=1:4", "--json")
    found = ran.json()["sweep"]
    assert found["key"] == "n_kv_groups"
    assert found["values"] == [1, 2, 3, 4]
    assert found["outputs"]["gqa_reduction"] == {"unit": "x", "values": [8, 4, None, 2]}


def test_a_calculator_has_a_curve_of_its_own(mockint: Mockint):
    assert "speedup" in mockint("calc", "speculative_decoding", "--plot").out
    found = mockint("calc", "normalization", "--plot", "--json").json()["sweep"]
    assert (found["key"], found["unit"]) == ("shift of x", None)


def test_what_a_calculator_takes_and_gives(mockint: Mockint):
    out = mockint("calc", "kv_cache", "--about").out
    assert "seq_len [8,192]: tokens in the cache" in out
    assert "total_bytes (bytes): cache of all sequences" in out
    assert "Trap: Counting query heads" in out


def test_all_calculators_are_listed(mockint: Mockint):
    assert len(mockint("list", "calculators", "--json").json()) == 63


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "3",
        '"kv_cache"',
        "{}",
        '{"calculator": 3}',
        '{"calculator": "kv_cache", "inputs": [1]}',
        '{"calculator": "kv_cache", "inputs": null}',
        '{"calculator": "kv_cache", "input": {}}',
        '{"calculator": "kv_cache", "inputs": {"seq_len": 1, "seq_len": 2}}',
        '{"calculator": "kv_cache", "inputs": {"seq_len": NaN}}',
        "[" * 100_000,
    ],
)
def test_a_bad_line_of_a_batch_is_an_error_of_its_own(mockint: Mockint, tmp_path: Path, line: str):
    path = tmp_path / "batch.jsonl"
    good = json.dumps({"calculator": "chunking"})
    path.write_text(f"{good}\n\n{line}\n{good}\n", encoding="utf-8")
    ran = mockint("calc", "--batch", str(path))
    lines = [json.loads(each) for each in ran.out.splitlines()]
    assert (ran.code, ["error" in each for each in lines]) == (1, [False, True, False])
