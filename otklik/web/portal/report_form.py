"""What is typed into the forms «report a problem» and «say what you think»: read once, carried from step to step."""

from dataclasses import dataclass, field, replace

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from otklik.intake.accept_act import MOST_PHOTOS, ActKind, Sent, check_point, check_sent
from otklik.intake.gate import may_bring
from otklik.shared import clock
from otklik.web.door import address_of
from otklik.web.kept_files import keep_one, kept_of, sign_kept
from otklik.web.portal.consents import CONSENT, PUBLISH_CONSENT
from otklik.web.uploads import keep_media

_FIELDS = ("text", "place", "photos", "email", "consent")
"""Those that may be wrong, in the order of the forms."""
LONGEST_QUESTION = 100
"""Characters by which a body is looked for."""
NOWHERE, BY_MAIL, BY_NETWORK = "none", "mail", "network"


@dataclass(frozen=True, slots=True)
class Typed:
    """One form as it was sent. `photo_ids`: photos that were kept in this or an earlier step."""

    kind: ActKind
    text: str = ""
    place: str = ""
    latitude: str = ""
    longitude: str = ""
    to: str = ""
    """The body that was chosen, by its name in addresses."""
    whom: str = ""
    """The words by which one is looked for."""
    choices: tuple[tuple[str, str], ...] = ()
    """What fits them: names in addresses, and what the bodies are called."""
    expected: str = ""
    """What the last look told of who answers, signed."""
    contact: str = NOWHERE
    email: str = ""
    has_consent: bool = False
    may_publish: bool = False
    """The author agrees to publishing without name and contacts: a box of its own, never ticked by us."""
    photo_ids: tuple[int, ...] = ()
    stamp: str = ""
    number: str = ""
    """What the browser found behind the stamp."""
    is_trapped: bool = False
    """A field that people do not see was filled in."""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def kept(self) -> str:
        """The photos, signed, for the next step."""
        return sign_kept(self.photo_ids)

    @property
    def point(self) -> tuple[float, float] | None:
        """What the phone or the map told; nothing where it makes no sense."""
        return point_of(self.latitude, self.longitude)

    def as_sent(self, *, widget_page: int | None, is_held: bool = False, sender: str = "") -> Sent:
        """As it is accepted."""
        return Sent(
            kind=self.kind,
            text=self.text,
            consent=CONSENT if self.has_consent else "",
            place=self.place,
            point=self.point,
            email=self.email if self.contact == BY_MAIL else "",
            language=translation.get_language() or "ru",
            widget_page=widget_page,
            is_held=is_held,
            publish_consent=PUBLISH_CONSENT if self.may_publish else "",
            sender=sender,
        )


def point_of(latitude: str, longitude: str) -> tuple[float, float] | None:
    """A point as a form sends it, in degrees of WGS 84; None for anything else."""
    try:
        at = float(latitude), float(longitude)
    except ValueError:
        return None
    return at if -90 <= at[0] <= 90 and -180 <= at[1] <= 180 else None


def read_words(request: HttpRequest, kind: ActKind) -> Typed:
    """The form as it was sent, without its photos and unchecked."""
    values = request.POST
    contact, whom = values.get("contact", ""), " ".join(_plain(values.get("whom", "")).split())[:LONGEST_QUESTION]
    is_emptied = "named" in values and not whom
    return Typed(
        kind=kind,
        text=_plain(values.get("text", "")),
        place=_plain(values.get("place", "")),
        latitude="" if "no_point" in values else values.get("latitude", "")[:20],
        longitude="" if "no_point" in values else values.get("longitude", "")[:20],
        to="" if is_emptied else _plain(values.get("to", ""))[:LONGEST_QUESTION],
        whom=whom,
        expected=values.get("expected", "")[:2000],
        contact=contact if contact in (BY_MAIL, BY_NETWORK) else NOWHERE,
        email=_plain(values.get("email", "")),
        has_consent=values.get("consent") == CONSENT,
        may_publish=values.get("publish") == PUBLISH_CONSENT,
        stamp=values.get("stamp", "")[:300],
        number=values.get("number", "")[:20],
        is_trapped=bool(values.get("site", "")),
    )


def read_typed(request: HttpRequest, kind: ActKind) -> Typed:
    """The form as it was sent, its photos kept; what is wrong stands in `errors`, by field, and nothing is lost."""
    typed = read_words(request, kind)
    typed = _with_photos(request, typed) if kind is ActKind.REPORT else typed
    wrong = typed.errors | _wrong(typed)
    if outside := check_point(typed.point):
        # taken off: whoever presses «send» again leaves it out
        typed = replace(typed, latitude="", longitude="")
        wrong.setdefault("place", outside.say(_))
    return replace(typed, errors={name: wrong[name] for name in _FIELDS if name in wrong})


def _wrong(typed: Typed) -> dict[str, str]:
    wrong = {one.field: one.say(_) for one in check_sent(typed.as_sent(widget_page=None))}
    if typed.contact == BY_MAIL and not typed.email:
        wrong["email"] = _("Write the address, or choose «nowhere».")
    return wrong


def _with_photos(request: HttpRequest, typed: Typed) -> Typed:
    before = kept_of(request, at_most=MOST_PHOTOS)
    if not all(may_bring(address_of(request), now=clock.now()) for _one in request.FILES.getlist("photos")):
        wrong = _("Too many photos come from your network just now. Wait a minute and attach them again.")
        return replace(typed, photo_ids=tuple(before), errors={"photos": wrong})
    kept, refused = keep_media(request, keep_one, at_most=MOST_PHOTOS)
    ids = tuple(dict.fromkeys((*before, *kept)))
    told = [one.say(_) for one in refused]
    if len(ids) > MOST_PHOTOS:
        told.append(_("At most %(most)s photos fit: the first ones were kept.") % {"most": MOST_PHOTOS})
    return replace(typed, photo_ids=ids[:MOST_PHOTOS], errors={"photos": " ".join(told)} if told else {})


def _plain(text: str) -> str:
    return text.replace("\0", "").replace("\r\n", "\n").strip()
