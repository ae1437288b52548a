"""Other processes: killed in the middle of writing, or writing at the same time."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from mockint.core.errors import SessionBusyError


@contextmanager
def running(program, *arguments):
    """Run a child and talk to it in lines; it is gone afterwards."""
    child = subprocess.Popen(
        [sys.executable, str(program), *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    assert child.stdin
    assert child.stdout
    try:
        yield child
    finally:
        child.stdin.close()
        try:
            child.wait(30)
        finally:
            child.kill()
            child.stdout.close()


def kill_at(child, session, acknowledgements, delay):
    """Have a session written to and its writer killed; return the lines that came until then."""
    child.stdin.write(f"{session}\n")
    lines = [child.stdout.readline().split()]
    pid = int(lines.pop()[1])
    while len(lines) < acknowledgements:
        lines.append(child.stdout.readline().split())
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
    while True:
        line = child.stdout.readline().split()
        if line == ["gone"]:
            return lines
        lines.append(line)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the child forks")
async def test_what_was_acknowledged_survives_a_kill(opened, path, children):
    chance = random.Random(11)
    store = opened(path)
    with running(children / "append_until_killed.py", path) as child:
        for number in range(20):
            session = f"session-{number}"
            lines = kill_at(child, session, chance.randrange(12), chance.uniform(0, 0.006))
            acknowledged = {"written": 0, "draft": 0}
            acknowledged.update((what, int(seq)) for what, seq in lines)

            events = await store.events(session)
            assert len(events) >= acknowledged["written"]
            assert [event.seq for event in events] == list(range(len(events)))
            # Batches are whole: one event, two, then three, and so on as the child makes them.
            ends = [0]
            while ends[-1] < len(events):
                ends.append(ends[-1] + 1 + ends[-1] % 3)
            assert ends[-1] == len(events)

            held = {summary.id: summary for summary in await store.sessions()}.get(session)
            assert (held.events if held else 0) == len(events)
            draft = await store.draft(session)
            assert int(draft.text.split()[1] if draft else 0) >= acknowledged["draft"]

            # The dead process's lease is void, and the log goes on.
            await store.claim(session)
            await store.release(session)


async def test_processes_that_write_at_once_into_a_new_store(opened, path, children):
    count = 60
    names = ["one", "two", "three"]
    program = children / "append_many.py"
    with (
        running(program, path, names[0], count) as one,
        running(program, path, names[1], count) as two,
        running(program, path, names[2], count) as three,
    ):
        for child in (one, two, three):
            assert child.stdout.readline() == "ready\n"
        for child in (one, two, three):
            child.stdin.write("go\n")
        for child in (one, two, three):
            assert child.wait(60) == 0
    store = opened(path)
    for name in names:
        assert len(await store.events(name)) == count


async def test_a_session_is_open_in_one_process_at_a_time(opened, path, children, samples):
    store = opened(path)
    await store.append("abc", samples.log("abc", 2))
    await store.append("xyz", samples.log("xyz", 2))
    with running(children / "hold.py", path, "abc") as child:
        assert child.stdout.readline() == "claimed\n"
        words = rf"Session abc is open in another mockint \(process {child.pid}\)\. Close it"
        with pytest.raises(SessionBusyError, match=words):
            await store.claim("abc")
        with pytest.raises(SessionBusyError, match=words):
            await store.delete("abc")
        await store.claim("xyz")
        await store.delete("xyz")
        child.stdin.write("close\n")
        child.wait(30)
    await store.claim("abc")


async def test_the_lease_of_a_dead_process_is_taken_over(opened, path, children, samples):
    store = opened(path)
    await store.append("abc", samples.log("abc", 2))
    with running(children / "hold.py", path, "abc") as child:
        assert child.stdout.readline() == "claimed\n"
        child.stdin.write("crash\n")
        assert child.wait(30) == 1
    await store.claim("abc")
    await store.delete("abc")
    assert await store.events("abc") == ()
