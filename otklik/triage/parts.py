"""What people accept or correct of a proposal, and how the models stand that are made of it."""

from django.db import models


class Part(models.TextChoices):
    """What of a proposal a person accepts or corrects."""

    GROUP = "group"
    TOPIC = "topic"
    KIND = "kind"
    IMPORTANCE = "importance"
    ADDRESS = "address"
    BODY = "body"
    DECENCY = "decency"
    SAME = "same"
    """Whether it tells of the same as another message."""


class ModelState(models.TextChoices):
    """How a model of one's own stands."""

    ASKED = "asked"
    IN_USE = "in_use"
    KEPT = "kept"
    """It was in use once and can be again."""
    REFUSED = "refused"
    """Not better than what was in use: it was never used, and its files were not kept."""
