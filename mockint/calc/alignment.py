"""Calculators of alignment: teaching by logits and by preferences."""

import math
from collections.abc import Sequence

from mockint.calc.architecture import unless_given
from mockint.calc.figures import figure
from mockint.calc.logits import entropy, log_softmax, sigmoid, softplus
from mockint.calc.parameters import Number, Signed
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.structures import NumberList
from mockint.core.errors import CalculatorError


@calculator(
    title="Distillation loss",
    inputs=(
        NumberList(
            "teacher_logits",
            "logits of the teacher",
            default_from=unless_given({"student_logits"}, [4, 2, 0.5, -1]),
            magnitude=1e6,
        ),
        NumberList(
            "student_logits",
            "logits of the student",
            default_from=unless_given({"teacher_logits"}, [3, 2.5, 0, 0]),
            magnitude=1e6,
        ),
        Number(
            "temperature",
            "what logits are divided by",
            default=2,
            minimum=1e-6,
            maximum=1e6,
            open_minimum=False,
        ),
    ),
    outputs=(
        Output("teacher_probs", None, "softmax(z / T) of the teacher"),
        Output("student_probs", None, "softmax(z / T) of the student"),
        Output("forward_kl_nats", "nats", "KL(teacher, student)"),
        Output("scaled_loss", None, "T² · KL"),
        Output("reverse_kl_nats", "nats", "KL(student, teacher)"),
        Output("teacher_entropy_nats", "nats", "spread of the teacher's distribution"),
    ),
    trap="Without T² gradients shrink by 1/T²; forward KL covers all modes, reverse KL seeks one",
    source="Hinton et al. 2015; agrees with torch",
)
def distillation(
    *,
    teacher_logits: Sequence[float] | None,
    student_logits: Sequence[float] | None,
    temperature: float,
) -> Result:
    """Return the divergence of two softened distributions of shape (classes,), in nats.

    Raises CalculatorError for logits of different length.

    Source: Hinton et al. 2015.
    """
    if teacher_logits is None:
        return Result({}, lambda: "")
    teacher = log_softmax([each / temperature for each in teacher_logits])
    probabilities = [math.exp(each) for each in teacher]
    outputs = {
        "teacher_probs": probabilities,
        "teacher_entropy_nats": entropy(probabilities),
    }
    if student_logits is None:
        return Result(outputs, lambda: f"softmax(z / {figure(temperature)})")
    if len(student_logits) != len(teacher_logits):
        raise CalculatorError(
            f"{len(teacher_logits)} teacher_logits, but {len(student_logits)} student_logits.",
            "Give as many of each.",
        )
    student = log_softmax([each / temperature for each in student_logits])
    forward, reverse = _divergence(teacher, student), _divergence(student, teacher)

    def formula() -> str:
        terms = " + ".join(
            f"{math.exp(p):.4f} x {p - q:.4f}"
            for p, q in zip(teacher[:8], student[:8], strict=True)
        )
        loss = f"x {figure(temperature)}² = {figure(forward * temperature**2)}"
        return f"{terms}{' + ...' if len(teacher) > 8 else ''} = {figure(forward)} nats; {loss}"

    outputs |= {
        "student_probs": [math.exp(each) for each in student],
        "forward_kl_nats": forward,
        "scaled_loss": forward * temperature**2,
        "reverse_kl_nats": reverse,
    }
    return Result(outputs, formula)


def _divergence(logp: Sequence[float], logq: Sequence[float]) -> float:
    """Return KL(p, q) in nats, of log-probabilities; never below 0, which rounding may reach."""
    terms = (math.exp(p) * (p - q) for p, q in zip(logp, logq, strict=True))
    return max(0.0, math.fsum(terms))


def _log_probability(name: str, meaning: str, default: float) -> Signed:
    return Signed(name, meaning, unit="nats", default=default, maximum=0)


@calculator(
    title="DPO loss of a pair",
    inputs=(
        _log_probability("policy_chosen_logp", "chosen answer under the policy", -12),
        _log_probability("policy_rejected_logp", "rejected answer under the policy", -15),
        _log_probability("ref_chosen_logp", "chosen answer under the reference", -13),
        _log_probability("ref_rejected_logp", "rejected answer under the reference", -14),
        Number(
            "beta", "how strongly the policy is held to the reference", default=0.1, maximum=1e3
        ),
    ),
    outputs=(
        Output("loss", "nats", "-ln σ(margin)"),
        Output("reward_margin", None, "chosen reward - rejected reward"),
        Output("chosen_reward", None, "β · (policy - reference), chosen"),
        Output("rejected_reward", None, "β · (policy - reference), rejected"),
    ),
    trap="It starts at ln 2 whatever β is; both log-probabilities may fall while it improves; and "
    "they are sums over the answer, not means",
    source="Rafailov et al. 2023, equation 7",
)
def dpo(
    *,
    policy_chosen_logp: float,
    policy_rejected_logp: float,
    ref_chosen_logp: float,
    ref_rejected_logp: float,
    beta: float,
) -> Result:
    """Return the loss of one pair of answers, whose log-probabilities are sums over tokens.

    Source: Rafailov et al. 2023, equation 7.
    """
    chosen = beta * (policy_chosen_logp - ref_chosen_logp)
    rejected = beta * (policy_rejected_logp - ref_rejected_logp)
    margin = chosen - rejected
    loss = softplus(-margin)

    def formula() -> str:
        gains = f"({figure(policy_chosen_logp)} - {figure(ref_chosen_logp)})"
        losses = f"({figure(policy_rejected_logp)} - {figure(ref_rejected_logp)})"
        result = f"-ln σ({figure(margin)}) = {figure(loss)}"
        return f"{figure(beta)} x ({gains} - {losses}) = {figure(margin)}; {result}"

    outputs = {
        "loss": loss,
        "reward_margin": margin,
        "chosen_reward": chosen,
        "rejected_reward": rejected,
    }
    return Result(outputs, formula)


_REWARDS, _RATINGS = frozenset({"reward_a", "reward_b"}), frozenset({"elo_a", "elo_b"})


@calculator(
    title="Who wins, by rewards or ratings",
    inputs=(
        Signed("reward_a", "reward of A", default_from=unless_given({"reward_b"}, 1)),
        Signed("reward_b", "reward of B", default_from=unless_given({"reward_a"}, 0)),
        Signed("elo_a", "rating of A"),
        Signed("elo_b", "rating of B"),
    ),
    outputs=(
        Output("p_a_beats_b", "fraction", "probability that A is preferred"),
        Output("loss_if_a_preferred", "nats", "-ln of it, what a reward model is trained by"),
    ),
    alternatives=(_REWARDS, _RATINGS),
    trap="A lead of 100 Elo wins 64%, which is no landslide",
    source="Bradley and Terry 1952; Elo 1978",
)
def bradley_terry(
    *,
    reward_a: float | None,
    reward_b: float | None,
    elo_a: float | None,
    elo_b: float | None,
) -> Result:
    """Return σ(a - b) of rewards, or 1 / (1 + 10^((b - a) / 400)) of Elo ratings.

    Source: Bradley and Terry 1952; Elo 1978.
    """
    if reward_a is not None and reward_b is not None:
        gap = reward_a - reward_b
        text = f"σ({figure(reward_a)} - {figure(reward_b)})"
    elif elo_a is not None and elo_b is not None:
        gap = (elo_a - elo_b) / 400 * math.log(10)
        text = f"1 / (1 + 10^(({figure(elo_b)} - {figure(elo_a)}) / 400))"
    else:
        return Result({}, lambda: "")
    wins = sigmoid(gap)
    outputs = {"p_a_beats_b": wins, "loss_if_a_preferred": softplus(-gap)}
    return Result(outputs, lambda: f"{text} = {figure(wins)}")
