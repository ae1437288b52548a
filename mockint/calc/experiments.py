"""Calculators of experiments: how many users, whether A beats B, and looking early."""

import math

from mockint.calc.distributions import ALPHA, NORMAL, two_sided, z_of
from mockint.calc.figures import figure
from mockint.calc.parameters import Choice, Count, Given, Number, Share
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import Kind
from mockint.core.errors import CalculatorError


def _lifted(given: Given) -> float | None:
    """Return the control's rate and five points, where that is a rate."""
    rate = round(given.get("p_control", 0.7) + 0.05, 12)
    return rate if rate < 1 else None


_CONTROL = Share("p_control", "rate of A", default=0.7, open_minimum=True, open_maximum=True)
_TREATMENT = Share(
    "p_treatment", "rate of B", default_from=_lifted, open_minimum=True, open_maximum=True
)


@calculator(
    title="Users for an A/B test",
    inputs=(
        _CONTROL,
        _TREATMENT,
        Share("lift", "absolute difference of the rates", minimum=-1),
        ALPHA,
        Share(
            "power",
            "chance of seeing the difference",
            default=0.8,
            open_minimum=True,
            open_maximum=True,
        ),
        Choice(
            "method",
            "which textbook's formula",
            values=("pooled_z", "unpooled_null_at_control", "arcsine"),
            default="pooled_z",
        ),
        Count("sides", "1 where only better counts", default=2, maximum=2),
    ),
    outputs=(
        Output("n_per_arm", "users", "before rounding up"),
        Output("n_per_arm_rounded", "users", "rounded up"),
        Output("total", "users", "both arms"),
    ),
    alternatives=(frozenset({"p_treatment"}), frozenset({"lift"})),
    trap="Relative lift taken for absolute; textbooks differ by up to 7%; per arm, not in total",
    source="R, power.prop.test (pooled_z); Miller, Evan's Awesome A/B Tools "
    "(unpooled_null_at_control); statsmodels, NormalIndPower (arcsine)",
)
def ab_sample_size(
    *,
    p_control: float,
    p_treatment: float | None,
    lift: float | None,
    alpha: float,
    power: float,
    method: str,
    sides: int,
) -> Result:
    """Return the users per arm that show a difference of two rates.

    pooled_z: (zα·sqrt(2·p̄·q̄) + zβ·sqrt(p0·q0 + p1·q1))² / δ². unpooled_null_at_control: with
    2·p0·q0 in the first root. arcsine: 2·((zα + zβ) / h)², h = 2·asin√p1 - 2·asin√p0.

    Raises CalculatorError where the rates are equal, or a lift leads to no rate.

    Source: R; Evan Miller; statsmodels.
    """
    treatment = p_treatment if lift is None else p_control + lift
    if treatment is None:
        return Result({}, lambda: "")
    if not 0 < treatment < 1:
        raise CalculatorError(
            f"a lift of {figure(treatment - p_control)} leads to a rate of {figure(treatment)}.",
            "Give a lift that stays between 0 and 1.",
        )
    if treatment == p_control:
        raise CalculatorError("p_control and p_treatment are equal.", "Give two that differ.")
    z_alpha, z_beta = z_of(alpha / sides), NORMAL.inv_cdf(power)
    delta = treatment - p_control
    own = p_control * (1 - p_control) + treatment * (1 - treatment)
    mean = (p_control + treatment) / 2
    null = 2 * (mean * (1 - mean) if method == "pooled_z" else p_control * (1 - p_control))
    effect = _arcsine_effect(p_control, treatment)
    if method == "arcsine":
        users = 2 * ((z_alpha + z_beta) / effect) ** 2
    else:
        users = ((z_alpha * math.sqrt(null) + z_beta * math.sqrt(own)) / delta) ** 2

    def formula() -> str:
        alpha_text, beta_text = figure(z_alpha), figure(z_beta)
        if method == "arcsine":
            product = f"2 x (({alpha_text} + {beta_text}) / {figure(effect)})²"
        else:
            roots = f"{alpha_text} x sqrt({figure(null)}) + {beta_text} x sqrt({figure(own)})"
            product = f"(({roots}) / {figure(delta)})²"
        return f"{product} = {figure(users)} per arm"

    rounded = math.ceil(users)
    outputs = {"n_per_arm": users, "n_per_arm_rounded": rounded, "total": 2 * rounded}
    return Result(outputs, formula)


def _arcsine_effect(p_control: float, p_treatment: float) -> float:
    return 2 * math.asin(math.sqrt(p_treatment)) - 2 * math.asin(math.sqrt(p_control))


_COUNTS = frozenset({"control_successes", "control_n", "treatment_successes", "treatment_n"})


@calculator(
    title="Whether B beats A",
    inputs=(
        Kind(
            "kind",
            "the test of a result, or the power of a plan",
            uses={
                "test": _COUNTS,
                "power": frozenset({"p_control", "p_treatment", "n_per_arm", "method"}),
            },
            default="test",
        ),
        Count("control_successes", "successes of A", minimum=0, default=120),
        Count("control_n", "users of A", default=1000),
        Count("treatment_successes", "successes of B", minimum=0, default=150),
        Count("treatment_n", "users of B", default=1000),
        ALPHA,
        _CONTROL,
        _TREATMENT,
        Number("n_per_arm", "users of each", default=1000, maximum=1e12),
        Choice("method", "which formula", values=("arcsine", "pooled_z"), default="arcsine"),
    ),
    outputs=(
        Output("z", None, "difference over its pooled standard error"),
        Output("p_value", "fraction", "two-sided"),
        Output("diff", "fraction", "rate of B - rate of A"),
        Output("ci_low", "fraction", "of the difference, standard error not pooled"),
        Output("ci_high", "fraction", "of the difference, standard error not pooled"),
        Output("power", "fraction", "chance of seeing a difference of that size, two-sided"),
    ),
    trap="The test pools the rates and the interval doesn't, so they can disagree at the edge",
    source="statsmodels: proportions_ztest, confint_proportions_2indep, NormalIndPower",
)
def ab_test(
    *,
    kind: str,
    control_successes: int | None,
    control_n: int | None,
    treatment_successes: int | None,
    treatment_n: int | None,
    alpha: float,
    p_control: float | None,
    p_treatment: float | None,
    n_per_arm: float | None,
    method: str | None,
) -> Result:
    """Return the z test and Wald's interval of two rates, or the power of a test to come.

    Raises CalculatorError where more succeed than there are, and where all succeed or none does.

    Source: statsmodels.
    """
    if p_control is not None and p_treatment is not None and n_per_arm is not None:
        return _power(p_control, p_treatment, n_per_arm, alpha, method == "arcsine")
    if kind == "power":
        return Result({}, lambda: "")
    arms = ((control_successes or 0, control_n or 1), (treatment_successes or 0, treatment_n or 1))
    for name, (won, users) in zip(("control", "treatment"), arms, strict=True):
        if won > users:
            raise CalculatorError(
                f"{name}_successes={won} of only {name}_n={users}.", f"Give 0 to {users}."
            )
    (won_a, users_a), (won_b, users_b) = arms
    pooled = (won_a + won_b) / (users_a + users_b)
    if pooled in (0, 1):
        raise CalculatorError(
            "all succeed or none does, so there is no spread to test against.",
            "Give counts with successes and failures.",
        )
    rate_a, rate_b = won_a / users_a, won_b / users_b
    diff = rate_b - rate_a
    z = diff / math.sqrt(pooled * (1 - pooled) * (1 / users_a + 1 / users_b))
    own = math.sqrt(rate_a * (1 - rate_a) / users_a + rate_b * (1 - rate_b) / users_b)
    reach = z_of(alpha / 2) * own

    def formula() -> str:
        rates = f"{figure(rate_b)} - {figure(rate_a)}"
        spread = f"sqrt({figure(pooled)} x {figure(1 - pooled)} x (1/{users_a} + 1/{users_b}))"
        return f"({rates}) / {spread} = {figure(z)}, p {figure(two_sided(z))}"

    outputs = {
        "z": z,
        "p_value": two_sided(z),
        "diff": diff,
        "ci_low": diff - reach,
        "ci_high": diff + reach,
    }
    return Result(outputs, formula)


def _power(
    p_control: float, p_treatment: float, users: float, alpha: float, arcsine: bool
) -> Result:
    """Return the chance that a two-sided test sees a difference, on either side."""
    bound = z_of(alpha / 2)
    if arcsine:
        shift, scale = _arcsine_effect(p_control, p_treatment) * math.sqrt(users / 2), 1.0
    else:
        mean = (p_control + p_treatment) / 2
        own = p_control * (1 - p_control) + p_treatment * (1 - p_treatment)
        shift = (p_treatment - p_control) / math.sqrt(own / users)
        scale = math.sqrt(2 * mean * (1 - mean) / own)
    power = NORMAL.cdf(shift - bound * scale) + NORMAL.cdf(-shift - bound * scale)
    text = f"P(|Z + {figure(shift)}| > {figure(bound * scale)}) = {figure(power)}"
    return Result({"power": power}, lambda: text)
