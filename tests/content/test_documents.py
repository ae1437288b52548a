"""Documents: the same content has the same hash, and comes back as it was."""

import json

import pytest

from mockint.content import (
    KINDS,
    QUESTION,
    RUBRIC,
    document_hash,
    from_document,
    load_file,
    to_document,
)
from mockint.core.errors import ContentError, InputError


@pytest.mark.parametrize("kind", ["round", "persona", "rubric", "question"])
def test_content_comes_back_as_it_was(own_root, kind):
    model = load_file(KINDS[kind], own_root.files[kind])
    text = to_document(model)
    again = from_document(kind, text)
    assert type(again) is type(model)
    assert to_document(again) == text
    assert document_hash(again) == document_hash(model)


def test_the_text_is_canonical(own_root):
    model = load_file(QUESTION, own_root.files["question"])
    text = to_document(model)
    data = json.loads(text)
    assert text == json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert data["points"][1]["weight"] == 1.0, "defaults are written out"


def test_comments_and_order_change_no_hash(own_root):
    before = document_hash(load_file(RUBRIC, own_root.files["rubric"]))
    text = own_root.text("rubric").replace("title: A short rubric\n", "")
    own_root.files["rubric"].write_text(f"{text}\n# moved\ntitle: 'A short rubric'\n", "utf-8")
    assert document_hash(load_file(RUBRIC, own_root.files["rubric"])) == before
    own_root.change("rubric", "'A short rubric'", "'A shorter rubric'")
    assert document_hash(load_file(RUBRIC, own_root.files["rubric"])) != before


def test_the_hash_is_known(own_root):
    """Sessions on disk name content by it: it must not change by accident."""
    own_root.files["rubric"].write_text(
        "id: r\ntitle: R\ndimensions:\n  - {id: d, title: D, weight: 1, fed_by: [points], "
        "levels: {1: a, 2: b, 3: c, 4: é}}\n",
        "utf-8",
    )
    model = load_file(RUBRIC, own_root.files["rubric"])
    assert to_document(model) == (
        '{"dimensions":[{"fed_by":["points"],"id":"d","levels":{"1":"a","2":"b","3":"c","4":"é"},'
        '"parts":[],"title":"D","weight":1.0}],"floors":[],"id":"r","title":"R"}'
    )
    assert (
        document_hash(model) == "18a1e0da36293115eae23f02fd614697c37ef4f9877adf548f1be1666ed7d2c3"
    )


@pytest.mark.parametrize("text", ["", "{", "[]", '{"id": "x"}', "null", '{"id": NaN}'])
def test_what_is_no_document(text):
    with pytest.raises(ContentError, match="stored question: cannot be read back"):
        from_document("question", text)


def test_no_documents_are_kept_of_other_kinds():
    with pytest.raises(InputError, match="glossary"):
        from_document("glossary", "[]")
