"""A value in the units that people read it in: GB and GiB, ms and s, per cent and fraction.

Inside, everything is in base units; here is the edge where it is formatted.
"""

from collections.abc import Callable

from mockint.calc.figures import figure

_DECIMAL = (("T", 1e12), ("G", 1e9), ("M", 1e6), ("k", 1e3))
_BINARY = (("Ti", 2.0**40), ("Gi", 2.0**30), ("Mi", 2.0**20), ("Ki", 2.0**10))
_COUNTED = (("T", 1e12), ("B", 1e9), ("M", 1e6), ("k", 1e3))
_FLOPS = (("E", 1e18), ("P", 1e15), *_DECIMAL)
_TIME = (("d", 86_400.0), ("h", 3_600.0), ("min", 60.0), ("s", 1.0), ("ms", 1e-3), ("µs", 1e-6))

Reading = Callable[[float, str], str]


def readings(value: float, unit: str | None) -> tuple[str, ...]:
    """Return a value in each unit that it is read in, the usual one first.

    `32.8 GB`, `30.5 GiB`, `32,768,000,000 bytes`; at least one, and none that tells no more
    than another (`9 s`, `9 seconds`).
    """
    counted, _, per = (unit or "").partition("/")
    if counted == "fraction":
        return (_percent(value), figure(value))
    rate = f"/{per}" if per else ""
    kinds = _KINDS.get(counted)
    found = [read(value, rate) for read in kinds] if kinds else [_with(unit, _short(value))]
    exact = _with(unit, figure(value))
    if kinds and _number_of(exact) in map(_number_of, found):
        return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys([*found, exact]))


def _number_of(reading: str) -> str:
    """Return the number of a reading as it is written: `9` of `9 s`, `4500` of `$4,500.00`."""
    return reading.split()[0].strip("$").replace(",", "").removesuffix(".00")


def mark(value: float, unit: str | None) -> str:
    """Return a value as it stands on an axis: as short as it can be told."""
    return reading(value, unit) if (unit or "").partition("/")[0] in _KINDS else _short(value)


def reading(value: float, unit: str | None, which: int = 0) -> str:
    """Return one of the readings; a number past the last begins again."""
    found = readings(value, unit)
    return found[which % len(found)]


def _scaled(value: float, scales: tuple[tuple[str, float], ...], end: str) -> str:
    for prefix, factor in scales:
        if abs(value) >= factor:
            return f"{value / factor:.3g} {prefix}{end}"
    return f"{value:.3g} {end}".rstrip()


def _bytes(value: float, rate: str) -> str:
    return _scaled(value, _DECIMAL, f"B{rate}")


def _binary_bytes(value: float, rate: str) -> str:
    return _scaled(value, _BINARY, f"B{rate}")


def _flops(value: float, rate: str) -> str:
    return _scaled(value, _FLOPS, f"FLOP{rate}")


def _seconds(value: float, rate: str) -> str:
    for name, factor in _TIME:
        if abs(value) >= factor:
            return f"{value / factor:.3g} {name}{rate}"
    return f"{value / 1e-6:.3g} µs{rate}" if value else f"0 s{rate}"


def _dollars(value: float, rate: str) -> str:
    if abs(value) >= 1e6:
        return f"${_scaled(value, _COUNTED, '').replace(' ', '')}{rate}"
    return f"${value:,.2f}{rate}" if abs(value) >= 1 or not value else f"${value:.3g}{rate}"


def _percent(value: float) -> str:
    return f"{100 * value:.3g}%"


def _short(value: float) -> str:
    return _scaled(value, _COUNTED, "").replace(" ", "") if abs(value) >= 1e4 else f"{value:.4g}"


def _with(unit: str | None, text: str) -> str:
    return f"{text} {unit or ''}".rstrip()


_KINDS: dict[str, tuple[Reading, ...]] = {
    "bytes": (_bytes, _binary_bytes),
    "FLOP": (_flops,),
    "seconds": (_seconds,),
    "USD": (_dollars,),
    "fraction": (),
}
