"""Verdicts: what the machine proposes about a message. A person has the last word, which is kept as an example."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from otklik.gazetteer.models import Place
from otklik.intake.models import MessageVersion, ResidentMessage
from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, Staff, Territory
from otklik.triage.parts import ModelState, Part


class Verdict(models.Model):
    """The machine's proposal for one wording of a message; only the newest is current."""

    message = models.ForeignKey(ResidentMessage, on_delete=models.CASCADE, related_name="verdicts")
    is_current = models.BooleanField(default=True)
    model_version = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    kind = models.CharField(max_length=12)
    kind_certainty = models.FloatField()
    has_substance = models.BooleanField(default=True)
    """False: a sticker, a smile, an empty text: no case by itself."""
    group_code = models.CharField(max_length=80, blank=True)
    group_certainty = models.FloatField(default=0)
    alternatives = models.JSONField(default=list)
    """[[group code, certainty], …], best first."""
    topic_code = models.CharField(max_length=80, blank=True)
    """Topic under the group; empty when it would be a guess."""
    topic_certainty = models.FloatField(default=0)
    topics = models.JSONField(default=list)
    """[[topic code, certainty], …], best first."""
    importance = models.CharField(max_length=10, default="ordinary")
    importance_because = models.CharField(max_length=200, blank=True)
    missing = ArrayField(models.CharField(max_length=8), default=list)
    """What has to be asked of the author: what, where."""
    address = models.CharField(max_length=300, blank=True)
    address_certainty = models.FloatField(default=0)
    settlement = models.CharField(max_length=200, blank=True)
    street = models.CharField(max_length=200, blank=True)
    """With its kind word: «улица Ленина»."""
    house = models.CharField(max_length=20, blank=True)
    """With letter, fraction and corpus, without the flat."""
    crossing = models.CharField(max_length=200, blank=True)
    """The street that the first one crosses there."""
    landmark = models.CharField(max_length=200, blank=True)
    place = models.ForeignKey(Place, null=True, on_delete=models.SET_NULL, related_name="+")
    """The street of the gazetteer, else the landmark, else the settlement; None: it knows none of them."""
    latitude = models.FloatField(null=True)
    """Degrees of WGS 84; None: the gazetteer knows no point."""
    longitude = models.FloatField(null=True)
    point_of = models.CharField(max_length=12, blank=True)
    """What stands at the point: house, crossing, landmark, street or settlement."""
    point_certainty = models.FloatField(default=0)
    place_missing = ArrayField(models.CharField(max_length=12), default=list)
    """What somebody would have to ask: street, house, settlement."""
    rudeness = models.FloatField(default=0)
    needs_person = models.BooleanField(default=False)
    """A finding asks for a person before anything else happens."""
    awaits_moderation = models.BooleanField(default=False)
    """Something was found in this wording, or it replaces another: the room of moderation has to look."""
    flags = ArrayField(models.CharField(max_length=40), default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message"], condition=Q(is_current=True), name="verdict_current")
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(awaits_moderation=True), name="verdict_for_moderation")
        ]


class Finding(models.Model):
    """What one rule found: which, on what ground, where in the text, how certainly."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=60)
    ground = models.CharField(max_length=60)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    certainty = models.FloatField(default=1)


class Fingerprint(models.Model):
    """Under which numbers a text is found when another tells of the same. One for each message with substance."""

    message = models.OneToOneField(ResidentMessage, null=True, on_delete=models.CASCADE, related_name="fingerprint")
    typed_case = models.BigIntegerField(null=True, unique=True)
    """Number of a case that staff typed in: it has no message, so its text stands here."""
    typed_text = models.TextField(blank=True)
    town = models.BigIntegerField()
    """Whose messages are compared: a municipality's; without one, minus the body's id."""
    author = models.BigIntegerField(null=True)
    """Id of the network account; None where nobody knows."""
    thread_key = models.BigIntegerField()
    """Texts of one talk are one case anyway: they are not compared."""
    said_at = models.DateTimeField()
    keys = ArrayField(models.BigIntegerField(), default=list)
    """Hashes of names, rare words and matter, with town and stretch of days."""
    copy_key = models.BigIntegerField(null=True)
    """The same for texts of the same words; None for short ones."""
    awaits_comparing = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(message__isnull=False, typed_case__isnull=True)
                | Q(message__isnull=True, typed_case__isnull=False),
                name="fingerprint_of_one",
            )
        ]
        indexes: ClassVar = [
            GinIndex(fields=["keys"], name="fingerprint_keys"),
            models.Index(fields=["copy_key"], condition=Q(copy_key__isnull=False), name="fingerprint_copies"),
            models.Index(fields=["id"], condition=Q(awaits_comparing=True), name="fingerprint_waits"),
        ]


class SeenBefore(models.Model):
    """Two texts that seem to tell of the same thing: a proposal, for people to join the cases or not."""

    first = models.ForeignKey(Fingerprint, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Fingerprint, on_delete=models.CASCADE, related_name="+")
    alike = models.CharField(max_length=10)
    """problem: somebody else tells of it; author: the same account again; copy: the same words."""
    certainty = models.FloatField()
    grounds = ArrayField(models.CharField(max_length=24), default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="seen_before_once"),
            models.CheckConstraint(condition=Q(first__lt=models.F("second")), name="seen_before_in_order"),
        ]


class OwnExample(models.Model):
    """What the machine proposed about one part of a message and what a person made of it; their last word counts.

    It names the wording that it was said of and holds no words of the message but a place: erasing the wording or the
    message erases it.
    """

    message = models.ForeignKey(ResidentMessage, on_delete=models.CASCADE, related_name="examples")
    wording = models.ForeignKey(MessageVersion, on_delete=models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    """Whose case it was: only people who see that body see the example."""
    municipality = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    founder = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part)
    proposed = models.CharField(max_length=300, blank=True)
    """A code (of a body its slug) or a place; empty: the machine abstained."""
    certainty = models.FloatField(default=0)
    chosen = models.CharField(max_length=300, blank=True)
    is_right = models.BooleanField()
    """The machine was right: a person accepted what it proposed."""
    model_version = models.CharField(max_length=40)
    base = models.CharField(max_length=16, blank=True, default="", db_default="")
    """Of pairs and decency: what the certainty came from, see `learning.bases`; empty: not known."""
    signs = models.JSONField(default=dict, db_default={})
    """Of pairs and decency: what it was decided on, as numbers under names, see `learning.signs`; empty: not known."""
    by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    belonging = Belonging()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "part"], name="example_once")]
        indexes: ClassVar = [models.Index(fields=["part", "at"], name="example_of_part")]


class OwnModel(models.Model):
    """One try to make a model from own examples: how it came out, and whether it is in use. Files: data dir/models."""

    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=8, choices=ModelState, default=ModelState.ASKED)
    outcome = models.CharField(max_length=16, blank=True)
    """A code of `learning.comparing.Outcome`; empty until it was made."""
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, null=True, on_delete=models.PROTECT, related_name="+")
    """None: the schedule or an operator."""
    made_at = models.DateTimeField(null=True)
    base_version = models.CharField(max_length=40, blank=True)
    compared_with = models.CharField(max_length=40, blank=True)
    """Version of the model that was in use then."""
    examples = models.PositiveIntegerField(default=0)
    held_out = models.PositiveIntegerField(default=0)
    """How many texts it was measured on; it learnt nothing from them."""
    figures = models.JSONField(default=dict)
    """`own` and `before`: figures of both on the texts held out; `gain`: from, to; see `learning.comparing`."""
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of its files."""
    used_since = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="in_use"), name="one_own_model_in_use")
        ]

    @property
    def version(self) -> str:
        """How verdicts name it."""
        return f"own-{self.number}"


class OwnCurve(models.Model):
    """What people decided of one kind of proposal makes of its certainty: see `learning.curves`. One row a kind."""

    part = models.CharField(max_length=10, choices=Part)
    """Pairs or decency."""
    about = models.CharField(max_length=40)
    """Of decency: the ground."""
    base = models.CharField(max_length=16, blank=True, default="", db_default="")
    """What the certainties came from that it was fitted to; for those of another it says nothing."""
    slope = models.FloatField()
    offset = models.FloatField()
    weights = models.JSONField(default=dict, db_default={})
    """What each sign of `learning.signs` shifts it by."""
    is_in_use = models.BooleanField(default=False)
    outcome = models.CharField(max_length=16)
    """How the last try came out, a code of `learning.comparing.Outcome`; the curve may be of an earlier one."""
    made_at = models.DateTimeField()
    examples = models.PositiveIntegerField()
    held_out = models.PositiveIntegerField()
    figures = models.JSONField(default=dict)
    """`own` and `before`: mean surprise on decisions held out."""
    taken_back_at = models.DateTimeField(null=True)
    """A person went back to the shipped model then: earlier decisions count no longer."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["part", "about"], name="own_curve_once")]
