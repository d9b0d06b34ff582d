"""Photos and videos that came with a resident's words; those of a verdict stand with it."""

from otklik.answers.models import ResidentVerdict
from otklik.appeals.models import CasePhoto, PhotoOf
from otklik.appeals.photos import PhotoView, view_of
from otklik.media.films import film_view


def list_resident_photos(case_id: int) -> tuple[PhotoView, ...]:
    """Of a case that this person was already shown to have access to, in the order in which they came."""
    judged = ResidentVerdict.photos.through.objects.filter(residentverdict__appeal_id=case_id)
    said = CasePhoto.objects.filter(appeal_id=case_id, of=PhotoOf.RESIDENT).exclude(
        id__in=judged.values("casephoto_id")
    )
    rows = said.select_related("file__film").order_by("id")
    return tuple(view_of(photo, film=film_view(photo.file)) for photo in rows)
