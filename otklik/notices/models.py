"""Notices to staff, their letters, what a person wishes, and the rota of duty."""

from typing import ClassVar

from django.db import models

from otklik.organizations.models import Body, Staff


class NoticeKind(models.TextChoices):
    """Of what a person is told."""

    WARNING = "warning"
    """A deadline comes near, or is over."""
    EMERGENCY = "emergency"
    """A case that cannot wait for the working day."""
    REMINDER = "reminder"
    """The date of a deferral or a promise comes near."""
    TASK = "task"
    """A case was handed to the person, to work it out."""
    CASE = "case"
    """A case came to the person's body where nobody is named, or has to be passed on: somebody has to answer."""
    DIGEST = "digest"
    """The person's own cases that are overdue or due today: a letter or a message, never in the desk."""


class SendingState(models.TextChoices):
    """How far a letter is. The row that waits is the queue."""

    WAITING = "waiting"
    SENDING = "sending"
    """A worker has it: whoever dies here leaves doubt, and a letter in doubt is never sent again."""
    SENT = "sent"
    FAILED = "failed"
    UNKNOWN = "unknown"
    """It may have arrived; the notice stands in the desk in any case."""


class Notice(models.Model):
    """One thing told to one person. It names a case by its number, and nothing that a resident said."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=NoticeKind)
    subject = models.CharField(max_length=40)
    """What it is about, as in the audit log: `appeal:4201`."""
    step = models.CharField(max_length=80)
    """Which of the notices about it: the clock and its percents, a date, the round of an alarm."""
    number = models.BigIntegerField(null=True)
    """Of the case; None for a digest."""
    topic = models.CharField(max_length=200, blank=True)
    """The name of the topic, from the rubricator."""
    clock = models.CharField(max_length=12, blank=True)
    """Which clock of the case runs out; for a reminder what the date is."""
    due_at = models.DateTimeField(null=True)
    lines = models.JSONField(default=list)
    """Of a digest: number, topic and deadline of each case."""
    recorded_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "kind", "subject", "step"], name="notice_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["staff", "-id"], name="notices_of"),
            models.Index(fields=["staff", "number"], condition=models.Q(read_at__isnull=True), name="notices_unread"),
            models.Index(fields=["number", "id"], condition=models.Q(kind="emergency"), name="notices_of_alarm"),
            models.Index(
                fields=["number"], condition=models.Q(kind="case", read_at__isnull=True), name="unread_of_case"
            ),
            models.Index(
                fields=["staff", "recorded_at"], condition=models.Q(kind__in=["task", "case"]), name="notices_gathered"
            ),
        ]


class Outgoing(models.Model):
    """A letter or a message on its way; how it is taken up and ends: `notices/sending.py`."""

    state = models.CharField(max_length=8, choices=SendingState, default=SendingState.WAITING)
    due_at = models.DateTimeField()
    """Not tried before; while a worker has it: when its claim runs out."""
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    """Why it did not go out: the mail server's words, or words marked for translation."""

    class Meta:
        abstract = True


class NoticeSending(Outgoing):
    """The letter of a notice, on its way."""

    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, primary_key=True, related_name="letter")

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=models.Q(state__in=["waiting", "sending"]), name="notice_to_send"
            ),
        ]


class NoticeWishes(models.Model):
    """How a person wants to be told; without a row by e-mail too, and with no quiet hours."""

    staff = models.OneToOneField(Staff, on_delete=models.CASCADE, primary_key=True, related_name="wishes")
    by_mail = models.BooleanField(default=True)
    digest = models.BooleanField(default=True)
    """A letter at the start of the working day: what is overdue, what is due today."""
    quiet_from = models.TimeField(null=True)
    """Both or none; the hours may pass midnight. In the zone of the person's body."""
    quiet_to = models.TimeField(null=True)
    to_messenger = models.JSONField(default=list, db_default=[])
    """Of which kinds the person is told in the messenger too, as far as a talk with a staff bot is open."""


class StaffBot(models.Model):
    """The installation's own bot in one network: it speaks with staff alone. Never the bot of a page."""

    network = models.CharField(max_length=12, primary_key=True)
    token = models.BinaryField()
    """Sealed with the key ring."""
    name = models.CharField(max_length=64, blank=True)
    """By which people find it; empty until the network told."""
    marker = models.CharField(max_length=64, blank=True)
    """Where to go on listening; what came before it the network has forgotten."""
    ask_at = models.DateTimeField()
    """Not listened to before."""
    trouble = models.CharField(max_length=300, blank=True)
    """Why it does not work now, marked for translation."""
    entered_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()


class StaffTalk(models.Model):
    """A person's talk with the staff bot of a network."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="talks")
    network = models.CharField(max_length=12)
    talk = models.CharField(max_length=64)
    """The talk's id in the network; the person's own account stands behind it."""
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    """The person stopped the bot in the network since: letters go out instead."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "network"], name="one_talk_a_network"),
            models.UniqueConstraint(fields=["network", "talk"], name="talk_of_one_person"),
        ]


class TalkCode(models.Model):
    """A code by which the bot knows who writes to it: one use, some minutes."""

    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    network = models.CharField(max_length=12)
    code_hash = models.CharField(max_length=64, unique=True)
    """SHA-256: who reads the table opens no talk."""
    until = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["staff", "network"], name="one_code_a_network"),
        ]


class NoticeMessage(Outgoing):
    """A notice on its way into a talk with a staff bot."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="messages")
    network = models.CharField(max_length=12)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "network"], name="message_once_a_network"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=models.Q(state__in=["waiting", "sending"]), name="message_to_send"
            ),
        ]


class DutyShift(models.Model):
    """Who is on duty for a body, from a moment until a moment; never two at once."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="shifts")
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="shifts")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    entered_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(until_at__gt=models.F("from_at")), name="shift_has_length"),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "until_at"], name="shifts_of_body")]
