"""Reference values of retrieval: ranked lists, scores, indexes, claims."""

import pytest

from tests.calc.cases import Case, check, name_of

README_CORPUS = [
    ["Hello", "there", "good", "man!"],
    ["It", "is", "quite", "windy", "in", "London"],
    ["How", "is", "the", "weather", "today?"],
]
RANKED = ["d2", "d1", "d5", "d3", "d4", "d7", "d8", "d6", "d0", "d11"]
RELEVANT = dict.fromkeys(["d1", "d3", "d7", "d9"], 1)

CASES = [
    Case(
        "ir_metrics",
        {"ranking": RANKED, "relevance": RELEVANT, "k": 10},
        {
            "precision_at_k": 0.3,
            "recall_at_k": 0.75,
            "ndcg_at_k": 0.5534861,
            "reciprocal_rank": 0.5,
            "average_precision": 0.375,
        },
        "pytrec_eval",
    ),
    Case(
        "ir_metrics",
        {"gains": [3, 2, 3, 0, 1, 2], "judged_gains": [3, 3, 3, 2, 2, 2, 1, 0], "k": 6},
        {"dcg": 6.861, "ideal_dcg": 8.740, "ndcg_at_k": 0.785},
        "Wikipedia, Discounted cumulative gain",
        tolerance=1e-3,
    ),
    Case(
        "ir_metrics",
        {
            "ranking": ["D1", "D2", "D3", "D4", "D5", "D6"],
            "relevance": {
                "D1": 3,
                "D2": 2,
                "D3": 3,
                "D4": 0,
                "D5": 1,
                "D6": 2,
                "D7": 3,
                "D8": 2,
            },
            "k": 6,
        },
        {"dcg": 6.861, "ndcg_at_k": 0.785},
        "Wikipedia, Discounted cumulative gain",
        tolerance=1e-3,
    ),
    Case("ir_metrics", {"gains": [3, 2]}, {"dcg": 3 + 2 / 1.5849625}, "arithmetic"),
    Case(
        "ir_metrics",
        {"gains": [3, 2], "gain": "exponential", "k": 1},
        {"dcg": 7},
        "arithmetic: 2³ - 1",
    ),
    Case(
        "ir_metrics",
        {
            "queries": [
                {"ranking": ["a", "b"], "relevance": {"b": 1}},
                {"ranking": ["c"], "relevance": {"d": 1}},
            ],
            "k": 2,
        },
        {
            "mean_average_precision": 0.25,
            "mrr": 0.25,
            "mean_precision_at_k": 0.25,
            "mean_recall_at_k": 0.5,
        },
        "by hand",
    ),
    Case(
        "rag_generation_metrics",
        {"relevant_flags": [1, 0, 1, 1, 0]},
        {"context_precision": 0.8055556},
        "scikit-learn average_precision_score",
    ),
    Case(
        "rag_generation_metrics",
        {
            "supported_claims": 3,
            "total_claims": 4,
            "attributed_claims": 1,
            "reference_claims": 2,
        },
        {"faithfulness": 0.75, "context_recall": 0.5},
        "RAGAS documentation",
    ),
    Case(
        "rrf",
        {"rankings": [["A", "B", "C", "D"], ["C", "A", "E", "B"]], "k": 60},
        {
            "scores": {
                "A": 0.0325225,
                "C": 0.0322665,
                "B": 0.0317541,
                "E": 0.0158730,
                "D": 0.0156250,
            },
            "fused_order": ["A", "C", "B", "E", "D"],
        },
        "ranx",
        tolerance=1e-5,
    ),
    Case(
        "bm25",
        {
            "corpus": README_CORPUS,
            "query": ["windy", "London"],
            "k1": 1.5,
            "b": 0.75,
            "idf": "okapi",
        },
        {"scores": [0, 0.93729472, 0]},
        "rank_bm25 README",
    ),
    Case(
        "bm25",
        {"corpus": [["a", "a", "b"], ["b"]], "query": ["a"], "k1": 2, "b": 0, "idf": "atire"},
        {"scores": [0.6931472 * 2 * 3 / 4, 0]},
        "arithmetic: ln 2 x tf (k1 + 1) / (tf + k1)",
    ),
    Case(
        "bm25",
        {"corpus": [["a", "b"], ["b"]], "query": ["b", "b"], "k1": 0, "idf": "lucene"},
        {"scores": [2 * 0.1823216, 2 * 0.1823216]},
        "bm25s: ln(1 + .5/2.5), twice",
    ),
    Case(
        "bm25",
        {"corpus": [["a"], ["a", "b"], ["c"]], "query": ["a"], "k1": 0, "idf": "okapi"},
        {"scores": [0.0425688, 0.0425688, 0]},
        "rank_bm25: a quarter of the mean idf where it is below 0",
        tolerance=1e-5,
    ),
    Case(
        "vector_index",
        {"n_vectors": 20_000, "dim": 128, "dtype_bytes": 4, "index": "flat"},
        {"total_bytes": 10_240_045},
        "faiss, serialised",
        tolerance=1e-3,
    ),
    Case(
        "vector_index",
        {"n_vectors": 1e6, "dim": 768, "index": "hnsw", "M": 32},
        {"total_bytes": 1e6 * (768 * 4 + 32 * 8), "bytes_per_vector": 3328},
        "Faiss wiki: d·4 + M·2·4",
    ),
    Case(
        "vector_index",
        {"n_vectors": "10M", "dim": 768, "index": "hnsw_scylladb", "M": 16, "dtype_bytes": 4},
        {"total_bytes": 10e6 * (768 * 4 + 16 * 16) * 1.2},
        "ScyllaDB Cloud documentation",
    ),
    Case(
        "vector_index",
        {"n_vectors": 1e6, "dim": 768, "index": "pq", "pq_m": 96, "pq_bits": 8},
        {"bytes_per_vector": 96, "total_bytes": 96e6 + 256 * 768 * 4, "compression_ratio": 32},
        "Faiss wiki",
    ),
    Case(
        "vector_index",
        {"n_vectors": 1e6, "dim": 128, "index": "ivfpq", "pq_m": 16, "nlist": 1024},
        {"bytes_per_vector": 24, "shared_bytes": 256 * 128 * 4 + 1024 * 128 * 4},
        "Faiss wiki",
    ),
    Case("vector_index", {"index": "sq8", "dim": 100}, {"compression_ratio": 4}, "Faiss wiki"),
    Case("vector_index", {"index": "binary", "dim": 768}, {"bytes_per_vector": 96}, "Faiss wiki"),
]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_value_is_that_of_the_source(case: Case) -> None:
    check(case)
