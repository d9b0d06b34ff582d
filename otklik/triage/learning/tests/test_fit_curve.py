"""A curve follows what people decided, stays where they say nothing, and is used only where it is better."""

import zlib
from math import exp, log, log1p

import pytest
from pytest_django import Settings

from otklik.duplicates.matching.compare import features_of_pair
from otklik.triage.findings import INSULT, PROFANITY, THREAT, Finding
from otklik.triage.learning.comparing import Outcome
from otklik.triage.learning.curves import IDENTITY, Curve, Decided, fit_curve, learn_curve, try_curve
from otklik.triage.learning.own_curves import LEFT_ALONE_BELOW, SHOWN_ONE_IN, is_shown_anyway, without_refuted
from otklik.triage.learning.signs import hash_of_word, signs_of_finding


def _decided(right: int, wrong: int, *, certainty: float = 0.7) -> list[Decided]:
    """Decisions on texts that differ, in an order that mixes both."""
    told = [*((one, True) for one in range(right)), *((right + one, False) for one in range(wrong))]
    return [Decided(f"текст номер {number}", certainty, is_right) for number, is_right in told]


def test_it_says_what_people_said() -> None:
    assert 0.05 < fit_curve(_decided(20, 180))(0.7) < 0.2
    assert fit_curve(_decided(180, 20))(0.55) > 0.8
    assert fit_curve([]) == IDENTITY


@pytest.mark.parametrize("certainty", [0.8, 0.9, 0.95, 0.99])
def test_it_finds_the_least_surprise_where_all_were_equally_sure(certainty: float) -> None:
    decided = _decided(25, 475, certainty=certainty)
    curve = fit_curve(decided)
    assert curve(certainty) < LEFT_ALONE_BELOW
    # beside it nothing is better: the pull towards the identity is counted as well
    for slope, offset in ((0.02, 0.0), (-0.02, 0.0), (0.0, 0.1), (0.0, -0.1)):
        assert _objective(curve, decided) < _objective(Curve(curve.slope + slope, curve.offset + offset), decided)


def _objective(curve: Curve, decided: list[Decided]) -> float:
    odds = [(curve.slope * log(one.certainty / (1 - one.certainty)) + curve.offset, one.is_right) for one in decided]
    return sum(log1p(exp(-told if is_right else told)) for told, is_right in odds) + (
        10 * (curve.slope - 1) ** 2 + curve.offset**2 / 2
    )


def test_a_few_decisions_hardly_move_it() -> None:
    assert fit_curve(_decided(0, 1))(0.7) > 0.4


@pytest.mark.parametrize("certainty", [0.0, 0.01, 0.4, 0.9, 1.0])
def test_it_keeps_order_and_bounds(certainty: float) -> None:
    assert IDENTITY(certainty) == pytest.approx(certainty, abs=0.006)
    assert 0 <= Curve(0.05, -3)(certainty) <= 1
    turned = fit_curve([*_decided(0, 60, certainty=0.9), *_decided(60, 0, certainty=0.6)])
    assert turned(0.9) >= turned(0.6)


def test_it_wins_only_beyond_chance() -> None:
    refuted = _decided(10, 190, certainty=0.8)
    trial = try_curve(refuted, before=IDENTITY)
    assert (trial.outcome, trial.examples) == (Outcome.BETTER, 200)
    assert trial.loss < trial.loss_before
    assert try_curve(refuted, before=trial.curve).outcome is Outcome.NOT_BETTER
    assert try_curve(_decided(140, 60), before=IDENTITY).outcome in (Outcome.NOT_BETTER, Outcome.BY_CHANCE)
    assert try_curve(refuted[:40], before=IDENTITY).outcome is Outcome.TOO_FEW


def test_what_people_hardly_ever_agreed_with_is_left_alone_but_never_a_threat() -> None:
    findings = [Finding("rule", ground, 0, 3, 0.8) for ground in (PROFANITY, INSULT, THREAT)]
    refuted = Curve(1.0, -6.0)
    kept = without_refuted(findings, {PROFANITY: refuted, THREAT: refuted}, text="слово")
    assert [(one.ground, one.certainty) for one in kept] == [(INSULT, 0.8), (THREAT, 0.8)]


def test_a_fixed_share_is_shown_all_the_same() -> None:
    shown = {number for number in range(20_000) if is_shown_anyway(str(number))}
    assert len(shown) == pytest.approx(20_000 / SHOWN_ONE_IN, rel=0.1)
    assert shown == {number for number in range(20_000) if is_shown_anyway(str(number))}


def _of_two_words(times: int) -> list[Decided]:
    """Moderators always let one word be and nearly always hide another; the machine was as sure of both."""
    words = ({"word 1": 1.0}, {"word 2": 1.0})
    return [
        Decided(f"текст номер {number}", 0.8, bool(number % 2) and number % 40 != 1, words[number % 2])
        for number in range(times)
    ]


def test_a_word_that_people_let_be_is_told_from_one_that_they_hide() -> None:
    curve = learn_curve(_of_two_words(300))
    assert curve(0.8, {"word 1": 1.0}) < LEFT_ALONE_BELOW < 0.8 < curve(0.8, {"word 2": 1.0})
    # of other words it says what it says of all
    assert LEFT_ALONE_BELOW < curve(0.8, {"word 3": 1.0}) < 0.8


def test_weights_of_signs_win_over_a_plain_curve_and_never_by_chance() -> None:
    decided = _of_two_words(300)
    plain = fit_curve(decided)
    assert try_curve(decided, before=plain).outcome is Outcome.BETTER
    by_chance = [Decided(one.text, 0.8, zlib.crc32(one.text.encode()) % 2 == 0, one.signs) for one in decided]
    assert try_curve(by_chance, before=fit_curve(by_chance)).outcome is not Outcome.BETTER


def test_a_sign_of_fewer_than_three_texts_gets_no_weight() -> None:
    rare = [*_decided(60, 60), *[Decided("одно и то же", 0.7, False, {"word 9": 1.0})] * 9]
    rare += [Decided("второй текст", 0.7, False, {"word 9": 1.0})]
    assert learn_curve(rare).weights == {}


def test_a_sign_of_three_texts_of_one_person_gets_no_weight() -> None:
    def told(authors: list[int | None]) -> list[Decided]:
        """A sign that people always let be, in forty texts."""
        signs = {"word 9": 1.0}
        return [*_decided(60, 60), *(Decided(f"о {n}", 0.7, False, signs, one) for n, one in enumerate(authors))]

    assert learn_curve(told([1, 2] * 20)).weights == {}
    assert learn_curve(told([1, 2, 3, 4] * 10)).weights.keys() == {"word 9"}
    assert learn_curve(told([None] * 40)).weights.keys() == {"word 9"}


def test_decisions_without_signs_do_not_weaken_a_weight() -> None:
    signed, unsigned = _of_two_words(300), _decided(300, 0, certainty=0.8)
    names = ("word 1", "word 2")
    assert fit_curve([*signed, *unsigned], names=names) == fit_curve(signed, names=names)
    assert fit_curve([*signed, *unsigned]) != fit_curve(signed)


def test_a_hash_of_a_word_is_of_this_installation_only(settings: Settings) -> None:
    here = hash_of_word("идиот")
    assert here == hash_of_word("идиот") != hash_of_word("дурак")
    settings.SECRET_KEY = "another secret of thirty-two letters"
    assert hash_of_word("идиот") != here


def test_signs_hold_no_words() -> None:
    text = "Вы идиоты! Когда уберёте снег?"
    found = Finding("insult", INSULT, 3, 9, 0.8)
    signs = signs_of_finding(found, text)
    assert set(signs) == {"rule insult", f"word {hash_of_word('идиот')}"}
    pair = features_of_pair("Яма во дворе Мира 4", "Мира 4, двор: яма")
    assert pair["place house"] == 1
    assert all(0 < abs(value) < 10 for value in pair.values())
    assert features_of_pair("Мира 4: яма", "Мира 8: яма") == {}
