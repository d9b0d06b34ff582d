"""Where «сука» is a dog and «суки» are boughs: nobody is insulted, and such a message is about stray dogs or old trees.

Only where the words beside it say so: «кобель и сука», «сука с щенками», «сухие суки». Everything else is left to the
rule on indecent words.
"""

from typing import Final

from otklik.shared.patterns import compile_late

_SENSES = compile_late(
    # a dog: told together with its kind, its puppies, or what vets say of it
    r"\b(?:(?:кобел|щен(?:ок|к|ят)|пес\b|псы\b|собак)[а-я]*(?: и | или |[/+-])(?:[а-я]+ )?"
    r"(?P<beside>сук(?:а|и|у|е|ой|ам|ами)?)"
    r"|(?P<before>сук(?:а|и|у|е|ой|ам|ами)?)(?: и | или |[/+-])(?:[а-я]+ )?(?:кобел|щен(?:ок|к|ят)|пес\b|псы\b)"
    r"|(?P<mother>сук(?:а|и|у|е|ой)) (?:с|со|и) (?:[а-я0-9]+ )?(?:щен(?:к|ят)|выводк|бирк|чип|ошейник)"
    r"|(?P<litter>сук(?:а|и|у)),? (?:[а-я]+ )?(?:ощен|щенн|щенил|кормящ|стерилизован|чипирован|на сносях)"
    r"|(?:ощенил(?:а|и)сь|щенн|кормящ|течн|стерилизованн|нестерилизованн|чипированн|дворов|бродяч|бездомн)[а-я]*"
    r"[ -]*(?P<kind>сук(?:а|и|у|е|ой))"
    # a bough: dry, broken, of a tree
    r"|(?:сух(?:ие|их)|засохш|обломанн|сломанн|толст(?:ые|ых)|нависш|отпиленн|спиленн|упавш|ветк(?:и|ами)? и"
    r"|ветв(?:и|ями) и|сучья и)[а-я]* (?P<bough>сук(?:и|ов|ами|ам)\b)"
    r"|(?P<of_tree>сук(?:и|ов|ами)?) (?:[а-я]+ )?(?:дерев|топол(?:я|ей)\b|берез(?:ы\b|\b)|клен(?:а|ов)\b"
    r"|сос(?:ны|ен)\b|ели\b|ивы?\b))"
)  # fmt: skip
"""Each group holds the word itself."""

_ALL = compile_late(r"\bсук(?:а|и|у|е|ой|ам|ами)\b")
_SIGNS: Final = ",.!?:;…()—-"
_ROOT: Final = "сук"


def without_dogs_and_boughs(folded: str) -> str:
    """The folded text with such words blanked out; of one length with it.

    Once a text speaks of the dog, the word means the dog wherever it stands in a sentence, not where it is shouted.
    """
    if _ROOT not in folded:
        return folded
    spans = [found.span(str(found.lastgroup)) for found in _SENSES.finditer(folded)]
    if not spans:
        return folded
    spans += [found.span() for found in _ALL.finditer(folded) if not _is_shouted(folded, found.span())]
    for start, end in spans:
        folded = folded[:start] + " " * (end - start) + folded[end:]
    return folded


def _is_shouted(text: str, span: tuple[int, int]) -> bool:
    """Between two signs, or at an end: «…, сука, …»."""
    before, after = text[: span[0]].rstrip()[-1:], text[span[1] :].lstrip()[:1]
    return (not before or before in _SIGNS) and (not after or after in _SIGNS)
