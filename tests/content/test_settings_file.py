"""`config.yaml`: read as strictly as content, and written so that nothing of it is lost."""

import os
import stat
from pathlib import Path

import pytest

from mockint.content.settings_file import read_settings, write_setting, write_theme
from mockint.core.errors import ContentError, InputError
from mockint.core.settings import Settings
from mockint.desk import DEFAULT_TYPING_PACE


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.yaml"


def test_a_missing_file_is_the_defaults(config: Path):
    assert read_settings(config) == Settings()
    assert Settings().typing_pace == DEFAULT_TYPING_PACE


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "\ufeff# nothing yet\n"])
def test_so_is_a_file_that_says_nothing(config: Path, text: str):
    config.write_text(text, encoding="utf-8")
    assert read_settings(config) == Settings()


def test_everything_can_be_set(config: Path):
    config.write_text(
        "theme: light\nkeys: {interview.send: ctrl+s}\ntyping_pace: 1\n"
        "persona: bar-raiser\nseniority: staff\n"
    )
    assert read_settings(config) == Settings(
        theme="light",
        keys={"interview.send": "ctrl+s"},
        typing_pace=1,
        persona="bar-raiser",
        seniority="staff",
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("them: dark", "1:1: unknown key 'them'. Did you mean 'theme'?"),
        ("theme: drak", "1:8: theme must be one of dark, light, terminal"),
        ("theme: drak", "Did you mean 'dark'?"),
        ("typing_pace: 9", "1:14: typing_pace must be between 0.5 and 5, and 9 stands there"),
        ("typing_pace: fast", "typing_pace must be a number"),
        ("keys: [a]", "1:7: keys must be a mapping"),
        ("keys: {home.start: 1}", 'must be text, and `1` is read as the number 1; write "1"'),
        ("seniority: no", "seniority must be one of junior, mid, senior, staff"),
        ("theme: dark\ntheme: light", "2:1: the key 'theme' stands here a second time"),
        ("theme:", "nothing stands here"),
        ("- theme", "must be a mapping"),
        ("theme: [", "a value was expected here"),
    ],
)
def test_a_fault_names_its_place_and_the_remedy(config: Path, text: str, said: str):
    config.write_text(text)
    with pytest.raises(ContentError) as fault:
        read_settings(config)
    assert str(fault.value).startswith(f"{config}:")
    assert said in str(fault.value)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "theme: light\n"),
        ("# mine\n", "# mine\n\ntheme: light\n"),
        ("theme: dark # for now\nkeys:\n  app.help: f9\n", None),
        ("keys:\n  app.help: f9 # like elsewhere\n", None),
        ("---\n'theme': \"dark\"\n...\n", "---\n'theme': light\n...\n"),
        ("{typing_pace: 2}\n", "{theme: light, typing_pace: 2}\n"),
        ("theme: dark\r\ntyping_pace: 2\r\n", "theme: light\r\ntyping_pace: 2\r\n"),
        ("# é ü 面\npersona: bar-raiser\n", "# é ü 面\ntheme: light\npersona: bar-raiser\n"),
    ],
)
def test_a_theme_is_written_and_the_rest_stays(config: Path, before: str | None, after: str | None):
    if before is not None:
        config.write_bytes(before.encode())
    earlier = read_settings(config)
    write_theme(config, "light")
    text = config.read_bytes().decode()
    if after is not None:
        assert text == after
    for comment in ("# for now", "# like elsewhere", "# mine"):
        assert (comment in text) == (comment in (before or ""))
    settings = read_settings(config)
    assert settings.theme == "light"
    assert (settings.keys, settings.typing_pace) == (earlier.keys, earlier.typing_pace)
    assert list(config.parent.iterdir()) == [config]


@pytest.mark.parametrize(
    "model",
    ["openai/gpt-4.1-mini", "ollama_chat/qwen3:8b", "openai/x@http://127.0.0.1:80/v1", "a'#b"],
)
def test_a_model_is_remembered_as_it_is_written(config: Path, model: str):
    config.write_text("theme: light # mine\n")
    for name in ("model", "judge_model"):
        write_setting(config, name, model)
    write_setting(config, "budget", 0.5)
    write_setting(config, "judge_model", "offline")
    settings = read_settings(config)
    assert (settings.model, settings.judge_model, settings.budget) == (model, "offline", 0.5)
    assert config.read_text().endswith("theme: light # mine\n")


def test_a_faulty_file_is_left_alone(config: Path):
    config.write_text("theem: dark\n")
    with pytest.raises(ContentError):
        write_theme(config, "light")
    assert config.read_text() == "theem: dark\n"


def test_a_link_stays_a_link_and_keeps_its_mode(config: Path, tmp_path: Path):
    dotfile = tmp_path / "dotfiles" / "mockint.yaml"
    dotfile.parent.mkdir()
    dotfile.write_text("theme: dark\n")
    dotfile.chmod(0o640)
    config.symlink_to(dotfile)
    write_theme(config, "light")
    assert config.is_symlink()
    assert dotfile.read_text() == "theme: light\n"
    assert stat.S_IMODE(dotfile.stat().st_mode) == 0o640


def test_a_write_that_fails_leaves_the_old_file(config: Path, monkeypatch: pytest.MonkeyPatch):
    config.write_text("theme: dark\n")

    def full(file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="not saved: no space left"):
        write_theme(config, "light")
    assert config.read_text() == "theme: dark\n"
    assert list(config.parent.iterdir()) == [config]
