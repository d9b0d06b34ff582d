"""Our two forms on other sites: for whose page, where they may be shown, how often they are used."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from otklik.pages.models.page import Page


class Widget(models.Model):
    """The forms of one page, as other sites and posters show them; what is sent there goes to its owner first."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="widget")
    key = models.CharField(max_length=12, unique=True)
    """Random; stands in the code on other sites and in QR codes."""
    origins = ArrayField(models.CharField(max_length=200), default=list)
    """Sites that may show it in a frame: https://school8.example, with the port where there is one."""
    is_on = models.BooleanField(default=True)
    made_at = models.DateTimeField()


class WidgetUse(models.Model):
    """How often the forms of a page were opened and sent on one day."""

    widget = models.ForeignKey(Widget, on_delete=models.CASCADE, related_name="uses")
    on = models.DateField()
    shown = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["widget", "on"], name="widget_use_of_day")]
