"""The desk keeps how a candidate saw a round, in a store that is one."""

from pathlib import Path

import pytest

from mockint.core.errors import NotFoundError
from mockint.report import markdown
from mockint.store import open_store
from tests.tui.past import SESSION, desk_with, over, scored


async def test_a_session_that_is_over_takes_the_candidate_s_own_scores(tmp_path: Path):
    desk = desk_with(over())
    store = open_store(tmp_path / "sessions.db")
    await store.put_content(desk.store.documents)  # type: ignore[attr-defined]
    await store.append(SESSION, desk.store.log[SESSION])  # type: ignore[attr-defined]
    desk.store = store
    state = await desk.keep_self_scores(SESSION, {"depth": 4})
    read, _ = await desk.read(SESSION)
    (summary,) = await store.sessions()
    await store.close()
    assert state.self_scores == read.self_scores == {"depth": 4}
    assert read.closed == "completed"
    assert summary.status == "closed"
    assert summary.at == state.at


async def test_a_session_that_is_not_there_takes_nothing():
    with pytest.raises(NotFoundError):
        await desk_with(over()).keep_self_scores("nothing", {})


def test_the_exported_markdown_has_them_beside_the_levels():
    sitting = scored(over(), depth=4)
    assert "| Title depth | 2 no hire, you said 4 | depth at 2 |" in markdown(sitting.state)
    assert ", you said" not in markdown(over().state)
