"""How sure the rules are that curves may move: who changes it raises their version, and old decisions count no more."""

from otklik.triage.rules import advertisements, flood, insults, links, profanity, registry

SAID = {
    "Вы идиоты! Когда уберёте снег?": insults,
    "Хуйня полная": profanity,
    "Смотрите https://example.com/page": links,
    "Заходите t.me/chat": links,
    "ааааааааааааааааааааааааа": flood,
    "Кредит без отказа, звоните, скидки на всё": advertisements,
}


def test_a_rule_that_became_surer_or_less_sure_makes_another_version() -> None:
    found = {text: rule.find(text) for text, rule in SAID.items()}
    told = [one.certainty if one else 0.0 for one in found.values()]
    assert (registry.VERSION, told) == (1, [0.7, 0.97, 0.6, 0.85, 0.8, 0.95])
