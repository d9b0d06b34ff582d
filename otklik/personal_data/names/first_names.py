"""First names that the dictionary does not have, of peoples who live here: «Лейсан», «Гульназ», «Ойбек». Plain."""

from typing import Final

from otklik.shared.patterns import compile_late
from otklik.shared.text import fold

_SAID: Final = (
    "лейсан ляйсан гульназ гульсум гульнур райля суфия хадича гулюса ильсия данис ильнар ильсур ильфат "
    "ильфир ранис ренат фаиль фидан юлай айназ айсина энже фаягуль дилноза гулноза мухаббат сарвиноз "
    "зулайхо фаррух фирдавс гулнара гулсара гульзада нурзада нургуль айпери жылдыз мээрим тилек кубат "
    "вугар турал гюнель севиндж хеда хусан дониёр сардор шохрух дилором эъзоза дилмурод ойбек мехрангез "
    "манижа фарангис ситора шабнам шахло икром исмоил тимуран"
)
_ENDINGS: Final = "|".join(
    f"{name[:-1]}(?:{name[-1]}|[ыиеую]|[ое]й)" if name[-1] in "ая" else f"{name}(?:а|у|ом|ем|е)?"
    for name in map(fold, _SAID.split())
)
_PATTERN = compile_late(_ENDINGS)


def is_first_name_of_list(word: str) -> bool:
    """Whether a word is one of these, in any case."""
    return _PATTERN.fullmatch(fold(word)) is not None
