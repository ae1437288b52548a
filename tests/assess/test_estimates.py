"""Which number answers an estimate, how far off it is, and what that earns."""

import pytest

from mockint.core.assessment import Expected, Slip
from mockint.core.levels import level_of
from tests.assess.readings import ONE_REQUEST, SIZE, SIZE_AND_CARD, read, verdicts


def answered(*texts, expected=ONE_REQUEST):
    """Return the assessment, and the number that was taken for the answer."""
    assessment = read(*texts, followup=SIZE, expected=expected)
    answer = [number for number in assessment.numbers if number.expected is not None]
    assert len(answer) <= 1
    return assessment, answer[0] if answer else None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("8 KV heads, so 33 GB", "33 GB"),
        ("about 30.5 GiB", "30.5 GiB"),
        ("33e9", "33e9"),
        ("33B", "33B"),
        ("33", "33"),
        ("thirty-three gigs", "thirty-three gigs"),
        ("between 30 and 40 GB", "30 and 40 GB"),
        ("2*80*8*128*2 = 327,680 bytes/token, times 100k = 32.8 GB", "32.8 GB"),
        ("33 GB; with 64 heads it would be 262 GB", "33 GB"),
        ("33 GB, not 262 GB", "33 GB"),
        ("roughly 33 GB, and the weights take another 140 GB", "33 GB"),
        ("d=128, so I'd say 33 GB", "33 GB"),
        ("33 GB per request", "33 GB per request"),
    ],
)
def test_a_right_number_is_found(text, quote):
    assessment, number = answered(text)
    assert number is not None
    assert number.quote == quote
    assert number.within
    assert number.expected == ONE_REQUEST.value
    assert number.ratio == pytest.approx(number.value / ONE_REQUEST.value)
    assert number.unit == "bytes"
    assert (assessment.score, assessment.level) == (1, 4)
    assert assessment.sufficiency == "rich"


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("33 GB", 1),
        ("45 GB", 1),
        ("60 GB", 0.4),
        ("12 GB", 0.4),
        ("262 GB", 0.4),
        ("300 GB", 0.4),
        ("4 GB", 0.4),
        ("1 GB", 0),
        ("9 TB", 0),
        ("100K tokens", 0),
        ("I would multiply the layers by the heads", 0),
    ],
)
def test_a_number_earns_by_its_order_of_magnitude(text, score):
    assessment, _ = answered(text)
    assert assessment.score == score
    assert assessment.level == level_of(score)


def test_a_slip_is_recognised():
    _, number = answered("It is 262 GB")
    assert number is not None
    assert number.mistake == "That counts the 64 query heads"
    assert number.within is False
    _, right = answered("It is 33 GB")
    assert right is not None
    assert right.mistake is None


def test_a_slip_within_the_tolerance_is_no_slip():
    expected = Expected(value=100, within="10x", slips=(Slip(value=200, says="doubled"),))
    _, number = answered("so 200", expected=expected)
    assert number is not None
    assert number.within
    assert number.mistake is None


@pytest.mark.parametrize(
    ("within", "right", "wrong"),
    [
        ("exact", "100", "101"),
        ("1%", "101", "102"),
        ("10%", "110", "112"),
        ("10%", "91", "89"),
        ("1.5x", "149", "151"),
        ("1.5x", "67", "66"),
        ("3x", "299", "301"),
        ("10x", "999", "1001"),
        ("10x", "11", "9"),
    ],
)
def test_tolerances(within, right, wrong):
    expected = Expected(value=100, unit="tokens", within=within)
    for text, inside in ((right, True), (wrong, False)):
        _, number = answered(f"{text} tokens", expected=expected)
        assert number is not None
        assert number.within is inside


@pytest.mark.parametrize(
    ("value", "text", "inside"),
    [
        (0.030679, "0.0307", True),
        (0.030679, "0.03", False),
        (327680, "328k", True),
        (327680, "330k", False),
        (63, "63", True),
    ],
)
def test_rightly_rounded_is_exact(value, text, inside):
    _, number = answered(text, expected=Expected(value=value, within="exact"))
    assert number is not None
    assert number.within is inside


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.325, "fraction", "32.5%"),
        (0.325, None, "32.5 percent"),
        (0.35, "s", "300-400ms"),
        (80, "days", "11.5 weeks"),
        (360, "USD", "$360 a day"),
        (30, "USD", "$18 for reading and $12 for writing, so $30 a day"),
        (30, "USD", "$18 for reading, $12 for writing, together 30 dollars a day"),
        (7.2e23, "FLOP", "7.2e23 FLOPs"),
        (70272, "bytes/token", "70,272 bytes"),
        (75, "chunks", "75 chunks of 500 tokens"),
        (3.36, "tokens", "3.36 tokens per pass"),
    ],
)
def test_units_are_converted(value, unit, text):
    _, number = answered(text, expected=Expected(value=value, unit=unit, within="10%"))
    assert number is not None
    assert number.within
    assert number.value == pytest.approx(value, rel=0.1)


def test_a_number_of_the_question_is_not_the_answer():
    asked = "Is it 24, 32, 48 or 80 GB that you need for 36 billion bytes?"
    assessment = read(
        "36.4 GB, so a 48 GB card",
        followup=SIZE.model_copy(update={"ask": asked}),
        expected=Expected(value=36.4e9, unit="bytes", within="10%"),
    )
    assert assessment.score == 1


def test_redoing_it_counts():
    assessment, number = answered("so 262 GB", "8 heads, not 64: so 33 GB")
    assert assessment.score == 1
    assert number is not None
    assert number.turn == 2


def test_another_number_in_passing_takes_nothing_back():
    _, number = answered("about 33 GB", "the weights are 140 GB on top")
    assert number is not None
    assert number.turn == 1


def test_a_result_for_something_else_takes_nothing_back():
    _, number = answered("about 33 GB", "the weights are 70B at two bytes, so about 140 GB on top")
    assert number is not None
    assert number.turn == 1


def test_the_number_at_the_end_of_the_sum_is_the_answer():
    text = "400,000 calls, each 0.06 cents plus 0.03 cents, so 0.09 cents: 360 dollars."
    _, number = answered(text, expected=Expected(value=360, unit="USD", within="10%"))
    assert number is not None
    assert number.within


def test_a_withdrawn_number_does_not_count():
    assessment, number = answered("33 GB", "Scratch that.")
    assert number is None
    assert assessment.withdrawn == (1,)
    assert assessment.level is None


def test_a_corrected_number_does_not_count():
    assessment, number = answered("33 GB", "Correction: so 262 GB.")
    assert assessment.withdrawn == ()
    assert number is not None
    assert number.mistake is not None


def test_beside_points_the_number_counts_as_one_of_weight_two():
    fits = "It does not fit next to the weights"
    both = read(f"{fits}, it is 33 GB.", followup=SIZE_AND_CARD, expected=ONE_REQUEST)
    assert both.score == 1
    point_only = read(f"{fits}.", followup=SIZE_AND_CARD, expected=ONE_REQUEST)
    assert verdicts(point_only) == {"fits": "covered"}
    assert point_only.score == pytest.approx(1 / 3, abs=1e-3)
    number_only = read("It is 33 GB.", followup=SIZE_AND_CARD, expected=ONE_REQUEST)
    assert number_only.score == pytest.approx(2 / 3, abs=1e-3)


def test_without_an_expected_value_numbers_are_only_listed():
    assessment = read("33 GB for 100K tokens", followup=SIZE)
    assert [(n.quote, n.value, n.unit, n.expected) for n in assessment.numbers] == [
        ("33 GB", 33e9, "bytes", None),
        ("100K tokens", 1e5, "tokens", None),
    ]
    assert (assessment.level, assessment.score) == (None, None)


def test_nothing_expected_of_nothing():
    _, number = answered("0 tokens", expected=Expected(value=0, unit="tokens"))
    assert number is not None
    assert number.within
    assert number.ratio is None


@pytest.mark.parametrize(
    ("value", "unit", "text", "quote"),
    [
        (0.008, "s", "16 GB / 2 TB/s = 8 ms", "8 ms"),
        (0.008, "s", "16 GB / 2 TB/s", "16 GB / 2 TB/s"),
        (4.0, "x", "32 query heads share 8, so it is 4x smaller", "4x"),
        (0.25, "fraction", "8 of 32 heads, a quarter: 25%", "25%"),
        (2.0, "count", "4x faster, so 2 GPUs", "2"),
    ],
)
def test_the_result_is_the_answer_and_not_what_it_was_made_of(value, unit, text, quote):
    expected = Expected(value=value, unit=unit, within="10%")
    _, number = answered(text, expected=expected)
    assert number is not None
    assert (number.quote, number.within) == (quote, True)


@pytest.mark.parametrize(
    ("value", "unit", "text", "quote"),
    [
        (33e9, "bytes", "33 GB because 8 KV heads, K and V, fp16 is 2 bytes", "33 GB"),
        (218e6, "parameters", "218M because attention is 42M, MLP = 176M, norms 8192", "218M"),
        (218e6, "parameters", "I'd say about 218M, since the MLP alone is 176M", "218M"),
    ],
)
def test_a_number_that_is_given_first_and_then_reasoned_for_is_the_answer(value, unit, text, quote):
    _, number = answered(text, expected=Expected(value=value, unit=unit, within="10%"))
    assert number is not None
    assert (number.quote, number.within) == (quote, True)


def test_reasons_that_lead_to_a_number_don_t_make_the_first_one_the_answer():
    expected = Expected(value=33e9, unit="bytes", within="10%")
    _, number = answered("Per token 328 kB. Because of that, 33 GB for all.", expected=expected)
    assert number is not None
    assert number.quote == "33 GB"
