"""Tags: the words under which a body puts cases together, beside topic and place."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Lower, Replace

from otklik.appeals.models.appeal import Appeal
from otklik.organizations.models import Body, Staff

LONGEST_TAG = 40
"""Characters of a tag's name."""
TAG_KEY: Final = Replace(Lower("name"), Value("ё"), Value("е"))
"""By what a tag is known, as PostgreSQL writes it."""


class Tag(models.Model):
    """A word of a body's vocabulary; it holds for the bodies under it, too."""

    name = models.CharField(max_length=LONGEST_TAG)
    body = models.ForeignKey(Body, null=True, on_delete=models.CASCADE, related_name="+")
    """None: everybody's."""
    is_public = models.BooleanField(default=False)
    """Everybody may read it at published cases."""
    is_active = models.BooleanField(default=True)
    """Offered; a retired one stays at its cases, for staff alone."""
    version = models.PositiveIntegerField(default=1)
    """Counts changes: a save made from an older one is refused."""
    publication_is_stale = models.BooleanField(default=False)
    """It changed: what the public sees of its cases has to be looked at again."""
    made_by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("name"), "body", condition=Q(is_active=True), nulls_distinct=False, name="tag_once_by_name"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(publication_is_stale=True), name="tag_to_publish_anew"),
            models.Index(TAG_KEY, name="tag_by_key"),
        ]


class CaseTag(models.Model):
    """A case bears a tag."""

    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="tags")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="cases")
    by = models.ForeignKey(Staff, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["appeal", "tag"], name="case_tag_once")]
