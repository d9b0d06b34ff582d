"""What a message is: a problem, a question, a proposal, thanks, an opinion, spam or none of our business.

Signs are counted, each with a weight, and the sums become certainties. Words of thanks that only close a request
(«заранее спасибо») are taken out first.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from otklik.shared.lemmas import lemmas
from otklik.shared.patterns import compile_late, compile_words
from otklik.shared.text import fold
from otklik.triage.findings import ADVERTISING, FLOOD, PROFANITY, Finding
from otklik.triage.importance import EMERGENCY, HIGH
from otklik.triage.likeness.subjects import STRONG, subjects_of, troubles_of

PROBLEM: Final = "problem"
QUESTION: Final = "question"
PROPOSAL: Final = "proposal"
THANKS: Final = "thanks"
OPINION: Final = "opinion"
SPAM: Final = "spam"
OFF_TOPIC: Final = "off_topic"

KINDS: Final = (PROBLEM, QUESTION, PROPOSAL, THANKS, OPINION, SPAM, OFF_TOPIC)

_POLITE_CLOSING = compile_late(
    r"(?:заранее|буду|были? бы)\s+(?:вам\s+|очень\s+|всем\s+)*(?:спасибо|благодар\w*|признательн\w*)"
    r"|(?:спасибо|благодар\w+)\s+(?:вам\s+)?(?:заранее|за\s+(?:внимание|понимание|(?:ваш\s+)?ответ|помощь заранее))"
)

_MENTION = compile_late(r"\[(?:id|club|public)\d+(?::[^|\]]*)?\|[^\]]*\],?|@[a-z0-9_.]+")
_LAST_WORD_OF_THANKS = compile_late(r"[.!?,;\n]\s*(?:большое\s+)?спасибо(?:\s+большое)?[\s.!)]*$")
_LONGEST_THANKS_WITH_ONE_LAST_WORD: Final = 90
"""Characters; in a longer message a last «Спасибо.» is only how people say goodbye."""

_SIGNS: Final[tuple[tuple[str, float, re.Pattern[str]], ...]] = tuple(
    (kind, weight, compile_words(pattern))
    for kind, weight, pattern in (
        (THANKS, 3.2, r"\b(?:спасибо|благодар(?:ю|им|ность|ствуем)|поблагодарить|спасибки|спс)\b"),
        (THANKS, 1.6, r"\b(?:молодц[ыа]|умнички|умницы|респект|так держать|выража\w+ (?:\w+ ){0,3}благодарность)\b"),
        (THANKS, 1.6,
         r"\b(?:(?:огромное|большое|человеческое|сердечное) спасибо|спасибо (?:огромное|большое|всем|вам)\b(?! "
         r"заранее)"
         r"|хо(?:чу|тим|тел\w*|телось)(?: бы)? (?:поблагодарить|выразить (?:\w+ )?(?:благодарность|признательность)))"),
        (THANKS, 1.2, r"\b(?:здорово|отлично|прекрасно|замечательно|очень рад[ыа]?|супер|красота)\b"),
        (QUESTION, 2.4, r"\?"),
        (QUESTION, 2.6,
         r"\b(?:подскажите|скажите|поясните|разъясните|объясните|вопрос|хотел\w* (?:бы )?(?:узнать|спросить))\b"),
        (QUESTION, 1.4,
         r"\b(?:как|где|куда|когда|можно ли|нужно ли|будет ли|есть ли|положен\w* ли|какие|какой|сколько|кто"
         r"|почему)\b[^.!\n]*\?"),
        (PROPOSAL, 3.4,
         r"\b(?:предлага(?:ю|ем)|предложени[ея]|рассмотрите возможность|рассмотреть возможность|почему бы (?:не"
         r"|вам не))\b"),
        (PROPOSAL, 2.2,
         r"\b(?:хорошо (?:бы|было бы)|было бы (?:здорово|неплохо|хорошо|отлично|круто)|неплохо бы(?:ло)?|давайте"
         r"|стоило бы|сделать бы)\b"),
        (PROBLEM, 2.6,
         r"\b(?:не (?:работа\w+|гор(?:ит|ят)|вывоз\w+|убира\w+|чист\w+|топ(?:ят|ит)|ходит|приходит|приезжает"
         r"|чистят|реагиру\w+|принима\w+|могу|можем|делают|отвечают))"),
        (PROBLEM, 2.4,
         r"\b(?:ям[аыуе]|яма|выбоин\w*|свалк\w*|гряз[ьи]\w*|теч[её]т|прорвал\w*|затопил\w*|топит|сломан\w*"
         r"|разбит\w*|разруш\w+|вонь|воняет|запах|открыт\w* люк\w*|гололед\w*|сосульк\w*|мусор\w*|крыс\w*|холодно"
         r"|темно|опасн\w+|авари\w+|отключ\w+|провал\w*|лужа|лужи|сугроб\w*|наледь|гололедиц\w*)\b"),
        (PROBLEM, 1.8,
         r"\b(?:нет (?:воды|света|отопления|газа|тепла|связи|интернета|автобус\w*|горячей|холодной|освещения"
         r"|врач\w*|лекарств\w*|места)|без (?:воды|света|отопления|газа|тепла))\b"),
        (PROBLEM, 1.8,
         r"\b(?:прошу|просим|примите меры|помогите|жалоб[аыу]|жалуюсь|обращаюсь|разберитесь|уберите"
         r"|отремонтируйте|почините|сделайте|устраните|требу\w+|невозможно|отказ\w*|безобразие|сколько можно"
         r"|до сих пор|уже (?:неделю|месяц|год|\d+))"),
        (PROBLEM, 1.2,
         r"\b(?:нет|нету|никто|ничего|никак|никогда|отсутств\w+|обеща\w+|прос(?:ит|ят)|хамств\w*|хам(?:ят|ит)"
         r"|задерж\w+|не дозвон\w+"
         r"|невозможно|ужас\w*|кошмар)\b"),
        (OPINION, 1.2,
         r"\b(?:считаю|думаю|по[- ]моему|на мой взгляд|мне кажется|имхо|согласен|согласна|поддерживаю|вранье"
         r"|показуха|стыдно|позор)\b"),
        (OFF_TOPIC, 3.0,
         r"\b(?:с (?:праздником|днем рождения|новым годом|8 марта|23 февраля|наступающим|рождеством)|христос "
         r"воскрес|поздравля(?:ю|ем))"),
        (OFF_TOPIC, 2.0,
         r"^\s*(?:всем )?(?:привет\w*|доброе утро|добрый (?:день|вечер)|здравствуйте|спокойной ночи|\+|да|нет|ок"
         r"|ага|первый|кто с|лол|ха(?:ха)+)[\s.!)(]*$"),
    )
)  # fmt: skip

_WEIGHT_OF_IMPORTANCE: Final = {EMERGENCY: 2.2, HIGH: 0.8}
_WEIGHT_OF_TROUBLE: Final = 0.8
_WEIGHT_OF_SWEARING: Final = 1.4
_READ: Final = 1000
"""Characters in which a thing and its trouble are looked for."""
_PRAISED: Final = "praised"
_NO_TROUBLES: Final = frozenset({"asked", "wanted"})
_HAS_WORD = compile_late(r"[а-яa-z]{2,}")


@dataclass(frozen=True, slots=True)
class KindGuess:
    """What a message most likely is, and how certainly."""

    kind: str
    certainty: float


def has_substance(text: str) -> bool:
    """Whether there is anything to read: not a sticker, a smile, a lone mention or nothing at all."""
    return _HAS_WORD.search(_without_mentions(fold(text))) is not None


def guess_kind(text: str, findings: Sequence[Finding], *, group_certainty: float, importance: str) -> KindGuess:
    """What a message is, by its words, by what the rules found, by how surely it belongs to a group, how urgent."""
    if not has_substance(text):
        return KindGuess(OFF_TOPIC, 0.9)
    sums = _weigh_signs(_without_mentions(fold(text)))
    sums[SPAM] += sum(4.0 * found.certainty for found in findings if found.ground in (ADVERTISING, FLOOD))
    sums[PROBLEM] += 1.6 * group_certainty + _WEIGHT_OF_IMPORTANCE.get(importance, 0.0)
    sums[PROBLEM] += _weigh_trouble(text, is_profane=any(found.ground == PROFANITY for found in findings))
    sums[THANKS] -= min(1.5, max(0, text.count(" ") - 12) / 8)
    if sums[PROBLEM] > 3.3 or sums[QUESTION] > 2 or sums[PROPOSAL] > 2:
        sums[THANKS] -= 2.0
    raised = {kind: math.exp(value) for kind, value in sums.items()}
    best = max(raised, key=lambda kind: raised[kind])
    return KindGuess(best, round(raised[best] / sum(raised.values()), 3))


def _weigh_trouble(text: str, *, is_profane: bool) -> float:
    """How much it speaks for a problem that a text names a thing and what is wrong with it.

    Who swears at a thing («опять этот фонарь, …») tells of a trouble, whatever the word for it is.
    """
    words = lemmas(text[:_READ])
    troubles = troubles_of(words)
    if _PRAISED in troubles or not any(weight >= STRONG for weight in subjects_of(words).values()):
        return 0.0
    is_wrong = bool(troubles - _NO_TROUBLES)
    return (_WEIGHT_OF_TROUBLE if is_wrong else 0.0) + (_WEIGHT_OF_SWEARING if is_profane else 0.0)


def _weigh_signs(text: str) -> dict[str, float]:
    sums = dict.fromkeys(KINDS, 0.0)
    sums[OPINION] = 1.0
    plain = _without_closing(text)
    for kind, weight, pattern in _SIGNS:
        if pattern.search(plain):
            sums[kind] += weight
    return sums


def _without_closing(text: str) -> str:
    """Leave out thanks that only close a request; a message that is nothing but thanks keeps them."""
    plain = _POLITE_CLOSING.sub(" ", text)
    if len(plain) > _LONGEST_THANKS_WITH_ONE_LAST_WORD:
        plain = _LAST_WORD_OF_THANKS.sub(".", plain)
    return plain if _HAS_WORD.search(plain) else text


def _without_mentions(text: str) -> str:
    return _MENTION.sub(" ", text)
