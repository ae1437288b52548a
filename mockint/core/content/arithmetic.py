"""Sums as text, such as `users * questions_a_day / 3600`, over numbers that have names."""

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
"""No powers: a short text could ask for a number that takes for ever."""
MARK = "="
"""What a text among a calculator's inputs begins with when it is a sum."""
LONGEST = 200


def value_of(text: str, names: Mapping[str, float]) -> float:
    """Return what a sum of + - * / comes out as; raises ValueError, with the reason."""
    if len(text) > LONGEST:
        raise ValueError(f"a sum may have {LONGEST} characters")
    try:
        return _value(ast.parse(text.strip(), mode="eval").body, names)
    except SyntaxError:
        raise ValueError(f"{text!r} is no sum of + - * / and brackets") from None
    except ZeroDivisionError:
        raise ValueError(f"{text!r} divides by zero") from None


def filled_in(inputs: Mapping[str, Any], names: Mapping[str, float]) -> dict[str, Any]:
    """Return a calculator's inputs with each sum among them (`= users * 8`) worked out."""
    return {
        name: value_of(given.lstrip()[1:], names)
        if isinstance(given, str) and given.lstrip().startswith(MARK)
        else given
        for name, given in inputs.items()
    }


def _value(node: ast.expr, names: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return number
        case ast.Name(id=name):
            if name not in names:
                raise ValueError(f"there is no number called {name!r}")
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, names)
        case ast.BinOp(left=left, op=found, right=right) if type(found) in _OPERATORS:
            return _OPERATORS[type(found)](_value(left, names), _value(right, names))
    raise ValueError("a sum holds numbers, names, + - * / and brackets, and nothing else")
