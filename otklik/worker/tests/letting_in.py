"""Sessions, invitations, codes and one-time links to look for in an archive, and what an archive says."""

import subprocess
import tarfile
from datetime import timedelta
from pathlib import Path

from allauth.account.models import EmailAddress, EmailConfirmation
from django.conf import settings
from django.contrib.sessions.models import Session

from otklik.appeals.models import Appeal, CasePart
from otklik.ground.postgres_place import make_place, programs
from otklik.notices.models import TalkCode
from otklik.organizations.models import Invitation, Staff, StaffSession
from otklik.pages.models import Proof
from otklik.shared.clock import now
from otklik.worker.backups import DUMP
from tests.town import Town

OPENS = ("sessionkey77", "invitationhash77", "talkcodehash77", "confirmationkey77")
LETS_IN = (*OPENS, "parthash77", "proofhash77")


def let_in(town: Town) -> None:
    """Whatever lets somebody in for a while."""
    staff, later = Staff.objects.get(id=town.manager.staff_id), now() + timedelta(days=1)
    Session.objects.create(session_key="sessionkey77", session_data="x", expire_date=later)
    StaffSession.objects.create(staff=staff, key="sessionkey77", opened_at=now(), seen_at=now())
    Invitation.objects.create(staff=staff, invited_at=now(), due_at=now(), token_hash="invitationhash77")
    TalkCode.objects.create(staff=staff, network="vk", code_hash="talkcodehash77", until=later)
    address = EmailAddress.objects.create(user=staff, email="x@example.org")
    EmailConfirmation.objects.create(email_address=address, key="confirmationkey77")
    CasePart.objects.create(
        whole=Appeal.objects.earliest("id"), question="Когда?", to_name="ЖЭК", link_hash="parthash77", link_until=later,
        asked_by=staff, asked_at=now(),
    )  # fmt: skip
    Proof.objects.create(page=town.page, kind="mail", state="waiting", code_hash="proofhash77")


def words_of(archive: Path) -> str:
    """All rows of the archive."""
    program = programs(make_place(settings.OTKLIK_DATA_DIR)) / "pg_restore"
    with tarfile.open(archive) as entries:
        dumped = entries.extractfile(DUMP)
        assert dumped is not None
        done = subprocess.run(
            [program, "--data-only", "--file=-"], input=dumped.read(), check=True, capture_output=True
        )
    return done.stdout.decode()
