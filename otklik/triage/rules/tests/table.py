"""The form of a table of texts for a rule."""

from dataclasses import dataclass
from typing import Final

from otklik.triage.rules.registry import RULES, Rule

RULE_NAMED: Final = dict(RULES)


@dataclass(frozen=True, slots=True)
class Table:
    """Texts for one rule: in `yes` the found words stand between ⟨ and ⟩."""

    name: str
    find: Rule
    yes: tuple[str, ...]
    no: tuple[str, ...]
