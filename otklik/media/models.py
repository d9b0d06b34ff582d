"""Files as we keep them: one row for each content, whoever uses it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class FileKind(models.TextChoices):
    """What a kept file is."""

    PHOTO = "photo"
    """A JPEG that we made anew, with a small one beside it."""
    PDF = "pdf"
    """A document as it came, after its checks (`documents.py`)."""
    VIDEO = "video"
    """What a phone sent, made clean (`mp4.py`) or a WebM, and then the film that we made of it; see `Film`."""


_ENDINGS = {FileKind.PHOTO: "jpg", FileKind.PDF: "pdf", FileKind.VIDEO: "mp4"}


def film_name(name: str) -> str:
    """Where the film stands in the storage that is made of the video at this name."""
    return f"{name.partition('.')[0]}.made.mp4"


class StoredFile(models.Model):
    """A picture that we made anew, and a small one beside it, or a document; in the storage `media`.

    Who uses it points here with a key that protects; what nobody points at is dropped (`services.drop_unused`).
    """

    content_hash = models.CharField(max_length=64, unique=True)
    """SHA-256 of the file as it is kept, of a video as it came and was cleaned: also its name in the storage."""
    kind = models.CharField(max_length=5, choices=FileKind, default=FileKind.PHOTO, db_default=FileKind.PHOTO)
    size = models.PositiveIntegerField()
    """In bytes."""
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    """Of a document or a video both are 0."""
    kept_at = models.DateTimeField()
    """When it was brought last: what was brought only now may not be in use yet."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kept_at"], name="files_by_day")]

    @property
    def name(self) -> str:
        """Where the file stands in the storage."""
        return f"{self.content_hash[:2]}/{self.content_hash}.{_ENDINGS[FileKind(self.kind)]}"

    @property
    def small_name(self) -> str:
        """Where the small one stands."""
        return f"{self.content_hash[:2]}/{self.content_hash}.small.jpg"

    @property
    def made_name(self) -> str:
        """Where the film stands that was made of a video."""
        return film_name(self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """Whatever may stand in the storage for it."""
        beside = {FileKind.PHOTO: (self.small_name,), FileKind.VIDEO: (self.made_name,)}
        return (self.name, *beside.get(FileKind(self.kind), ()))


class FilmState(models.TextChoices):
    """How far the making of a film is."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


class FilmFault(models.TextChoices):
    """Why no film can be made of a video; all but the last three are what the program says (`film_program.WORDS`)."""

    BROKEN = "broken"
    NONE = "none"
    PICTURE = "picture"
    LONG = "long"
    HEAVY = "heavy"
    FELL = "fell"
    """The program broke down, each time it was tried."""
    GONE = "gone"
    """The original is not in the storage, each time it was looked for; it may come back with its disk."""
    STORAGE = "storage"
    """The storage failed, each time it was tried, for more than a day."""

    @classmethod
    def of_the_file(cls) -> "list[FilmFault]":
        """Those that tell of the video itself: the others may be ours, so nothing is deleted for them."""
        return [fault for fault in cls if fault not in (cls.FELL, cls.GONE, cls.STORAGE)]


class ComesAs(models.TextChoices):
    """In which box a video came; the second cannot be made clean, so nobody is shown it as it came."""

    MP4 = "mp4"
    WEBM = "webm"


class Film(models.Model):
    """A video being made anew: the original stands until it is, then the film instead (`film_steps.py`)."""

    file = models.OneToOneField(StoredFile, primary_key=True, on_delete=models.CASCADE, related_name="film")
    """A key of this room: it keeps no file from being dropped."""
    state = models.CharField(max_length=7, choices=FilmState, default=FilmState.WAITING)
    comes_as = models.CharField(max_length=4, choices=ComesAs, default=ComesAs.MP4)
    fault = models.CharField(max_length=7, choices=FilmFault, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    """Begun so many times."""
    due_at = models.DateTimeField()
    """Not tried before then."""
    size = models.PositiveIntegerField(null=True)
    """Of the film, in bytes."""
    has_original = models.BooleanField(default=True)
    """What came still stands in the storage."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state"], condition=models.Q(has_original=True), name="films_with_original")
        ]


class PartedFile(models.Model):
    """A file that comes in parts (`parts.py`): how far it has come. No name, no address: only hashes."""

    secret_hash = models.CharField(max_length=64, unique=True)
    """Of the secret in its address."""
    form_hash = models.CharField(max_length=64, db_index=True)
    """Of the stamp of the form that it belongs to."""
    sender_hash = models.CharField(max_length=64, db_index=True, db_default="", default="")
    """Keyed, of the network that it comes from; empty: nobody asked."""
    size = models.PositiveBigIntegerField()
    """Of the whole, in bytes."""
    offset = models.PositiveBigIntegerField(default=0)
    """So many bytes are there."""
    parts = ArrayField(models.BigIntegerField(), default=list)
    """Where each part begins that stands in the storage."""
    touched_at = models.DateTimeField(db_index=True)
    file_id = models.BigIntegerField(null=True)
    """The kept file, once the whole was there. No key: this alone keeps no file."""

    def part_name(self, offset: int) -> str:
        """Where a part stands in the storage."""
        return f"parts/{self.secret_hash}.{offset}"
