"""Which pairs are proposed: people's decisions tighten what the machine is sure enough of, and never loosen it."""

from otklik.duplicates.matching.compare import compare
from otklik.duplicates.matching.texts import read_text
from otklik.duplicates.services import is_proposed
from otklik.triage.learning.curves import Curve, Decided, fit_curve


def test_good_decisions_never_propose_what_the_machine_itself_holds_apart() -> None:
    # 1,000 pairs as they are proposed, from the bound up, 95 % of them the same
    told = [Decided(f"пара номер {n}", 0.5 + n * 7919 % 1000 / 2100, n % 20 != 0) for n in range(1000)]
    curve = fit_curve(told)
    assert curve(0.02) > 0.5
    apart = compare(read_text("Мира 4: яма"), read_text("Мира 8: яма"), hours_apart=1)
    assert not is_proposed(apart, curve)
    same = compare(read_text("Яма во дворе Мира 4"), read_text("Мира 4, двор: яма"), hours_apart=1)
    assert is_proposed(same, curve)
    assert not is_proposed(same, Curve(1.0, -50.0))
    assert is_proposed(same, Curve(1.0, -50.0), is_of_share=True)
    assert not is_proposed(apart, curve, is_of_share=True)
