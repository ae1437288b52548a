"""What authors start from: starter files and JSON Schemas."""

import json
from functools import cache

import pytest
import yaml

from mockint.content import KINDS, Library, check, content_roots, new, schema
from mockint.core.errors import InputError

jsonschema = pytest.importorskip("jsonschema")


def errors(kind, text):
    """Validate a file as an editor does: keys are text there."""
    data = json.loads(json.dumps(yaml.load(text, Loader=yaml.CSafeLoader)))
    return [error.message for error in validator(kind).iter_errors(data)]


@cache
def validator(kind):
    return jsonschema.Draft202012Validator(schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_one_and_fits_the_starter(own_root, kind):
    found = schema(kind)
    jsonschema.Draft202012Validator.check_schema(found)
    assert found["title"] == f"mockint {kind}"
    json.dumps(found)
    assert errors(kind, own_root.text(kind)) == []


@pytest.mark.parametrize(
    ("kind", "old", "new_text"),
    [
        ("question", "difficulty: mid ", "difficulty: midd "),
        ("question", "  3: Says", "  5: Says"),
        ("question", "when: always", "when: sometimes"),
        ("question", "when: always", "when: {coverd: a-limit}"),
        ("question", "title: Sampling", "titel: Sampling"),
        ("rubric", "      4: Right, checked", "      5: Right, checked"),
        ("persona", "  wait: [", "  weight: ["),
        ("round", "kind: your-questions\n", "kind: questions?\n"),
        ("glossary", "term: time", "word: time"),
    ],
)
def test_a_schema_sees_what_is_wrong(own_root, kind, old, new_text):
    own_root.change(kind, old, new_text)
    assert errors(kind, own_root.text(kind))


def test_the_bundled_content_fits_the_schemas():
    found = {}
    library = Library(content_roots()[:1])
    for kind in ("round", "question", "persona", "rubric"):
        for item_id in library.ids(kind):
            path = library.source(kind, item_id)
            found[path.name] = errors(kind, path.read_text("utf-8"))
    assert found
    assert {name: messages for name, messages in found.items() if messages} == {}


def test_a_kind_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match=r"'questoin'\. Did you mean 'question'"):
        schema("questoin")
    with pytest.raises(InputError, match="Did you mean 'question'"):
        new("questoin", "x", tmp_path)


def test_starters_have_no_fault_where_they_are_put(tmp_path):
    """The round leans on the bundled persona, rubric and questions."""
    paths = [new(kind, "brand-new", tmp_path) for kind in KINDS]
    assert check([tmp_path]) == ()
    assert check(paths) == ()


def test_where_starters_are_put(tmp_path):
    def put(kind, item_id):
        return new(kind, item_id, tmp_path).relative_to(tmp_path).as_posix()

    assert put("round", "x") == "interviews/rounds/x.yaml"
    assert put("persona", "x") == "interviews/personas/x.yaml"
    assert put("rubric", "x") == "rubrics/x.yaml"
    assert put("question", "x") == "interviews/questions/practice/x.yaml"
    assert put("question", "rag/y") == "interviews/questions/rag/y.yaml"
    assert put("specimen", "rag/y") == "rubrics/specimens/rag/y.yaml"
    assert put("glossary", "x") == "interviews/glossary.yaml"
    assert Library([tmp_path]).question("y").area == "rag"


def test_nothing_is_overwritten(tmp_path):
    path = new("rubric", "x", tmp_path)
    path.write_text("mine", "utf-8")
    with pytest.raises(InputError, match="is there already"):
        new("rubric", "x", tmp_path)
    assert path.read_text("utf-8") == "mine"


@pytest.mark.parametrize("bad", ["", "X", "a b", "../x", "a/b/c", "a--b", "x.yaml", "a" * 65, "/"])
@pytest.mark.parametrize("kind", ["question", "round"])
def test_an_id_is_a_slug(tmp_path, kind, bad):
    with pytest.raises(InputError, match="is no id"):
        new(kind, bad, tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "rubrics").write_text("in the way", "utf-8")
    with pytest.raises(InputError, match="rubrics"):
        new("rubric", "x", tmp_path)
