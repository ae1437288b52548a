"""The library: found by name, parsed when asked for, later roots over earlier ones."""

import os
import shutil

import pytest

from mockint.content import (
    Library,
    content_roots,
    loading,
    new,
    open_library,
    to_document,
    user_root,
)
from mockint.content import library as library_module
from mockint.core.errors import ContentError, InputError, NotFoundError


@pytest.fixture
def opened(monkeypatch):
    """The names of the files that are opened, in order."""
    names: list[str] = []

    def reading(path):
        names.append(path.name)
        return loading.read_file(path)

    monkeypatch.setattr(library_module, "read_file", reading)
    return names


def test_what_is_there(own_root):
    library = own_root.library()
    assert [item.id for item in library.rounds()] == ["own"]
    assert [item.id for item in library.questions()] == ["own"]
    assert [item.id for item in library.personas()] == ["warm-peer"]
    assert [item.id for item in library.rubrics()] == ["phone-screen"]
    assert library.glossary()[0].term == "grouped-query attention"
    assert len(library.specimens("own")) == 3
    assert library.specimens("absent") == ()
    assert library.faults == ()
    assert library.question("own") is library.questions()[0]


def test_listing_rounds_opens_no_questions(own_root, opened):
    own_root.library().rounds()
    assert opened == ["own.yaml"]
    assert own_root.library().ids("question") == ("own",)
    assert opened == ["own.yaml"]


def test_one_item_opens_one_file_once(own_root, opened):
    new("question", "rag/another", own_root.folder)
    library = own_root.library()
    library.question("another")
    library.question("another")
    assert opened == ["another.yaml"]


@pytest.mark.parametrize("kind", ["round", "question", "persona", "rubric"])
def test_a_name_that_nothing_answers_to(own_root, kind):
    known = own_root.files[kind].stem
    with pytest.raises(NotFoundError, match=f"no {kind} '{known}s'. Did you mean '{known}'"):
        getattr(own_root.library(), kind)(f"{known}s")
    with pytest.raises(NotFoundError, match=f"mockint list {kind}s"):
        getattr(own_root.library(), kind)("zzzzz")


def test_a_faulty_file_leaves_the_others_usable(own_root):
    new("round", "broken", own_root.folder).write_text("id: broken\nminutes: no\n", "utf-8")
    library = own_root.library()
    assert [item.id for item in library.rounds()] == ["own"]
    assert library.round("own").id == "own"
    with pytest.raises(ContentError) as caught:
        library.round("broken")
    assert {problem.path for problem in caught.value.problems} == {
        str(own_root.folder / "interviews/rounds/broken.yaml")
    }
    assert library.faults == caught.value.problems


def test_a_faulty_glossary_leaves_the_rest_usable(own_root, tmp_path):
    other = tmp_path / "other"
    new("glossary", "glossary", other).write_text("- term: x\n", "utf-8")
    library = Library([own_root.folder, other])
    assert len(library.glossary()) == 2
    assert [problem.line for problem in library.faults] == [1]


def test_later_roots_override_by_id(own_root, tmp_path):
    other = tmp_path / "other"
    path = new("question", "rag/own", other)
    path.write_text(path.read_text("utf-8").replace("title: Sampling", "title: Other"), "utf-8")
    new("question", "rag/more", other)
    library = Library([own_root.folder, other])
    assert [item.id for item in library.questions()] == ["own", "more"]
    assert library.question("own").title == "Other temperature"
    assert library.source("question", "own") == path
    assert library.round("own").id == "own"


def test_a_broken_override_hides_what_it_overrides(own_root, tmp_path):
    other = tmp_path / "other"
    new("question", "practice/own", other).write_text("id: own\n", "utf-8")
    library = Library([own_root.folder, other])
    with pytest.raises(ContentError, match="'title' is missing"):
        library.question("own")
    assert library.questions() == ()


def test_specimens_grade_the_question_of_their_own_root(own_root, tmp_path):
    other = tmp_path / "other"
    new("question", "practice/own", other)
    assert Library([own_root.folder, other]).specimens("own") == ()
    new("specimen", "practice/own", other)
    assert len(Library([own_root.folder, other]).specimens("own")) == 3


def test_later_terms_replace_earlier_ones(own_root, tmp_path):
    other = tmp_path / "other"
    new("glossary", "glossary", other).write_text(
        "- {term: Time to first token, also: [x]}\n- {term: y, also: [z]}\n", "utf-8"
    )
    terms = Library([own_root.folder, other]).glossary()
    assert [(entry.term, entry.also) for entry in terms][1:] == [
        ("Time to first token", ("x",)),
        ("y", ("z",)),
    ]


def test_a_file_that_is_not_called_like_its_id(own_root):
    path = own_root.files["round"]
    path.rename(path.with_name("other.yaml"))
    library = own_root.library()
    with pytest.raises(ContentError, match=r"the id is 'own' and the file is called 'other.yaml'"):
        library.round("other")
    with pytest.raises(NotFoundError):
        library.round("own")


def test_two_files_of_one_id_in_a_root(own_root):
    twin = own_root.folder / "interviews/questions/rag/own.yaml"
    twin.parent.mkdir()
    shutil.copy(own_root.files["question"], twin)
    library = own_root.library()
    with pytest.raises(ContentError, match=r"practice.own.yaml has the same id"):
        library.question("own")
    assert library.questions() == ()
    assert library.faults


def test_hidden_files_are_left_alone(own_root):
    backup = own_root.files["round"].with_name(".#own.yaml")
    backup.write_text("no: [", "utf-8")
    assert own_root.library().ids("round") == ("own",)


def test_an_empty_root(tmp_path):
    library = Library([tmp_path])
    assert library.rounds() == ()
    assert library.questions() == ()
    assert library.glossary() == ()


class TestRoots:
    def test_bundled_first_then_the_user_then_what_is_named(self, tmp_path, own_home):
        own = own_home / "mockint" / "content"
        assert user_root() == own
        assert own not in content_roots()
        own.mkdir(parents=True)
        named = tmp_path / "named"
        named.mkdir()
        assert content_roots([named])[1:] == (own, named)

    def test_without_a_home_of_its_own_the_config_folder_is_used(self, monkeypatch, own_home):
        monkeypatch.delenv("MOCKINT_HOME")
        assert user_root().is_relative_to(own_home)
        assert user_root().name == "content"

    def test_a_named_folder_has_to_be_there(self, tmp_path):
        with pytest.raises(InputError, match="no content folder"):
            content_roots([tmp_path / "absent"])

    def test_the_users_own_round_is_found(self, own_home):
        new("round", "mine", user_root())
        assert "mine" in open_library().ids("round")


class TestCache:
    @pytest.fixture
    def cache(self, tmp_path):
        return tmp_path / "cache"

    def test_unchanged_files_are_not_read_again(self, own_root, cache, opened):
        (first,) = Library([own_root.folder], cache=cache).questions()
        del opened[:]
        (second,) = Library([own_root.folder], cache=cache).questions()
        assert to_document(second) == to_document(first)
        assert opened == []

    def test_a_changed_file_is_read_again(self, own_root, cache, opened):
        Library([own_root.folder], cache=cache).questions()
        del opened[:]
        own_root.change("question", "title: Sampling", "title: Sampled")
        (question,) = Library([own_root.folder], cache=cache).questions()
        assert question.title == "Sampled temperature"
        assert opened == ["own.yaml"]

    def test_the_time_of_a_change_is_enough(self, own_root, cache, opened):
        Library([own_root.folder], cache=cache).rounds()
        del opened[:]
        os.utime(own_root.files["round"], ns=(1, 1))
        Library([own_root.folder], cache=cache).rounds()
        assert opened == ["own.yaml"]

    def test_what_was_loaded_before_its_stamp_is_not_kept(self, own_root, cache):
        library = Library([own_root.folder], cache=cache)
        library.question("own")
        own_root.change("question", "title: Sampling", "title: Sampled")
        library.questions()
        (question,) = Library([own_root.folder], cache=cache).questions()
        assert question.title == "Sampled temperature"

    def test_another_root_beside_it_changes_nothing_of_what_is_kept(
        self, own_root, tmp_path, cache, opened
    ):
        Library([own_root.folder], cache=cache).questions()
        new("question", "more", tmp_path / "more")
        del opened[:]
        both = Library([own_root.folder, tmp_path / "more"], cache=cache).questions()
        assert [question.id for question in both] == ["own", "more"]
        assert opened == ["more.yaml"]

    @pytest.mark.parametrize("junk", [b"", b"\n", b"\xff\n\xff", b'["x"]\n{}', b"\n" * 9])
    def test_a_damaged_cache_is_ignored(self, own_root, cache, junk):
        first = Library([own_root.folder], cache=cache).questions()
        (kept,) = cache.iterdir()
        stamp = kept.read_bytes().split(b"\n")[0]
        for damaged in (junk, stamp + b"\n" + junk):
            kept.write_bytes(damaged)
            assert Library([own_root.folder], cache=cache).questions() == first

    def test_a_faulty_file_is_never_kept(self, own_root, cache):
        own_root.change("question", "minutes: 6", "minutes: no")
        for _ in range(2):
            library = Library([own_root.folder], cache=cache)
            assert library.questions() == ()
            assert library.faults

    def test_a_cache_that_cannot_be_written_is_no_fault(self, own_root, tmp_path):
        blocked = tmp_path / "blocked"
        blocked.write_text("a file where the folder should be", "utf-8")
        assert len(Library([own_root.folder], cache=blocked).questions()) == 1

    def test_another_version_reads_anew(self, own_root, cache, opened, monkeypatch):
        Library([own_root.folder], cache=cache).rounds()
        del opened[:]
        monkeypatch.setattr("mockint.__version__", "0.0.0")
        Library([own_root.folder], cache=cache).rounds()
        assert opened == ["own.yaml"]
