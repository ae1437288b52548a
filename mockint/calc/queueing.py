"""The calculator of queues: how long requests wait, and how many servers keep it short."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from mockint.calc.figures import figure
from mockint.calc.parameters import Count, Number, Share
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import Kind
from mockint.core.errors import CalculatorError

MOST_SERVERS = 100_000


class _Queue(NamedTuple):
    """A queue at rest: load, servers, and the chance that a request waits."""

    load: float
    servers: int
    rate: float
    """What one server does per second."""
    waits: float

    @property
    def mean_wait(self) -> float:
        """Seconds until a server is free, over all requests."""
        return self.waits / (self.rate * (self.servers - self.load))

    def within(self, seconds: float) -> float:
        """Return the share of requests that wait no longer."""
        return 1 - self.waits * math.exp(-self.rate * (self.servers - self.load) * seconds)


@calculator(
    title="Queues: waiting, and servers against it",
    inputs=(
        Kind(
            "kind",
            "a queue with so many servers, the fewest servers, or Little's law",
            uses={
                "mmc": frozenset({"service_rate", "servers", "target_wait_seconds"}),
                "sizing": frozenset(
                    {"service_rate", "target_wait_seconds", "service_level", "max_utilization"}
                ),
                "littles_law": frozenset({"mean_response_seconds"}),
            },
            default="mmc",
        ),
        Number("arrival_rate", "requests per second", unit="requests/s", default=10, maximum=1e9),
        Number(
            "service_rate",
            "requests per second of one server",
            unit="requests/s",
            default=12,
            maximum=1e9,
        ),
        Count("servers", "servers", default=1, maximum=MOST_SERVERS),
        Number(
            "target_wait_seconds",
            "a wait that is short enough",
            unit="seconds",
            default=0.5,
            open_minimum=False,
        ),
        Share(
            "service_level", "requests that must wait no longer", default=0.95, open_maximum=True
        ),
        Share("max_utilization", "how busy servers may be", default=0.8, open_minimum=True),
        Number("mean_response_seconds", "time in the system", unit="seconds", default=1),
    ),
    outputs=(
        Output("offered_load", None, "servers that the work would keep busy"),
        Output("utilization", "fraction", "share of time that a server is busy"),
        Output("wait_probability", "fraction", "chance that a request waits"),
        Output("mean_wait_seconds", "seconds", "before service, over all requests"),
        Output("mean_queue_length", "requests", "waiting"),
        Output("mean_in_system", "requests", "waiting or served"),
        Output("mean_response_seconds", "seconds", "waiting and served"),
        Output(
            "achieved_service_level", "fraction", "requests that wait no longer than the target"
        ),
        Output("min_servers", "servers", "fewest that meet wait, level and utilisation"),
    ),
    trap="Sizing for the mean; service times of language models are not exponential, and batches "
    "couple the servers",
    source="Erlang 1917; Little 1961; agrees with pyworkforce and ciw",
)
def queueing(
    *,
    kind: str,
    arrival_rate: float,
    service_rate: float | None,
    servers: int | None,
    target_wait_seconds: float | None,
    service_level: float | None,
    max_utilization: float | None,
    mean_response_seconds: float | None,
) -> Result:
    """Return the means of an M/M/c queue by Erlang's C formula, or L = λW.

    Wq = P(wait) / (cμ - λ), Lq = λ·Wq, P(W <= t) = 1 - P(wait)·exp(-(cμ - λ)·t).

    Raises CalculatorError where the servers do no more than arrives, and where 100,000 are too few.

    Source: Erlang 1917; Little 1961.
    """
    if kind == "littles_law":
        response = mean_response_seconds or 0
        inside = arrival_rate * response
        product = f"{figure(arrival_rate)} x {figure(response)} = {figure(inside)}"
        return Result({"mean_in_system": inside}, lambda: product)
    rate = service_rate or 1
    load = arrival_rate / rate
    if kind == "sizing":
        target, level = target_wait_seconds or 0, service_level or 0
        queue = _smallest(load, rate, target, level, max_utilization or 1)
        outputs = {"min_servers": queue.servers, **_means(queue, arrival_rate)}
        return Result(
            {**outputs, "achieved_service_level": queue.within(target)},
            lambda: f"{_formula(queue)}; P(W <= {figure(target)} s) {figure(queue.within(target))}",
        )
    count = servers or 1
    if load >= count:
        raise CalculatorError(
            f"servers={count} do {figure(count * rate)} requests per second, and "
            f"{figure(arrival_rate)} arrive: the queue grows without end.",
            f"Give more than {figure(load)} servers.",
        )
    queue = _Queue(load, count, rate, _erlang_c(load, count))
    level = queue.within(target_wait_seconds or 0)
    outputs = {**_means(queue, arrival_rate), "achieved_service_level": level}
    return Result(outputs, lambda: _formula(queue))


def _means(queue: _Queue, arrival_rate: float) -> Mapping[str, float]:
    waiting = arrival_rate * queue.mean_wait
    return {
        "offered_load": queue.load,
        "utilization": queue.load / queue.servers,
        "wait_probability": queue.waits,
        "mean_wait_seconds": queue.mean_wait,
        "mean_queue_length": waiting,
        "mean_in_system": waiting + queue.load,
        "mean_response_seconds": queue.mean_wait + 1 / queue.rate,
    }


def _formula(queue: _Queue) -> str:
    free = f"({queue.servers} x {figure(queue.rate)} - {figure(queue.load * queue.rate)})"
    wait = f"{figure(queue.waits)} / {free} = {figure(queue.mean_wait)} s"
    return f"P(wait), c = {queue.servers}, a = {figure(queue.load)}; {wait}"


def _erlang_c(load: float, servers: int) -> float:
    """Return the chance that all servers are busy, by the recurrence of Erlang's B."""
    blocked = 1.0
    for count in range(1, servers + 1):
        blocked = load * blocked / (count + load * blocked)
    return _queued(blocked, load, servers)


def _queued(blocked: float, load: float, servers: int) -> float:
    """Return Erlang's C, of requests that wait, from B, of requests that would be lost."""
    return blocked / (1 - load / servers * (1 - blocked))


def _smallest(load: float, rate: float, target: float, level: float, busiest: float) -> _Queue:
    """Return the queue with the fewest servers that meets all of it."""
    blocked = 1.0
    for count in range(1, MOST_SERVERS + 1):
        blocked = load * blocked / (count + load * blocked)
        if load >= count or load > busiest * count * (1 + 1e-12):
            continue
        queue = _Queue(load, count, rate, _queued(blocked, load, count))
        if queue.within(target) >= level:
            return queue
    raise CalculatorError(
        f"{figure(MOST_SERVERS)} servers are too few for a load of {figure(load)}.",
        "Give fewer requests, or faster servers.",
    )
