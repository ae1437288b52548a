"""What a model costs beside the model: our client over a bare one, and a stream that races.

Everything runs on this machine: a server in a process of its own speaks OpenAI's protocol. Aims:
from the second call on at most 30 ms more to the first token than a bare HTTP client, memory flat
over 20,000 tokens, and keys painted within the app's bars while 1,000 tokens a second come in.
"""

import argparse
import asyncio
import gc
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parent.parent)

from benchmarks.keys import blocks, described  # noqa: E402
from benchmarks.terminal import Terminal, memory_mib  # noqa: E402
from mockint.llm.litellm_client import LitellmClient  # noqa: E402
from mockint.llm.names import read_name  # noqa: E402
from mockint.llm.requests import Message, ModelRequest, Timeouts  # noqa: E402
from mockint.llm.usage import Ledger  # noqa: E402
from mockint.llm.warming import warm  # noqa: E402
from tests.llm.openai_server import OpenAIServer  # noqa: E402

ASKED = (Message("system", "You interview. " * 200), Message("user", "Begin."))
FOREVER = Timeouts(first_token=600, between=600, whole=36_000)
MANY = 20_000


@contextmanager
def serving() -> Iterator[str]:
    """Run the server in a process of its own, and give its address."""
    command = [sys.executable, "-m", "benchmarks.model", "--serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True) as it:
        assert it.stdout is not None
        try:
            yield it.stdout.readline().strip()
        finally:
            it.kill()


def request(url: str, model: str = "normal") -> ModelRequest:
    """Return a request to the server."""
    return request_of(f"openai/{model}@{url}")


def request_of(name: str) -> ModelRequest:
    """Return a request that nothing ends but the reply."""
    return ModelRequest(name, ASKED, "voice", timeouts=FOREVER, max_characters=10**9)


async def first_of_ours(client: LitellmClient, asked: ModelRequest) -> float:
    """Return the milliseconds from asking to the first words, through our client."""
    begun = time.perf_counter()
    first = 0.0
    async with client.open(asked) as reply:
        async for _ in reply:
            first = first or time.perf_counter() - begun
    return first * 1000


async def first_of_bare(client: object, asked: ModelRequest, url: str) -> float:
    """Return the same through `httpx` and a split at `data:`."""
    import httpx

    assert isinstance(client, httpx.AsyncClient)
    body = {"model": "normal", "stream": True, "messages": [vars(each) for each in ASKED]}
    begun = time.perf_counter()
    first = 0.0
    async with client.stream("POST", f"{url}/chat/completions", json=body) as answer:
        async for line in answer.aiter_lines():
            told = line.removeprefix("data: ")
            if told.startswith("{") and json.loads(told)["choices"][0]["delta"].get("content"):
                first = first or time.perf_counter() - begun
    return first * 1000


async def overhead(url: str, pairs: int) -> None:
    """Print how much later our first words come."""
    import httpx

    asked, client = request(url), LitellmClient(Ledger())
    begun = time.perf_counter()
    warm(read_name(asked.model)).join()
    warmed = time.perf_counter() - begun
    first = await first_of_ours(client, asked)
    ours, bare = [], []
    async with httpx.AsyncClient() as plain:
        await first_of_bare(plain, asked, url)
        for _ in range(pairs):
            bare.append(await first_of_bare(plain, asked, url))
            ours.append(await first_of_ours(client, asked))
    more = statistics.median(mine - other for mine, other in zip(ours, bare, strict=True))
    p95 = statistics.quantiles(ours, n=20)[-1]
    print(f"warming {warmed:.1f} s in its thread; the first call's first token {first:.1f} ms")
    print(
        f"first token: bare client {statistics.median(bare):.1f} ms, ours "
        f"{statistics.median(ours):.1f} ms (p95 {p95:.1f}): {more:.1f} ms more "
        f"(aim: at most 30; median of {pairs} pairs from the second call on)"
    )


async def racing(url: str) -> None:
    """Print what 20,000 tokens cost in time, memory, and in how long the loop is held up."""
    client, lags = LitellmClient(Ledger()), []

    async def watch() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.005)
            lags.append((time.perf_counter() - begun - 0.005) * 1000)

    gc.collect()
    watching, count, held = asyncio.create_task(watch()), 0, [0.0, 0.0]
    begun = cpu = 0.0
    async with client.open(request(url, "endless")) as reply:
        async for _ in reply:
            count += 1
            if count == 1_000:
                begun, cpu, held[0] = time.perf_counter(), time.process_time(), rss()
                lags.clear()
            if count == MANY:
                break
        held[1] = rss()
        seconds, used = time.perf_counter() - begun, time.process_time() - cpu
    watching.cancel()
    tokens = MANY - 1_000
    quantiles = statistics.quantiles(lags, n=100)
    print(
        f"{tokens:,} tokens came at {tokens / seconds:,.0f} a second with "
        f"{used / tokens * 1e6:.0f} us of processor each; the loop was late by "
        f"{quantiles[49]:.1f} ms (p95 {quantiles[94]:.1f}, longest {max(lags):.1f})"
    )
    print(
        f"memory {held[0]:.1f} MiB after 1,000 tokens, {held[1]:.1f} MiB after {MANY:,}: "
        f"{held[1] - held[0]:+.1f} MiB"
    )


def rss() -> float:
    """Return the memory that this process holds, in MiB."""
    return memory_mib(os.getpid())


def typing(url: str) -> None:
    """Print how soon keys are painted in a round while a model speaks without a pause."""
    editor = ("interview", "--turns", "2000", "--model", request(url, "endless").model)
    bare, ours, ratios = [], [], []
    with Terminal("input") as input_app, Terminal(*editor) as interview_app:
        for base, mine in blocks(input_app, interview_app):
            bare += base
            ours += mine
            ratios.append(statistics.median(mine) / statistics.median(base))
    print(described("bare Input", bare))
    print(described("editor, a model at 1,000/s", ours))
    print(f"ratio of medians {statistics.median(ratios):.2f} (aim: at most 2, no key over 100 ms)")


def main() -> None:
    """Print all three, or serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--serve", action="store_true", help="be the server")
    parser.add_argument("--pairs", type=int, default=40)
    parser.add_argument("--only", choices=("overhead", "racing", "typing"))
    chosen = parser.parse_args()
    if chosen.serve:
        with OpenAIServer() as server:
            print(server.url, flush=True)
            sys.stdin.read()
        return
    with serving() as url:
        if chosen.only in (None, "overhead"):
            asyncio.run(overhead(url, chosen.pairs))
        if chosen.only in (None, "racing"):
            asyncio.run(racing(url))
        if chosen.only in (None, "typing"):
            typing(url)


if __name__ == "__main__":
    main()
