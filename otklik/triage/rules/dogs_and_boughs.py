"""Where «сука» is a dog and «суки» are boughs: nobody is insulted, and such a message is about stray dogs or old trees.

Only where the words beside it say so: «кобель и сука», «сука с щенками», «сухие суки». Everything else is left to the
rule on indecent words.
"""

from typing import Final

from otklik.shared.patterns import compile_late

_SENSES = compile_late(
    # a dog: told together with its kind, its puppies, or what vets say of it
    r"\b(?:(?:кобел|щен(?:ок|к|ят)|пес\b|псы\b|собак)[а-я]*(?: и | или |[/+-])(?:[а-я0-9]+ )?"
    r"(?P<beside>сук(?:а|и|у|е|ой|ам|ами)?)"
    r"|(?P<before>сук(?:а|и|у|е|ой|ам|ами)?)(?: и | или |[/+-])(?:[а-я0-9]+ )?(?:кобел|щен(?:ок|к|ят)|пес\b|псы\b)"
    r"|(?P<mother>сук(?:а|и|у|е|ой)) (?:с|со|и) (?:[а-я0-9]+ )?(?:щен(?:к|ят)|выводк|бирк|чип|ошейник)"
    r"|(?P<litter>сук(?:а|и|у)),? (?:[а-я]+ )?(?:ощен|щенн|щенил|кормящ|стерилизован|чипирован|на сносях)"
    r"|(?:ощенил(?:а|и)сь|щенн|кормящ|течн|стерилизованн|нестерилизованн|чипированн|дворов|бродяч|бездомн)[а-я]*"
    r"[ -]*(?P<kind>сук(?:а|и|у|е|ой))"
    r"|(?:собак|овчарк|щен|метис|лайк|хаск|дворняг)[а-я]*(?:[,:] | \()(?P<sex>сука)"
    r"(?:\)|, (?:[0-9]|рыж|черн|бел|метис))"
    # a bough: dry, broken, of a tree, with something on it
    r"|(?:сух(?:ие|их)|засохш|обломанн|сломанн|нависш|отпиленн|спиленн|упавш|ветк(?:и|ами)? и"
    r"|ветв(?:и|ями) и|сучья и)[а-я]* (?P<bough>сук(?:и|ов|ами|ам)\b)"
    r"|(?P<of_tree>сук(?:и|ов|ами)?) (?:[а-я]+(?:ого|ой|его|ых|их) )?(?:дерева\b|деревьев\b|топол(?:я|ей)\b"
    r"|берез(?:ы\b|\b)|клен(?:а|ов)\b|сос(?:ны|ен)\b|ели\b|ивы?\b)"
    r"|(?:вис[ия]т|висел[аои]?|повис[а-я]*|застря[а-я]+|сид[ия]т) на (?P<under>сук(?:у|ах))"
    r"|\bна (?P<over>сук(?:у|ах)) (?:[а-я]+ )?(?:вис[ия]т|висел|повис|застря|сид[ия]т|дерев))"
)  # fmt: skip
"""Each group holds the word itself."""

_PEOPLE_BEFORE = compile_late(r"\b(?:вы|ты|все|как(?:ая|ие)(?:-то)?|кажд[а-я]+|люб[а-я]+)[ ,]+$")
_PEOPLE_BEHIND = compile_late(
    r"(?: (?:и|или) [а-я]+)?,? (?:ты\b|вы\b|из (?:жэ|ук\b|тсж|управ|админ|мэр|дум|контор)|чинов|депутат|управл|началь"
    r"|(?:[а-я]+ )?(?:обеща|спилил|срубил|вырубил|срезал|опилил|обрезал|вору|ничего))"
)
"""People are meant all the same: «бродячие суки из администрации», «суки тополя спилили»."""
_ALL = compile_late(r"\bсук(?:а|и|у|е|ой|ам|ами)\b")
_SIGNS: Final = ",.!?:;…()—-"
_ROOT: Final = "сук"
_NEAR: Final = 20
"""Characters before it in which «вы» or «какая» is looked for."""


def without_dogs_and_boughs(folded: str) -> str:
    """The folded text with such words blanked out; of one length with it.

    Once a text speaks of the dog, the word means the dog wherever it stands in a sentence, not where it is shouted.
    """
    if _ROOT not in folded:
        return folded
    told = (found.span(str(found.lastgroup)) for found in _SENSES.finditer(folded))
    spans = [span for span in told if not _are_people(folded, span)]
    if not spans:
        return folded
    others = (found.span() for found in _ALL.finditer(folded))
    spans += [span for span in others if not _is_shouted(folded, span) and not _are_people(folded, span)]
    for start, end in spans:
        folded = folded[:start] + " " * (end - start) + folded[end:]
    return folded


def _are_people(text: str, span: tuple[int, int]) -> bool:
    before = text[max(0, span[0] - _NEAR) : span[0]]
    return bool(_PEOPLE_BEFORE.search(before) or _PEOPLE_BEHIND.match(text, span[1]))


def _is_shouted(text: str, span: tuple[int, int]) -> bool:
    """Between two signs, or at an end: «…, сука, …»."""
    before, after = text[: span[0]].rstrip()[-1:], text[span[1] :].lstrip()[:1]
    return (not before or before in _SIGNS) and (not after or after in _SIGNS)
