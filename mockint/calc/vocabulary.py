"""Calculators of tokens and the matrix that embeds them."""

from mockint.calc.architecture import D_MODEL, DEFAULT_MODEL, TIED, VOCAB_SIZE
from mockint.calc.figures import figure
from mockint.calc.parameters import Count, Given, Number, Text
from mockint.calc.presets import MODEL_INPUTS
from mockint.calc.registry import Output, Result, calculator
from mockint.calc.selectors import PresetName

_TEXT = ("words", "characters", "tokens", "text")


def _size_of(preset: Given, given: Given) -> Given:
    return {
        "vocab_size": preset["vocab_size"],
        "d_model": preset["d_model"],
        "total_params": preset["n_params"],
    }


def _assumed(given: Given) -> str | None:
    described = {"vocab_size", "d_model", "total_params", *_TEXT}
    return None if described & given.keys() else DEFAULT_MODEL


@calculator(
    title="Tokens of a text, and the parameters that embed them",
    inputs=(
        PresetName(
            "model",
            "model whose vocabulary is meant",
            table=MODEL_INPUTS,
            complete=(("vocab_size", "d_model"),),
            fill=_size_of,
            default_from=_assumed,
        ),
        VOCAB_SIZE,
        D_MODEL,
        TIED,
        Count("total_params", "all parameters", unit="parameters", maximum=10**15),
        Count("words", "words of a text", unit="words", maximum=10**15),
        Count("characters", "characters of a text", unit="characters", maximum=10**15),
        Count("tokens", "tokens it came to", unit="tokens", maximum=10**15),
        Text("text", "a text whose words and characters are counted"),
        Number("expected_tokens_per_word", "assumed to estimate tokens", default=1.33),
        Number("expected_chars_per_token", "assumed to estimate tokens", default=4),
    ),
    outputs=(
        Output("embedding_params", "parameters", "embeddings, in and out where untied"),
        Output("embedding_share", "fraction", "their share in all parameters"),
        Output("tokens_per_word", None, "as the text was tokenised"),
        Output("chars_per_token", None, "as the text was tokenised"),
        Output("estimated_tokens", "tokens", "of the words, or else of the characters"),
    ),
    alternatives=(frozenset({"words", "characters"}), frozenset({"text"})),
    trap="Tokens per word differ: English prose 1.15 to 1.33, code about 1.7, other languages more",
    source="OpenAI, What are tokens and how to count them; run with tiktoken",
)
def tokenizer_budget(
    *,
    model: str | None,
    vocab_size: int | None,
    d_model: int | None,
    tied: bool,
    total_params: int | None,
    words: int | None,
    characters: int | None,
    tokens: int | None,
    text: str | None,
    expected_tokens_per_word: float,
    expected_chars_per_token: float,
) -> Result:
    """Return what a vocabulary takes of a model, and the tokens of a text by rule of thumb.

    Embeddings have shape (vocab_size, d_model), twice where input and output are not tied.

    Source: OpenAI's documentation of tokens; tiktoken for the measured ratios.
    """
    if text is not None:
        words, characters = len(text.split()), len(text)
    embeddings = share = estimate = None
    if vocab_size is not None and d_model is not None:
        embeddings = vocab_size * d_model * (1 if tied else 2)
        share = None if total_params is None else embeddings / total_params
    per_word = tokens / words if tokens and words else None
    per_token = characters / tokens if tokens and characters else None
    if words is not None:
        estimate = words * expected_tokens_per_word
    elif characters is not None:
        estimate = characters / expected_chars_per_token

    def formula() -> str:
        parts = []
        if embeddings is not None:
            product = f"{vocab_size} x {d_model}{'' if tied else ' x 2'}"
            parts.append(f"{product} = {figure(embeddings)} parameters")
        if share is not None:
            parts.append(f"/ {figure(total_params or 0)} = {share:.4%}")
        if per_word is not None:
            parts.append(f"{tokens} tokens / {words} words = {figure(per_word)}")
        if per_token is not None:
            parts.append(f"{characters} characters / {tokens} tokens = {figure(per_token)}")
        if estimate is not None:
            parts.append(f"about {figure(round(estimate))} tokens")
        return "; ".join(parts)

    outputs = {
        "embedding_params": embeddings,
        "embedding_share": share,
        "tokens_per_word": per_word,
        "chars_per_token": per_token,
        "estimated_tokens": estimate,
    }
    return Result(outputs, formula)
