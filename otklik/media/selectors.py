"""Reading a picture. Whoever asks has looked at the right to it: this room knows nobody."""

from otklik.media.models import StoredFile
from otklik.media.services import media_storage


def read_stored(file_id: int, *, is_small: bool) -> bytes | None:
    """The picture as JPEG, or the small one; None where it is not there any more."""
    row = StoredFile.objects.filter(id=file_id).first()
    if row is None:
        return None
    try:
        with media_storage().open(row.small_name if is_small else row.name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None
