"""States that exclude each other: a lamp that is not lit at night is another trouble than one that burns by day.

Both are told of one thing in like words, and a single «не» or «днём» tells them apart; a text that tells of both states
(«в зале жара, в спальне дубак») stands for neither.
"""

from collections.abc import Iterable
from typing import Final

from otklik.shared.patterns import compile_late

_LIT: Final = "(?:горит|горят|светит|светят)"
_OPPOSED: Final = (
    (
        "light",
        (
            "не (?:включа|гор[яи]т|свет[яи]т)",
            "темн[оы]",
            "темнот",
            "тьма",
            "потемк",
            "(?<!не )погас",
            "потух",
            "без света",
            "без освещ",
            "нет (?:лампоч|освещ)",
            r"лампочк\w* нет",
        ),
        (
            "не (?:выключа|гаснет|гаснут)",
            rf"днем(?: \w+)? {_LIT}",
            rf"{_LIT}(?: \w+)? (?:днем|круглы|сутками)",
            rf"круглы\w+ сут\w+ {_LIT}",
            "среди бела дня",
        ),
    ),
    (
        "warmth",
        (
            "холодно",
            r"(?:батаре|радиатор)\w+ (?:холодн|ледян)",
            r"холодны\w (?:батаре|радиатор)",
            "дубак",
            "(?<!не )мерзн",
            "(?<!не )замерза",
            "не топят",
            "не греют",
            "обогревател",
        ),
        (
            r"жар[аы]\b",
            "жарищ",
            "жарко",
            "духот",
            "душно",
            "перетап",
            "перетоп",
            r"(?:форточк\w+|окна) настежь",
            r"\+\s?(?:2[7-9]|3\d)\b",
        ),
    ),
    (
        "came",
        (r"не (?:едет|едут|приехал|приезжа|пришл)", "никто не (?:при)?ехал"),
        (r"(?<!не )\bприехал\w*,? (?:и |все |быстро |наконец )*(?:сделал|починил|устранил)",),
    ),
    (
        "taken on",
        (r"заявк\w+[^.!?]{0,30} не (?:приняли|принимают)", "не (?:приняли|принимают) заявк"),
        (r"заявк\w+[^.!?]{0,30}(?<!не) приняли", "(?<!не )приняли заявк"),
    ),
    (
        "felled",
        (r"(?<!не )\b(?:обрежьте|спилите|опилите|срубите)", "накренил", "вот-вот (?:упад|рухн)", "растут в провода"),
        (
            r"\b(?:обрезали|спилили|опилили)\b",
            r"\bпень\b",
            r"\bпен(?:ек|ьки)\b",
            r"(?:ветки|бревна|стволы)(?: \w+)? (?:лежат|бросили|валяются|не (?:убра|вывез))",
        ),
    ),
    (
        "built",
        (
            "когда (?:сделают|положат|поставят|построят)",
            "прос(?:им|ьба|ят) (?:сделать|положить|поставить|установить|построить)",
        ),
        (
            r"(?:сделали|положили|поставили|построили)(?: \w+)? (?:криво|плохо|слишком|тяп-ляп|не так)",
            "переделыва",
            "переделайте",
        ),
    ),
    (
        "billed",
        (
            "вырос",
            "подорожал",
            "космическ",
            "(?:вдвое|втрое|в два раза|в полтора раза) (?:больше|выше)",
            "начислили лишн",
        ),
        (
            r"(?:квитанци|платежк)\w+[^.!?]{0,25} не (?:приш|принос|принес|получ)",
            r"не (?:пришл|принос|принес|получ)\w+ (?:квитанци|платежк)",
        ),
    ),
    (
        "door",
        ("не открыва", r"не открыть\b", "не войти", "не попасть внутрь"),
        ("не закрыва", "нараспашку", "настежь", "не запира", "не заперт"),
    ),
    (
        "flow",
        ("нет воды", "воды нет", "без воды", r"сух\w+ кран", "отключили воду", "не идет вода", "вода не ид"),
        ("затопил", r"потоп\b", r"фонтан\w* из", "прорвало", "хлещет", "бьет из"),
    ),
)
_STATES: Final = [(name, compile_late("|".join(one)), compile_late("|".join(other))) for name, one, other in _OPPOSED]

type State = tuple[str, bool]


def states_of(text: str) -> frozenset[State]:
    """In which states something is, of those that exclude each other."""
    told = text.lower().replace("ё", "е")
    found = ((name, bool(one.search(told)), bool(other.search(told))) for name, one, other in _STATES)
    return frozenset((name, other) for name, one, other in found if one is not other)


def opposed(ours: Iterable[State], theirs: frozenset[State]) -> bool:
    """Whether one text tells of a state that excludes the one that another tells of."""
    return any((name, not other) in theirs for name, other in ours)
