"""Units in which people give estimates, as kinds that can be compared.

General-purpose parsers misread the field's shorthand ("70B parameters" as bytes, "100K token" as
kelvin), so this is a small grammar of our own; the expected unit decides what a letter means.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple


class Unit(NamedTuple):
    """A kind of quantity, what it is counted per, and how many base units it makes."""

    kind: str
    per: str | None = None
    scale: float = 1.0
    also: float | None = None
    """The scale of another reading: GB is said where GiB is meant."""
    per_scale: float = 1.0
    """How many base units the unit behind "per" makes: 86,400 for a day."""

    @property
    def name(self) -> str:
        """Return the base unit as reports show it."""
        return f"{self.kind}/{self.per}" if self.per else self.kind


BARE = Unit("count")
"""The unit of a number that has none."""
_PLAIN_NAMES = ("", "1", "count", "number", "ratio", "factor", "dimensionless", "integer", "none")
_DIMENSIONLESS = frozenset({"count", "fraction", "x"})
_COUNTABLE = frozenset({"tokens", "parameters", "requests"})

SCALE_WORDS: Mapping[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "mn": 1e6,
    "mln": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
}
LETTERS: Mapping[str, tuple[float, float]] = {
    "k": (1e3, 2.0**10),
    "m": (1e6, 2.0**20),
    "b": (1e9, 1.0),
    "g": (1e9, 2.0**30),
    "t": (1e12, 2.0**40),
}
"""What a letter multiplies by, and what else it says of bytes (where B alone is a byte)."""

_BASE: Mapping[str, str] = {
    "bytes": "byte bytes",
    "bits": "bit bits",
    "s": "s sec secs second seconds",
    "USD": "usd dollar dollars buck bucks euro euros pound pounds quid $ € £",
    "tokens": "token tokens tok toks",
    "parameters": "parameter parameters param params",
    "FLOP": "flop flops",
    "fraction": "fraction fractions share probability",
    "x": "x × times fold",
    "requests": "request requests req reqs query queries",
    "nats": "nat nats",
}
_SCALED: Mapping[str, Mapping[str, float]] = {
    "bits": {
        "kbit kbits kilobit kilobits": 1e3,
        "mbit mbits megabit megabits": 1e6,
        "gbit gbits gigabit gigabits": 1e9,
        "tbit tbits terabit terabits": 1e12,
    },
    "bytes": {
        "kib kibibyte kibibytes": 2**10,
        "mib mebibyte mebibytes": 2**20,
        "gib gibibyte gibibytes": 2**30,
        "tib tebibyte tebibytes": 2**40,
    },
    "s": {
        "ns nanosecond nanoseconds": 1e-9,
        "us µs μs microsecond microseconds": 1e-6,
        "ms msec millis millisecond milliseconds": 1e-3,
        "min mins minute minutes": 60,
        "h hr hrs hour hours": 3600,
        "d day days": 86400,
        "wk week weeks": 7 * 86400,
        "month months": 30 * 86400,
        "yr yrs year years": 365 * 86400,
    },
    "USD": {"cent cents ¢": 0.01, "grand": 1e3},
    "FLOP": {
        "gflop gflops gigaflop gigaflops": 1e9,
        "tflop tflops teraflop teraflops": 1e12,
        "pflop pflops petaflop petaflops": 1e15,
        "eflop eflops exaflop exaflops": 1e18,
        "zflop zflops zettaflop zettaflops": 1e21,
    },
    "fraction": {"% percent pct": 0.01},
}
_LOOSE_BYTES: Mapping[str, tuple[float, float]] = {
    "kb kilobyte kilobytes": (1e3, 2.0**10),
    "mb meg megs megabyte megabytes": (1e6, 2.0**20),
    "gb gig gigs gigabyte gigabytes": (1e9, 2.0**30),
    "tb terabyte terabytes": (1e12, 2.0**40),
    "pb petabyte petabytes": (1e15, 2.0**50),
}
_RATES: Mapping[str, Unit] = {
    "qps": Unit("requests", "s"),
    "rps": Unit("requests", "s"),
    "tps": Unit("tokens", "s"),
    "kbps": Unit("bits", "s", 1e3),
    "mbps": Unit("bits", "s", 1e6),
    "gbps": Unit("bits", "s", 1e9),
}


def unit_of_word(word: str) -> Unit | None:
    """Return the unit that one word or sign names."""
    return _table().get(word.lower()) if len(word) <= 16 else None


def unit_class(name: str | None) -> Unit:
    """Return the unit that content names: "bytes", "tokens/s", "USD", "days", "blocks"."""
    counted, _, per = (name or "").strip().partition("/")
    if counted.strip().lower() in _PLAIN_NAMES:
        unit = BARE
    else:
        unit = unit_of_word(counted.strip()) or Unit(counted.strip().lower())
    return per_unit(unit, per.strip()) if per.strip() else unit


def per_unit(unit: Unit, word: str) -> Unit:
    """Return a unit per another one; a time is converted to seconds."""
    other = unit_of_word(word)
    if other is None:
        return unit._replace(per=word.lower().removesuffix("s"))
    also = None if unit.also is None else unit.also / other.scale
    name = _singular(other.kind)
    scale = unit.scale / other.scale
    return unit._replace(per=name, scale=scale, also=also, per_scale=other.scale)


def fits(found: Unit, wanted: Unit) -> int:
    """Return how well a unit fits: 3 it is the wanted one, 2 as good, 1 may be meant, 0 another."""
    if wanted.kind in _DIMENSIONLESS:
        if found.kind == wanted.kind and found.per == wanted.per:
            return 3
        if found.kind in _DIMENSIONLESS:
            return 2
        return 1 if found.kind in _COUNTABLE else 0
    if found.kind != wanted.kind:
        return 0
    if found.per == wanted.per or wanted.kind == "FLOP":  # FLOPs and FLOPS are both said for both
        return 2
    if wanted.kind == "USD" and wanted.per is None and found.per == "s":
        return 2  # "$18 for reading and $12 for writing, so $30 a day"
    return 1


def times(left: Unit, right: Unit) -> Unit:
    """Return the unit of a product: bytes/token times tokens are bytes."""
    for rate, counted in ((left, right), (right, left)):
        if rate.per is not None and rate.per == _singular(counted.kind):
            return Unit(rate.kind)
    return right if left == BARE else left


def over(left: Unit, right: Unit) -> Unit:
    """Return the unit of a quotient: bytes by bytes/s are seconds, bytes by bytes nothing."""
    if left == BARE or right == BARE:
        return left
    if left.kind == right.kind:
        return Unit(_plural(right.per)) if right.per and not left.per else BARE
    return left if left.per or right.per else Unit(left.kind, _singular(right.kind))


def _singular(kind: str) -> str:
    return kind if kind == "s" else kind.removesuffix("s")


def _plural(per: str) -> str:
    return per if per == "s" else f"{per}s"


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Unit]:
    return dict(_entries())


def _entries() -> Iterator[tuple[str, Unit]]:
    for kind, names in _BASE.items():
        for name in names.split():
            yield name, Unit(kind)
    for kind, scaled in _SCALED.items():
        for names, scale in scaled.items():
            for name in names.split():
                yield name, Unit(kind, None, float(scale))
    for names, (scale, binary) in _LOOSE_BYTES.items():
        for name in names.split():
            yield name, Unit("bytes", None, scale, binary)
    yield from _RATES.items()
