"""Files and models: what is no readable file, and every fault of one at once."""

import os
import socket

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mockint.content import (
    GLOSSARY,
    KINDS,
    PERSONA,
    QUESTION,
    ROUND,
    load,
    load_file,
    loading,
    read_yaml,
)
from mockint.core.errors import ContentError, Problem


def fault_of(path):
    with pytest.raises(ContentError) as caught:
        load_file(QUESTION, path)
    (problem,) = caught.value.problems
    assert problem.path == str(path)
    assert (problem.line, problem.column) == (0, 0)
    return problem.message


@pytest.fixture
def nothing_is_parsed(monkeypatch):
    monkeypatch.setattr(loading, "read_yaml", None)


@pytest.mark.usefixtures("nothing_is_parsed")
class TestNoReadableFile:
    def test_a_large_file_is_not_even_opened(self, tmp_path, monkeypatch):
        path = tmp_path / "large.yaml"
        with path.open("wb") as file:
            file.truncate(50_000_000)
        monkeypatch.setattr(type(path), "open", None)
        assert "too large: 50,000,000 bytes" in fault_of(path)

    def test_a_folder(self, tmp_path):
        path = tmp_path / "folder.yaml"
        path.mkdir()
        assert "folder" in fault_of(path)

    def test_nothing(self, tmp_path):
        assert "no such file" in fault_of(tmp_path / "absent.yaml")

    def test_a_link_to_itself(self, tmp_path):
        path = tmp_path / "link.yaml"
        path.symlink_to(path)
        assert "cannot be read" in fault_of(path)

    @pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="needs a socket in a folder")
    def test_what_is_no_regular_file(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)  # the name of a socket must be short
        with socket.socket(socket.AF_UNIX) as sock:
            sock.bind("socket.yaml")
            assert "no regular file" in fault_of(tmp_path / "socket.yaml")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe in a folder")
    def test_a_pipe_is_not_waited_for(self, tmp_path):
        path = tmp_path / "pipe.yaml"
        os.mkfifo(path)
        assert "no regular file" in fault_of(path)

    def test_what_may_not_be_read(self, tmp_path, monkeypatch):
        path = tmp_path / "secret.yaml"
        path.write_text("id: x", encoding="utf-8")

        def refuse(*_):
            raise PermissionError(13, "Permission denied")

        # Taking the right away would not stop an administrator.
        monkeypatch.setattr(type(path), "open", refuse)
        assert "cannot be read: permission denied" in fault_of(path)

    def test_a_name_that_no_file_has(self, tmp_path):
        assert "name" in fault_of(tmp_path / "a\0b.yaml")


def test_a_file_that_grows_while_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "growing.yaml"
    path.write_text("id: x", encoding="utf-8")
    monkeypatch.setattr(loading, "size_fault", lambda _: None)
    path.write_bytes(b"#" * 3_000_000)
    with pytest.raises(ContentError, match="too large: 1,000,001"):
        load_file(QUESTION, path)


def problems(kind, text):
    with pytest.raises(ContentError) as caught:
        load(kind, read_yaml(text.encode(), "some.yaml"))
    return caught.value.problems


def test_all_faults_of_a_file_are_reported_in_order():
    found = problems(
        PERSONA,
        "id: Warm\nname: no\nmanner:\npatience_seconds: 1:30\ninterrupts_after_words: 7\n"
        "lines: {ask: ['{ask}']}\nvoise: x\n",
    )
    at = [problem.line for problem in found]
    assert at == sorted(at)
    assert {2, 3, 4, 5, 6, 7} <= set(at)
    assert any("Did you mean 'voice'?" in problem.message for problem in found)


def test_a_fault_is_not_reported_twice():
    found = problems(ROUND, "id: x\nminutes: 1:30\n")
    assert len([problem for problem in found if problem.line == 2]) == 1


def test_the_errors_name_the_file():
    (problem, *_) = problems(GLOSSARY, "- {term: x}\n")
    assert str(problem) == "some.yaml:1:3: 'also' is missing in [0]"


def test_a_list_where_a_mapping_is_meant():
    (problem,) = problems(QUESTION, "- id: x\n")
    assert "the file must be a mapping (key: value), and a list stands there" in problem.message


def test_a_mapping_where_a_list_is_meant():
    (problem,) = problems(GLOSSARY, "term: x\nalso: [y]\n")
    assert "the file must be a list" in problem.message


def test_thousands_of_faults_are_cut_short():
    text = "\n".join(f"key{number}: x" for number in range(5000))
    found = problems(QUESTION, text)
    assert len(found) == 51
    assert "more faults; mend these first" in found[-1].message


def test_a_long_key_is_shortened():
    found = problems(QUESTION, f"? {'k' * 100_000}\n: x\n")
    assert max(len(problem.message) for problem in found) < 400


JUNK = st.sampled_from(
    [
        *("null", "true", "0", "-1", "2.5", "''", "no", "x", "point", "[key]", "{}", "[]", "[1]"),
        *("{a: 1}", "{1: 2}", "{any_of: 1}", "always", "{ask", "1:30", "~", "KV_x", "[[]]"),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), kind=st.sampled_from(sorted(KINDS)))
def test_whatever_is_changed_the_faults_have_places(own_root, kind, data):
    lines = own_root.text(kind).splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        number = data.draw(st.integers(0, len(lines) - 1))
        indent = " " * (len(lines[number]) - len(lines[number].lstrip()))
        key = lines[number].strip().partition(":")[0]
        lines[number] = data.draw(
            st.sampled_from(
                ["", f"{indent}{key}: {data.draw(JUNK)}", f"{indent}- {data.draw(JUNK)}"]
            )
        )
    found: list[Problem] = []
    try:
        load(KINDS[kind], read_yaml("\n".join(lines).encode(), "some.yaml"))
    except ContentError as error:
        found.extend(error.problems)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in found)
    assert all(len(problem.message) < 700 for problem in found)
