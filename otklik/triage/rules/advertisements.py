"""Finds advertisements: offers of work, money, goods and services; one sign alone is not enough."""

from typing import Final

from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places
from otklik.triage.findings import ADVERTISING, Finding

RULE: Final = "advertisements"

_SIGNS: Final = tuple(
    compile_late(pattern)
    for pattern in (
        r"\b(?:заработ(?:ок|ка|ать|ка на дому)|подработк\w+|доход(?:а|ом)? (?:от|до)|удаленн\w+ работ\w+"
        r"|работа на дому|пассивн\w+ доход\w*)\b",
        r"\b(?:пиши(?:те)? (?:мне )?(?:в )?(?:лс|личк\w+|личные|директ|whatsapp|ватсап|телеграм\w*|телегу)"
        r"|обращайтесь в лс|в лс\b|жми(?:те)?\b|переходи(?:те)? по ссылке|подписывай(?:ся|тесь)|вступай(?:те)?"
        r"|звоните)",
        r"\b(?:скидк\w+|распродаж\w+|акци(?:я|и)\b|по выгодн\w+ цен\w+|низк\w+ цен\w+|недорого|дешево"
        r"|бесплатн\w+ (?:консультаци\w+|замер|доставк\w+)|гаранти\w+ (?:качества|результат\w*)|от \d[\d ]* "
        r"?(?:руб|р\b|₽))",
        r"\b(?:прода(?:м|ю|ем|ется)|куплю|сда(?:м|ю|ется)|закажи(?:те)?|заказать|предлагаем услуги"
        r"|оказываем услуги|натяжные потолки|пластиковые окна|ремонт квартир под ключ|доставка цветов|маникюр"
        r"|наращивание)\b",
        r"\b(?:казино|ставки на спорт|букмекер\w*|выигр(?:ал|ать|ыш)\w*|кредит\w* (?:без|с любой|под)|займ\w*"
        r"|микрозайм\w*|криптовалют\w*|биткоин\w*|инвестици\w+|трейдинг\w*|раскрутк\w+|накрутк\w+|промокод\w*"
        r"|розыгрыш\w*)\b",
        r"\b(?:гадани\w+|приворот\w*|снятие порчи|экстрасенс\w*|интим\w*|досуг для мужчин|закладк\w+ (?:работа"
        r"|курьер)|курьер\w* в даркнет\w*)\b",
        r"https?://|t\.me/|wa\.me|\bwhatsapp\b|(?:\+7|\b8)[\s(-]{0,2}9\d{2}[\s)-]{0,2}\d{3}",
    )
)  # fmt: skip


def find(text: str) -> Finding | None:
    """Two signs of an advertisement or more; a complaint about advertising has one."""
    folded = fold_with_places(text)
    if "?" in folded.text and "http" not in folded.text:
        return None
    matches = [match for match in (sign.search(folded.text) for sign in _SIGNS) if match]
    if len(matches) < 2:
        return None
    start, end = folded.span(matches[0].start(), matches[0].end())
    return Finding(rule=RULE, ground=ADVERTISING, start=start, end=end, certainty=min(0.95, 0.35 + 0.2 * len(matches)))
