"""Finds insults of a person or of people. Hard words about work, roads or decisions are criticism and not found."""

import re
from typing import Final

from otklik.shared.text import fold_with_places
from otklik.triage.findings import INSULT, Finding, first_match

RULE: Final = "insults"

_INSULT = re.compile(
    r"\b(?<!не )(?<!за )(?:ублюд(?:ок|ки|ка|ков|кам|ками)|мраз(?:ь|и|ей|ью|ям)|твар(?:ь|и|ей|ью|ям)(?! по паре)"
    r"|гнид(?:а|ы|у|ой)"
    r"|подон(?:ок|ки|ков|кам)"
    r"|дебил(?:ы|ов|ам|а|ами|ка|ки)?|дегенерат(?:ы|ов|ам|а)?|имбецил(?:ы|ов|ам|а)?|кретин(?:ы|ов|ам|а)?"
    r"|чмо(?:шник\w*|шница)?|выродк(?:и|ов|а)|урод(?:ы|ов|ам|ина)"
    r"|быдл(?:о|а|у|ом)|свинь(?:я|и) (?:вы|ты|конченн?\w+)|скотин(?:а|ы) (?:вы|ты)|(?:вы|ты) (?:\w+ "
    r")?(?:скот(?:ы|ина)?|свинь(?:я|и)|козел|козлы|тупиц\w+|идиот\w*|дур(?:а|ак|аки|ы)|баран(?:ы)?|овц\w+"
    r"|крыс(?:а|ы)|шавк\w+|алкаш\w*))\b"
)  # fmt: skip


def find(text: str) -> Finding | None:
    """A word that only humbles somebody: of any person always, milder words when said to the reader's face."""
    return first_match(_INSULT, fold_with_places(text), rule=RULE, ground=INSULT, certainty=0.7)
