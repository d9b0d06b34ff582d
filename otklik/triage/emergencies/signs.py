"""Which dangers there are, the more telling first: a child in an open manhole is a child in danger."""

from typing import Final

from otklik.triage.emergencies.dangers import children, fire, flood, gas, manholes, other, self_harm, wires
from otklik.triage.emergencies.hearing import Pattern

GAS: Final = "gas"
FIRE: Final = "fire"
FLOOD: Final = "flood"
OPEN_MANHOLE: Final = "open_manhole"
LIVE_WIRE: Final = "live_wire"
CHILD_IN_DANGER: Final = "child_in_danger"
SELF_HARM: Final = "self_harm"
OTHER: Final = "other"

_WORDS: Final = (
    (SELF_HARM, self_harm.WORDS),
    (CHILD_IN_DANGER, children.WORDS),
    (GAS, gas.WORDS),
    (LIVE_WIRE, wires.WORDS),
    (OPEN_MANHOLE, manholes.WORDS),
    (FIRE, fire.WORDS),
    (FLOOD, flood.WORDS),
    (OTHER, other.WORDS),
)

SIGNS: Final[tuple[tuple[str, Pattern], ...]] = tuple(
    (about, Pattern(rf"\b(?:{words})", is_asked_of_all=True)) for about, words in _WORDS
)
"""About what, and the words for it."""
HINTS: Final = {CHILD_IN_DANGER: Pattern(rf"\b(?:{children.HINT})")}
"""What is looked for first where the words are many: without it they are not looked for."""
DOUBTFUL: Final = {SELF_HARM: Pattern(rf"^(?:{self_harm.DOUBTFUL})$")}
"""Words of a danger, found, that are not believed where the model is very sure of quiet."""
NAMED: Final = {
    GAS: Pattern(r"\bга[зс](?:а|у|ом)?\b"),
    LIVE_WIRE: Pattern(r"\b(?:провод(?:а|ов|у|ом|ами|ах)?|кабел(?:ь|я|и|ей))\b"),
    OPEN_MANHOLE: Pattern(r"\b(?:люк\w*|колод[еца]\w*|провал(?!ен)\w*)"),
    OTHER: Pattern(
        rf"\b(?:{other.PLAIN}|вот вот ~1 (?:упад|рухн|обруш|обвал)\w*|скорая ~1 не (?:приех|ед)\w*"
        rf"|заминирова(?:н[аоы]?|ли?)\b|ста[яюеий]\w* ~2 (?:собак|псов"
        r"|дворняг)"
        r"|(?:козыр[её]к|потолок|балкон|крыша|перекрыти[ея]|стена|плита) ~2 (?:обруш|рухн|обвал)\w*"
        r"|(?:обруш|рухн|обвал)\w* ~2 (?:козыр[её]к|потолок|балкон|крыша|перекрыти[ея]|стена|плита))"
    ),
}
"""Things that kill, by their plain names: a rule that hears them in danger is believed whatever the model thinks."""
