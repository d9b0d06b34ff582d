"""The rubricator."""

from typing import ClassVar

from django.db import models


class TopicLevel(models.TextChoices):
    GROUP = "group"
    TOPIC = "topic"
    FACT = "fact"


class Topic(models.Model):
    """One row of the rubricator. A group has no parent; names are data, in the language of the installation."""

    code = models.SlugField(max_length=80, unique=True)
    level = models.CharField(max_length=8, choices=TopicLevel)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_edited = models.BooleanField(default=False)
    """A person changed it: seeding leaves it alone."""

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name
