"""`check`: which files it looks at, and what their references may lead to."""

import shutil
from pathlib import Path

import pytest

from mockint.content import KINDS, Library, check, checking, new, read_file, user_root


def lines(problems):
    return [str(problem) for problem in problems]


def test_a_root_without_faults(own_root):
    assert check([own_root.folder], library=own_root.library()) == ()
    assert check(library=own_root.library()) == ()


def test_every_fault_has_a_place_and_they_are_sorted(own_root):
    own_root.change("question", "difficulty: mid ", "difficulty: midd ")
    own_root.change("question", "minutes: 6", "minutes: no")
    own_root.change("persona", '"Take your time."', '"Take {your} time."')
    own_root.change("rubric", "then_at_most: 2", "then_at_most: 4")
    found = check(library=own_root.library())
    places = [(problem.path, problem.line, problem.column) for problem in found]
    assert places == sorted(places)
    assert len(found) == 4
    assert all(line >= 1 and column >= 1 for _, line, column in places)


def test_paths_are_named_as_the_user_named_them(own_root, monkeypatch):
    own_root.change("rubric", "then_at_most: 2", "then_at_most: 4")
    monkeypatch.chdir(own_root.folder)
    library = Library([Path()])
    for path in (".", "rubrics", "rubrics/phone-screen.yaml"):
        (problem,) = check([path], library=library)
        assert Path(problem.path) == Path("rubrics/phone-screen.yaml")


def test_nothing_named_is_the_bundled_content_without_a_fault_and_the_users(own_home):
    path = new("round", "mine", user_root())
    path.write_text(path.read_text("utf-8").replace("minutes: 20", "minutes: 21"), "utf-8")
    (problem,) = check()
    assert problem.path == str(path)
    assert "add up to 20 minutes, not to 21" in problem.message


class TestLoneFiles:
    @pytest.mark.parametrize("kind", ["round", "question", "persona", "rubric", "glossary"])
    def test_a_file_is_known_by_its_folder(self, own_root, tmp_path, kind):
        folder = tmp_path / Path(KINDS[kind].folder).name
        folder.mkdir()
        lone = folder / own_root.files[kind].name
        lone.write_text("{}" if kind != "glossary" else "[{}]", "utf-8")
        found = check([lone], library=own_root.library())
        assert "is missing" in found[0].message

    @pytest.mark.parametrize("kind", ["round", "question", "persona", "rubric", "glossary"])
    def test_or_else_by_its_keys(self, own_root, tmp_path, kind):
        lone = tmp_path / "draft.yaml"
        shutil.copy(own_root.files[kind], lone)
        assert check([lone], library=own_root.library()) == ()
        lone.write_text(own_root.text(kind) + "\nzzz: [\n", "utf-8")
        assert check([lone], library=own_root.library())

    def test_specimens_are_called_like_their_question(self, own_root, tmp_path):
        lone = tmp_path / "own.yaml"
        shutil.copy(own_root.files["specimen"], lone)
        assert check([lone], library=own_root.library()) == ()
        stray = lone.rename(tmp_path / "owl.yaml")
        (problem,) = check([stray], library=own_root.library())
        assert "no question 'owl'. Did you mean 'own'?" in problem.message

    def test_neither_folder_nor_keys(self, own_root, tmp_path):
        lone = tmp_path / "draft.yaml"
        lone.write_text("colour: green\n", "utf-8")
        (problem,) = check([lone], library=own_root.library())
        assert "what kind of content" in problem.message
        assert problem.line == 1

    def test_references_resolve_against_the_whole_library(self, own_root, tmp_path):
        lone = tmp_path / "rounds" / "draft.yaml"
        lone.parent.mkdir()
        shutil.copy(own_root.files["round"], lone)
        assert check([lone], library=own_root.library()) == ()
        assert len(check([lone], library=Library([tmp_path]))) == 4

    def test_and_against_what_is_checked_with_it(self, own_root, tmp_path):
        drafts = tmp_path / "drafts"
        drafts.mkdir()
        for kind in ("round", "question", "persona", "rubric"):
            shutil.copy(own_root.files[kind], drafts / f"{kind}.yaml")
        empty = Library([])
        assert check([drafts], library=empty) == ()
        assert check(list(drafts.iterdir()), library=empty) == ()

    def test_and_against_the_root_that_it_lies_in(self, own_root):
        empty = Library([])
        for path in own_root.files.values():
            assert check([path], library=empty) == ()

    def test_a_file_of_a_root_lies_where_it_belongs(self, own_root):
        path = own_root.files["persona"].rename(own_root.files["persona"].with_name("x.yaml"))
        (problem,) = check([path], library=own_root.library())
        assert "the id is 'warm-peer'" in problem.message

    def test_what_is_not_there(self, own_root, tmp_path):
        (problem,) = check([tmp_path / "absent.yaml"], library=own_root.library())
        assert "no such file" in problem.message

    def test_a_folder_without_content(self, own_root, tmp_path):
        folder = tmp_path / "empty"
        folder.mkdir()
        (problem,) = check([folder], library=own_root.library())
        assert "no content here" in problem.message

    def test_an_empty_root_is_checked_and_not_the_library(self, own_root, tmp_path):
        (tmp_path / "bare" / "interviews").mkdir(parents=True)
        own_root.change("rubric", "then_at_most: 2", "then_at_most: 4")
        assert check([tmp_path / "bare"], library=own_root.library()) == ()


class TestRoots:
    def test_a_file_that_nothing_reads(self, own_root):
        stray = own_root.folder / "interviews" / "round" / "x.yaml"
        stray.parent.mkdir()
        stray.write_text("id: x", "utf-8")
        (problem,) = check([own_root.folder], library=own_root.library())
        assert problem.path == str(stray)
        assert "Did you mean 'interviews/rounds'?" in problem.message

    def test_a_file_with_another_ending(self, own_root):
        path = own_root.files["persona"]
        stray = path.with_name("other.yml")
        shutil.copy(path, stray)
        (problem,) = check([own_root.folder], library=own_root.library())
        assert "its name has to end in .yaml" in problem.message

    def test_a_question_outside_an_area(self, own_root):
        path = own_root.files["question"]
        path.rename(path.parent.parent / path.name)
        (problem,) = check([own_root.folder], library=own_root.library())
        assert "it belongs in questions/practice/" in problem.message

    def test_the_same_id_twice(self, own_root):
        twin = own_root.folder / "interviews/questions/rag/own.yaml"
        twin.parent.mkdir()
        twin.write_text(own_root.text("question").replace("area: practice", "area: rag"), "utf-8")
        found = check([own_root.folder], library=own_root.library())
        (problem,) = [each for each in found if each.path == str(twin)]
        assert str(own_root.files["question"]) in problem.message

    def test_an_override_is_not_graded_by_the_specimens_of_what_it_overrides(
        self, own_root, tmp_path
    ):
        other = tmp_path / "other"
        path = new("question", "practice/own", other)
        path.write_text(path.read_text("utf-8").replace("keeps-ranking", "keeps-order"), "utf-8")
        library = Library([own_root.folder, other])
        assert check(library=library) == ()
        new("specimen", "practice/own", other)
        assert len(check(library=library)) == 2

    def test_a_faulty_question_breaks_no_reference(self, own_root):
        own_root.change("question", "minutes: 6", "minutes: no")
        own_root.change("round", "pick: {count: 1} ", "questions: [own] ")
        (problem,) = check(library=own_root.library())
        assert problem.path == str(own_root.files["question"])

    def test_a_check_reads_each_file_once(self, own_root, monkeypatch):
        read = []

        def reading(path):
            read.append(path)
            return read_file(path)

        monkeypatch.setattr(checking, "read_file", reading)
        check(library=own_root.library())
        assert sorted(read) == sorted(own_root.files.values())
