"""The letter with a code to the body's registered address."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from otklik.organizations.mail import send_letter
from otklik.pages.models import Proof


def mail_code(proof: Proof, code: str) -> None:
    """Send it, in the installation's language. Raises LetterNotTaken, LetterInDoubt."""
    page = proof.page
    with translation.override(settings.LANGUAGE_CODE):
        told = {"page": page.name, "url": page.url, "body": page.owner.name, "code": code}
        told["desk"] = f"{settings.OTKLIK_SITE_URL}/desk/pages/{page.id}/"
        text = _(
            "Somebody says that the page «%(page)s» (%(url)s) belongs to %(body)s.\n\n"
            "If this is so, enter this code on the page's card: %(code)s\n%(desk)s\n\n"
            "If you know nothing of it, do not pass the code on: the page may be a fake. Tell the regional centre."
        )
        subject = _("Code for the page «%(page)s»") % told
        send_letter(proof.sent_to, subject=" ".join(subject.split())[:200], text=text % told)
