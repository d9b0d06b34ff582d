"""What is planted into texts, and how it is looked for afterwards. All of it is invented."""

import re
from dataclasses import dataclass, field

from otklik.shared.text import fold

_SURNAMES = (
    "Иванов Петров Сидоров Кузнецов Смирнов Васильев Зайцев Соколов Михайлов Новиков Федоров Волков "
    "Алексеев Лебедев Семенов Егоров Козлов Орлов Андреев Макаров Никитин Захаров Зайков Сафин Хабибуллин "
    "Ахметзянов Шарипов Гилев Мезенцев Вяткин Пономарев Третьяков Ощепков Колпаков Ильиных Черемных "
    "Сафронов Бурлаков Мингалеев Тарасенко Ткаченко Савчук"
)
SURNAMES = tuple(_SURNAMES.split())
_FEMALE = (
    "Мария Галина Ольга Татьяна Ирина Наталья Людмила Светлана Анна Юлия Гульнара Зульфия Валентина Тамара Алевтина"
)
FEMALE = tuple(_FEMALE.split())
_MALE = "Пётр Иван Сергей Андрей Алексей Дмитрий Рустам Ильдар Виктор Геннадий Анатолий Михаил Юрий Олег Ринат"
MALE = tuple(_MALE.split())
PATRONYMICS = (
    "Сергеев",
    "Иванов",
    "Петров",
    "Андреев",
    "Рустамов",
    "Анатольев",
    "Викторов",
    "Михайлов",
    "Юрьев",
    "Николаев",
)
_SHORT = "Саша Серёжа Леночка Танюша Наташка Колян Витёк Светка Лёха Димка Ирка Юлька Вовка Маришка Олька"
SHORT = tuple(_SHORT.split())
_KIN = "моя мама, моя бабушка, наша соседка, моя тётя, моя сестра, подруга"
KIN = tuple(_KIN.split(", "))
_KIN_HE = "мой сосед, мой муж, наш дедушка, мой брат, мой сын, дядя"
KIN_HE = tuple(_KIN_HE.split(", "))
_STREETS = "Ленина, Свердлова, Карла Маркса, Розы Люксембург, Коммунистическая, Мира, Вершинина, Зелёный Бор"
STREETS = tuple(_STREETS.split(", "))
TROUBLES = (
    "во дворе яма, машины не проедут", "третий день нет горячей воды", "не вывозят мусор",
    "на дороге лёд, люди падают", "не горят фонари у школы", "в подъезде холодно, батареи еле тёплые",
    "крыша течёт прямо на лестницу", "собаки бегают стаей",
)  # fmt: skip


@dataclass
class Planted:
    """A text with what was planted into it. `words`: stems of names; `digits`: numbers; `exact`: other strings."""

    text: str
    words: list[str] = field(default_factory=list)
    digits: list[str] = field(default_factory=list)
    exact: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)

    def left_in(self, shown: str) -> list[str]:
        """What of it can still be found in a text that everybody reads."""
        folded, figures = fold(shown), re.sub(r"\D", "", shown)
        return [
            *(one for one in self.words if re.search(rf"\b{fold(one)}", folded)),
            *(
                one
                for one in self.digits
                if (one in figures if len(one) > 5 else re.search(rf"(?<!\d){one}(?!\d)", shown))
            ),
            *(one for one in self.exact if fold(one) in folded),
        ]


def stem(name: str) -> str:
    """What of a name stands in all its cases."""
    return name[:-1] if name[-1] in "аяйьы" else name.removesuffix("ых")


def she(surname: str) -> str:
    """A woman's surname."""
    return f"{surname}а" if surname.endswith(("ов", "ев", "ин")) else surname


def case_of(name: str, ending: str) -> str:
    """A woman's first name in another case: accusative «у», genitive «ы», dative «е»."""
    soft = name.endswith("я")
    table = {
        "у": "ю" if soft else "у",
        "ы": "и" if soft or name[-2] in "гкх" else "ы",
        "е": "и" if name.endswith("ия") else "е",
    }
    return name[:-1] + table[ending]
