"""Files as we keep them: one row for each content, whoever uses it."""

from django.db import models


class FileKind(models.TextChoices):
    """What a kept file is."""

    PHOTO = "photo"
    """A JPEG that we made anew, with a small one beside it."""
    PDF = "pdf"
    """A document as it came, after its checks (`documents.py`)."""


class StoredFile(models.Model):
    """A picture that we made anew, and a small one beside it, or a document; in the storage `media`.

    Who uses it points here with a key that protects; what nobody points at is dropped (`services.drop_unused`).
    """

    content_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the file as it is kept: also its name in the storage."""
    kind = models.CharField(max_length=5, choices=FileKind, default=FileKind.PHOTO, db_default=FileKind.PHOTO)
    size = models.PositiveIntegerField()
    """In bytes."""
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    """Of a document both are 0."""
    kept_at = models.DateTimeField()
    """When it was brought last: what was brought only now may not be in use yet."""

    @property
    def name(self) -> str:
        """Where the file stands in the storage."""
        ending = "pdf" if self.kind == FileKind.PDF else "jpg"
        return f"{self.content_hash[:2]}/{self.content_hash}.{ending}"

    @property
    def small_name(self) -> str:
        """Where the small one stands."""
        return f"{self.content_hash[:2]}/{self.content_hash}.small.jpg"
