"""The columns of the register as a table: what they are called, in our tables and in those of others, and hold."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from otklik.shared.words import marked as _


class Column(StrEnum):
    """A column of the register."""

    LEVEL = "level"
    FOUNDER = "founder"
    NAME = "name"
    OGRN = "ogrn"
    INN = "inn"
    SPHERE = "sphere"
    SPHERE_2 = "sphere_2"
    SPHERE_3 = "sphere_3"
    HEAD = "head"
    HEAD_POST = "head_post"
    MUNICIPALITY = "municipality"
    OKTMO = "oktmo"
    EXEMPTION = "exemption"
    EXEMPTION_DOCUMENT = "exemption_document"
    EXEMPTION_SINCE = "exemption_since"
    EXEMPTION_UNTIL = "exemption_until"
    NETWORK = "network"
    PAGE_ID = "page_id"
    LINK = "link"
    COMPONENT = "component"
    BADGE = "badge"
    DESIGN = "design"
    WIDGETS = "widgets"
    ACTIVITY = "activity"
    MEMBERS = "members"
    WEEKLY_REACH = "weekly_reach"
    POST_REACH = "post_reach"


@dataclass(frozen=True, slots=True)
class ColumnForm:
    """How a column is headed, and what it holds. The heads are words of the tables, so Russian everywhere."""

    title: str
    holds: str
    """Marked for translation."""
    also: tuple[str, ...] = ()
    """Other usual heads; case, ё, punctuation and what stands in brackets do not matter."""
    is_required: bool = False
    is_exported: bool = True


FORMS = MappingProxyType({
    Column.LEVEL: ColumnForm(
        "уровень",
        _("region, ministry, municipality, department or institution; the usual words for them are understood"),
        ("уровень органа", "уровень организации", "уровень власти", "тип организации"),
    ),
    Column.FOUNDER: ColumnForm(
        "учредитель",
        _("name or ОГРН of the body that founded this one: of the register, or of another row"),
        (
            "орган учредитель", "наименование учредителя", "вышестоящий орган", "вышестоящая организация",
            "учредитель грбс", "грбс", "главный распорядитель",
        ),
    ),
    Column.NAME: ColumnForm(
        "наименование",
        _("full name of the body; up to 300 characters"),
        (
            "название", "наименование органа", "наименование организации", "полное наименование",
            "полное наименование организации", "название организации", "организация", "наименование учреждения",
            "наименование омсу", "полное наименование омсу", "наименование госоргана", "наименование органа власти",
            "наименование органа власти организации",
        ),
        is_required=True,
    ),
    Column.OGRN: ColumnForm(
        "ОГРН",
        _("13 digits, checked by the last one"),
        ("огрн организации", "огрн органа", "код огрн", "номер огрн", "огрн огрнип"),
        is_required=True,
    ),
    Column.INN: ColumnForm(
        "ИНН",
        _("10 digits, checked by the last one; the register does not keep it"),
        ("инн организации", "инн органа", "инн юр лица", "инн юридического лица"),
        is_exported=False,
    ),
    Column.SPHERE: ColumnForm(
        "сфера 1", _("what the body is busy with; up to 60 characters"),
        ("сфера", "сфера деятельности", "сфера деятельности 1", "основная сфера", "отрасль", "отрасль сфера"),
    ),
    Column.SPHERE_2: ColumnForm("сфера 2", _("a second one"), ("сфера деятельности 2", "дополнительная сфера")),
    Column.SPHERE_3: ColumnForm("сфера 3", _("a third one"), ("сфера деятельности 3", "дополнительная сфера 2")),
    Column.HEAD: ColumnForm(
        "руководитель",
        _("who heads the body: surname, first name and patronymic in full; everybody reads it on the card"),
        ("фио руководителя", "руководитель фио", "руководитель организации", "руководитель органа"),
    ),
    Column.HEAD_POST: ColumnForm(
        "должность руководителя", _("only beside a name; up to 200 characters"), ("должность главы",)
    ),
    Column.MUNICIPALITY: ColumnForm(
        "муниципалитет (ОКТМО)",
        _("name or ОКТМО (8 or 11 digits) of the municipality, or both; empty for bodies of the whole region"),
        (
            "муниципалитет", "муниципальное образование", "мо", "муниципальное образование октмо", "территория",
            "муниципалитет октмо", "муниципальный округ", "городской округ", "район", "город район",
        ),
        is_required=True,
    ),
    Column.OKTMO: ColumnForm(
        "ОКТМО", _("the code, where it has a column of its own"), ("код октмо", "октмо муниципалитета"),
        is_exported=False,
    ),
    Column.EXEMPTION: ColumnForm(
        "основание отсутствия",
        _("why there need not be a page; only in a row without a page; up to 500 characters"),
        (
            "официальная страница не ведется на основании", "страница не ведется на основании",
            "основание отсутствия страницы", "причина отсутствия", "причина отсутствия страницы", "основание",
            "не ведется на основании", "причина отсутствия госпаблика",
        ),
    ),
    Column.EXEMPTION_DOCUMENT: ColumnForm(
        "документ об отсутствии",
        _("the document that lets the body off; up to 300 characters"),
        ("документ основания", "реквизиты документа", "документ основания отсутствия"),
    ),
    Column.EXEMPTION_SINCE: ColumnForm(
        "страницы нет с", _("the day from which it is let off: 31.12.2026 or 2026-12-31"), ("освобождение с",)
    ),
    Column.EXEMPTION_UNTIL: ColumnForm(
        "страницы нет по", _("the last day of it; empty: no end is set"), ("освобождение по", "освобождение до")
    ),
    Column.NETWORK: ColumnForm(
        "сеть",
        _("name of the network; needed only where the link does not tell it"),
        ("соцсеть", "соц сеть", "социальная сеть", "название социальной сети", "площадка", "соцсеть мессенджер"),
    ),
    Column.PAGE_ID: ColumnForm(
        "id",
        _("the number of the page in its network; may be empty where the link holds it or the page is known"),
        ("id страницы", "id госпаблика", "id сообщества", "id группы", "ид", "айди", "идентификатор",
         "идентификатор страницы"),
    ),
    Column.LINK: ColumnForm(
        "ссылка",
        _("address of the page, in any usual form"),
        (
            "ссылка на страницу", "ссылка на госпаблик", "ссылка на официальную страницу", "адрес страницы", "url",
            "url страницы", "ссылка на сообщество", "официальная страница", "госпаблик", "адрес",
        ),
        is_required=True,
    ),
    Column.COMPONENT: ColumnForm(
        "подключение",
        _("whether the page is connected to the federal component: да, нет; empty or неизвестно: nobody knows"),
        (
            "подключение к компоненту", "подключение к компоненту госпаблики", "подключен", "подключение к пос",
            "подключен к пос", "подключение к гп", "статус подключения",
        ),
    ),
    Column.BADGE: ColumnForm(
        "госметка",
        _("whether the page has the mark of a government organization: есть, нет; empty or неизвестно: nobody knows"),
        ("метка госорганизация", "отметка госорганизация", "госорганизация", "наличие госметки", "статус госметки",
         "верификация"),
    ),
    Column.DESIGN: ColumnForm(
        "оформление, %",
        _("a percentage from 0 to 100"),
        ("оформление", "процент оформления", "оформления", "оформление страницы"),
    ),
    Column.WIDGETS: ColumnForm(
        "виджеты",
        _("how many widgets of the federal platform: 0, 1 or 2"),
        ("виджеты пос", "количество виджетов", "число виджетов", "виджеты 0 2", "виджет"),
    ),
    Column.ACTIVITY: ColumnForm(
        "активность, %",
        _("a percentage from 0 to 100"),
        ("активность", "процент активности", "активности", "активность страницы"),
    ),
    Column.MEMBERS: ColumnForm(
        "подписчики",
        _("a whole number"),
        ("количество подписчиков", "число подписчиков", "подписчиков", "количество участников"),
    ),
    Column.WEEKLY_REACH: ColumnForm(
        "охват за неделю", _("a whole number"), ("недельный охват", "охват недельный", "охват за 7 дней")
    ),
    Column.POST_REACH: ColumnForm(
        "средний охват публикации",
        _("a whole number"),
        ("охват публикации", "средний охват поста", "средний охват записи", "средний охват публикаций"),
    ),
})  # fmt: skip

OF_PAGE = (
    Column.COMPONENT, Column.BADGE, Column.DESIGN, Column.WIDGETS, Column.ACTIVITY, Column.MEMBERS,
    Column.WEEKLY_REACH, Column.POST_REACH,
)  # fmt: skip
"""What is told of a page, and so makes no sense without one."""
OF_EXEMPTION = (Column.EXEMPTION_DOCUMENT, Column.EXEMPTION_SINCE, Column.EXEMPTION_UNTIL)
"""What makes no sense without the reason for which there is no page."""
EXPORTED = tuple(column for column, form in FORMS.items() if form.is_exported)
WHY_REFUSED = "что не так"
"""The last column of the table of refused rows; a mended table may be brought with it."""


def title_of(column: Column) -> str:
    """The head of a column in our tables."""
    return FORMS[column].title
