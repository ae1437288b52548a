"""Forms of one word that a suffix stemmer parts: irregular verbs, comparatives, families of words.

What a person calls a decision, another says somebody decides; a reader of stems sees two words.
"""

from collections.abc import Iterator, Mapping

from mockint.assess.lexicon import words

IRREGULAR: Mapping[str, str] = {
    form: base
    for base, forms in {
        "keep": "kept",
        "hold": "held",
        "grow": "grew grown growth",
        "choose": "chose chosen choice",
        "take": "took taken",
        "go": "went gone goes going",
        "run": "ran",
        "write": "wrote written",
        "get": "got gotten",
        "give": "gave given",
        "make": "made",
        "send": "sent",
        "lose": "lost loss losing",
        "build": "built",
        "rebuild": "rebuilt",
        "find": "found",
        "pay": "paid",
        "throw": "threw thrown",
        "draw": "drew drawn",
        "begin": "began begun",
        "fall": "fell fallen",
        "feed": "fed",
        "feel": "felt",
        "mean": "meant",
        "see": "saw seen",
        "say": "said",
        "show": "shown",
        "spend": "spent",
        "teach": "taught",
        "tell": "told",
        "think": "thought",
        "know": "knew known",
        "learn": "learnt",
        "break": "broke broken",
        "bring": "brought",
        "buy": "bought",
        "catch": "caught",
        "come": "came",
        "become": "became",
        "drive": "drove driven",
        "freeze": "froze frozen",
        "forget": "forgot forgotten",
        "hear": "heard",
        "hide": "hid hidden",
        "lead": "led",
        "meet": "met",
        "overcome": "overcame",
        "overwrite": "overwrote overwritten",
        "prove": "proven",
        "redo": "redone redid redoes",
        "rise": "rose risen",
        "sell": "sold",
        "shrink": "shrank shrunk",
        "speak": "spoke spoken",
        "stand": "stood",
        "steal": "stole stolen",
        "stick": "stuck",
        "undo": "undid undone undoes",
        "understand": "understood",
        "win": "won",
        "rewrite": "rewrote rewritten",
        "store": "storage",
        "large": "larger largest",
        "big": "bigger biggest",
        "small": "smaller smallest",
        "fast": "faster fastest",
        "slow": "slower slowest slowly",
        "cheap": "cheaper cheapest",
        "long": "longer longest",
        "short": "shorter shortest",
        "high": "higher highest",
        "low": "lowest",
        "near": "nearest nearer nearby",
        "close": "closer closest closely",
        "new": "newer newest",
        "old": "older oldest",
        "early": "earlier earliest",
        "late": "later",
        "few": "fewer fewest",
        "calculate": "calculation calc",
        "index": "indices indexes",
        "matrix": "matrices",
        "use": "usage",
        "embedding": "embed embeds embedded",
        "attention": "attend attends attended attending",
        "multiply": "multiplication",
        "2": "two",
        "3": "three",
        "4": "four",
        "5": "five",
        "6": "six",
        "7": "seven",
        "8": "eight",
        "9": "nine",
        "10": "ten",
        "12": "twelve",
        "16": "sixteen",
        "percent": "% pct",
    }.items()
    for form in forms.split()
}
"""Forms that a suffix stemmer cannot bring together, and their base."""

_COMPARED = words(
    """
    clean clear dear deep dense easy fine flat great hard heavy light nice quick rich rough safe
    sharp simple smart soft soon steady strict strong thin tight tough weak wide wise dumb thick
    plain poor pure loud loose narrow busy noisy stale warm cool bright broad
    """
)
_DOUBLED = words("flat thin")


def _compared(adjective: str) -> Iterator[str]:
    if adjective in _DOUBLED:
        adjective += adjective[-1]
    bare = adjective[:-1] + "i" if adjective.endswith("y") else adjective.removesuffix("e")
    yield from (f"{bare}er", f"{bare}est")


BASE_OF: Mapping[str, str] = {
    **{form: adjective for adjective in _COMPARED for form in _compared(adjective)},
    **IRREGULAR,
}
"""What a form is looked up as before its suffix is cut off."""

ALWAYS_ISE = (
    *("precis", "promis", "compromis", "supervis", "revis"),
    *("advis", "concis", "exercis", "surpris", "expertis"),
)
"""What comes before an -ise that is no other spelling of -ize."""

FAMILIES: Mapping[str, str] = {
    stem: base
    for base, stems in {
        "absent": "absenc",
        "accur": "accuraci",
        "analys": "analysi analyz",
        "certain": "certainti",
        "classifi": "classif",
        "compar": "comparison",
        "complain": "complaint",
        "compli": "complianc compliant",
        "compos": "composit",
        "conclud": "conclus",
        "constrain": "constraint",
        "contradict": "contradictori",
        "cover": "coverag",
        "decid": "decis",
        "decompos": "decomposit",
        "deliv": "deliveri",
        "describ": "descript",
        "difficult": "difficulti",
        "distant": "distanc",
        "divid": "divis",
        "easi": "easili",
        "entir": "entireti",
        "exclud": "exclus",
        "expand": "expans",
        "expir": "expiri",
        "explain": "explan explanatori",
        "explod": "explos",
        "expos": "exposur",
        "extend": "extens",
        "fail": "failur",
        "frequent": "frequenc",
        "half": "halv",
        "heavi": "heavili",
        "invert": "invers",
        "maintain": "mainten",
        "modifi": "modif",
        "necessari": "necessarili necess",
        "occur": "occurr",
        "practic": "practis practiz",
        "privat": "privaci",
        "qualifi": "qualif",
        "quantiti": "quantit",
        "react": "reaction",
        "receiv": "recept",
        "recent": "recenc",
        "reduc": "reduct",
        "repeat": "repetit",
        "resolv": "resolut",
        "respond": "respons",
        "retain": "retent",
        "revis": "revision",
        "safe": "safeti",
        "satisfi": "satisfact",
        "silent": "silenc",
        "simplifi": "simplif",
        "strong": "strength strengthen",
        "deep": "depth deepen",
        "summari": "summar",
        "thick": "thicken",
        "true": "truth",
        "uncertain": "uncertainti",
        "vari": "variat varieti",
        "verifi": "verif",
        "weak": "weaken",
        "wide": "width widen",
    }.items()
    for stem in stems.split()
}
"""Stems of one family, and the one under which all are found."""
