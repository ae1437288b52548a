"""What models did in a session and what it cost, in words."""

from collections.abc import Iterator, Sequence

from mockint.core.model_events import ModelCalled
from mockint.core.spending import Spending, spending

CAUSES = {
    "budget-spent": "the budget is used up",
    "context-too-long": "the talk is too long for it",
    "cut-off": "it broke off",
    "missing-library": "litellm is not installed",
    "no-key": "its key is missing",
    "not-json": "it didn't keep to the form",
    "quota-spent": "nothing is left on the account",
    "rate-limited": "too many requests",
    "refused": "it refused",
    "server-failed": "its server failed",
    "stalled": "it fell silent",
    "timed-out": "it didn't answer in time",
    "too-long": "it went on and on",
    "unknown-model": "there is no such model",
    "unreachable": "nobody answers there",
    "wrong-key": "its key isn't accepted",
}
INSTEAD = {
    "interviewer": "scripted words",
    "judge": "read offline",
    "candidate": "silent candidate",
}


def short_name(model: str) -> str:
    """Return a model's name without its provider and its address."""
    return model.partition("@http")[0].rpartition("/")[2]


def usage_text(calls: Sequence[ModelCalled]) -> str:
    """Return one line on a session's models so far; nothing where none was called."""
    if not calls:
        return ""
    sums = spending(calls)
    names = list(dict.fromkeys(short_name(each.model) for each in sums))
    tokens = sum(each.prompt_tokens + each.completion_tokens for each in sums)
    waits = [each.first_token_seconds for each in sums if each.role != "judge"]
    parts = [", ".join(names), *_fault(calls)]
    if tokens:
        parts += [f"{tokens:,} tokens", _money(sums)]
    parts += [f"first word {wait:.1f} s" for wait in waits[:1] if wait is not None]
    return " · ".join(parts)


def usage_lines(sums: Sequence[Spending]) -> Iterator[str]:
    """Yield a line for each role and model."""
    for each in sums:
        about = "about " if each.estimated else ""
        cached = (
            f", {each.cached_tokens:,} of them cached" if each.cached_tokens is not None else ""
        )
        failed = f", {each.failed} failed" if each.failed else ""
        parts = [
            f"{each.calls} call{'s' if each.calls != 1 else ''}{failed}",
            f"{about}{each.prompt_tokens:,} tokens in{cached}, {each.completion_tokens:,} out",
            _money((each,)),
        ]
        if each.first_token_seconds is not None:
            parts.append(f"first word after {each.first_token_seconds:.2f} s (median)")
        yield f"{each.role}, {each.model}: {'; '.join(parts)}"


def fault_text(call: ModelCalled) -> str:
    """Return what stands in for a model whose call failed, and why."""
    return f"{INSTEAD[call.role]}: {CAUSES.get(call.cause or '', 'it failed')}"


def _fault(calls: Sequence[ModelCalled]) -> Iterator[str]:
    """Yield what stands in for a model whose last call failed."""
    last = {call.role: call for call in calls}
    for call in last.values():
        if call.outcome == "failed":
            yield fault_text(call)


def _money(sums: Sequence[Spending]) -> str:
    known = [each.dollars for each in sums if each.dollars is not None]
    if not all(each.all_priced for each in sums):
        return f"at least ${sum(known):.4f}" if known else "cost unknown"
    return f"${sum(known):.4f}" if sum(known) else "$0"
