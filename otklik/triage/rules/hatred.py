"""Finds words of hatred against people of another nation or faith; goes to a person at once."""

from typing import Final

from otklik.shared.patterns import compile_words
from otklik.shared.text import fold_with_places
from otklik.triage.findings import HATE, Finding
from otklik.triage.rules.surnames import is_place, is_surname

RULE: Final = "hatred"

_HATRED = compile_words(
    r"\b(?:чурбан(?:ы|ов|ам|ами)|чурек(?:и|ов)|черножоп\w+|черномаз\w+|жидовск\w+|жидов\w*|жид(?:ы|ам|ами)"
    r"|жидобандер\w*"
    r"|чурк(?:и|ам|ами) (?:понаех\w+|вон|достали|обнагле\w+)|(?:вонюч|нерусск|гребан|понаехавш)\w+ чурк\w+"
    r"|хач(?:и|ей|ам|ик|ики|иков|икам)|абрек(?:и|ов)|нигер(?:ы|ов|ам)|узкоглаз\w+|узкопленочн\w+"
    r"|косоглазы\w+ (?:твар|мраз|обезьян)\w*|хохл(?:ы|ов|ам|ами|у|ом|ах|я\w*|ушк\w+)|хохол"
    r"|п[ие]ндос(?:ы|ов|ам|ами|ня|ии)"
    r"|свинорыл\w+|москал(?:и|ей|ям)|кацап(?:ы|ов)|русн(?:я|и|е|ей|ю)|укроп(?:ы|ов|ам|ами) (?:поган|прокля|сдохн)\w+"
    r"|понаехавш\w+ твар\w+|смерть (?:русским|украинцам|хохлам|таджикам|узбекам|евреям|цыганам|кавказцам|чеченцам"
    r"|армянам|азербайджанцам|мусульманам|христианам|мигрантам)"
    r"|(?:бить|резать|убивать|вешать|депортировать всех) (?:\w+ )?(?:евреев|таджиков|узбеков"
    r"|цыган|кавказцев|армян|азербайджанцев|мусульман|русских|украинцев|чеченцев|киргизов|мигрантов))\b"
)  # fmt: skip


def find(text: str) -> Finding | None:
    """A slur against a nation or a faith, or a call to hurt its people; no surname and no village that sounds so."""
    folded = fold_with_places(text)
    for match in _HATRED.finditer(folded.text):
        start, end = folded.span(*match.span())
        if not is_surname(text, start, end) and not is_place(text, start, end):
            return Finding(rule=RULE, ground=HATE, start=start, end=end, certainty=0.8)
    return None
