"""«1,000 published cases of texts with planted personal data: none left» — and nothing else destroyed."""

import csv
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.personal_data.names import private_people
from otklik.publication.decisions.doubts import SPECIAL, UNCERTAIN, doubt_of
from otklik.publication.redacting import redact
from otklik.publication.tests.planted import KINDS, plant

THOUSAND = range(1000)
REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "appeals" / "perm_train.csv"
PLAIN = """
На улице Марии Цвиллинг яма у дома 5.
Школа им. Пушкина закрыта на ремонт, дети ходят в школу № 8.
Почему на Свердлова, 10 третий день нет воды?
По Ленина и Карла Маркса не чистят снег, угол Кирова и Гагарина в лужах.
На Розы Люксембург 12 протекает крыша, дом 1965 года постройки.
В сквере имени Н. Е. Бобровой сломаны лавочки.
Памятник Ленину грязный, площадь Победы не метут.
Прошу администрацию Полевского городского округа навести порядок.
Автобус № 3 не ходит с 07:30 до 08:15, ждём по 40 минут.
Когда откроют поликлинику в Зелёном Бору? Ездить в Екатеринбург далеко.
Звоните в ЕДДС: 8 (34350) 5-40-36, горячая линия 8-800-100-00-00.
Квитанция за октябрь 2026 года: 5 430,50 руб., в сентябре было 4 900 руб.
Магазин «Мария» захламил тротуар, салон «Виктория» тоже.
ДК металлургов, парк Маяковского и стадион «Уральский трубник» ждут ремонта.
Дом культуры в селе Курганово не отапливается, станция Лосиный тоже.
Вера в лучшее кончается. Надежда умирает последней.
В Косом Броду собаки бегают стаей у школы и у магазина.
Подъезд 2, этаж 5: не горит свет, лифт стоит с 12 ноября.
Приказ № 512-р от 12.05.2026 не выполняется, ГОСТ 50597-2017 тоже.
Сообщите, пожалуйста, когда уберут деревья по улице Степана Разина.
Спасибо главе округа и министру за новый мост через реку Чусовую!
У памятника Бажову на площади темно, у библиотеки имени Гайдара скользко.
На Коммунистической 23 и на Садовой прорвало трубу, холодно.
Водители автобусов курят, кондукторы грубят, диспетчер не отвечает.
Мама с коляской не может пройти, бабушка упала, сосед сломал ногу.
Врач на приёме один, очередь с 6 утра, талонов нет. Педиатра не найти.
Улица 8 Марта, дом 12: во дворе яма. Улица Зои Космодемьянской тоже.
На пересечении Вершинина и Декабристов нужен светофор.
В парке Победы срубили липы, в роще у реки Полевой свалка.
Мусор не вывозят две недели, контейнеров три на 5 домов, 240 квартир.
Ответ: асфальт на ул. Карла Маркса положим до 1 июня 2027 года, контракт № 15-24.
Фонари у детского сада № 63 «Лукоморье» включат в пятницу.
Жители Ялунинского и Большой Лавровки сидят без света.
В Зюзельском нет аптеки, автобус по вторникам, дорога разбита.
""".strip().splitlines()


def test_nothing_that_was_planted_is_left_in_a_thousand_texts(capsys: pytest.CaptureFixture[str]) -> None:
    held, left = 0, []
    for number in THOUSAND:
        planted = plant(number)
        found = planted.left_in(redact(planted.text, people=planted.people))
        held += doubt_of(planted.text, people=planted.people) == UNCERTAIN
        left += [(found, planted.text)] if found else []
    with capsys.disabled():
        sys.stdout.write(f"\n1000 texts with planted data: {len(left)} with anything left, {held} held for a person")
    assert left == []
    assert held < 40, "a person is asked only where it is worth it"


def test_every_kind_of_data_was_planted() -> None:
    sums = [0, 0, 0]
    for number in THOUSAND:
        planted = plant(number)
        assert planted.left_in(planted.text), planted
        sums = [
            so_far + len(more)
            for so_far, more in zip(sums, (planted.words, planted.digits, planted.exact), strict=True)
        ]
    assert min(sums) > 300
    assert len(KINDS) == 22


def test_texts_without_personal_data_stay_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    changed = [(line, redact(line)) for line in PLAIN if redact(line) != line]
    with capsys.disabled():
        sys.stdout.write(f"\nplain texts that were changed: {len(changed)} of {len(PLAIN)}")
    assert changed == []
    assert [line for line in PLAIN if doubt_of(line)] == []


@pytest.mark.skipif(not REAL.exists(), reason="the real texts lie beside the project, not in it")
def test_few_of_real_texts_lose_a_name_and_fewer_wait(capsys: pytest.CaptureFixture[str]) -> None:
    with REAL.open(encoding="utf-8") as file:
        texts = [row["text"] for row in csv.DictReader(file)][::40]
    hidden = sum(bool(private_people.find_names(text)) for text in texts)
    doubts = [doubt_of(text) for text in texts]
    held, special = doubts.count(UNCERTAIN), doubts.count(SPECIAL)
    with capsys.disabled():
        sys.stdout.write(
            f"\nreal texts: {len(texts)}; a private name found in {hidden / len(texts):.1%},"
            f" held {held / len(texts):.1%}, for what they tell of somebody {special / len(texts):.1%}\n"
        )
    assert hidden / len(texts) < 0.15
    assert held / len(texts) < 0.06
    assert special / len(texts) < 0.1, "a tenth of these texts tell of the writer's illness"


GAPS = st.text(alphabet=" -().\u00a0–", max_size=2)


@given(
    st.sampled_from(["8", "+7", "7", ""]),
    st.text("0123456789", min_size=9, max_size=9),
    st.lists(GAPS, min_size=10, max_size=10),
)
def test_no_phone_is_left_however_it_is_parted(first: str, rest: str, gaps: list[str]) -> None:
    digits = f"9{rest}"
    written = first + "".join(f"{gap}{digit}" for gap, digit in zip(gaps, digits, strict=True))
    shown = redact(f"Мой номер {written} , звоните")
    assert digits not in re.sub(r"\D", "", shown)


@given(st.text(alphabet="абвеиоуИПАСт .,-@()«»\n\u00a0123456789ivan/кв", max_size=120))
def test_redacting_never_raises_and_changes_nothing_the_second_time(text: str) -> None:
    once = redact(text, people=["Иван Сатов", "", "Ян"])
    assert redact(once, people=["Иван Сатов"]) == once
    doubt_of(text)
