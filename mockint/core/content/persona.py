"""A persona: who interviews, and the lines it speaks without a model."""

from typing import Annotated

from pydantic import Field

from mockint.core.content.base import ContentModel, Prose, Slug

LineList = Annotated[tuple[Prose, ...], Field(min_length=1)]


class Lines(ContentModel):
    """What a persona says for each kind of move, one line picked at a time, none twice in a row.

    A line may hold `{ask}` (the scripted question), `{quote}` (the candidate's words), `{hint}`,
    `{price}`, `{fact}` and `{left}` (time left) where its move has them. None gives a verdict.
    """

    acknowledge: LineList
    """Before the next thing: "Okay. {ask}"."""
    ask: LineList
    """A new question: "Let me ask you this. {ask}"."""
    probe: LineList
    """A missed or unclear point: "Go back a step. {ask}"."""
    challenge: LineList
    """A wrong claim: "You said “{quote}”. {ask}"."""
    redo: LineList
    """A number out of tolerance: neither ratio nor slip is named."""
    connect: LineList
    """A list of terms: asks how they hang together."""
    follow_up: LineList
    """A chained question: "{ask}" with a bridge."""
    offer_hint: LineList
    """Help, with its price told first: "A hint is there: /hint. {price}"."""
    hint: LineList
    """A hint that was taken: "{hint}"."""
    wait: LineList
    """The candidate is thinking."""
    repeat: LineList
    """Says the question again: "{ask}"."""
    fact: LineList
    """Answers a clarifying question: "{fact}"."""
    unknown_fact: LineList
    """A question outside the facts: "Your call. State your assumption"."""
    cannot_say: LineList = ("That one I can't speak to.", "I don't have an answer to that one.")
    """The same in your-questions, where there is nothing to assume."""
    correction: LineList
    """The candidate took something back: "Noted. {ask}"."""
    redirect: LineList
    """Small talk, the question pasted back, words to the grader: "{ask}"."""
    leave: LineList
    """The candidate asks to move on: tells of /skip."""
    interrupt: LineList
    """A monologue: "Let me stop you there. {ask}"."""
    move_on: LineList
    """Leaving a question or phase: "Let's leave it there. {ask}"."""
    time: LineList
    """A warning: "{left} left on this part"."""
    anything_else: LineList
    """In your-questions, after an answer: "Anything else you want to ask?"."""

    which_fact: LineList = (
        "Do you mean {ask}?",
        "I want to be sure that I answer the right thing. Is it {ask} that you ask about?",
        "Say once more what you need. Is it {ask}?",
    )
    """In a design round, a question that may mean a fact and may not: {ask} names it, or two."""
    go_on: LineList = (
        "There is time left for this part. Take it further, or tell me that you are done with it.",
        "We still have time here. Take it as far as you like, or say that you want to go on.",
        "This part isn't over yet. Is there more to it, or shall we go on?",
        "The minutes that are left here are yours. Use them, or move us on.",
        "You may stay with this part a while. Tell me once it stands as you want it.",
        "What you have is noted. Add to it as you please, and say when you are through.",
    )
    """A phase of a design round has time left and nothing is asked for."""


class Persona(ContentModel):
    """Who interviews: a role, not a made-up person."""

    id: Slug
    name: Prose
    manner: Prose
    patience_seconds: Annotated[int, Field(ge=5, le=900)]
    """Silence before help is offered; typing is not silence."""
    interrupts_after_words: Annotated[int, Field(ge=30, le=5000)]
    lines: Lines
    voice: Prose
    """The prompt for a model."""
