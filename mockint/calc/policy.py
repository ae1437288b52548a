"""The calculator of policy gradients: what a reward is worth to an update."""

import math
from collections.abc import Sequence
from statistics import fmean

from mockint.calc.figures import figure
from mockint.calc.parameters import Choice, Number, Share, Signed
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import Kind
from mockint.calc.structures import NumberList
from mockint.core.errors import CalculatorError


@calculator(
    title="PPO's clipped objective, GRPO's and GAE's advantages",
    inputs=(
        Kind(
            "kind",
            "what is wanted",
            uses={
                "ppo_clip": frozenset({"ratio", "advantage", "clip_eps"}),
                "grpo_advantage": frozenset({"rewards", "std", "eps"}),
                "gae": frozenset({"rewards", "values", "gamma", "lam"}),
            },
            default="ppo_clip",
        ),
        Number("ratio", "new probability over old", default=1.5, maximum=1e9),
        Signed("advantage", "of the action", default=1),
        Share("clip_eps", "how far the ratio may go from 1", default=0.2, open_minimum=True),
        NumberList(
            "rewards",
            "of a group of answers, or of each step",
            default=[1, 0, 0, 1, 0, 0, 0, 0],
            magnitude=1e9,
        ),
        Choice(
            "std",
            "deviation over n (paper) or n - 1 (TRL)",
            values=("population", "sample"),
            default="population",
        ),
        Number("eps", "added to the deviation", default=0, open_minimum=False, maximum=1e9),
        NumberList("values", "of each state, and of the one after the last", magnitude=1e9),
        Share("gamma", "discount", default=0.99),
        Share("lam", "how far errors reach back", default=0.95),
    ),
    outputs=(
        Output("objective", None, "min(r·A, clip(r)·A)"),
        Output("advantages", None, "of each answer, or of each step"),
        Output("is_clipped", None, "whether the clip sets the objective"),
    ),
    trap="Clipping is one-sided: a ratio of 1.5 with A = -1 is not clipped; equal rewards give no "
    "signal; deviations differ between paper and library",
    source="Schulman et al. 2017, PPO; Schulman et al. 2016, GAE; Shao et al. 2024, GRPO",
)
def ppo_grpo(
    *,
    kind: str,
    ratio: float | None,
    advantage: float | None,
    clip_eps: float | None,
    rewards: Sequence[float] | None,
    std: str | None,
    eps: float | None,
    values: Sequence[float] | None,
    gamma: float | None,
    lam: float | None,
) -> Result:
    """Return the clipped objective of one action, or the advantages of shape (rewards,).

    GRPO: (r - mean) / (std + eps); equal rewards come to 0. GAE: Σ (γλ)^k δ with
    δ = r + γV' - V; without a value after the last state that value is 0.

    Raises CalculatorError for a sample deviation of one reward, and where values and steps differ.

    Source: Schulman et al. 2017 and 2016; Shao et al. 2024.
    """
    if ratio is not None and advantage is not None and clip_eps is not None:
        clipped = min(max(ratio, 1 - clip_eps), 1 + clip_eps)
        objective = min(ratio * advantage, clipped * advantage)
        both = f"{figure(ratio)} x {figure(advantage)}, {figure(clipped)} x {figure(advantage)}"
        outputs = {"objective": objective, "is_clipped": objective < ratio * advantage}
        return Result(outputs, lambda: f"min({both}) = {figure(objective)}")
    steps = rewards or []
    if kind == "grpo_advantage":
        return _of_group(steps, std == "sample", eps or 0)
    if values is None:
        return Result({}, lambda: "")
    if len(values) not in (len(steps), len(steps) + 1):
        raise CalculatorError(
            f"{len(values)} values of {len(steps)} steps.",
            f"Give {len(steps)}, or one more for the state after the last.",
        )
    return _of_steps(steps, [*values, 0][: len(steps) + 1], gamma or 0, lam or 0)


def _of_group(rewards: Sequence[float], sample: bool, eps: float) -> Result:
    count = len(rewards)
    if sample and count == 1:
        raise CalculatorError("one reward has no sample deviation.", "Give two or more.")
    mean = fmean(rewards)
    spread = math.fsum((each - mean) ** 2 for each in rewards)
    deviation = math.sqrt(spread / (count - 1 if sample else count)) + eps
    if max(rewards) == min(rewards):
        return Result({"advantages": [0] * count}, lambda: "all rewards are equal: no signal")
    advantages = [(each - mean) / deviation for each in rewards]
    first = f"({figure(rewards[0])} - {figure(mean)}) / {figure(deviation)}"
    return Result({"advantages": advantages}, lambda: f"{first} = {figure(advantages[0])}, ...")


def _of_steps(
    rewards: Sequence[float], values: Sequence[float], gamma: float, lam: float
) -> Result:
    advantages: list[float] = []
    following = 0.0
    for step in reversed(range(len(rewards))):
        error = rewards[step] + gamma * values[step + 1] - values[step]
        following = error + gamma * lam * following
        advantages.append(following)
    advantages.reverse()
    last = f"{figure(rewards[-1])} + {figure(gamma)} x {figure(values[-1])} - {figure(values[-2])}"
    return Result({"advantages": advantages}, lambda: f"last: {last} = {figure(advantages[-1])}")
