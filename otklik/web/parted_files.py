"""Photos and videos that come in parts: begun at `/upload/`, then put down one after the other, with breaks.

As tus has it (https://tus.io): HEAD tells the offset, PATCH goes on from there, 409 where it does not. Only a form of
ours begins one, by its stamp; the last part gives what the form names the file by. It works for frames of other sites,
too: no cookie counts.
"""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from otklik.intake.gate import is_ours, may_bring, network_of
from otklik.media.errors import FileRefused
from otklik.media.parts import MOST_PART, Standing, WrongOffset, begin_file, find_standing, put_part
from otklik.media.photos import check_photo_size
from otklik.shared import clock
from otklik.web.door import address_of
from otklik.web.kept_files import keep_one, sign_kept

_LONGEST_SIZE: Final = 12


@never_cache
@csrf_exempt
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """A new file: its size, its kind and the stamp of the form. Answers where its parts go."""
    stamp, size = request.POST.get("stamp", "")[:300], request.POST.get("size", "")
    if not is_ours(stamp):
        return _refuse(_("The form was open for too long. Reload the page and choose the file again."), status=403)
    if not may_bring(address_of(request), now=clock.now()):
        return _refuse(
            _("Too many photos come from your network just now. Wait a minute and attach them again."), status=429
        )
    if not (size.isascii() and size.isdecimal() and len(size) <= _LONGEST_SIZE):
        return _refuse(_("The file is empty."), status=422)
    try:
        if request.POST.get("kind", "").startswith("image/"):
            check_photo_size(int(size))
        secret = begin_file(int(size), form=stamp, sender=network_of(address_of(request)), now=clock.now())
    except FileRefused as refused:
        return _refuse(refused.say(_), status=422)
    address = reverse("parted_file", args=[secret])
    return JsonResponse({"url": address, "part": MOST_PART}, status=201, headers={"Location": address})


@never_cache
@csrf_exempt
@require_http_methods(["HEAD", "PATCH"])
def parted_file(request: HttpRequest, secret: str) -> HttpResponse:
    """How far a file has come; or its next part."""
    if request.method == "HEAD":
        standing = find_standing(secret)
        return _tell(standing) if standing else HttpResponse(status=404)
    offset = request.headers.get("Upload-Offset", "")
    if not (offset.isascii() and offset.isdecimal() and len(offset) <= _LONGEST_SIZE):
        return _refuse(_("The header Upload-Offset has to say how many bytes came before."), status=400)
    try:
        content = request.read(MOST_PART + 1)
        standing = put_part(secret, content, offset=int(offset), keep=keep_one, now=clock.now())
    except WrongOffset as wrong:
        return HttpResponse(status=409, headers={"Upload-Offset": str(wrong)})
    except FileRefused as refused:
        return _refuse(refused.say(_), status=422)
    if standing is None:
        raise Http404(_("This link leads nowhere."))
    return _tell(standing)


def _tell(standing: Standing) -> HttpResponse:
    headers = {"Upload-Offset": str(standing.offset), "Upload-Length": str(standing.size)}
    if standing.file_id is None:
        return HttpResponse(status=204, headers=headers)
    return JsonResponse({"kept": sign_kept([standing.file_id])}, headers=headers)


def _refuse(wrong: str, *, status: int) -> HttpResponse:
    return JsonResponse({"wrong": wrong}, status=status, json_dumps_params={"ensure_ascii": False})
