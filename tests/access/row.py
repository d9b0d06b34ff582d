"""A row of the access table, and whom its columns mean."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from otklik.appeals.states import State
from otklik.organizations.rights import Role

CM, EX, AP, CO = Role.CONTENT_MANAGER, Role.EXECUTOR, Role.APPROVER, Role.COORDINATOR
FO, CU, MO, AN, AU, AD = Role.FOUNDER, Role.CURATOR, Role.MODERATOR, Role.ANALYST, Role.AUDITOR, Role.ADMINISTRATOR
STRANGER = "stranger"
EVERYBODY = (*Role, STRANGER)


def in_days(count: int) -> str:
    """Return the day so many days from now, as a form takes it: a date written here would pass one day."""
    return (datetime.now(UTC) + timedelta(days=count)).date().isoformat()


UNSEEN_STAFF = {FO: 404, STRANGER: 404}
SEES_CASES = (CM, EX, AP, CO, FO, CU, MO, AN, AU, STRANGER)
SEES_THIS_CASE = (CM, EX, AP, CO, CU, MO, AN, AU)
"""The case is the utilities': the ministry is not their founder, the stranger works in another town."""
SEES_STAFF = (CM, AP, CO, FO, CU, AN, AU, AD, STRANGER)
EDITS_STAFF = (CO, CU, AD)
SEES_THIS_PERSON = dict.fromkeys(SEES_STAFF, 200) | UNSEEN_STAFF
"""The person works out cases at the utilities of the town."""
AWAY = {"since_on": in_days(120), "until_on": in_days(125), "deputy_id": ""}
SEES_THIS_PAGE = dict.fromkeys(SEES_THIS_CASE, 200) | {EX: 404, FO: 404, AD: 200, STRANGER: 404}
"""The page is the administration's: people of the utilities below it do not see it."""
KEEPERS = (CM, CO, CU, AD)
KEEPS_THIS_PAGE = dict.fromkeys(KEEPERS, 302) | {STRANGER: 404}
OPENS_THIS_PAGE = dict.fromkeys(KEEPERS, 200) | {STRANGER: 404}
EDITS_PAGES = (*KEEPERS, STRANGER)
SEES_THIS_IMPORT = dict.fromkeys(EDITS_PAGES, 404) | {CU: 200, AD: 200}
"""An operator brought it: only those who keep the whole register look at it."""
TYPES_IN = (CM, CO, CU, STRANGER)
SEES_THIS_EXPORT: dict[str, int] = dict.fromkeys(TYPES_IN, 404) | {CU: 200}
"""An operator brought it: only those who enter cases everywhere look at it."""
UNSEEN = dict.fromkeys((FO, STRANGER), 404)
SEES_EVIDENCE = (CM, CO, CU, MO, AU, STRANGER)
SEES_THIS_EVIDENCE = dict.fromkeys(SEES_EVIDENCE, 200) | {STRANGER: 404}
KEEPS_THIS_EVIDENCE = dict.fromkeys(SEES_EVIDENCE, 302) | {STRANGER: 404}
SEES_REPORTS = (CM, AP, CO, FO, CU, AN, AU, STRANGER)
DECIDES_OBJECTIONS: dict[str, int] = {MO: 302, CU: 302}
"""Of a decision that the machine took about a comment under the administration's page."""
JUDGES = dict.fromkeys(KEEPERS, 302)
"""Who may say that a page is a fake of the administration's page."""


@dataclass(frozen=True)
class Row:
    """One address: how it is asked, in which state the case is, and what who gets."""

    name: str
    gets: dict[str, int]
    post: dict[str, str] | None = None
    state: State = State.IN_WORK
    args: tuple[str, ...] = field(default=())

    @property
    def others(self) -> int:
        """What roles get that `gets` does not name: at the door, or as if the object were not there."""
        return 404 if self.args else 403


def page(name: str, who: tuple[str, ...], *, args: tuple[str, ...] = (), unseen: bool = False) -> Row:
    """A page that one looks at."""
    return Row(name, dict.fromkeys(who, 200) | (UNSEEN if unseen else {}), args=args)


def act(
    name: str,
    can: tuple[str, ...],
    *,
    state: State = State.IN_WORK,
    sees: tuple[str, ...] = SEES_THIS_CASE,
    act: str = "",
    **values: str,
) -> Row:
    """An act on the case: who can do it (302), who sees the case but may not (422), for whom it is not there (404)."""
    gets = dict.fromkeys(sees, 422) | UNSEEN | dict.fromkeys(can, 302)
    return Row(name, gets, post=values, state=state, args=("number", act) if act else ("number",))


def on_person(name: str, *args: str, **values: str) -> Row:
    """An act on another person: who may give all their roles; to others the door is shut."""
    return Row(name, dict.fromkeys(EDITS_STAFF, 302), post=values, args=("staff", *args))


def keeps(name: str, **values: str) -> Row:
    """An act on the entry of the administration's page: who keeps it (302), who keeps other pages only (404)."""
    return Row(name, KEEPS_THIS_PAGE, post=values, args=("page",))


WORKERS = (CM, EX, CO, CU)
MODERATES: tuple[str, ...] = (CM, CO, CU, MO)
"""Where something stands on the administration's page; the stranger moderates the pages of another town."""
MODERATES_THIS: dict[str, int] = dict.fromkeys(MODERATES, 302) | {STRANGER: 404}
ROUTERS = (CO, CU, AD)
KEEPS_RULES: dict[str, int] = dict.fromkeys((CU, AD), 302)
