"""The scorecard computed a second time, from the events alone and by the words of docs/scoring.md.

Nothing of `mockint.core` is used: what is computed here shares no line with what it checks.
"""

from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Mockint

ROOT = Path(__file__).resolve().parents[2]
EARNS = {"covered": 1, "partial": 0.5, "unclear": 0.25, "missed": 0, "contradicted": 0}
CAP = {0: 1, 1: 0.8, 2: 0.5, 3: 0.2}
ANSWERED = ("answer", "correction")


def loaded(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


@cache
def content() -> dict[str, Any]:
    """Return every scope by `question` or `question/followup`."""
    scopes: dict[str, Any] = {}

    def walk(question: str, area: str, followups: list[Any]) -> None:
        for each in followups:
            scopes[f"{question}/{each['id']}"] = {**each, "area": area}
            walk(question, area, each.get("followups", []))

    for path in (ROOT / "interviews" / "questions").rglob("*.yaml"):
        data = loaded(path.read_text(encoding="utf-8"))
        scopes[data["id"]] = data
        walk(data["id"], data["area"], data["followups"])
    return scopes


class Again:
    """One pass over the events."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.content = content()
        self.scope = ""
        self.phase: list[list[Any]] = []
        self.heard: dict[str, Any] = {}
        self.earned: dict[str, dict[str, float]] = {}
        self.tried: dict[str, int] = {}
        self.hints: dict[str, int] = {}
        self.firsts: dict[str, Any] = {}
        self.asked_back: set[int] = set()
        self.replied = False
        self.texts: dict[int, str] = {}
        self.answers: dict[int, Any] = {}
        self.probed: set[str] = set()
        self.kinds: dict[str, str] = {}
        round_ = loaded(
            (ROOT / "interviews" / "rounds" / f"{document['session']['round']}.yaml").read_text()
        )
        self.kinds = {phase["id"]: phase["kind"] for phase in round_["phases"]}
        persona = document["session"]["persona"]
        lines = (ROOT / "interviews" / "personas" / f"{persona}.yaml").read_text(encoding="utf-8")
        self.limit = loaded(lines)["interrupts_after_words"]
        for event in document["events"]:
            self.take(event["at"], event["payload"])
        rubric = (ROOT / "rubrics" / f"{round_['rubric']}.yaml").read_text(encoding="utf-8")
        self.rubric = loaded(rubric)

    def take(self, at: float, payload: dict[str, Any]) -> None:
        match payload["kind"]:
            case "phase-started" | "session-closed":
                if self.phase:
                    self.phase[-1][2] = at
                if payload["kind"] == "phase-started":
                    self.phase.append([payload["phase"], at, None])
            case "said":
                move = payload["move"]
                if move["kind"] in ("open", "ask", "follow-up", "move-on", "invite"):
                    followup = move["followup"]
                    self.scope = move["question"] + (f"/{followup}" if followup else "")
                if move["kind"] == "probe":
                    self.probed.add(move["question"])
            case "hint-taken":
                self.hints[payload["question"]] = payload["step"]
            case "answered":
                self.texts[payload["turn"]] = payload["text"]
                self.replied |= self.kinds[self.phase[-1][0]] == "your-questions"
            case "assessed":
                self.read(payload["turn"], payload["assessment"])

    def read(self, turn: int, heard: dict[str, Any]) -> None:
        question, followup = heard["question"], heard["followup"]
        key = question + (f"/{followup}" if followup else "")
        earned = self.earned.setdefault(key, {})
        cap = CAP[self.hints.get(question, 0)]
        for point in heard["points"]:
            value, before = EARNS[point["verdict"]], earned.get(point["id"], 0)
            worth = max(before, min(value, cap)) if value > before else value
            earned[point["id"]] = worth
        self.heard[key] = heard
        if key != self.scope:
            return
        if self.kinds[self.phase[-1][0]] == "your-questions":
            if heard["intent"] == "clarify" or heard["fact"]:
                self.asked_back.add(turn)
        elif question in self.content:
            if heard["intent"] in (*ANSWERED, "dont-know"):
                self.tried[key] = self.tried.get(key, 0) + (heard["intent"] in ANSWERED)
            if heard["intent"] in ANSWERED:
                self.answers[turn] = heard
                self.firsts.setdefault(key, self.number(key))

    def number(self, key: str) -> Any:
        found = self.heard[key]["numbers"]
        return next((each for each in found if each["expected"] is not None), None)

    def level(self, score: float, claims: int) -> int:
        level = 4 if score >= 0.75 else 3 if score >= 0.5 else 2 if score >= 0.25 else 1
        return min(level, 4 if claims == 0 else 3 if claims == 1 else 2)

    def dimension(self, fed_by: list[str]) -> int | None:
        parts, claims = [], 0
        weights = scores = 0.0
        for key in self.tried:
            scope = self.content[key]
            feed = "followups" if "/" in key else "points"
            if scope["area"] == "conversation":
                feed = "conversation"
            if feed in fed_by and scope.get("points"):
                held = len(self.heard[key]["wrong_claims"]) if "wrong_claims" in fed_by else 0
                verdicts = {p["id"]: EARNS[p["verdict"]] for p in self.heard[key]["points"]}
                worth = self.earned[key] if "hints" in fed_by else verdicts
                weight = sum(point.get("weight", 1) for point in scope["points"])
                got = sum(p.get("weight", 1) * worth[p["id"]] for p in scope["points"]) / weight
                scores += weight * min(1, max(0, got - 0.1 * held))
                weights, claims = weights + weight, claims + held
        if weights:
            parts.append(scores / weights)
        if "estimates" in fed_by:
            tried = [key for key in self.tried if "estimate" in self.content[key]]
            if tried:
                parts.append(sum(map(self.estimate, tried)) / len(tried))
        if "delivery" in fed_by and self.answers:
            parts.append(self.delivery())
        if "your_questions" in fed_by and self.replied:
            parts.append((0.4, 0.6, 0.7, 0.9)[min(3, len(self.asked_back))])
        return self.level(sum(parts) / len(parts) + 1e-9, claims) if parts else None

    def estimate(self, key: str) -> float:
        number, first = self.number(key), self.firsts.get(key)
        if number and number["within"]:
            return 1 if first and first["within"] else 0.7
        return 0.4 if number and 0.1 <= number["ratio"] <= 10 else 0

    def delivery(self) -> float:
        bad = [
            turn
            for turn, heard in self.answers.items()
            if {"term-list", "off-topic", "echo"} & set(heard["flags"])
            or len(self.texts[turn].split()) > self.limit
        ]
        share = len(bad) / len(self.answers)
        if share > 0:
            return 0.1 if share > 0.5 else 0.4 if share > 0.25 else 0.6
        asked = {key.split("/")[0] for key, answers in self.tried.items() if answers}
        return 0.85 if 2 * len(asked - self.probed) >= len(asked) else 0.7

    def overall(self, levels: dict[str, int | None]) -> int | None:
        weights = {each["id"]: each["weight"] for each in self.rubric["dimensions"]}
        seen = {name: level for name, level in levels.items() if level is not None}
        total = sum(weights[name] for name in seen)
        if 2 * total < sum(weights.values()) or not seen:
            return None
        mean = sum(level * weights[name] for name, level in seen.items()) / total
        level: int = ceil(mean - 0.5 - 1e-9)
        for floor in self.rubric["floors"]:
            if min(seen.values()) <= floor["if_any"]:
                level = min(level, floor["then_at_most"])
        return level


@pytest.mark.parametrize(
    ("kind", "seed"),
    [("strong", "0"), ("middling", "0"), ("middling", "1"), ("wandering", "2"), ("silent", "0")],
)
def test_every_number_of_the_scorecard_follows_from_the_events(
    mockint: Mockint, kind: str, seed: str
):
    ran = mockint("simulate", "phone-screen-30", "--candidate", kind, "--seed", seed, "--json")
    document = ran.json()
    again, card = Again(document), document["scorecard"]
    levels = {each["id"]: again.dimension(each["fed_by"]) for each in again.rubric["dimensions"]}
    assert {each["id"]: each["level"] for each in card["dimensions"]} == levels
    assert card["level"] == again.overall(levels)
    used = {name: end - start for name, start, end in again.phase}
    assert {each["id"]: each["used_seconds"] for each in card["phases"]} == pytest.approx(used)
    assert card["hints"] == sum(again.hints.values())
