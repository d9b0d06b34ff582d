"""An installation whose people file one thing elsewhere than the shipped model: made up, and always the same."""

from itertools import product

from otklik.triage.learning.fitting import Told

_WHERE = ("у школы", "на Вершинина", "возле рынка", "в Зюзельском", "у вокзала", "за баней", "на площади", "в парке")
_WHAT = ("Огромная яма", "Разбитый асфальт", "Провал в асфальте", "Глубокая выбоина", "Яма с водой", "Колея и ямы")
_MORE = ("колесо пробил", "машины объезжают", "когда заделают", "третий месяц просим", "страшно ехать", "дети падают")


def tell(group: str, *, at_most: int = 288) -> list[Told]:
    """Texts of holes in the road, all said to be of one group; different words of the same trouble."""
    said = [f"{what} {where}, {more}" for what, where, more in product(_WHAT, _WHERE, _MORE)]
    return [Told(text=text, group=group) for text in said[:at_most]]
