"""The reader: files that are no YAML, or none that is allowed, and where what is read stands."""

import math
from itertools import pairwise

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from mockint.content import read_yaml
from mockint.content import yaml_reader as reader
from mockint.content.scalars import Refusal, read_plain
from mockint.core.errors import ContentError


def bomb(levels: int = 9) -> str:
    """Nine levels of nine aliases: a file of 400 bytes with 9**9 values."""
    names = "abcdefghi"[:levels]
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    for above, name in pairwise(names):
        lines.append(f"{name}: &{name} [{','.join([f'*{above}'] * 9)}]")
    return "\n".join(lines)


# What it is, the file, line and column of the first fault, and words that it holds.
ROWS = [
    ("a tab for indentation", b"a:\n\tb: 1", 2, 1, ("indented with a tab", "use spaces")),
    ("a tab between blanks", b"a:\n  - b\n \t- c", 3, 1, ("indented with a tab",)),
    ("a tab in a block of text", b"a: |\n\tb", 2, 1, ("indented with a tab",)),
    ("Latin-1", "a: 1\nb: caf\xe9".encode("latin-1"), 2, 7, ("not UTF-8", "0xE9", "offset 11")),
    ("UTF-16", "a: b".encode("utf-16"), 1, 1, ("UTF-16", "save it as UTF-8")),
    ("a NUL", b"a: b\nc: d\0", 2, 5, ("control character", "U+0000")),
    ("an escape sequence", b"a: \x1b[31mred", 1, 4, ("control character", "U+001B")),
    ("C1 after other letters", "é: \x9b".encode(), 1, 4, ("control character", "U+009B")),
    ("a byte order mark, then a fault", b"\xef\xbb\xbfa: 1\n  b: 2", 2, 4, ("':' can't stand",)),
    ("a byte order mark and no UTF-8", b"\xef\xbb\xbf\xff", 1, 1, ("0xFF at offset 3",)),
    ("nothing", b"", 1, 1, ("empty",)),
    ("nothing but comments", b"# a\n\n  # b\n", 1, 1, ("empty",)),
    ("two documents", b"a: 1\n---\na: 2", 2, 1, ("second document", "---")),
    ("a directive", b"# c\n%YAML 1.1\n---\na: 1", 2, 1, ("directive",)),
    ("deep brackets", b"[" * 400_000, 1, 40, ("deeper than 40",)),
    ("deep braces", b"a: " + b"{" * 400_000, 1, 42, ("deeper than 40",)),
    ("deep dashes", b"- " * 400_000, 1, 79, ("deeper than 40",)),
    ("deep questions", b"? " * 400_000, 1, 79, ("deeper than 40",)),
    ("an alias bomb", bomb().encode(), 1, 8, ("more than 50,000 values", "aliases")),
    ("an alias of its own list", b"a: &x [*x]", 1, 4, ("an alias repeats",)),
    ("an alias of its own mapping", b"a: &x\n  b: *x", 1, 4, ("an alias repeats",)),
    ("more values than anybody writes", b"[" + b"1," * 60_000 + b"]", 1, 1, ("50,000",)),
    ("an alias of nothing", b"a: *b", 1, 4, ("no anchor", "stands in quotes")),
    ("emphasis", b"a: **b**", 1, 5, ("text that begins with *",)),
    ("an anchor twice", b"a: &x 1\nb: &x 2", 2, 4, ("second time",)),
    ("an at sign", "ä: @b".encode(), 1, 4, ("begins with '@'", "quotes")),
    ("a backquote", b"a: `b`", 1, 4, ("begins with '`'",)),
    ("a percent sign", b"a: %b", 1, 4, ("begins with '%'",)),
    ("a colon in a text", b"a: b: c", 1, 5, ("':' can't stand here", "quotes")),
    ("a key too far in", b"a: 1\n  b: 2", 2, 4, ("indented too far",)),
    ("a list too far out", b"a:\n  - b\n c: d", 3, 2, ("expected here",)),
    ("a mapping after a list", b"- a\nb: c", 2, 1, ("a list item ('- ') was expected",)),
    ("a quote left open", b"a: 'b\nc: d", 1, 4, ("never closed",)),
    ("a quote open at the end", b'a: "b\n---\n', 1, 4, ("never closed",)),
    ("a quote inside a quote", b"a: 'it's'", 1, 8, ("does a quote end too early?",)),
    ("a brace left open", b"a: {b: c\nd: e", 2, 2, ("',' or '}' is missing",)),
    ("a bracket left open", b"a: [b\nc: d", 2, 2, ("',' or ']' is missing",)),
    ("a backslash in double quotes", b'a: "\\q"', 1, 5, ("no such escape", "single quotes")),
    ("a line that isn't indented", b"a: b\nc\nd: e", 3, 1, ("':' is missing",)),
    ("a surrogate", b'a: "\\ud800"', 1, 7, ("no YAML",)),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_cannot_be_read(row):
    _, content, line, column, words = row
    with pytest.raises(ContentError) as caught:
        read_yaml(content, "some.yaml")
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.column) == ("some.yaml", line, column)
    assert all(word in problem.message for word in words), problem.message


# What leaves the rest readable: the file, the faults' line, column and a word, and the data.
MENDED = [
    ("a key twice", "a: 1\nb: 2\na: 3", (3, 1, "first is in line 1"), {"a": 1, "b": 2}),
    ("a key twice, as a number", "1: x\n1: y", (2, 1, "'1'"), {1: "x"}),
    ("a merge key", "a: 1\n<<: {b: 2}", (2, 1, "merge keys"), {"a": 1}),
    ("a tag", "a: !!python/name:os.system x", (1, 4, "!!python/name:os.system"), {"a": "x"}),
    ("a tag on a list", "a: !own [1]", (1, 4, "!own"), {"a": (1,)}),
    ("a tag that says the obvious", "a: !!str 1", (1, 4, "!!str"), {"a": 1}),
    ("a list as key", "? [a]\n: b\nc: d", (1, 3, "cannot be a key"), {"c": "d"}),
    ("a boolean as key", "yes: 1\nb: 2", (1, 1, "`yes` is read as true"), {"b": 2}),
    ("null as key", "~: 1\nb: 2", (1, 1, "`~` is read as nothing"), {"b": 2}),
    ("a decimal as key", "1.5: 1\nb: 2", (1, 1, "the number 1.5"), {"b": 2}),
    ("a date as key", "2024-01-01: 1\nb: 2", (1, 1, "a date"), {"b": 2}),
    ("no key", "?\n: 1\nb: 2", (1, 2, "a key is missing"), {"b": 2}),
    ("no value", "a:\nb: 2", (1, 3, "nothing stands here"), {"a": None, "b": 2}),
    ("base eight", "a: 010", (1, 4, "base eight"), {"a": "010"}),
    ("minutes and seconds", "a: 1:30", (1, 4, "the number 90 (base sixty)"), {"a": "1:30"}),
    ("a clock", "a: -1:30.5", (1, 4, "the number -90.5 (base sixty)"), {"a": "-1:30.5"}),
    ("a time stamp", "a: 2024-1-2 3:04:05", (1, 4, "a date"), {"a": "2024-1-2 3:04:05"}),
    ("no number", "a: .nan", (1, 4, "no finite number"), {"a": ".nan"}),
    ("infinity", "a: -.inf", (1, 4, "no finite number"), {"a": "-.inf"}),
    ("almost infinity", "a: 1e999", (1, 4, "too large"), {"a": "1e999"}),
    ("no digits", "a: 0x_", (1, 4, "without digits"), {"a": "0x_"}),
    ("many digits", f"a: {'9' * 5000}", (1, 4, "5000 digits"), {"a": "9" * 5000}),
]


@pytest.mark.parametrize("row", MENDED, ids=lambda row: row[0])
def test_what_leaves_the_rest_readable(row):
    _, text, (line, column, word), data = row
    file = read_yaml(text.encode(), "some.yaml")
    assert file.data == data
    (fault,) = file.faults
    assert (fault.line, fault.column) == (line, column)
    assert word in fault.message


def test_all_faults_are_reported_at_once():
    file = read_yaml(b"a: 1:30\na: 2\nb: !x y\nno: 1\nc: 010\n", "some.yaml")
    assert [fault.line for fault in file.faults] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[
            ("no", False),
            ("Off", False),
            ("TRUE", True),
            ("yes", True),
            ("~", None),
            ("NULL", None),
        ],
        *[("0", 0), ("-12", -12), ("1_000", 1000), ("0x1F", 31), ("0b11", 3), ("+3", 3), ("-0", 0)],
        *[("1.5", 1.5), (".5", 0.5), ("1.", 1.0), ("1e3", 1000.0), ("1_0.5e-1", 1.05)],
        *[("none", "none"), ("nO", "nO"), ("y", "y"), ("1.5x", "1.5x"), ("10%", "10%"), ("-", "-")],
        *[("=", "="), ("...", "..."), ("1.2.3", "1.2.3"), ("12k", "12k"), ("--x", "--x")],
        *[("3:1-ratio", "3:1-ratio"), ("2024-01", "2024-01"), ("1,5", "1,5"), ("+", "+")],
    ],
)
def test_plain_words(text, value):
    read = read_plain(text)
    assert read == value
    assert type(read) is type(value)


@given(st.text(st.sampled_from("0123456789+-._:eExXoObBTtZ "), max_size=12))
@example("0o")
@example("-0b")
def test_words_made_of_digits_are_read_or_refused(text):
    try:
        value = read_plain(text)
    except Refusal:
        return
    assert isinstance(value, str | int | float)
    assert not isinstance(value, float) or math.isfinite(value)


def test_the_size_is_looked_at_first(monkeypatch):
    monkeypatch.setattr(reader, "_BoundedParser", None)
    with pytest.raises(ContentError, match="too large: 1,000,001 bytes"):
        read_yaml(b"x" * (reader.MAX_BYTES + 1), "some.yaml")


def test_aliases_are_allowed_within_bounds():
    file = read_yaml(b"a: &x [1, 2]\nb: *x\nc: &y {d: *x}\n", "some.yaml")
    assert file.data == {"a": (1, 2), "b": (1, 2), "c": {"d": (1, 2)}}
    assert not file.faults


def test_the_nodes_of_a_bomb_are_never_built(monkeypatch):
    monkeypatch.setattr(reader, "MAX_NODES", 500)
    built = []
    original = reader._Builder.build

    def counting(self, node, depth):
        built.append(node)
        return original(self, node, depth)

    monkeypatch.setattr(reader._Builder, "build", counting)
    with pytest.raises(ContentError, match="more than 500 values"):
        read_yaml(bomb().encode(), "some.yaml")
    assert len(built) == 501


def test_a_byte_order_mark_moves_no_column():
    file = read_yaml(b"\xef\xbb\xbfa: b", "some.yaml")
    assert file.data == {"a": "b"}
    assert file.place(("a",)) == (1, 4)


def test_what_is_not_there_is_placed_at_its_nearest_parent():
    file = read_yaml(b"a:\n  - b: 1\n    c: 2\n", "some.yaml")
    assert file.place(("a", 0, "x", "y")) == (2, 5)
    assert file.place(("a", 7)) == (2, 3)
    assert file.key_place(("a", 0, "c")) == (3, 5)
    assert file.key_place(("a", 0, "x")) == (2, 5)
    assert file.key_place(("x", "y")) == (1, 1)


# -- properties ------------------------------------------------------------------------------------


def faults_of(content):
    """Read anything; return its faults."""
    try:
        return read_yaml(content, "some.yaml").faults
    except ContentError as error:
        return error.problems


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    assert all(fault.line >= 1 and fault.column >= 1 for fault in faults_of(content))


@given(st.text(st.sampled_from("ab1 \n\t-:,?[]{}#&*!|>'\"%@`\\<=~.\r\x85\u2028é"), max_size=60))
def test_anything_like_yaml_is_read_or_refused(text):
    assert all(fault.line >= 1 and fault.column >= 1 for fault in faults_of(text.encode()))


def reads_as_text_elsewhere(text: str) -> bool:
    """Words that PyYAML's dumper leaves unquoted, and this reader takes for numbers."""
    try:
        return isinstance(read_plain(text), str)
    except Refusal:
        return False


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.just("\n")
).filter(reads_as_text_elsewhere)
SCALARS = (
    TEXTS
    | st.booleans()
    | st.none()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
)
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(TEXTS | st.integers(0, 9), inner, max_size=4)
    ),
    max_leaves=20,
)


def listed(data):
    """Return data with lists for tuples, which the dumper would tag."""
    if isinstance(data, tuple):
        return [listed(item) for item in data]
    if isinstance(data, dict):
        return {key: listed(value) for key, value in data.items()}
    return data


@given(DATA, st.booleans())
def test_what_is_written_is_read(data, flow):
    text = yaml.safe_dump(listed(data), allow_unicode=True, default_flow_style=flow)
    file = read_yaml(text.encode(), "some.yaml")
    assert file.data == data
    assert not file.faults


SHAPES = st.recursive(
    st.just("leaf"),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(st.text("ab", min_size=1, max_size=3), inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


def leaves(data, path=()):
    """Yield the path of every leaf."""
    if isinstance(data, str):
        yield path
    for step, inner in data.items() if isinstance(data, dict) else enumerate(data):
        if not isinstance(data, str):
            yield from leaves(inner, (*path, step))


def numbered(data, counter):
    """Return a shape with a text of its own at every leaf."""
    if isinstance(data, str):
        counter.append(data)
        return f"leaf{len(counter)}."
    if isinstance(data, dict):
        return {key: numbered(value, counter) for key, value in data.items()}
    return [numbered(value, counter) for value in data]


@given(SHAPES, st.booleans(), st.integers(1, 6))
def test_marks_point_at_what_they_mark(shape, flow, indent):
    data = numbered(shape, [])
    text = yaml.safe_dump(data, default_flow_style=flow, indent=indent + 1)
    file = read_yaml(text.encode(), "some.yaml")
    lines = text.splitlines()
    for path in leaves(data):
        line, column = file.place(path)
        assert lines[line - 1][column - 1 :].startswith(file.value(path))
