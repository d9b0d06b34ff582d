"""Views of the inbox that people keep."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from otklik.organizations.models import Body, Staff


class SavedView(models.Model):
    """What somebody asks of the inbox again and again: which cases, in which order, with which columns."""

    name = models.CharField(max_length=80)
    owner = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, null=True, on_delete=models.CASCADE, related_name="+")
    """Shared with whoever has a post in this body or under it; None: the owner's alone."""
    asked = models.JSONField(default=dict)
    """The values of the page's address: queue, filters, order, columns."""
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("owner", Lower("name"), name="view_once_by_name")]


class DefaultView(models.Model):
    """The view with which a person's inbox opens."""

    staff = models.OneToOneField(Staff, primary_key=True, on_delete=models.CASCADE, related_name="+")
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="+")
