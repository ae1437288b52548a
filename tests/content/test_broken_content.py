"""Files of the right shape that can't be right: references that lead nowhere, rules broken.

Each row: what it is, the kind of file, the part of a faultless file that is replaced and by what,
a part of the line that the fault is then at (the last such line), and words of its message.
"""

import pytest

from mockint.content.checks.persona import ALLOWED, NEEDED
from mockint.core.content import Lines

REFERENCES = [
    (
        "a wrong claim that contradicts nothing",
        "question",
        "contradicts: divides-logits ",
        "contradicts: divide-logits ",
        "contradicts: divide-",
        ("no point here", "Did you mean 'divides-logits'?"),
    ),
    (
        "a follow-up on a point that isn't there",
        "question",
        "{covered: keeps-ranking}",
        "{missed: keeps-rank}",
        "{missed:",
        ("can't be reached", "no point 'keeps-rank'", "Did you mean"),
    ),
    (
        "a follow-up on a claim that isn't there",
        "question",
        "{covered: keeps-ranking}",
        "{heard: adds-salt}",
        "{heard:",
        ("can't be reached", "no wrong claim 'adds-salt'"),
    ),
    (
        "a follow-up on its own point",
        "question",
        "{covered: keeps-ranking}",
        "{covered: set-grows}",
        "{covered: set-",
        ("can't be reached", "judged only after"),
    ),
    (
        "a follow-up on a member of a group",
        "question",
        "{covered: keeps-ranking}",
        "{covered: greedy-at-zero}",
        "{covered: greedy",
        ("no verdict of its own", "its group 'a-limit'"),
    ),
    (
        "a point both covered and missed",
        "question",
        "{covered: keeps-ranking}",
        "{covered: a-limit, missed: a-limit}",
        "{covered: a-limit",
        ("can't be reached", "covered and missed at once"),
    ),
    (
        "a level that can't be had without the point",
        "question",
        "{covered: keeps-ranking}",
        "{missed: divides-logits, level_at_least: 4}",
        "level_at_least: 4",
        ("can't be reached", "at most at level 3"),
    ),
    (
        "a round with another rubric",
        "round",
        "rubric: phone-screen ",
        "rubric: phone-scream ",
        "rubric: phone-scream",
        ("no rubric 'phone-scream'", "Did you mean 'phone-screen'?"),
    ),
    (
        "a round with another persona",
        "round",
        "persona: warm-peer ",
        "persona: cold-peer ",
        "persona: cold",
        ("no persona 'cold-peer'",),
    ),
    (
        "a round that asks what isn't there",
        "round",
        "    pick: {count: 1} ",
        "    questions: [owl] ",
        "questions: [owl]",
        ("no question 'owl'", "Did you mean 'own'?"),
    ),
    (
        "a round that picks from nowhere",
        "round",
        "    pick: {count: 1} ",
        "    pick: {areas: [practise]} ",
        "areas: [practise]",
        ("no question can be drawn", "Did you mean 'practice'?"),
    ),
    (
        "a specimen of a follow-up that isn't there",
        "specimen",
        "followup: with-top-p",
        "followup: with-top-k",
        "followup: with-top-k",
        ("no follow-up 'with-top-k'", "Did you mean 'with-top-p'?"),
    ),
    (
        "a specimen of a point that isn't there",
        "specimen",
        "    keeps-ranking: covered",
        "    keeps-order: covered",
        "keeps-order",
        ("'own' has no point 'keeps-order'",),
    ),
    (
        "a specimen of another scope's point",
        "specimen",
        "verdicts: {set-grows: covered}",
        "verdicts: {a-limit: covered}",
        "{a-limit: covered}",
        ("'with-top-p' has no point 'a-limit'",),
    ),
    (
        "a specimen of a claim that isn't there",
        "specimen",
        "wrong_claims: [adds-noise]",
        "wrong_claims: [ads-noise]",
        "[ads-noise]",
        ("no wrong claim 'ads-noise'", "Did you mean 'adds-noise'?"),
    ),
]

RULES = [
    (
        "an id twice in a question",
        "question",
        "      - id: set-grows",
        "      - id: a-limit",
        "      - id: a-limit",
        ("the id 'a-limit' stands in this question twice",),
    ),
    (
        "too few phrasings of a point",
        "question",
        "      - divide the logits by T before the softmax\n",
        "",
        "phrasings:                   # five",
        ("'divides-logits' needs 5 phrasings, and has 4",),
    ),
    (
        "too few phrasings of a member",
        "question",
        "          - near zero you always get the argmax\n",
        "",
        "# four or more",
        ("'greedy-at-zero' needs 4 phrasings, and has 3",),
    ),
    (
        "too few phrasings of a follow-up's point",
        "question",
        "          - the cut-off moves further down the tail\n",
        "",
        "# four here too",
        ("'set-grows' needs 4 phrasings, and has 3",),
    ),
    (
        "the same phrasing twice",
        "question",
        "- softmax of z over T",
        "- Divide the logits -- by T -- before the softmax!",
        "- Divide the logits",
        ("repeats the one at [0] of 'divides-logits'",),
    ),
    (
        "a phrasing that a comma cut in two",
        "question",
        "- softmax of z over T",
        "- '3'",
        "- '3'",
        ("any 3 would be heard", "comma"),
    ),
    (
        "phrasings that slipped below a challenge",
        "question",
        "    challenge: Is there anything random yet, before a token is drawn?\n",
        (
            "    challenge: Is there anything random yet, before a token is drawn?\n"
            "      - the logits are divided\n"
        ),
        "challenge: Is there anything random",
        ("a list has slipped into this text",),
    ),
    (
        "phrasings that slipped below a probe",
        "question",
        "    probe: Can another token become the most likely one?\n",
        "    probe: Can another token become the most likely one?\n      - it can't\n",
        "probe: Can another",
        ("a list has slipped into this text",),
    ),
    (
        "a point without a probe",
        "question",
        "    probe: Can another token become the most likely one?\n",
        "",
        "- id: keeps-ranking",
        ("the point 'keeps-ranking' has no probe",),
    ),
    (
        "a group without a probe",
        "question",
        "    probe: What happens at the ends of the scale?\n",
        "",
        "- id: a-limit",
        ("the group 'a-limit' has no probe",),
    ),
    (
        "no sources",
        "question",
        "sources:\n",
        "sources: []\n#",
        "id: own",
        ("'sources' is missing",),
    ),
    (
        "the same asked twice",
        "question",
        "ask: You raise the temperature and also use top-p. What does that do to the set you draw",
        (
            "ask: What does raising the temperature change when a model picks its next token, "
            "and what does it leave as it is? #"
        ),
        "ask: What does raising",
        ("the same is asked in line",),
    ),
    (
        "a probe that says the answer",
        "question",
        "probe: Can another token become the most likely one?",
        "probe: Is it that the ranking of the tokens does not change?",
        "probe: Is it",
        ("gives 'keeps-ranking' away", "the ranking of the tokens does not"),
    ),
    (
        "a group's probe that says the answer",
        "question",
        "probe: What happens at the ends of the scale?",
        "probe: At temperature 0 it picks the top token every time, doesn't it?",
        "probe: At temperature",
        ("gives 'a-limit' away", "at temperature 0 it picks the top token every time"),
    ),
    (
        "a challenge that says the answer",
        "question",
        "challenge: Is there anything random yet, before a token is drawn?",
        "challenge: You know the formula, softmax of z over T?",
        "challenge: You",
        ("gives 'divides-logits' away", "softmax of z over T"),
    ),
    (
        "a hint that says the answer",
        "question",
        "- Think of the step between the scores and the probabilities.",
        "- Near zero, you always get the argmax.",
        "- Near zero, you",
        ("gives 'a-limit' away",),
    ),
    (
        "questions that take longer than their phase",
        "round",
        "pick: {kind: numeric, count: 1}",
        "questions: [own]",
        "    minutes: 5",
        ("the questions of the phase 'estimate' take 6 minutes, and it has 5",),
    ),
    (
        "a question asked twice",
        "round",
        "    pick: {count: 1} ",
        "    questions: [own, own] ",
        "questions: [own, own]",
        ("the question 'own' is asked twice",),
    ),
    (
        "a pick of which nothing fits",
        "round",
        "    pick: {count: 1} ",
        "    pick: {count: 2} ",
        "pick: {count: 2}",
        ("draws 2 questions", "9 minutes", "there are 1"),
    ),
    (
        "a pick of more numbers than there are",
        "round",
        "pick: {kind: numeric, count: 1}",
        "pick: {kind: numeric, count: 3}",
        "count: 3",
        ("draws 3 questions with a numeric follow-up", "there are 1"),
    ),
    (
        "named questions and a pick",
        "round",
        "    pick: {count: 1} ",
        "    questions: [own]\n    pick: {} ",
        "pick: {}",
        ("nothing is ever picked",),
    ),
    (
        "two facts of one name",
        "round",
        "phases:\n",
        "  - {id: team-size, says: x, phrasings: [x]}\nphases:\n",
        "says: x",
        ("two facts have the id 'team-size'",),
    ),
    (
        "a placeholder that the line's move can't fill",
        "persona",
        '"Take your time."',
        '"Take {left}."',
        "Take {left}",
        ("a line of 'wait' can't hold {left}", "no placeholder"),
    ),
    (
        "a placeholder with a typo",
        "persona",
        '"{left} left',
        '"{lef} left',
        "{lef} left",
        ("can't hold {lef}", "Did you mean 'left'?"),
    ),
    (
        "a placeholder left out",
        "persona",
        "You said “{quote}”. {ask}",
        "Is that so? {ask}",
        "Is that so?",
        ("a line of 'challenge' must hold {quote}",),
    ),
    (
        "a brace without its partner",
        "persona",
        '"Take your time."',
        '"Take {your time."',
        "Take {your",
        ("a brace without its partner",),
    ),
    (
        "two dimensions of one name",
        "rubric",
        "  - id: numbers",
        "  - id: depth",
        "- id: depth",
        ("two dimensions have the id 'depth'",),
    ),
    (
        "a floor that caps nothing",
        "rubric",
        "then_at_most: 2",
        "then_at_most: 4",
        "then_at_most: 4",
        ("caps nothing",),
    ),
    (
        "a floor below the dimension",
        "rubric",
        "{if_any: 1, then_at_most: 2}",
        "{if_any: 3, then_at_most: 2}",
        "if_any: 3",
        ("below the dimension's own 3",),
    ),
    (
        "two floors for one level",
        "rubric",
        "  - {if_any: 1, then_at_most: 2}",
        "  - {if_any: 1, then_at_most: 2}\n  - {if_any: 1, then_at_most: 3}",
        "then_at_most: 3",
        ("two floors are for level 1",),
    ),
    (
        "a better dimension that caps lower",
        "rubric",
        "  - {if_any: 1, then_at_most: 2}",
        "  - {if_any: 1, then_at_most: 3}\n  - {if_any: 2, then_at_most: 2}",
        "{if_any: 2",
        ("the better the dimension, the higher the cap",),
    ),
    (
        "a term twice in the glossary",
        "glossary",
        "term: time to first token",
        "term: Grouped-Query Attention",
        "term: Grouped",
        ("stands here twice",),
    ),
    (
        "a file that isn't called like its id",
        "persona",
        "id: warm-peer",
        "id: cool-peer",
        "id: cool-peer",
        ("the id is 'cool-peer'", "called 'warm-peer.yaml'"),
    ),
    (
        "a folder that isn't called like the area",
        "question",
        "area: practice",
        "area: rag",
        "area: rag",
        ("the area is 'rag'", "folder 'practice'", "belongs in questions/rag/"),
    ),
]


@pytest.mark.parametrize("row", REFERENCES + RULES, ids=lambda row: row[0])
def test_the_fault_is_found_where_it_stands(own_root, row):
    _, kind, old, new, at, words = row
    own_root.change(kind, old, new)
    found = own_root.faults(kind)
    assert found, "nothing was found"
    line = own_root.line_of(kind, at)
    messages = [problem.message for problem in found if problem.line == line]
    assert messages, f"nothing in line {line}: {found}"
    assert any(all(word in message for word in words) for message in messages), messages


def test_the_files_that_are_broken_here_have_no_fault_to_begin_with(own_root):
    assert [own_root.faults(kind) for kind in own_root.files] == [[]] * len(own_root.files)


def test_placeholders_are_ruled_for_kinds_of_lines_that_there_are():
    assert NEEDED.keys() | ALLOWED.keys() <= Lines.model_fields.keys()
