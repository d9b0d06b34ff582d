"""Where bodies work: the region, its municipalities, settlements and streets."""

from typing import ClassVar

from django.db import models


class TerritoryLevel(models.TextChoices):
    REGION = "region"
    MUNICIPALITY = "municipality"
    SETTLEMENT = "settlement"
    STREET = "street"


class Territory(models.Model):
    """A region, a municipality, a settlement or a street."""

    level = models.CharField(max_length=12, choices=TerritoryLevel)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=200)
    oktmo = models.CharField(max_length=11, blank=True)
    shape = models.BinaryField(null=True, blank=True)
    """Its polygons in degrees of WGS 84, as WKB; None: nobody has imported them."""
    west = models.FloatField(null=True, blank=True)
    """The box around the shape: longitudes and latitudes in degrees."""
    south = models.FloatField(null=True, blank=True)
    east = models.FloatField(null=True, blank=True)
    north = models.FloatField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "level", "name"], name="territory_once", nulls_distinct=False)
        ]
        indexes: ClassVar = [
            models.Index(fields=["west", "east"], condition=models.Q(shape__isnull=False), name="territory_with_shape")
        ]

    def __str__(self) -> str:
        return self.name
