"""Reads through what hides words from rules: letters of other alphabets and digits among ours, letters set apart."""

from functools import lru_cache
from typing import Final

from otklik.shared.patterns import compile_late
from otklik.shared.text import Folded, as_cyrillic, fold_with_places

EMOJI: Final = "\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff"
"""Inside a class of a pattern: signs that some write in place of letters or between them."""
_FOREIGN = str.maketrans(
    {
        "π": "п", "ᴨ": "п", "α": "а", "ɑ": "а", "ε": "е", "ο": "о", "σ": "о", "ρ": "р", "υ": "у", "χ": "х", "κ": "к",
        "λ": "л", "δ": "д", "η": "н", "μ": "м", "τ": "т", "γ": "у", "β": "в", "ι": "и", "ω": "ш",
        "і": "и", "ї": "и", "ӏ": "л", "ј": "й", "ѕ": "с", "є": "е", "ґ": "г", "ғ": "г", "қ": "к", "ӄ": "к", "ҡ": "к",
        "ң": "н", "ӈ": "н", "һ": "н", "ө": "о", "ү": "у", "ұ": "у", "ў": "у", "ҳ": "х", "ҷ": "ч", "ә": "а", "ӡ": "з",
        "ѣ": "е", "ѵ": "и", "ѳ": "ф", "ђ": "ь", "ћ": "ь", "ҙ": "з", "ҫ": "с", "ԁ": "д", "ԛ": "я", "ԝ": "ш", "џ": "ц",
        "ɐ": "а", "ʁ": "я", "ʙ": "в", "ʜ": "н", "ᴀ": "а", "ᴄ": "с", "ᴇ": "е", "ᴋ": "к", "ᴍ": "м", "ᴏ": "о", "ᴘ": "р",
        "ᴛ": "т", "ᴜ": "и", "ʏ": "у", "ᴙ": "я", "ᴎ": "и", "ʀ": "я", "ɴ": "п", "ı": "и", "ø": "о", "ß": "в",
    }
)  # fmt: skip
"""Letters of other alphabets and of other languages written in ours, by their looks."""
_MIXED = compile_late(r"(?<![а-яa-z0-9@$€])[а-яa-z0-9@$€]*(?:[а-я][a-z03461@$€]|[a-z03461@$€][а-я])[а-яa-z0-9@$€]*")
_MAYBE_MIXED = compile_late(r"[a-z03461@$€](?:(?<=[а-я].)|(?=[а-я]))")
_APART = compile_late(r"(?<![а-я0-9])[а-я](?:([ .,*_-])[а-я](?:\1[а-я]){2,})(?![а-я0-9])")
_MAYBE_APART = compile_late(r"(?<![а-я])[а-я][ .,*_-][а-я][ .,*_-][а-я][ .,*_-]")


def in_our_letters(folded: Folded) -> str:
    """The folded text with foreign letters read by their looks; of one length with it."""
    # letters that are neither ours nor Latin stand only in texts that were not plain to fold
    return folded.text if folded.places is None else folded.text.translate(_FOREIGN)


@lru_cache(maxsize=512)
def read_through(text: str) -> Folded:
    """A text folded as its reader understands it: «4урки», «y6ью», «дeбил», «и.д.и.о.т» are words.

    Several rules read the same text, so the last ones are kept.
    """
    folded = fold_with_places(text)
    read = in_our_letters(folded)
    if _MAYBE_MIXED.search(read):
        read = _MIXED.sub(lambda word: as_cyrillic(word[0]), read)
    if _MAYBE_APART.search(read):
        return _put_together(read, folded.places)
    return folded if read == folded.text else Folded(read, folded.places)


def _put_together(read: str, places: tuple[int, ...] | None) -> Folded:
    """Letters with one and the same sign between them made words again."""
    kept = [True] * len(read)
    for apart in _APART.finditer(read):
        for place in range(apart.start() + 1, apart.end(), 2):
            kept[place] = False
    where = places or range(len(read) + 1)
    characters = "".join(letter for letter, is_kept in zip(read, kept, strict=True) if is_kept)
    return Folded(characters, (*(place for place, is_kept in zip(where, kept, strict=False) if is_kept), where[-1]))
