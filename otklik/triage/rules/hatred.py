"""Finds words of hatred against people of another nation or faith; goes to a person at once."""

import re
from typing import Final

from otklik.shared.text import fold_with_places
from otklik.triage.findings import HATE, Finding, first_match

RULE: Final = "hatred"

_HATRED = re.compile(
    r"\b(?:чурбан(?:ы|ов|ам|ами)|чурек(?:и|ов)|черножоп\w+|черномаз\w+|жидовск\w+|жидов\w*|жид(?:ы|ам|ами)"
    r"|хач(?:и|ей|ам|ик|ики|иков|икам)|нигер(?:ы|ов|ам)"
    r"|узкоглаз\w+|косоглазы\w+ (?:твар|мраз|обезьян)\w*|хохл(?:ы|ов|ам|ами)|москал(?:и|ей|ям)|кацап(?:ы|ов)"
    r"|русн(?:я|и|е|ей|ю)|укроп(?:ы|ам) (?:поган|прокля)\w+|зиг хайль|хайль гитлер|heil hitler|1488"
    r"|понаехавш\w+ твар\w+|(?:бить|резать|убивать|депортировать всех) (?:\w+ )?(?:евреев|таджиков|узбеков|цыган"
    r"|кавказцев|армян|азербайджанцев|мусульман|русских|украинцев))\b"
)  # fmt: skip


def find(text: str) -> Finding | None:
    """A slur against a nation or a faith, or a call to hurt its people."""
    return first_match(_HATRED, fold_with_places(text), rule=RULE, ground=HATE, certainty=0.8)
