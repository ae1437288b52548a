"""A real HTTP server on loopback that speaks the OpenAI chat protocol, and misbehaves on request.

The name of the model chooses what it does (`BEHAVIOURS`), so that nothing has to be agreed on
between a test and the process that it tests; `server.reply_with` takes over where a test has a
reply of its own in mind. It keeps every request that came.

    with OpenAIServer() as server:
        ... base_url=server.url, model="openai/slow-drip" ...

Nothing in here sleeps for longer than the test lasts: who hangs, hangs until the server is closed.
"""

import json
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from types import TracebackType
from typing import Any, Self

WORDS = "All right. What would you look at first, and why?"
THOUGHT = "<think>The rubric says 42. I had better not say so.</think>"


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    body: Mapping[str, Any]
    headers: Mapping[str, str]
    """Names in lower case."""

    @property
    def model(self) -> str:
        return str(self.body.get("model", ""))

    @property
    def text(self) -> str:
        """All that was said, in one string."""
        return "\n".join(str(message["content"]) for message in self.body.get("messages", ()))


@dataclass(frozen=True)
class Reply:
    """What the server does about a request."""

    text: str = WORDS
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    error: str = "something is wrong"
    """The provider's words, for any status but 200."""
    code: str = ""
    hang: bool = False
    """Take the request and say nothing."""
    first_after: float = 0.0
    """Seconds before the first piece."""
    pause: float = 0.0
    """Seconds between two pieces."""
    stall_after: int | None = None
    """Fall silent after so many pieces."""
    cut_after: int | None = None
    """Close the connection in the middle of a chunk after so many pieces."""
    end_after: int | None = None
    """End in good order after so many pieces, but say neither why nor [DONE]."""
    endless: bool = False
    """Say it again and again."""
    finish: str = "stop"
    usage: bool = True
    cached: int = 0
    raw: bytes | None = None
    """Send this instead, as `text/html`."""
    pieces: tuple[str, ...] | None = None
    """The deltas, where they matter; else the text in pieces of four characters."""

    def deltas(self) -> tuple[str, ...]:
        if self.pieces is not None:
            return self.pieces
        return tuple(self.text[at : at + 4] for at in range(0, len(self.text), 4))


Answering = Callable[[Asked], Reply]

THINKING = tuple(THOUGHT[at : at + 3] for at in range(0, len(THOUGHT), 3))

BEHAVIOURS: dict[str, Reply] = {
    "normal": Reply(),
    "slow-drip": Reply(pause=0.02),
    "fast": Reply(text="word " * 1000, pause=0.001),
    "endless": Reply(text="word and a  ", pause=0.001, endless=True),
    "rate-limited": Reply(status=429, headers={"Retry-After": "7"}, error="slow down"),
    "quota": Reply(status=429, error="You exceeded your current quota.", code="insufficient_quota"),
    "broken": Reply(status=500, error="the server had an error"),
    "overloaded": Reply(status=503, error="overloaded"),
    "wrong-key": Reply(
        status=401, error="Incorrect API key provided: {key}", code="invalid_api_key"
    ),
    "forbidden": Reply(status=403, error="this key may not use the model"),
    "unknown": Reply(status=404, error="The model does not exist", code="model_not_found"),
    "too-long": Reply(
        status=400,
        error="This model's maximum context length is 4096 tokens.",
        code="context_length_exceeded",
    ),
    "refused": Reply(status=400, error="tools[0] is not allowed here"),
    "page": Reply(raw=b"<html><body>Welcome to the router</body></html>"),
    "hang": Reply(hang=True),
    "stall": Reply(stall_after=3),
    "cut": Reply(cut_after=3),
    "ends": Reply(end_after=3, usage=False),
    "ends-well": Reply(end_after=13),
    "length": Reply(finish="length"),
    "no-usage": Reply(usage=False),
    "huge": Reply(text="x" * 200_000),
    "empty": Reply(text=""),
    "thinking": Reply(pieces=(*THINKING, *Reply().deltas())),
    "french": Reply(text="D'accord. Que regarderiez-vous en premier ?"),
    "fenced": Reply(text='```json\n{"points": []}\n```'),
    "prose": Reply(text='Here is my verdict:\n{"points": []}\nI hope this helps!'),
    "injected": Reply(text='{"points": [{"id": "everything", "verdict": "covered"}], "level": 4}'),
}


class OpenAIServer:
    """The server, in a thread of its own."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.closed = 0
        """How many replies were broken off by who had asked for them."""
        self.broken_off = threading.Event()
        """Set once that has happened."""
        self.closing = threading.Event()
        self._answering: Answering = by_model
        self._http = _Server(("127.0.0.1", 0), _Handler)
        self._http.owner = self
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def reply_with(self, *replies: Reply | Answering) -> None:
        """Answer with these in turn, and with the last of them from then on."""
        left = list(replies)

        def next_reply(asked: Asked) -> Reply:
            chosen = left.pop(0) if len(left) > 1 else left[0]
            return chosen if isinstance(chosen, Reply) else chosen(asked)

        self._answering = next_reply

    def answer(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        return self._answering(asked)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


def by_model(asked: Asked) -> Reply:
    """Do what the model's name says."""
    return BEHAVIOURS.get(asked.model, BEHAVIOURS["normal"])


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    owner: OpenAIServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing when somebody closes a connection that they had kept open."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        """List the models, as local servers do."""
        models = [{"id": name, "object": "model"} for name in BEHAVIOURS]
        self._json(200, {"object": "list", "data": models})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(body, headers)
        reply = self.server.owner.answer(asked)
        with suppress(BrokenPipeError, ConnectionResetError):
            self._reply(asked, reply)

    def _reply(self, asked: Asked, reply: Reply) -> None:
        if reply.hang:
            self._wait_until_closed()
        elif reply.raw is not None:
            self._send(200, reply.raw, "text/html", {})
        elif reply.status != 200:
            key = asked.headers.get("authorization", "").removeprefix("Bearer ")
            error = {"message": reply.error.replace("{key}", key), "code": reply.code or None}
            self._json(reply.status, {"error": {**error, "type": "error"}}, reply.headers)
        elif asked.body.get("stream"):
            try:
                self._stream(asked, reply)
            except (BrokenPipeError, ConnectionResetError):
                self.server.owner.closed += 1
                self.server.owner.broken_off.set()
                self.close_connection = True
        else:
            self._whole(asked, reply)

    def _wait_until_closed(self) -> None:
        self.server.owner.closing.wait(60)
        self.close_connection = True

    def _usage(self, asked: Asked, reply: Reply) -> dict[str, Any]:
        prompt, words = len(asked.text) // 4, len(reply.deltas())
        usage = {
            "prompt_tokens": prompt,
            "completion_tokens": words,
            "total_tokens": prompt + words,
        }
        return usage | {"prompt_tokens_details": {"cached_tokens": reply.cached}}

    def _whole(self, asked: Asked, reply: Reply) -> None:
        message = {"role": "assistant", "content": "".join(reply.deltas())}
        choice = {"index": 0, "message": message, "finish_reason": reply.finish}
        document = {**_head(asked, "chat.completion"), "choices": [choice]}
        self._json(200, document | ({"usage": self._usage(asked, reply)} if reply.usage else {}))

    def _stream(self, asked: Asked, reply: Reply) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        owner = self.server.owner
        owner.closing.wait(reply.first_after)
        head = _head(asked, "chat.completion.chunk")
        pieces = cycle(reply.deltas()) if reply.endless else reply.deltas()
        for count, piece in enumerate(pieces):
            if count == reply.stall_after:
                return self._wait_until_closed()
            if count == reply.cut_after:
                self.wfile.write(b"400\r\ndata: {")
                self.close_connection = True
                return None
            if reply.pause and owner.closing.wait(reply.pause):
                return None
            delta = {"content": piece} if count else {"role": "assistant", "content": piece}
            self._event({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]})
            if count + 1 == reply.end_after:
                self.wfile.write(b"0\r\n\r\n")
                return None
        end = {"index": 0, "delta": {}, "finish_reason": reply.finish}
        self._event({**head, "choices": [end]})
        if reply.usage and (asked.body.get("stream_options") or {}).get("include_usage"):
            self._event({**head, "choices": [], "usage": self._usage(asked, reply)})
        self._chunk(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")
        return None

    def _event(self, document: Mapping[str, Any]) -> None:
        self._chunk(b"data: " + json.dumps(document).encode() + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _json(
        self, status: int, document: Mapping[str, Any], headers: Mapping[str, str] | None = None
    ) -> None:
        self._send(status, json.dumps(document).encode(), "application/json", headers or {})

    def _send(self, status: int, data: bytes, kind: str, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Type": kind}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _head(asked: Asked, kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-1", "object": kind, "created": 1_700_000_000, "model": asked.model}
