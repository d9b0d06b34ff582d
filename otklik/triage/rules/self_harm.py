"""Finds a wish to die: such a message goes to a person at once, whatever else it says."""

from typing import Final

from otklik.shared.patterns import compile_sign
from otklik.shared.text import fold_with_places
from otklik.triage.findings import DANGER, Finding, first_match

RULE: Final = "self_harm"

_WISH = compile_sign(
    r"\b(?:не хочу (?:больше |уже )?жить|жить (?:больше |уже )?не хо(?:чу|чется)|незачем (?:больше )?жить"
    r"|жить (?:больше )?незачем"
    r"|поконч\w+ (?:\w+ )?с собой|с собой (?:\w+ )?поконч\w+|поконч\w+ с (?:этой )?жизнью|самоуби[йв]\w*|суицид\w*"
    r"|(?:пойду |остается |осталось |хоть )?повешусь|повеситься|налож\w+ на себя руки|руки на себя налож\w+"
    r"|вскр\w+ (?:себе )?вены|вены (?:себе )?вскр\w+|порежу (?:себе )?вены"
    r"|(?:с|вы)?прыгн(?:у|уть) (?:с|из) (?:крыши|моста|окна|балкона|\d+ этажа)|(?:брошусь|прыгну"
    r"|лягу) под (?:поезд|машину|электричку)|сведу счеты с жизнью|свести счеты с жизнью"
    r"|лучше (?:бы )?(?:мне )?умереть|хочу умереть|хочется умереть|сожгу себя|напьюсь таблеток|наглота\w+ таблеток)\b"
)  # fmt: skip


def find(text: str) -> Finding | None:
    """Words of somebody who does not want to live, or of somebody near to such a person."""
    return first_match(_WISH, fold_with_places(text), rule=RULE, ground=DANGER, certainty=0.8)
