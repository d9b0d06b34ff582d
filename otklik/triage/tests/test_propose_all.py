"""What is proposed about whole messages. All texts are made up."""

from collections.abc import Callable

import pytest
from django.db.models import CharField

from otklik.topics.catalogue import GROUPS
from otklik.triage import propose
from otklik.triage.findings import Finding
from otklik.triage.models import Finding as FindingRow
from otklik.triage.models import Verdict
from otklik.triage.propose import LONGEST_TEXT, Proposal, excerpt_of, propose_all
from otklik.triage.rules.registry import RULES

BITTER = (
    "Администрация только отчёты красивые пишет, а во дворе как была грязь, так и осталась. Стыдно за наш город!",
    "Вы нас за людей не считаете. Третий год обещаете дорогу, и третий год мы месим глину.",
    "Позор мэру! Довели город до ручки и радуются на камеру.",
    "Бездельники! За что вы получаете зарплату, если автобуса не дождаться?",
    "Врёте вы всё. Никто у нас ничего не чистил, приезжайте и посмотрите сами.",
    "Ужас, а не больница. Очередь с шести утра, врачи разбежались, а вы про успехи рассказываете.",
    "Сколько можно издеваться над жителями? Воду отключают каждую неделю.",
    "Показуха к приезду губернатора, а завтра опять всё развалится.",
    "Ни стыда ни совести у вас. Пенсионеры по льду ползут, а вам всё равно.",
    "Управляющая компания обнаглела: деньги дерут, подъезд не мыт с весны.",
    "Такого безобразия не было даже в девяностые. Отвратительная работа!",
    "Кому вы врёте? Батареи ледяные, дома пятнадцать градусов.",
    "Чиновники жируют, а на детскую площадку денег нет.",
    "Гнать вас всех надо с работы поганой метлой за такие дороги!",
    "Дорогу положили в снег, она через месяц развалилась. Воровство чистой воды, прокуратура спит.",
    "Ваш ответ — отписка. Вы хоть сами читаете, что пишете?",
    "Маразм крепчает: скамейки поставили, а тротуар к ним не сделали.",
    "Мы вам больше не верим. На следующих выборах вспомним каждую яму.",
    "Издевательство какое-то: запись к врачу на месяц вперёд, а вы говорите, что очередей нет.",
    "Депутат появился перед выборами, наобещал с три короба и пропал. Клоуны.",
    "Совсем совесть потеряли, за мусор платим, а помойка до второго этажа.",
    "Тошнит уже от ваших красивых картинок. В жизни всё наоборот.",
    "Руки бы оторвать тому, кто так плитку кладёт, она вся уже торчит.",
    "Город превратили в помойку, а виноватых нет. Доколе?",
)


@pytest.mark.parametrize("text", BITTER)
def test_it_finds_no_ground_in_bitter_but_decent_words(text: str) -> None:
    [proposal] = propose_all([text])
    assert proposal.findings == ()
    assert not proposal.needs_person


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("На дороге огромная яма, разбил колесо. Когда сделаете асфальт?", "roads"),
        ("Третий день нет горячей воды и отопления, батареи холодные", "housing"),
        ("Не вывозят мусор, контейнеры переполнены, вонь на весь двор", "waste"),
        ("Не могу записаться к врачу в поликлинику, талонов нет", "health"),
        ("Автобус по маршруту 12 не приходит по расписанию, ждём час на остановке", "transport"),
        ("Когда придёт детское пособие с 3 до 7 лет? Документы подали в декабре", "social"),
        ("В школе нет учителя математики с сентября", "education"),
    ],
)
def test_it_names_the_group_of_a_plain_message(text: str, group: str) -> None:
    [proposal] = propose_all([text])
    assert proposal.group_code == group
    assert proposal.alternatives[0] == (group, proposal.group_certainty)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (
            "Отопления нет второй день, батареи ледяные",
            "housing-nenadlezhashchee-kachestvo-ili-otkliuchenie-otopleniia",
        ),
        ("Дорога вся в ямах, асфальта не осталось", "roads-nekachestvennoe-pokrytie-asfaltovykh-dorog"),
        ("Автобус опять не пришёл по расписанию", "transport-grafik-dvizheniia-obshchestvennogo-transporta"),
    ],
)
def test_it_offers_topics_under_the_group_it_names(text: str, topic: str) -> None:
    [proposal] = propose_all([text])
    assert topic in [code for code, _ in proposal.topics]
    assert proposal.topics[0][1] == proposal.topic_certainty <= proposal.group_certainty
    assert proposal.topic_code in ("", proposal.topics[0][0])


def test_it_names_no_topic_when_the_group_is_unclear() -> None:
    [proposal] = propose_all(["И что дальше?"])
    assert proposal.topic_code == ""


def test_it_abstains_and_offers_its_best_guesses_when_the_group_is_unclear() -> None:
    [proposal] = propose_all(["И что дальше?"])
    assert proposal.group_code == ""
    assert "unsure_group" in proposal.flags
    assert len(proposal.alternatives) == 3


@pytest.mark.parametrize("text", ["", "   ", "👍", "😀😀😀", "!!!", "[id1|Иван Иванов],", "+", "\x00"])
def test_it_sees_no_substance_where_there_is_nothing_to_read(text: str) -> None:
    [proposal] = propose_all([text])
    assert not proposal.has_substance
    assert proposal.group_code == ""


def test_it_keeps_the_order_of_the_texts() -> None:
    texts = ["Спасибо за новый парк!", "", "Яма на дороге у дома", "Когда дадут воду?"]
    assert propose_all(texts) == [propose_all([text])[0] for text in texts]


def test_it_sends_the_message_to_a_person_when_a_rule_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str) -> Finding | None:
        raise ValueError(text)

    rules: tuple[tuple[str, Callable[[str], Finding | None]], ...] = (("broken", broken), *RULES)
    monkeypatch.setattr(propose, "RULES", rules)
    [proposal] = propose_all(["Яма на дороге, бл*ть"])
    assert proposal.needs_person
    assert "rule_failed:broken" in proposal.flags
    assert [found.rule for found in proposal.findings] == ["profanity"]


@pytest.mark.parametrize(
    "text", ["Я вас всех убью", "Не хочу больше жить", "Сосед избивает ребёнка каждый вечер", "Зиг хайль"]
)
def test_it_sends_threats_hatred_and_dangers_to_a_person(text: str) -> None:
    assert propose_all([text])[0].needs_person


def test_it_finds_every_phone_of_a_message_and_flags_it() -> None:
    text = "Звоните +7 912 345-67-89 или 8 (922) 111-22-33"
    [proposal] = propose_all([text])
    assert [text[found.start : found.end] for found in proposal.findings if found.rule == "phones"] == [
        "+7 912 345-67-89",
        "8 (922) 111-22-33",
    ]
    assert "personal_data" in proposal.flags


def test_a_problem_told_with_profanity_stays_a_problem() -> None:
    [proposal] = propose_all(["Вы когда мусор вывезете, бл*ть? Неделю помойка не убирается"])
    assert proposal.kind in ("problem", "question")
    assert proposal.group_code == "waste"
    assert not proposal.needs_person


def test_it_shows_places_in_the_text_as_it_came() -> None:
    text = "Е\u0308лки-палки, ﬁ, и\u0306од и х*й вам"
    [proposal] = propose_all([text])
    assert [text[found.start : found.end] for found in proposal.findings] == ["х*й"]


def test_it_calls_a_rude_comment_ruder_than_a_polite_one() -> None:
    polite, rude = propose_all(["Спасибо, что помогли с документами", "Заткнись, тупой урод, и вали отсюда"])
    assert rude.rudeness > 0.8
    assert polite.rudeness < 0.2


def test_its_values_fit_the_tables() -> None:
    proposals = propose_all([*BITTER, "ул. " + "Очень-Длинная" * 60 + " 5", "x" * 30_000, "Яма " * 2000])
    assert all(_fits(proposal) for proposal in proposals)


def _fits(proposal: Proposal) -> bool:
    codes = {group.code for group in GROUPS} | {""}
    return (
        len(proposal.kind) <= _length_of(Verdict, "kind")
        and len(proposal.importance) <= _length_of(Verdict, "importance")
        and len(proposal.address) <= _length_of(Verdict, "address")
        and len(proposal.importance_because) <= _length_of(Verdict, "importance_because")
        and len(proposal.model_version) <= _length_of(Verdict, "model_version")
        and proposal.group_code in codes
        and all(len(code) <= _length_of(Verdict, "topic_code") for code, _ in proposal.topics)
        and all(len(flag) <= 40 for flag in proposal.flags)
        and all(len(found.rule) <= _length_of(FindingRow, "rule") for found in proposal.findings)
        and all(len(found.ground) <= _length_of(FindingRow, "ground") for found in proposal.findings)
    )


def _length_of(table: type[Verdict] | type[FindingRow], column: str) -> int:
    field = table._meta.get_field(column)
    assert isinstance(field, CharField)
    return field.max_length or 0


def test_each_rule_goes_through_all_texts_before_the_next_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    rules = tuple((name, lambda text, name=name: asked.append((name, text))) for name in ("one", "other"))
    monkeypatch.setattr(propose, "RULES", rules)
    propose_all(["яма", "лужа"])
    assert asked == [("one", "яма"), ("one", "лужа"), ("other", "яма"), ("other", "лужа")]


def test_many_texts_together_are_read_as_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(propose, "AT_ONCE", 5)
    texts = [*BITTER[:10], "", "Пожар в подвале на Ленина, 5", "б*ть!!!", "+7 912 345-67-89, звоните"]
    assert propose_all(texts) == [propose_all([text])[0] for text in texts]


def test_a_very_long_text_is_read_by_its_parts_and_goes_to_a_person() -> None:
    text = "Яма на дороге у дома. " * 5_000 + "Звоните +7 912 345-67-89"
    [proposal] = propose_all([text])
    assert proposal.needs_person
    assert "rule_failed:read_in_part" in proposal.flags
    assert [text[one.start : one.end] for one in proposal.findings if one.rule == "phones"] == ["+7 912 345-67-89"]
    assert proposal.group_code == "roads"


def test_an_excerpt_leads_back_to_the_text() -> None:
    text = "".join(chr(1072 + place % 32) for place in range(50_000))
    excerpt = excerpt_of(text)
    assert len(excerpt.text) < LONGEST_TEXT
    assert all(
        sign == "\n" or text[excerpt.span(place, place + 1)[0]] == sign for place, sign in enumerate(excerpt.text)
    )
    assert excerpt_of(text[:LONGEST_TEXT]).text == text[:LONGEST_TEXT]


def test_a_text_that_takes_too_long_goes_to_a_person_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    rules = (*((str(number), asked.append) for number in range(3)), *RULES)
    monkeypatch.setattr(propose, "RULES", rules)
    monkeypatch.setattr(propose, "BUDGET_SECONDS", 0)
    slow, other = propose_all(["яма " * 500, "Звоните +7 912 345-67-89"])
    assert slow.needs_person
    assert "rule_failed:took_too_long" in slow.flags
    assert len([text for text in asked if text.startswith("яма яма")]) == 1
    assert "phones" in [one.rule for one in other.findings]
    assert not other.needs_person
