"""The case and what happened to it."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from otklik.appeals.states import CLOSED_STATES, OVER, Act, State
from otklik.intake.models import OWN_PAGE, ResidentMessage
from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, Staff, Territory
from otklik.pages.models import Page
from otklik.shared.words import marked as _
from otklik.topics.models import Topic

IS_OPEN = ~Q(state__in=sorted(state.value for state in CLOSED_STATES))
"""A case that is not over."""
UNCOUNTED = Q(primary_answered_at__isnull=False, primary_working_minutes__isnull=True)
"""A case that was answered, and of whose wait nobody has counted the working time yet."""


class Appeal(models.Model):
    """One problem, question or thanks of residents, from being noticed until closed."""

    number = models.BigIntegerField(unique=True)
    page = models.ForeignKey(Page, null=True, on_delete=models.PROTECT, related_name="+")
    """None for a case typed in by staff."""
    thread_id = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12)
    legal_regime = models.CharField(max_length=16, default="comment")
    channel = models.CharField(max_length=16, default="comment")
    """comment, private, wall_post, phone, visit, link…: deadlines and answers depend on it."""
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in State], default=State.NEW)
    title = models.CharField(max_length=200)
    typed_text = models.TextField(blank=True)
    """What staff typed in; a case from a network has its messages instead."""
    source_url = models.CharField(max_length=300, blank=True)
    source_number = models.CharField(max_length=60, blank=True, default="", db_default="")
    """Its number in the other system that it was brought from: found by it, too."""
    author_name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    """The point of the address in degrees of WGS 84; None: nobody knows it."""
    longitude = models.FloatField(null=True, blank=True)
    topic = models.ForeignKey(Topic, null=True, on_delete=models.PROTECT, related_name="+")
    importance = models.CharField(max_length=10, default="ordinary")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    """Who answers; until a person or a rule assigned it, the owner of the page."""
    municipality = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    founder = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    executor = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    """Detection: the clocks start here."""
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    """Counts changes: a save made from an older one is refused."""
    due_at = models.DateTimeField(null=True)
    """The nearest running deadline: what lists sort by. None when no clock runs."""
    warn_at = models.DateTimeField(null=True)
    """When its clocks are looked at for a warning; the moment of its opening: at once. None: nothing runs."""
    tell_at = models.DateTimeField(null=True)
    """Since when it stands before somebody who is to answer and was not told of it yet (`handing.py`); None: told."""
    assign_due_at = models.DateTimeField(null=True)
    assigned_at = models.DateTimeField(null=True)
    primary_due_at = models.DateTimeField(null=True)
    primary_answered_at = models.DateTimeField(null=True)
    primary_working_minutes = models.PositiveIntegerField(null=True)
    """How much of the wait for the first answer was working time of the body that gave it; None: not answered."""
    primary_is_interim = models.BooleanField(default=False)
    final_due_at = models.DateTimeField(null=True)
    final_answered_at = models.DateTimeField(null=True)
    final_working_minutes = models.PositiveIntegerField(null=True)
    """The same, of the whole wait for the final answer."""
    first_due_at = models.DateTimeField(null=True)
    """The first deadline stays on record when a case is reopened."""
    paused_at = models.DateTimeField(null=True)
    clock_log = models.JSONField(default=dict)
    """What happened to its clocks (`clock_log.ClockLog`): from it every deadline can be worked out again."""
    deferred_until = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    duplicate_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="duplicates")
    reopened_count = models.PositiveSmallIntegerField(default=0)
    wrote_again_at = models.DateTimeField(null=True)
    """A resident wrote after the answer and no person has looked yet."""
    not_solved_at = models.DateTimeField(null=True)
    """A resident said of the answer that it solves nothing, and no person has reopened, closed or explained since."""
    words_read_at = models.DateTimeField(null=True)
    """When a person last found that what was written after the answer asks for nothing."""
    is_sending = models.BooleanField(default=False)
    """An approved answer or a question is on its way to the network."""
    outside_message = models.ForeignKey(ResidentMessage, null=True, on_delete=models.SET_NULL, related_name="+")
    """An answer that was typed in the network itself and that the room of answers has not taken over yet."""
    publication_is_stale = models.BooleanField(default=False)
    """What was answered or said changed: what the public sees of the case has to be looked at again."""
    delivery_trouble = models.CharField(max_length=8, blank=True)
    """failed or unknown: how the last sending ended, until a person settles it."""
    folded_in = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="folded", db_index=False
    )  # fmt: skip
    """The case under which the inbox folds this one: the first of a flood by one sender that is open."""
    is_by_machine = models.BooleanField(default=True)
    """Topic and body are still the machine's proposal; False once a person accepted or corrected them."""
    decided_by = models.JSONField(default=dict)
    """Versions of the profile, routes and model that the case was decided by."""
    search = SearchVectorField(null=True)

    belonging = Belonging(keeps_town=Q(channel=OWN_PAGE), passes=IS_OPEN, keeps_open=_("open cases"), named_by="number")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["page", "thread_id"],
                condition=Q(page__isnull=False) & ~Q(state__in=OVER),
                name="one_case_a_thread",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["folded_in"], condition=Q(folded_in__isnull=False), name="case_folded"),
            models.Index(fields=["body", "due_at", "id"], condition=IS_OPEN, name="open_of_body"),
            models.Index(fields=["municipality", "due_at", "id"], condition=IS_OPEN, name="open_of_town"),
            models.Index(fields=["founder", "due_at", "id"], condition=IS_OPEN, name="open_of_founder"),
            models.Index(fields=["due_at", "id"], condition=IS_OPEN, name="open_all"),
            models.Index(fields=["body", "state", "-id"], name="state_of_body"),
            models.Index(fields=["municipality", "state", "-id"], name="state_of_town"),
            models.Index(fields=["page", "thread_id"], name="case_of_thread"),
            models.Index(fields=["id"], condition=Q(wrote_again_at__isnull=False), name="case_wrote_again"),
            models.Index(fields=["id"], condition=~Q(delivery_trouble=""), name="case_trouble"),
            models.Index(fields=["id"], condition=Q(outside_message__isnull=False), name="answered_outside"),
            models.Index(fields=["id"], condition=Q(publication_is_stale=True), name="case_to_publish_anew"),
            models.Index(fields=["deferred_until"], condition=Q(state="deferred"), name="deferred_cases"),
            models.Index(fields=["paused_at"], condition=Q(state="clarifying"), name="clarifying_cases"),
            models.Index(
                fields=["changed_at"], condition=Q(state="answered", wrote_again_at__isnull=True), name="quiet_cases"
            ),
            models.Index(fields=["opened_at"], name="cases_by_moment"),
            models.Index(fields=["id"], condition=UNCOUNTED, name="case_to_count"),
            models.Index(fields=["executor"], condition=IS_OPEN, name="open_of_executor"),
            models.Index(fields=["executor", "assigned_at"], name="given_to_executor"),
            models.Index(fields=["warn_at"], condition=IS_OPEN & Q(warn_at__isnull=False), name="cases_to_warn"),
            models.Index(fields=["tell_at", "id"], condition=Q(tell_at__isnull=False), name="cases_to_tell_of"),
            models.Index(fields=["id"], condition=IS_OPEN & Q(importance="emergency"), name="open_emergencies"),
            GinIndex(fields=["search"], name="case_search"),
            GinIndex(fields=["search"], condition=IS_OPEN, name="open_case_search"),
        ]

    @property
    def joined_to(self) -> int | None:
        """The number of the main case; read `duplicate_of` with it."""
        return self.duplicate_of.number if self.duplicate_of else None


class AppealMessage(models.Model):
    """A message belongs to a case; the first one opened it."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="messages")
    message = models.OneToOneField(ResidentMessage, on_delete=models.CASCADE, related_name="case_link")
    joined_at = models.DateTimeField()


class Transition(models.Model):
    """One step of a case: from, to, when, who, why. Never changed."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="transitions")
    act = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Act])
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    at = models.DateTimeField()
    noted_at = models.DateTimeField(null=True)
    """When it came to us, where that was later: typed in the network itself, or done in another system."""
    by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    """None: the system, the author or the network; `actor` says which."""
    actor = models.CharField(max_length=12, default="staff")
    reason = models.TextField(blank=True)
    body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["appeal", "id"], name="transition_case")]


class Note(models.Model):
    """An internal note: the resident never sees it."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
