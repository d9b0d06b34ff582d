"""What the writer only tells of others: words in quotation marks that somebody said, names that somebody was called.

A resident who complains that a driver swore at her has insulted and threatened nobody.
"""

from typing import Final

from otklik.shared.patterns import compile_late

_SAID: Final = (
    r"(?:сказа[лн]|заяв(?:ил|ля)|отве(?:тил|тит|ча)|кри[чк]|ор(?:ет|ут|ал)|угро(?:жа|з)|пиш[еу]т|написа[лн]|говор(?:ит"
    r"|ят|ил)"
    r"|обеща|об[оы]зва|назва[лн]|называ(?:ет|ют|л)|дразн|шип(?:ит|ел)|бро(?:сил|са)|надпис|получил|послал|слов|обругал"
    r"|хами"
    r"|оскорб|тыка|вопи|матер|лозунг|граффити|закрас|замаж|плакат|листовк|наклейк)"
)
_QUOTE = compile_late(r"[«“„\"][^«»“”„\"\n]{1,80}[»”\"“]")
_SAID_BEFORE = compile_late(rf"{_SAID}[а-я]*[^.!?\n]{{0,40}}$")
_SAID_BEHIND = compile_late(rf"[\s,–—-]*(?:[а-я]+ ){{0,2}}{_SAID}")
_CALLED = compile_late(
    r"(?:(?:на|обо|об)зва(?:л[аи]?|н[аоы]?)|(?:назы|обзы)ва(?:ет|ют|л[аи]?|ть)(?:ся)?|дразн(?:ит|ят|ил[аи]?)"
    r"|(?:по)?счита(?:ет|ют|ете|л[аи]?)|оскорб(?:ил|ля)[а-я]*|обращ(?:ается|аются|аетесь)|окрестил[аи]?"
    r"|(?:крикну|сказа|заяви|ответи)л[аи]?,? (?:что )?(?:я|мы|он|она|они))\b(?: (?!вы\b|ты\b)[а-я0-9-]+){0,5},? $"
)
_FILLERS: Final = (
    r"(?: (?:же|ж|для (?:вас|них|власти|чиновников)|им|тут|здесь|там|кто|что|все|всех|не|люди|просто|как|какое|какие"
    r"|какое-то|какие-то"
    r"|за|по-вашему|видимо|наверное))*"
)
_SELF = compile_late(
    rf"(?:^|[^а-я])(?:(?:мы|(?<!у )нас|нам|я){_FILLERS}(?:,| [–—-]| что,?)?"
    rf"|(?:люди|людей|людям|народ|жители|жителей|пенсионеры|население)(?: вам)?{_FILLERS}(?:(?<=что),| [–—-])?) $"
)
_TELLS = compile_late(
    r"\b(?:угрожа(?:ет|ют|л[аи]?)|гроз(?:ит|ят|ил[аи]?)(?:ся|сь)?|крич(?:ит|ат|ал[аи]?)|крикнул[аи]?|ор(?:ет|ут"
    r"|ал[аи]?)"
    r"|говор(?:ит|ят|ил[аи]?)|сказал[аи]?|пиш(?:ет|ут)|написал[аи]?|заяв(?:ляет|ил[аи]?)|ответил[аи]?)"
    r"(?: (?:мне|нам|ему|ей|им|всем|мужу|сыну|дочери|детям|ребенку|соседям|в лицо|что))*[ :,–—-]*$"
)
_BY_WRITER = compile_late(r"\b(?:я|мы|тебе|вам)\b[^.!?\n]*$")
_NEAR: Final = 80
"""Characters before a word in which it is said who called whom so."""


def without_reported(read: str) -> str:
    """The folded text with quotations of what somebody said blanked out; of one length with it."""
    if '"' not in read and "«" not in read and "“" not in read:
        return read
    for quote in _QUOTE.finditer(read):
        said_before = _SAID_BEFORE.search(read, max(0, quote.start() - _NEAR), quote.start())
        if said_before or _SAID_BEHIND.match(read, quote.end()):
            read = f"{read[: quote.start()]}{' ' * len(quote.group())}{read[quote.end() :]}"
    return read


def is_called_so(read: str, start: int) -> bool:
    """Whether somebody calls others so («назвала сына дебилом»), or the writer himself («мы для вас быдло»)."""
    near = read[max(0, start - _NEAR) : start]
    is_quoted = near.rstrip()[-1:] in (":", "–", "—") and is_told(read, start)
    return is_quoted or bool(_CALLED.search(near) or _SELF.search(near))


def is_told(read: str, start: int) -> bool:
    """Whether what begins there is told as words of somebody else: «сосед угрожает: убью»."""
    near = read[max(0, start - _NEAR) : start]
    return bool(_TELLS.search(near)) and not _BY_WRITER.search(near)
