"""Published cases: cleaned copies without a way back; how fast bodies answer; what people decided."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from otklik.appeals.models import Appeal, CasePhoto
from otklik.media.models import StoredFile
from otklik.organizations.models import Body, Staff
from otklik.publication.open_models import OpenFile, TakenBack
from otklik.publication.subscription_models import Pace, Subscription, SubscriptionLetter, SubscriptionLetterKind

__all__ = [
    "JOINED",
    "BodySpeed",
    "Decision",
    "OpenFile",
    "Pace",
    "PhotoLook",
    "PublicationRule",
    "PublishedCase",
    "PublishedPhoto",
    "SameVoice",
    "Subscription",
    "SubscriptionLetter",
    "SubscriptionLetterKind",
    "TakenBack",
    "Withdrawal",
]


JOINED = "joined"
"""The state of a published case that was joined to another: its own is `closed`."""


class PublishedCase(models.Model):
    """What everybody may read. No foreign keys, a random number, cleaned text."""

    number = models.CharField(max_length=12, unique=True)
    text = models.TextField()
    answer = models.TextField(blank=True)
    state = models.CharField(max_length=20)
    """That of the case; `JOINED` where it was joined to another."""
    main_number = models.CharField(max_length=12, blank=True, default="", db_default="")
    """The public number of the case that it was joined to; empty: there is none, or it is not published (a trigger)."""
    kind = models.CharField(max_length=12, blank=True, default="", db_default="")
    """problem, question, proposal, thanks, opinion."""
    topic = models.CharField(max_length=200, blank=True)
    """The name of its matter: of the topic, or of the group where nobody was closer."""
    topic_code = models.CharField(max_length=80, blank=True, default="", db_default="")
    group_code = models.CharField(max_length=80, blank=True, default="", db_default="")
    """The group of the rubricator that the topic belongs to, or the topic itself."""
    body_slug = models.CharField(max_length=80)
    """Where it is listed: of a body that became part of another, the heir's."""
    body_name = models.CharField(max_length=300)
    """Who answered, as it was called then."""
    network = models.CharField(max_length=12, blank=True)
    """Empty: it came by our own pages."""
    town = models.CharField(max_length=200, blank=True, default="", db_default="")
    """The municipality."""
    street = models.CharField(max_length=200, blank=True, default="", db_default="")
    """The street, landmark or settlement, as the gazetteer calls it; never a house."""
    latitude = models.FloatField(null=True)
    """The gazetteer's point of `street`, in degrees of WGS 84: never the point of a house or a phone."""
    longitude = models.FloatField(null=True)
    tags = ArrayField(models.CharField(max_length=40), default=list, db_default=[])
    """The public ones, by name. A trigger notes what goes: files of open data are made anew."""
    tag_keys = ArrayField(models.CharField(max_length=160), default=list, db_default=[])
    """The same as they are asked for: small letters, ё as е."""
    search = SearchVectorField(null=True)
    """Lemmas of what stands here."""
    published_at = models.DateTimeField(default=timezone.now, db_default=Now())
    came_back_at = models.DateTimeField(null=True)
    """Since when it is seen again, taken back before all subscribers were told of it; None: as news it has no other
    moment than `published_at`."""
    changed_at = models.DateTimeField(default=timezone.now, db_default=Now())
    """When anything that stands here changed; a voice of others does not count."""
    wrote_on = models.DateField()
    answered_on = models.DateField(null=True)
    waits_until = models.DateField(null=True)
    """Put off until this day."""
    waits_for = models.CharField(max_length=10, blank=True, default="")
    """For what: season, budget, tender, other; never the words of a person."""
    is_solved = models.BooleanField(null=True)
    """What the resident says of the answer; None: nothing yet."""
    mark = models.PositiveSmallIntegerField(null=True)
    """1…5, where the resident gave one."""
    voices = models.PositiveIntegerField(default=0, db_default=0)
    """How many others said that it is the same with them."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["body_slug", "-id"], name="published_of_body"),
            models.Index(fields=["topic", "-id"], name="published_of_topic"),
            models.Index(fields=["group_code", "-id"], name="published_of_group"),
            models.Index(fields=["topic_code", "-id"], name="published_of_code"),
            models.Index(fields=["town", "street", "-id"], name="published_of_street"),
            models.Index(fields=["changed_at", "id"], name="published_by_change"),
            models.Index(fields=["-wrote_on", "-id"], name="published_by_day"),
            models.Index(fields=["waits_until"], condition=Q(waits_until__isnull=False), name="published_promised"),
            models.Index(
                fields=["latitude", "longitude"], condition=Q(latitude__isnull=False), name="published_on_map"
            ),
            models.Index(fields=["main_number"], condition=~Q(main_number=""), name="published_joined"),
            GinIndex(fields=["search"], name="published_search"),
            GinIndex(fields=["tag_keys"], name="published_by_tag"),
        ]


class Withdrawal(models.Model):
    """Some published case is public no more; which one, is not kept. Written by a trigger, so that none is forgotten.

    Lists from which it is gone tell by it when they changed.
    """

    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-at"], name="withdrawn_last")]


class SameVoice(models.Model):
    """«The same with me», said of a published case; kept for a while so that nobody counts twice. No foreign keys."""

    number = models.CharField(max_length=12)
    who = models.CharField(max_length=64)
    """Keyed hash of number and sender."""
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["number", "who"], name="voice_once")]
        indexes: ClassVar = [models.Index(fields=["on"], name="voices_by_day")]


class BodySpeed(models.Model):
    """How fast a body answers, as everybody reads it: counted together with the file of answer times, by `recompute`.

    No foreign keys, nothing of any case.
    """

    body_slug = models.CharField(max_length=80, unique=True)
    """Of a body that became part of another, the heir's."""
    days = models.PositiveSmallIntegerField()
    """Of how many days that end with `counted_at`: more of them where few messages were due."""
    cases = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    interim = models.PositiveIntegerField()
    due = models.PositiveIntegerField()
    in_time = models.PositiveIntegerField()
    minutes = models.PositiveIntegerField(null=True)
    """Median of working minutes to the first answer; None: too few were due; FOREVER: half or more wait still."""
    said = models.PositiveIntegerField()
    solved = models.PositiveIntegerField()
    waiting = models.PositiveIntegerField()
    """Now, whenever they came."""
    overdue = models.PositiveIntegerField()
    counted_at = models.DateTimeField()


class PublishedPhoto(models.Model):
    """A photo of a published case that a person let pass: a picture made anew. No foreign keys, a random number."""

    number = models.CharField(max_length=12, unique=True)
    case_number = models.CharField(max_length=12)
    """The public number of the case."""
    stage = models.CharField(max_length=6)
    """before or after"""
    content_hash = models.CharField(max_length=64)
    """SHA-256 of the published picture, never of the one it was made of."""
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case_number", "id"], name="published_photos_of_case")]


class PublicationRule(models.Model):
    """By which ways in a body's answered cases become public, from a day on; it holds for the bodies under it too.

    Never changed: of two of one day the later entered holds.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    since_on = models.DateField()
    comments = models.BooleanField(default=True)
    wall_posts = models.BooleanField(default=True)
    private = models.BooleanField(default=True)
    """Only with the author's consent, which staff write down."""
    own_pages = models.BooleanField(default=True)
    """Only with the author's consent, given in the form."""
    official_names = models.BooleanField(default=True, db_default=True)
    """Names of whoever answers for the body stay in its published answers."""
    entered_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["body", "since_on", "id"], name="publication_rule_of_body")]


class Decision(models.Model):
    """Whether a case is published, why, and as which public number; and what a person said of it."""

    appeal = models.OneToOneField(Appeal, on_delete=models.CASCADE, related_name="+")
    public_number = models.CharField(max_length=12, blank=True)
    is_published = models.BooleanField()
    because = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField()
    waits = models.BooleanField(default=False, db_default=False)
    """A person has to look before it is published."""
    published_at = models.DateTimeField(null=True)
    """When it became public first; a copy that comes back is no news to whoever was told. None: never; or a copy that
    has stood since before this was written here: then the copy knows."""
    was_told = models.BooleanField(default=False, db_default=False)
    """It was once seen for so long that every subscriber was told: when it comes back, it is no news to anybody."""
    version = models.PositiveIntegerField(default=1, db_default=1)
    """Counts what people did: a save made from an older one is refused."""
    looked_of = models.CharField(max_length=64, blank=True, default="", db_default="")
    """Hash of the words, the resident's and the answer's, at which a person looked and let them be published."""
    looked_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    looked_at = models.DateTimeField(null=True)
    edited_text = models.TextField(blank=True, default="", db_default="")
    edited_answer = models.TextField(blank=True, default="", db_default="")
    """The copy as a person wrote it, of the words of `looked_of`; empty: the redactions' own."""
    withdrawn_because = models.CharField(max_length=500, blank=True, default="", db_default="")
    """Why a person took it back; it stays so until a person publishes it again."""
    consent_because = models.CharField(max_length=500, blank=True, default="", db_default="")
    """Where the author of a private talk agreed to be published, as staff say."""
    consent_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["decided_at", "id"], condition=Q(waits=True), name="publication_waits"),
            models.Index(fields=["public_number"], condition=~Q(public_number=""), name="decision_of_public"),
        ]


class PhotoLook(models.Model):
    """A person looked at a photo of a case: published as another picture, or left inside.

    However a photo leaves its case, its `PublishedPhoto` goes with it: by a trigger.
    """

    photo = models.OneToOneField(CasePhoto, on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """The picture that is published; None: it stays inside."""
    public_number = models.CharField(max_length=12, blank=True)
    """As which `PublishedPhoto` it is seen while its case is published."""
    stage = models.CharField(max_length=6, blank=True)
    areas = models.JSONField(default=list)
    """What was blurred: lists of left, top, width, height, each a share of the picture (0…1)."""
    by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["public_number"], condition=~Q(public_number=""), name="photo_look_public")
        ]
