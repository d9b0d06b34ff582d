"""Pictures as we keep them: one row for each content, whoever uses it."""

from django.db import models


class StoredFile(models.Model):
    """A picture that we made anew, and a small one beside it, in the storage `media`.

    Who uses it points here with a key that protects; what nobody points at is dropped (`services.drop_unused`).
    """

    content_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the picture as it is kept: also its name in the storage."""
    size = models.PositiveIntegerField()
    """In bytes."""
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    """When it was brought last: what was brought only now may not be in use yet."""

    @property
    def name(self) -> str:
        """Where the picture stands in the storage."""
        return f"{self.content_hash[:2]}/{self.content_hash}.jpg"

    @property
    def small_name(self) -> str:
        """Where the small one stands."""
        return f"{self.content_hash[:2]}/{self.content_hash}.small.jpg"
