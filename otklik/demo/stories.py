"""The past month as stories: who wrote what when, and when the body did what about it. Plain decisions, no database."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from otklik.demo.content.cards import PageCard, PostCard, list_page_cards, list_town_bodies
from otklik.demo.content.talk import Account, Resident, Said, list_history, list_residents
from otklik.demo.networks.network import Json, Told, Words
from otklik.demo.placing import choose_page
from otklik.shared.calendar import WorkingCalendar, office_calendar
from otklik.shared.working_time import add_working_time

ZONE = "Asia/Yekaterinburg"
BEFORE_FIRST_COMMENT = timedelta(hours=3)
"""A page's first post was published so long before somebody wrote under it."""
NEWEST = timedelta(minutes=25)
"""Nothing of the past is younger: what is younger would be read back from the pages as missed."""
HOURS_AGO = {
    "assigned": (0.6, 5), "in_work": (2, 30), "awaiting_approval": (3, 20), "rework": (5, 28), "misrouted": (2, 7),
    "in_moderation": (0.5, 8), "interim": (72, 200), "deferred": (120, 380), "clarifying": (20, 90),
    "asked_back": (100, 300), "given_up": (300, 480), "handed_over": (120, 290), "declined": (40, 480),
    "duplicate": (30, 70), "reopened": (96, 190), "withdrawn": (40, 60),
}  # fmt: skip
"""When stories that are still open began; the others are spread over the month."""
ALL_MONTH = (26.0, 29 * 24.0)
NEEDED_MOMENT = {
    "assigned": "said", "in_moderation": "said", "declined": "taken", "in_work": "taken", "misrouted": "taken",
    "duplicate": "taken", "withdrawn": "taken", "handed_over": "taken", "clarifying": "asked", "given_up": "asked",
    "awaiting_approval": "written", "rework": "answered", "interim": "answered", "deferred": "ended",
    "reopened": "ended",
}  # fmt: skip
"""How far a story must have come by now; the others up to the last word of the resident."""
LATE_SHARE = 0.1


@dataclass(slots=True, eq=False)
class Post:
    """Something that a page has published; `names` come when it is written in the network."""

    page: PageCard
    card: PostCard
    at: datetime
    names: Json = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Line:
    """Something that stands in a thread; `names` come when it is written in the network."""

    at: datetime
    text: str
    is_by_page: bool = False
    attachments: tuple[str, ...] = ()
    names: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Story:
    """One thread from its first line on, with the moments at which staff acted."""

    said: Said
    page: PageCard
    post: Post | None
    """None: a private talk."""
    resident: Resident
    lines: dict[str, Line]
    """first, question, reply, answer, then."""
    taken_at: datetime
    written_at: datetime
    """When an answer was put before the approver."""
    ended_at: datetime
    """When what came last was done: closed, deferred, joined…"""

    @property
    def sorted_lines(self) -> list[Line]:
        """As they were written; of one moment, as they were planned."""
        return sorted(self.lines.values(), key=lambda line: line.at)

    @property
    def account(self) -> Account:
        """The resident as the network knows them."""
        return self.resident.account_in(self.page.network)

    def words_of(self, line: Line) -> Words:
        """A line as it is written."""
        first = self.lines["first"]
        return Words(
            text=line.text,
            account=self.account,
            post=self.post.names if self.post else None,
            first=first.names if self.post and line is not first else None,
            is_by_page=line.is_by_page,
            at=line.at,
            attachments=line.attachments,
        )

    def told_of(self, line: Line) -> Told:
        """A line as the network tells of it; private messages are numbered inside their talk."""
        return Told(self.words_of(line), line.at, line.names, place=self.sorted_lines.index(line) + 1)


NEWS = (
    "График приёма граждан на декабрь: по вторникам с 14:00 до 17:00.",
    "Напоминаем: вопросы можно задать в комментариях, отвечаем в рабочее время.",
    "Спасибо всем, кто пришёл в выходные и помог с уборкой снега.",
    "Завтра работаем до 18:00. Приходите.",
    "Итоги недели: что сделали и что дальше.",
    "Готовимся к зиме: что проверено и что осталось.",
    "Познакомьтесь с нашими сотрудниками: сегодня рассказываем о новых коллегах.",
)


def plan_posts(*, now: datetime) -> list[Post]:
    """What the pages published in the month before `now`, page by page, the oldest post first."""
    return [
        Post(page, card, now - timedelta(days=card.days_ago))
        for page in list_page_cards()
        for card in (*page.posts, *_news_of(page))
    ]


def _news_of(page: PageCard) -> Iterator[PostCard]:
    """What stood there this week. Some pages say little, and some nothing: there is something to find fault with."""
    for place in range((5, 4, 0, 3, 6, 1)[page.number % 6]):
        text = NEWS[(page.number + place) % len(NEWS)]
        yield PostCard(id=0, key="", days_ago=max(6 - place, 1), text=text)


def plan_stories(posts: Sequence[Post], *, now: datetime) -> list[Story]:
    """All stories of the month before `now` under these posts, in the order in which they began."""
    dice = random.Random("the past month")  # noqa: S311
    residents = list_residents()
    begun = []
    for place, said in enumerate(list_history(now.date())):
        begun.append((_times_of(said, dice, now=now), said, residents[place]))
    begun.sort(key=lambda one: one[0].said)
    return [_story(said, resident, times=times, posts=posts) for times, said, resident in begun]


def _times_of(said: Said, dice: random.Random, *, now: datetime) -> "_Times":
    """The moments of a story; one that would not have come so far by now began some days earlier."""
    seed = dice.random()
    began = now - timedelta(hours=dice.uniform(*HOURS_AGO.get(said.fate, ALL_MONTH)))
    for days in range(10):
        times = _Times(said, at=_by_day(began - timedelta(days=days)), seed=seed, now=now)
        if times.has_come_to(NEEDED_MOMENT.get(said.fate, "then")):
            break
    return times


def _by_day(moment: datetime) -> datetime:
    """Few people write at night: they write in the evening before."""
    local = moment.astimezone(ZoneInfo(ZONE))
    return moment - timedelta(hours=local.hour + 3) if local.hour < 7 else moment


def _story(said: Said, resident: Resident, *, times: "_Times", posts: Sequence[Post]) -> Story:
    page = choose_page(said, random.Random(said.text))  # noqa: S311
    lines: dict[str, Line] = {}
    for name, text, moment in _texts(said, times):
        attached = said.attachments if name == "first" else ()
        lines[name] = Line(moment, text, name in ("question", "answer"), attached)
    here = [post for post in posts if post.page == page]
    return Story(
        said=said,
        page=page,
        post=_post_of(said, here, at=times.said) if said.way == "comment" else None,
        resident=resident,
        lines=lines,
        taken_at=times.taken,
        written_at=times.written,
        ended_at=times.ended,
    )


def _post_of(said: Said, posts: Sequence[Post], *, at: datetime) -> Post:
    """The post that it belongs under, or else the newest one that was there already."""
    there = [post for post in posts if post.at < at]
    if not there:
        posts[0].at = at - BEFORE_FIRST_COMMENT
        return posts[0]
    return next((post for post in there if post.card.key == said.post), there[-1])


PUBLISHED = ("answered", "outside", "closed", "reopened", "interim", "deferred", "asked_back")
"""Fates in which the answer stands in the network."""


def _texts(said: Said, times: "_Times") -> Sequence[tuple[str, str, datetime]]:
    """The lines of the thread in their order."""
    wanted = [("first", said.text, times.said)]
    if said.ask:
        wanted.append(("question", said.ask, times.asked))
    if said.reply:
        wanted.append(("reply", said.reply, times.replied))
    if said.answer and said.fate in PUBLISHED:
        wanted.append(("answer", said.answer, times.answered))
        if said.then:
            wanted.append(("then", said.then, times.then))
    return wanted


class _Times:
    """When each step of a story was: in the working time of the body that answers, and never after now."""

    def __init__(self, said: Said, *, at: datetime, seed: float, now: datetime) -> None:
        dice = random.Random(seed)  # noqa: S311
        calendar = _calendar(said.answering_body)
        self._latest = latest = now - NEWEST
        is_urgent = said.importance == "emergency"
        is_late = dice.random() < LATE_SHARE and not is_urgent
        minutes = dice.uniform(540, 1100) if is_late else dice.lognormvariate(4.9, 0.55)

        def after(start: datetime, working: float) -> datetime:
            if is_urgent:
                return min(start + timedelta(minutes=working / 8), latest)
            return min(add_working_time(start, max(3, int(working)), calendar=calendar), latest)

        self.said = min(at, latest)
        self.taken = after(self.said, minutes * 0.25)
        self.asked = after(self.taken, 15)
        self.replied = min(self.asked + timedelta(hours=dice.uniform(0.5, 9)), latest)
        start = self.replied if said.ask else self.said
        self.written = max(after(start, minutes * 0.8), self.taken)
        self.answered = max(after(start, minutes), self.written)
        self.then = min(self.answered + timedelta(hours=dice.uniform(0.3, 20)), latest)
        self.ended = min(max(after(self.then, 45), self.then), latest)

    def has_come_to(self, name: str) -> bool:
        """Whether this moment is past."""
        moment: datetime = getattr(self, name)
        return moment < self._latest


def _calendar(slug: str) -> WorkingCalendar:
    body = next(one for one in list_town_bodies() if one.slug == slug)
    opens, closes, *lunch = body.hours
    break_from, break_to = lunch or (None, None)
    return office_calendar(ZONE, opens=opens, closes=closes, break_from=break_from, break_to=break_to)
