"""Places of a municipality that people name: streets with houses, settlements, landmarks."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from otklik.organizations.models import Territory


class Gazetteer(models.Model):
    """The places of one municipality, as they were taken from a file last."""

    municipality = models.OneToOneField(Territory, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    """Grows with every import: processes hold the index of names in memory until then."""
    source = models.CharField(max_length=200, blank=True)
    """Name of the file that was imported last."""
    changed_at = models.DateTimeField()


class Place(models.Model):
    """A street, a settlement or a landmark by its name. The point is in degrees of WGS 84."""

    gazetteer = models.ForeignKey(Gazetteer, on_delete=models.CASCADE, related_name="places")
    what = models.CharField(max_length=12)
    """street, settlement or landmark"""
    kind = models.CharField(max_length=40, blank=True)
    """улица, переулок…; посёлок, село…; школа, остановка…"""
    name = models.CharField(max_length=200)
    other_names = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    """Former, short and popular names."""
    settlement = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="inside")
    """What a street or a landmark lies in; None: the main town, or nobody has said."""
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gazetteer", "what", "kind", "name", "settlement"], name="place_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}".strip()


class House(models.Model):
    """A house of a street with its point."""

    street = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="houses")
    number = models.CharField(max_length=20)
    """As messages are read: «12а», «5/2», «7 к3»."""
    latitude = models.FloatField()
    longitude = models.FloatField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["street", "number"], name="house_once")]


class WantedHouse(models.Model):
    """A house that residents named and the gazetteer lacks: a geocoder is asked for it once."""

    street = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=20)
    asked_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    is_answered = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["street", "number"], name="wanted_house_once")]
        indexes: ClassVar = [models.Index(fields=["id"], condition=models.Q(is_answered=False), name="houses_wanted")]
