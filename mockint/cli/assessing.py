"""`mockint assess`: one answer read, with the words that each verdict rests on."""

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from mockint.cli.codes import DONE, FAULTS
from mockint.cli.models import check_models
from mockint.cli.parts import judge_for, offline_assessor
from mockint.content import QUESTION, Library, open_library
from mockint.content.loading import load, read_file
from mockint.core.assessment import AnswerTurn, Assessment, AssessmentRequest
from mockint.core.content import Question, find_followup, walk_followups
from mockint.core.errors import InputError, MockintError, NotFoundError, did_you_mean
from mockint.core.lines import word
from mockint.core.ports import Assessor
from mockint.core.single import after_one_answer
from mockint.report import MARKS, level_text
from mockint.report.review import judged_lines

PERSONA, RUBRIC = "warm-peer", "phone-screen"
LARGEST_ANSWER = 4_000_000


@click.command("assess")
@click.argument("question", required=False, metavar="[QUESTION]")
@click.option("--followup", metavar="ID", help="Read it as an answer to this follow-up.")
@click.option("--answer", type=click.Path(), help="The answer (default: standard input).")
@click.option("--question-file", type=click.Path(), help="A question from outside the bank.")
@click.option("--explain", is_flag=True, help="Show which words hit, and what each was worth.")
@click.option("--json", "as_json", is_flag=True, help="Print the assessment as JSON.")
@click.option("--model", metavar="NAME", help="Let a model judge, beside the offline reading.")
@click.option("--batch", type=click.Path(), help="JSONL in, one assessment a line out.")
@click.pass_obj
def assess_command(
    content: tuple[str, ...],
    question: str | None,
    followup: str | None,
    answer: str | None,
    question_file: str | None,
    explain: bool,
    as_json: bool,
    model: str | None,
    batch: str | None,
) -> int:
    """Read an answer: points made, missed or wrong, each with the words it rests on."""
    check_models((model,) if model else ())
    reader = _Reader(open_library(content), model)
    if batch is not None:
        return asyncio.run(reader.batch(_text(batch)))
    if question is not None and question_file is not None:
        raise InputError(
            f"Both a question ({question!r}) and a file ({question_file}) were named",
            "Name one of them; the answer comes by --answer FILE or from standard input.",
        )
    if question_file is not None:
        asked = _question_in(Path(question_file))
    elif question is not None:
        asked = reader.library.question(question)
    else:
        raise InputError("Which question?", "Name one (mockint list questions) or give a file.")
    text = _text(answer or "-")
    document = asyncio.run(reader.read(asked, followup, text))
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False))
    else:
        for line in _lines(document):
            click.echo(line)
    if explain:
        click.echo(reader.explanation(asked, followup, text), err=as_json)
    return DONE


def _question_in(path: Path) -> Question:
    """Return a file's question; it may lack what only an interview needs."""
    from mockint.assess import filled

    file = read_file(path)
    data = filled(file.data) if isinstance(file.data, dict) else file.data
    return load(QUESTION, replace(file, data=data))


def _text(name: str) -> str:
    """Return a file's text; bytes that aren't UTF-8 are kept as replacement marks."""
    try:
        raw = (
            sys.stdin.buffer.read(LARGEST_ANSWER + 1)
            if name == "-"
            else Path(name).read_bytes()[: LARGEST_ANSWER + 1]
        )
    except OSError as error:
        raise InputError(f"{name}: {error.strerror}.", "Check the path.") from None
    if len(raw) > LARGEST_ANSWER:
        raise InputError(f"{name}: more than 4 MB.", "An answer is shorter than that.")
    return raw.decode("utf-8", "replace")


class _Reader:
    """Assesses answers with what a library knows."""

    def __init__(self, library: Library, model: str | None = None) -> None:
        from mockint.calc import Calculators

        self.library = library
        self._offline = offline_assessor(library)
        self._assessor: Assessor = judge_for(library, model)[0] if model else self._offline
        self._calculators = Calculators()

    async def read(self, question: Question, followup: str | None, text: str) -> dict[str, Any]:
        """Return the assessment of one answer as the stable JSON document."""
        assessment = await self._assessor.assess(self._request(question, followup, text))
        state, move = after_one_answer(
            question,
            followup,
            text,
            assessment,
            self.library.persona(PERSONA),
            self.library.rubric(RUBRIC),
        )
        following = {
            "move": move.kind,
            "target": move.target or move.followup or move.question,
            "text": move.scripted or word(state, move),
        }
        document: dict[str, Any] = assessment.model_dump(mode="json")
        return document | {"next": following}

    def explanation(self, question: Question, followup: str | None, text: str) -> str:
        """Return which words hit, point by point."""
        return str(self._offline.explain(self._request(question, followup, text)))

    def _request(self, question: Question, followup: str | None, text: str) -> AssessmentRequest:
        asked = find_followup(question, followup) if followup else None
        if followup and asked is None:
            known = [each.id for _, each in walk_followups(question)]
            raise NotFoundError(
                f"{question.id!r} has no follow-up {followup!r}.{did_you_mean(followup, known)}",
                f"It has: {', '.join(known) or 'none'}.",
            )
        return AssessmentRequest(
            question=question,
            followup=asked,
            turns=(AnswerTurn(turn=2, text=text, asked=asked.ask if asked else question.ask),),
            facts=question.facts,
            expected=self._calculators.expected(question, asked) if asked else None,
        )

    async def batch(self, text: str) -> int:
        """Read lines of JSON; a bad line gives an error and the rest goes on."""
        faults = 0
        for line in text.splitlines():
            if not line.strip():
                continue
            try:
                asked = json.loads(line)
                question = self.library.question(asked["question"])
                document = await self.read(question, asked.get("followup"), str(asked["answer"]))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                document, faults = {"error": f"not an answer: {error!r}"}, faults + 1
            except MockintError as error:
                document, faults = {"error": str(error)}, faults + 1
            click.echo(json.dumps(document, ensure_ascii=False))
        return FAULTS if faults else DONE


def _judged(document: dict[str, Any]) -> str:
    return json.dumps({key: value for key, value in document.items() if key != "next"})


def _lines(document: dict[str, Any]) -> list[str]:
    """Return an assessment for a person."""
    following = document["next"]
    lines = [f"{document['intent']}; level {level_text(document['level'])}"]
    if document["score"] is not None:
        low, high = document["interval"] or (document["score"], document["score"])
        lines[0] += f"; score {document['score']:.2f} ({low:.2f} to {high:.2f})"
    for point in document["points"]:
        quote = f"  “{point['quote']}”" if point["quote"] else ""
        lines.append(f"  {MARKS[point['verdict']]:<12} {point['id']}{quote}")
    lines += [f"  x wrong claim {c['id']}  “{c['quote']}”" for c in document["wrong_claims"]]
    lines += [
        f"  number “{n['quote']}” {n['ratio']:.3g} x expected; {n['mistake'] or 'no known slip'}"
        for n in document["numbers"]
        if n["ratio"] is not None
    ]
    lines += [
        f"  {line}" for line in judged_lines(Assessment.model_validate_json(_judged(document)))
    ]
    if document["flags"]:
        lines.append(f"  flags: {', '.join(document['flags'])}")
    return [*lines, f"next: {following['move']}: {following['text']}"]
