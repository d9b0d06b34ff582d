"""Raw events as they came, the messages that follow from them, and what residents send by our own pages."""

from datetime import datetime
from typing import ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from otklik.intake import gate_models  # noqa: F401 - Django looks for models here
from otklik.intake.merging import DeletedBy, who_deleted
from otklik.media.models import StoredFile
from otklik.networks.events import MessageKind
from otklik.notices.models import Outgoing, SendingState
from otklik.organizations.belongings import Belonging
from otklik.organizations.models import Body, Territory
from otklik.pages.models import Page
from otklik.residents.models import NetworkAccount


class RawState(models.TextChoices):
    WAITING = "waiting"
    APPLIED = "applied"
    IGNORED = "ignored"
    """Known, and nothing that we handle."""
    REFUSED = "refused"
    """Authentic, but not understood: kept, shown, can be replayed after a mend."""


class RawSource(models.TextChoices):
    WEBHOOK = "webhook"
    POLL = "poll"


class RawEvent(models.Model):
    """The bytes of one webhook or polled answer. Partitioned by month; nothing has a foreign key to it."""

    pk = models.CompositePrimaryKey("received_at", "id")
    id = models.BigIntegerField()
    received_at = models.DateTimeField()
    page_id = models.BigIntegerField()
    network = models.CharField(max_length=12)
    source = models.CharField(max_length=8, choices=RawSource, default=RawSource.WEBHOOK)
    body = models.BinaryField()
    state = models.CharField(max_length=8, choices=RawState, default=RawState.WAITING)
    reason = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        managed = True
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="raw_waiting"),
            models.Index(fields=["id"], condition=Q(state="refused"), name="raw_refused"),
            models.Index(fields=["page_id", "id"], name="raw_page"),
        ]


class Awaits(models.TextChoices):
    """Which room has to look at a message next."""

    TRIAGE = "triage"
    APPEALS = "appeals"
    NOBODY = "nobody"
    PERSON = "person"
    """A step failed on it several times: quarantined, shown."""


OWN_PAGE: Final = "own_page"
"""The channel of what came by our own pages; the network of accounts that stand for whoever wrote there."""


class ActKind(models.TextChoices):
    """What a resident did on our own pages; a message that came so has one of these as its kind."""

    REPORT = "report"
    OPINION = "opinion"


class ResidentMessage(models.Model):
    """One message of a page's threads, by a resident or by the page itself, as the network shows it now.

    What came by our own pages stands in no network: it has no page, and its thread is named after its act.

    (page, kind, external id) names it. A deletion or an edit that came before the message itself is kept
    (`has_arrived` is then False). It is deleted when more deletions than restorings are known, in whatever order.
    """

    page = models.ForeignKey(Page, null=True, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Territory, null=True, on_delete=models.PROTECT, related_name="+")
    founder = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in (*MessageKind, *ActKind)])
    external_id = models.CharField(max_length=200)
    thread_id = models.CharField(max_length=200)
    container_id = models.CharField(max_length=200, blank=True)
    reply_to = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey(NetworkAccount, null=True, on_delete=models.SET_NULL, related_name="messages")
    is_by_page = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    attachments = models.JSONField(default=list)
    """A list of objects with kind, external_id, title, url."""
    url = models.CharField(max_length=300, blank=True)
    occurred_at = models.DateTimeField(null=True)
    """When it was written, as the network says."""
    detected_at = models.DateTimeField()
    """When we first heard of it."""
    edited_at = models.DateTimeField(null=True)
    has_arrived = models.BooleanField(default=True)
    is_deleted = models.BooleanField(default=False)
    deleted_at = models.DateTimeField(null=True)
    """When we heard that it is gone; None while it stands."""
    is_hidden = models.BooleanField(default=False)
    """We took it out of sight by a decision of moderation: its author has not taken it back, and gets an answer."""
    deleted_keys = ArrayField(models.CharField(max_length=32), default=list)
    deleters = models.JSONField(default=dict, db_default={})
    """By key who did a deletion: author or another, and no number of whom. Until it has come, see `deleters.py`."""
    restored_keys = ArrayField(models.CharField(max_length=32), default=list)
    is_erased = models.BooleanField(default=False, db_default=False)
    """Its author asked to be erased: the row is empty, and stays so whatever the network tells."""
    needs_reading = models.BooleanField(default=False)
    """Edits without a time contradict each other: read it again in the network."""
    is_uncertain = models.BooleanField(default=False)
    """It could not be read again: the text shown may not be the last one."""
    awaits = models.CharField(max_length=8, choices=Awaits, default=Awaits.TRIAGE)
    attempts = models.PositiveSmallIntegerField(default=0)

    belonging = Belonging(keeps_town=Q(page=None))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["page", "kind", "external_id"], name="message_once")]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(awaits="triage"), name="message_for_triage"),
            models.Index(fields=["id"], condition=Q(awaits="appeals"), name="message_for_appeals"),
            models.Index(fields=["id"], condition=Q(needs_reading=True), name="message_to_read"),
            models.Index(fields=["id"], condition=Q(is_deleted=True, is_by_page=False), name="message_deleted"),
            models.Index(fields=["page", "thread_id", "id"], name="message_thread"),
            models.Index(fields=["author", "id"], name="message_author"),
            models.Index(fields=["url"], condition=Q(is_by_page=False), name="message_by_url"),
            models.Index(fields=["page", "external_id"], condition=Q(is_erased=True), name="message_erased"),
        ]

    @property
    def network_page(self) -> Page:
        """The page of a network that it stands on. Raises ValueError for what came by our own pages."""
        if self.page is None:
            raise ValueError("this message stands in no network")
        return self.page

    @property
    def network_page_id(self) -> int:
        """Its id, in the same way."""
        if self.page_id is None:
            raise ValueError("this message stands in no network")
        return self.page_id

    @property
    def is_taken_back(self) -> bool:
        """It stands no longer, and not by our doing."""
        return self.is_deleted and not self.is_hidden

    @property
    def deleted_by(self) -> DeletedBy:
        """Who took it away; what we took out of sight ourselves is a decision of moderation."""
        if self.page_id is None and self.is_taken_back and not self.is_erased:  # on our own pages nobody else can
            return DeletedBy.AUTHOR
        return who_deleted(self.deleted_keys, self.deleters) if self.is_taken_back else DeletedBy.UNKNOWN

    @property
    def said_at(self) -> datetime:
        """When it was written; where the network tells no time, when we heard of it."""
        return self.occurred_at or self.detected_at

    @property
    def channel(self) -> str:
        """By which way in it came: comment, private, wall_post or own_page."""
        if self.page_id is None:
            return OWN_PAGE
        kinds = (MessageKind.PRIVATE.value, MessageKind.WALL_POST.value)
        return self.kind if self.kind in kinds else MessageKind.COMMENT.value


class MessageVersion(models.Model):
    """One wording of a message. Kept so that an edit shows what it changed."""

    message = models.ForeignKey(ResidentMessage, on_delete=models.CASCADE, related_name="versions")
    event_key = models.CharField(max_length=32)
    """Hash of the event that brought it: the same event twice leaves one version."""
    is_edit = models.BooleanField(default=False)
    sequence = models.BigIntegerField(null=True)
    """The network's own order of edits, where it has one."""
    text = models.TextField(blank=True)
    attachments = models.JSONField(default=list)
    received_at = models.DateTimeField()
    is_reading = models.BooleanField(default=False)
    """Read in the network at `received_at`, not told by an event."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "event_key"], name="version_once")]


class ResidentAct(models.Model):
    """A report or an opinion that a resident sent by our own pages; its words are the message's.

    Addressed by a private link (`ActLink`): whoever has it speaks as the resident.
    """

    number = models.BigIntegerField(unique=True)
    """Random; told to the resident, and the number of the case that comes of it."""
    kind = models.CharField(max_length=8, choices=ActKind)
    message = models.OneToOneField(ResidentMessage, on_delete=models.CASCADE, related_name="act")
    widget_page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    """Whose widget was used; None: the page of the whole installation."""
    at = models.DateTimeField()
    place = models.CharField(max_length=300, blank=True)
    """Where it is, as it was typed in; it stands in the message's words too."""
    latitude = models.FloatField(null=True)
    """The point that the resident's phone told, in degrees of WGS 84."""
    longitude = models.FloatField(null=True)
    email = models.CharField(max_length=254, blank=True)
    """Where to write that an answer is there; it counts once it is confirmed."""
    email_confirmed_at = models.DateTimeField(null=True)
    confirm_hash = models.CharField(max_length=64, blank=True)
    """Hash of the secret of the letter that asks to confirm it."""
    consent = models.CharField(max_length=20)
    """Version of the document that the resident agreed to, at the moment `at`."""
    publish_consent = models.CharField(max_length=20, blank=True, default="", db_default="")
    """Version of the words by which the resident agreed to publishing without name and contacts; empty: not so."""
    publish_consent_at = models.DateTimeField(null=True)
    """When the resident last said yes or took it back; None: never asked for it."""
    language = models.CharField(max_length=8)
    is_held = models.BooleanField(default=False)
    """Came by the slower way, without proof of work: a person looks before it goes on."""
    sender = models.CharField(max_length=16, blank=True, default="", db_default="")
    """Of a flood only: keyed hash of the address and the day, by which its messages are told together for a day."""
    expected = models.JSONField(default=dict, db_default={})
    """Who answers and until when, as its author was told: see `expecting`. Nothing personal."""
    photos = models.ManyToManyField(StoredFile, related_name="+")
    """Those that no case has yet."""
    erase_due_at = models.DateTimeField(null=True)
    """Its author asked on the private page to be erased: no link opens it any more, and the worker does it then."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="act_point",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["at"], name="acts_by_moment"),
            models.Index(fields=["confirm_hash"], condition=~Q(confirm_hash=""), name="act_to_confirm"),
            models.Index(fields=["email"], condition=~Q(email=""), name="act_email"),
            models.Index(fields=["erase_due_at"], condition=Q(erase_due_at__isnull=False), name="act_to_erase"),
        ]


class ActLink(models.Model):
    """A private link to an act: the one shown when it was sent, and those of later letters. Only hashes are kept."""

    act = models.ForeignKey(ResidentAct, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()


class ActTalk(models.Model):
    """The private talk in a network where its author wants to hear that an act of theirs is answered."""

    act = models.OneToOneField(ResidentAct, on_delete=models.CASCADE, related_name="talk")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    """The page that the author wrote to."""
    account = models.ForeignKey(NetworkAccount, on_delete=models.CASCADE, related_name="+")
    joined_at = models.DateTimeField()


class ErasedLink(models.Model):
    """A private link whose act was erased: it still tells its holder that this was done."""

    number = models.BigIntegerField()
    """Of the act, which stays, empty."""
    token_hash = models.CharField(max_length=64, unique=True)
    erased_at = models.DateTimeField(auto_now_add=True)


class LetterKind(models.TextChoices):
    CONFIRM = "confirm"
    """Asks whether the address is the resident's."""
    ANSWERED = "answered"
    """An answer stands on the case page."""
    LINK = "link"
    """The private link, at the wish of whoever holds it; asks as `CONFIRM` does where the address is not confirmed."""


class ActLetter(Outgoing):
    """A letter to a resident that waits to be sent; gone once it was sent or cannot be: even that it was, is theirs."""

    act = models.ForeignKey(ResidentAct, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=8, choices=LetterKind)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["due_at", "id"], name="act_letters_due")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["act", "kind"], condition=Q(state=SendingState.WAITING), name="act_letter_waits_once"
            )
        ]
