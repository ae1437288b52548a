"""The content that comes with mockint."""

from mockint.bundled import bundled_root
from mockint.content import Library


def test_all_of_it_can_be_listed():
    library = Library([bundled_root()])
    for kind, listed in (
        ("round", library.rounds()),
        ("question", library.questions()),
        ("persona", library.personas()),
        ("rubric", library.rubrics()),
    ):
        assert [item.id for item in listed] == list(library.ids(kind))
        assert listed
    assert library.glossary()
    assert library.faults == ()
