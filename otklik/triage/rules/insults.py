"""Finds insults of a person or of people. Hard words about work, roads or decisions are criticism and not found.

Words that others said are evidence, not an insult: what stands in quotation marks is left alone.
"""

from typing import Final

from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places
from otklik.triage.findings import INSULT, Finding
from otklik.triage.rules.surnames import is_surname

RULE: Final = "insults"

_ANYBODY = (
    r"ублюд(?:ок|к(?:и|а|у|ом|ов|ам|ами|ах))|мраз(?:ь|и|ей|ью|ям|ями|ота|оты|оте|отой|от)|гнид(?:а|ы|у|ой|е|ам|ами)"
    r"|подон(?:ок|к(?:и|а|у|ов|ам|ами))|[ао]?д[еи]бил(?:а|у|ом|ы|ов|ам|ами|к[аиоу]|оид\w*)?"
    r"|дегенерат(?:а|у|ом|ы|ов|ам|ами)?"
    r"|имбецил(?:а|ы|ов|ам|ами)?|кретин(?:а|у|ом|ы|ов|ам|ами)?|чм(?:о|ом|ошник\w*|ошниц\w+|ыр(?:ь|и|ей|ям))"
    r"|вырод(?:ок|к(?:и|а|ов|ам|ами))|урод(?:ы|ов|ам|ами|ин[аы])|быдл(?:о|а|у|ом|яч\w+)|отморозк(?:и|ов|ам|ами)"
    r"|гавнюк\w*|говнюк\w*|жополиз\w*|твар(?:ь|и|ей|ью|ям|ями)|скот(?:ы|ам|обаз\w+)"
    r"|ушлепк\w+|ушлепок|даун(?:ы|ов|ам) (?:вы|там|сидят|тупые)"
)
_TO_THE_FACE = (
    r"скот(?:ы|ина|ины)|свинь(?:я|и)|коз[её]л|козлы|тупиц\w+|идиот\w*|дур(?:а|ак|аки|ы|ни|ень)|баран(?:ы)?|овц[аы]"
    r"|крыс(?:а|ы)|шавк[аи]|алкаш(?:и)?|нелюд[ьи]|придур(?:ок|ки)|недоум(?:ок|ки)|ничтожеств[оа]|дрян[ьи]|пад(?:аль|лы|ла)"
    r"|гад(?:ы|ина|ины)?|паразит(?:ы)?|мерзав(?:ец|цы)|негодя[йи]|тварин[аы]|сволоч[ьи]|урод|петух|лох|даун"
)
_FACE = r"(?:вы|ты)"
_NO_CRITICISM = r"(?!(?: по паре| божь\w+| мы дрожащ\w+))"

_INSULT = compile_late(
    rf"\b(?<!не )(?<!за )(?<!как )(?:{_ANYBODY}){_NO_CRITICISM}\b"
    rf"|\b{_FACE},? (?:же |просто |все |там |настоящ\w+ |конченн?\w+ |тупо\w+ |стар\w+ |последн\w+ ){{0,2}}"
    rf"(?:{_TO_THE_FACE})\b(?! (?:отпущения|отпущенья))"
    r"|\b(?:туп|безмозгл|дран|облезл)(?:ая|ой|ую|ые|ых|ый|ого) "
    r"(?:овц(?:а|ы|е|у)|коров(?:а|ы|е|у)|куриц(?:а|ы|е|у)|коз(?:а|ы|е|у)|коз[её]л|козлы|кобыл(?:а|ы|е|у)|свинь(?:я|и|е|ю)"
    r"|скотин(?:а|ы|е|у)|баран(?:а|ы|у)?)\b"
    rf"|\b(?:{_TO_THE_FACE}) (?:{_FACE}(?=\s*(?:[.!?…,)]|$))|конченн?\w+\b)"
)
_QUOTED = compile_late(r"[«“„\"][^«»“”„\"\n]{1,80}[»”\"“]")
_OF_ANIMALS = compile_late(
    r"\b(?:таракан\w*|клоп\w*|крыс(?:ы|а|ам)?|комар\w*|клещ\w*|ос[ыа]|мошк\w*|насеком\w+|живот\w+|вредител\w*)\b"
)
_CREATURE = compile_late(r"твар\w+")
_NEAR: Final = 60
"""Characters before and after «тварь» in which a beast makes it a plain word."""


def find(text: str) -> Finding | None:
    """A word that only humbles somebody: of any person always, milder words when said to the reader's face."""
    folded = fold_with_places(text)
    read = _QUOTED.sub(lambda quoted: " " * len(quoted.group()), folded.text)
    for match in _INSULT.finditer(read):
        if _CREATURE.search(match.group()) and _OF_ANIMALS.search(
            read, max(0, match.start() - _NEAR), match.end() + _NEAR
        ):
            continue
        start, end = folded.span(*match.span())
        if is_surname(text, start, end):
            continue
        return Finding(rule=RULE, ground=INSULT, start=start, end=end, certainty=0.7)
    return None
