"""The past month, played through the rooms as it would have happened, each story in one transaction."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

from django.db import connection, transaction
from procrastinate.exceptions import AlreadyEnqueued

from otklik.answers.models import Answer, AnswerState
from otklik.answers.steps import settle_sendings
from otklik.appeals.models import Appeal, AppealMessage
from otklik.appeals.opening import case_messages
from otklik.delivery.services import settle_by_echo
from otklik.demo.cast import Cast
from otklik.demo.control import Control
from otklik.demo.moderated import moderate_story
from otklik.demo.networks.registry import NETWORKS
from otklik.demo.past_in_network import write_past
from otklik.demo.plots import Plot, play_plot
from otklik.demo.stories import Line, Post, Story, plan_posts, plan_stories
from otklik.demo.tagging import tag_case
from otklik.duplicates.services import keep_fingerprints
from otklik.intake.accept import Arrival, accept_arrivals
from otklik.intake.models import RawEvent, RawState, ResidentMessage
from otklik.intake.services import apply_raw, mark_cased
from otklik.organizations.models import Body
from otklik.pages.models import Page
from otklik.pages.selectors import access_of
from otklik.residents.models import NetworkAccount
from otklik.shared.clock import now as read_clock
from otklik.topics.models import Topic
from otklik.triage.models import Finding, Verdict
from otklik.triage.services import judge_messages
from otklik.worker.tasks import make_open_data

HEARD_AFTER = timedelta(seconds=2)


@dataclass
class History:
    """All stories, and what playing them needs to know."""

    posts: list[Post]
    stories: list[Story]
    cast: Cast
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    secrets: dict[int, str] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    """Numbers of cases by their first words, for joining."""

    @classmethod
    def plan(cls, *, now: datetime) -> Self:
        """Decide what happened in the month before now."""
        posts = plan_posts(now=now)
        return cls(posts, plan_stories(posts, now=now), Cast(on=now.date()))

    def write_in_network(self, control: Control) -> None:
        """Write everything that was published and said into the sandbox."""
        write_past(self.posts, self.stories, control=control)

    def play(self) -> None:
        """Hear of all posts, then play all stories, in the order in which they began."""
        self._load()
        with transaction.atomic():
            self._hear_posts()
        for story in self.stories:
            with transaction.atomic():
                self._play(story)
        Appeal.objects.update(tell_at=None)  # whom it concerned then knows
        with suppress(AlreadyEnqueued):  # the worker is at work already: it counted before there was anything to count
            make_open_data.configure().defer(timestamp=int(read_clock().timestamp()))

    def _load(self) -> None:
        pages = Page.objects.filter(network__in=NETWORKS).select_related("connection")
        self.pages = {(page.network, page.external_id): page for page in pages}
        self.secrets = {page.id: access_of(page).webhook_secret for page in self.pages.values()}
        self.bodies = {body.slug: body for body in Body.objects.all()}
        self.topics = dict(Topic.objects.filter(parent=None).values_list("name", "id"))
        NetworkAccount.objects.bulk_create(
            [
                NetworkAccount(
                    network=story.page.network,
                    external_id=str(story.account.id),
                    name=story.account.name,
                    first_seen_at=story.lines["first"].at,
                )
                for story in self.stories
            ],
            ignore_conflicts=True,
        )

    def _play(self, story: Story) -> None:
        number = self._open(story)
        if number is None:
            return
        self.numbers[story.said.text] = number
        plot = Plot(
            story=story,
            number=number,
            cast=self.cast,
            body=self.bodies[story.said.answering_body],
            topic_id=self.topics.get(story.said.group),
            today=self.cast.on,
            main=self._main_of(story),
            hear=lambda line: self.hear(line, story),
            deliver=lambda line: self.deliver(number, line, story),
        )
        play_plot(plot)
        moderate_story(number, self.cast)
        tag_case(number)

    def _main_of(self, story: Story) -> int:
        begins = story.said.of
        return next((number for text, number in self.numbers.items() if begins and text.startswith(begins)), 0)

    def _open(self, story: Story) -> int | None:
        """The first line comes in and becomes a case. Returns its number."""
        message = self.hear(story.lines["first"], story)
        link = AppealMessage.objects.filter(message=message).values_list("appeal__number", flat=True).first()
        return link if link is None else int(link)

    def _hear_posts(self) -> None:
        """What the pages published, where the network tells of it: cases show it above the thread."""
        arrivals = []
        for post in self.posts:
            network, page = NETWORKS[post.page.network], self.page_of(post)
            secret = self.secrets[page.id]
            body = network.event_of_post(post.page, post.card.text, at=post.at, names=post.names, secret=secret)
            if body:
                arrivals.append(Arrival(page.id, page.network, body, post.at + HEARD_AFTER))
        with connection.cursor() as cursor:
            accept_arrivals(cursor, arrivals)
        moments = [arrival.received_at for arrival in arrivals]
        apply_raw(list(RawEvent.objects.filter(state=RawState.WAITING, received_at__in=moments)))
        mark_cased(list(ResidentMessage.objects.filter(kind="wall_post")))

    def page_of(self, thing: Post | Story) -> Page:
        """The page in the register on which it stands."""
        return self.pages[thing.page.network, str(thing.page.number)]

    def hear(self, line: Line, story: Story) -> ResidentMessage:
        """A line comes in as the network tells of it, is written down, judged and put into its case."""
        network, told = NETWORKS[story.page.network], story.told_of(line)
        page, heard_at = self.page_of(story), line.at + HEARD_AFTER
        body = network.event_of(story.page, told, secret=self.secrets[page.id])
        with connection.cursor() as cursor:
            accept_arrivals(cursor, [Arrival(page.id, page.network, body, heard_at)])
        raws = list(RawEvent.objects.filter(page_id=page.id, state=RawState.WAITING, received_at=heard_at))
        apply_raw(raws)
        message = ResidentMessage.objects.select_related("page", "author", "body").get(
            page=page, external_id=network.external_id(story.page, told)
        )
        if not line.is_by_page:
            judge_messages([message], now=heard_at, remember=keep_fingerprints)
            if story.said.ground:
                _ask_for_a_person(message, ground=story.said.ground)
        case_messages([message], now=heard_at + timedelta(seconds=1))
        mark_cased([message])
        return message

    def deliver(self, number: int, line: Line, story: Story) -> None:
        """What was approved stands in the network: its receipt, then, where the network tells of it, its echo."""
        answer = Answer.objects.select_related("act").get(appeal__number=number, state=AnswerState.SENDING)
        if answer.act is None:
            raise RuntimeError(f"the answer of case {number} has no act")
        network, told = NETWORKS[story.page.network], story.told_of(line)
        external_id, url = network.external_id(story.page, told), network.link_to(story.page, told)
        settle_by_echo(answer.act, external_id=external_id, url=url, now=line.at)
        settle_sendings()
        if network.tells_own:
            self.hear(line, story)


def _ask_for_a_person(message: ResidentMessage, *, ground: str) -> None:
    """Whatever the rules of the day think of it: this story goes through moderation."""
    verdict = Verdict.objects.get(message=message, is_current=True)
    if not verdict.findings.filter(ground=ground).exists():
        end = len(message.text)
        Finding.objects.create(verdict=verdict, rule="demo", ground=ground, start=0, end=end, certainty=0.9)
        Verdict.objects.filter(id=verdict.id).update(awaits_moderation=True)
