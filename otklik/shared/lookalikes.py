"""Homoglyphs: folds a word so that two words which look alike become equal.

For addresses and names that may imitate others; `text.LOOKALIKES` is for words that hide
what they say.
"""

import unicodedata

_ONE_FOR_ONE = str.maketrans(
    {
        "а": "a", "в": "b", "с": "c", "е": "e", "ё": "e", "н": "h", "к": "k", "м": "m", "о": "o", "р": "p", "т": "t",
        "х": "x", "у": "y", "з": "3", "б": "6", "ч": "4", "г": "r", "п": "n", "і": "l", "ї": "l", "ј": "j", "ѕ": "s",
        "ԁ": "d", "ӏ": "l", "һ": "h", "ԛ": "q", "ԝ": "w", "ѵ": "v", "ь": "b", "ъ": "b", "є": "e", "ґ": "r", "д": "d",
        "α": "a", "β": "b", "ε": "e", "ι": "l", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t", "υ": "u", "χ": "x",
        "ı": "l", "ɡ": "g", "ɑ": "a", "ø": "o", "ł": "l", "ß": "b",
        "0": "o", "1": "l", "5": "s", "i": "l", "|": "l", "!": "l", "$": "s", "@": "a", "€": "e",
    }
)  # fmt: skip
_SOME_FOR_ONE = (("rn", "m"), ("vv", "w"), ("cl", "d"))
"""Pairs of letters that run together."""


def skeleton(text: str) -> str:
    """What a word looks like: equal for words that can be mistaken for each other. Points and dashes stay.

    `pоlevskоy` with Cyrillic «о», `p0levskoy` and `polevskoy` have the same one. It is for comparing, not for showing.
    """
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower())
    plain = "".join(one for one in apart if unicodedata.category(one) not in ("Mn", "Me", "Cf"))
    looks = plain.translate(_ONE_FOR_ONE)
    for pair, letter in _SOME_FOR_ONE:
        looks = looks.replace(pair, letter)
    return looks
