"""What a body answers for."""

from typing import ClassVar

from django.db import models

from otklik.organizations.models.body import Body
from otklik.topics.models import Topic


class Competence(models.Model):
    """A body is competent for a topic; everybody may read it. Where cases go is decided by routes, not by this."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="competences")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "topic"], name="competence_once")]
