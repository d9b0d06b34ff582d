"""Temporary credentials: sessions, invitations, codes. No archive holds them, and a restore ends them.

A session that was ended, or a link that was used, after the archive was made would open again. Links by which somebody
comes back for months (a resident's own page, a verdict, an objection) and keys of programs are no such thing.
"""

from typing import Final

from django.db import connection, transaction

TABLES: Final = (
    "account_emailconfirmation",
    "django_session",
    "notices_talkcode",
    "organizations_invitation",
    "organizations_staffsession",
    "socialaccount_socialtoken",
)
"""Their rows stay out of the archive. Nothing refers to them."""
COLUMNS: Final = {
    "appeals_casepart": "link_hash",
    "intake_residentact": "confirm_hash",
    "pages_proof": "code_hash",
}
"""Digests beside what has to be kept: they open nothing, but whoever has the link or the code could use it again."""


def end_one_time() -> None:
    """Sign everybody out, and let no link or code of before open anything; also of archives that held them."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f'delete from "{table}"')  # noqa: S608 (names of ours)
        for table, column in COLUMNS.items():
            cursor.execute(f'update "{table}" set "{column}" = \'\' where "{column}" <> \'\'')  # noqa: S608
