"""Navigation of the desk: its sections, the pages in each, and who sees them; one registry for rail, column and phone.

A new page is one `Entry`; a page that is opened from another stands in that one's `holds`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from otklik.moderation.selectors import FrameCounts
from otklik.organizations.rights import Right, Role
from otklik.organizations.selectors import Viewer

PLACES_ON_A_PHONE: Final = 3
"""In the bar at the bottom, beside the bell and «More»."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of a section."""

    name: str
    """Of its address, in `desk`."""
    word: Promise
    icon: str
    needs: Right | None = None
    """Without it the page answers 403."""
    any_of: tuple[Right, ...] = ()
    """Who has none of these has nothing to do there."""
    count: str = ""
    """Field of `FrameCounts` with what waits there."""
    urgent: str = ""
    """Field of `FrameCounts` for which the count turns red."""
    holds: str = ""
    """Names of pages that are opened from it."""

    @property
    def url(self) -> str:
        return reverse(f"desk:{self.name}")

    def is_open_to(self, viewer: Viewer) -> bool:
        """Whether the person may use it."""
        wanted = self.any_of or ((self.needs,) if self.needs else ())
        return (self.needs is None or viewer.may_anywhere(self.needs)) and (
            not wanted or any(viewer.may_anywhere(right) for right in wanted)
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the desk."""

    word: Promise
    icon: str
    entries: tuple[Entry, ...]


SECTIONS: Final = (
    Section(_("Cases"), "inbox", (
        Entry("inbox", _("Inbox"), "inbox", Right.SEE_CASES,
              holds="case verdict_link bulk bulk_preview bulk_run bulk_runs views public_copy"),
        Entry("tasks", _("My tasks"), "checklist", Right.SEE_CASES, (Right.WRITE_ANSWER,), holds="tell_from_task"),
        Entry("new", _("Type in a case"), "plus", Right.TYPE_IN_CASE),
        Entry("approval_queue", _("Approval"), "rubber-stamp", Right.SEE_CASES,
              (Right.APPROVE_ANSWER, Right.EDIT_APPROVAL)),
        Entry("moderation", _("Moderation"), "shield-question", Right.MODERATE, count="moderation", urgent="urgent",
              holds="moderate moderate_many many_decided"),
        Entry("objections", _("Objections"), "scale", Right.SEE_EVIDENCE, count="objections", holds="evidence"),
        Entry("bans", _("Bans"), "ban", Right.MODERATE, count="bans"),
        Entry("publication", _("Publication"), "eye", Right.MODERATE, holds="publication_photos"),
        Entry("case_import", _("Import of cases"), "upload", Right.TYPE_IN_CASE, holds="case_import_card"),
    )),
    Section(_("Pages"), "rosette-discount-check", (
        Entry("pages", _("Official pages"), "rosette-discount-check", Right.SEE_PAGES,
              holds="page new_page edit_page exempt register_import register_card page_widget"),
        Entry("connections", _("Connections"), "plug-connected", Right.SEE_PAGES, holds="connection page_keys"),
        Entry("alarms", _("Alarms"), "alert-triangle", Right.SEE_PAGES, count="alarms"),
        Entry("rating", _("Rating"), "star", Right.SEE_PAGES, holds="page_check help"),
        Entry("mend", _("What to mend"), "tool", Right.SEE_PAGES),
        Entry("absent", _("Bodies without a page"), "building", Right.SEE_PAGES),
        Entry("fakes", _("Suspected fakes"), "urgent", Right.SEE_PAGES),
        Entry("raw", _("Not understood"), "braces", Right.CONNECT_PAGES, holds="raw_event"),
    )),
    Section(_("Reports"), "chart-bar", (
        Entry("overview", _("Overview"), "clock", Right.SEE_REPORTS, holds="cases_behind"),
        Entry("reports", _("All reports"), "chart-bar", Right.SEE_REPORTS, holds="report"),
        Entry("formal", _("Formal answers"), "file-text", Right.SEE_REPORTS),
        Entry("moderation_report", _("Report of moderation"), "shield-check", Right.SEE_REPORTS),
        Entry("triage", _("How the proposals do"), "sparkles", any_of=(Right.SEE_REPORTS, Right.EDIT_RULES)),
        Entry("moderation_sample", _("Sample of decisions"), "eye-check", Right.EDIT_RULES),
    )),
    Section(_("Settings"), "settings", (
        Entry("bodies", _("Bodies"), "building-community", Right.EDIT_BODIES,
              holds="body new_body edit_body move_body merge_body close_body reopen_body"),
        Entry("territories", _("Territories"), "map-2", Right.EDIT_BODIES),
        Entry("staff", _("Staff"), "users", Right.SEE_STAFF, holds="staff_card staff_bodies invite"),
        Entry("staff_gaps", _("Who will answer?"), "user-off", Right.SEE_STAFF),
        Entry("duty", _("Duty rota"), "phone", Right.SEE_STAFF),
        Entry("routing", _("Routing"), "route", Right.EDIT_ROUTES, count="routing", holds="new_route edit_route"),
        Entry("deadline_policies", _("Deadlines"), "alarm", Right.EDIT_RULES),
        Entry("warning_rules", _("Warnings of deadlines"), "clock-exclamation", Right.EDIT_RULES),
        Entry("ready_texts", _("Ready texts"), "template", any_of=(Right.WRITE_ANSWER, Right.EDIT_RULES)),
        Entry("macros", _("Macros"), "player-play", any_of=(Right.EDIT_CASE, Right.EDIT_RULES)),
        Entry("tags", _("Tags"), "tag", any_of=(Right.EDIT_CASE, Right.EDIT_RULES)),
        Entry("approval_rules", _("Rules of approval"), "rubber-stamp", Right.EDIT_APPROVAL),
        Entry("moderation_rules", _("Rules of moderation"), "gavel", Right.EDIT_RULES),
        Entry("publication_rules", _("What becomes public"), "world", Right.EDIT_RULES),
        Entry("required", _("Where pages must be kept"), "list", Right.EDIT_RULES),
        Entry("sign_in_rules", _("Rules of signing in"), "lock", Right.EDIT_RULES),
        Entry("staff_bots", _("Bots for staff"), "robot", Right.EDIT_RULES),
        Entry("audit", _("Audit log"), "history", Right.SEE_AUDIT, holds="audit_verify"),
    )),
)  # fmt: skip
_OF_CLERKS: Final = ("inbox", "moderation", "approval_queue", "pages", "overview", "bodies", "staff", "audit")
_OF_EXECUTORS: Final = ("tasks", "inbox", "approval_queue")
_SHORT: Final = {"tasks": _("Tasks"), "pages": _("Pages"), "audit": _("Audit")}


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """A page that the person may open, with what waits there."""

    entry: Entry
    count: int
    is_urgent: bool
    is_current: bool
    short: Promise


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with the pages that the person may open; it leads to the first."""

    section: Section
    entries: tuple[ShownEntry, ...]

    @property
    def url(self) -> str:
        return self.entries[0].entry.url

    @property
    def count(self) -> int:
        return sum(one.count for one in self.entries)

    @property
    def is_urgent(self) -> bool:
        return any(one.is_urgent for one in self.entries)

    @property
    def is_current(self) -> bool:
        return any(one.is_current for one in self.entries)


@dataclass(frozen=True, slots=True)
class Navigation:
    """What one person sees around a page."""

    sections: tuple[ShownSection, ...]
    places: tuple[ShownEntry, ...]
    """For the bar of a phone: what this person does first."""

    @property
    def current(self) -> ShownSection | None:
        """The section of the page; None where it belongs to the person (account, notices)."""
        return next((one for one in self.sections if one.is_current), None)


def navigate(viewer: Viewer, counts: FrameCounts, *, page: str) -> Navigation:
    """The navigation of a person on a page, by the page's name."""
    sections = tuple(one for one in (_shown(section, viewer, counts, page) for section in SECTIONS) if one.entries)
    by_name = {one.entry.name: one for one in _entries(sections)}
    own_roles = {post.role for post in viewer.posts if not post.instead_of}
    order = dict.fromkeys([*(_OF_EXECUTORS if own_roles == {Role.EXECUTOR} else ()), *_OF_CLERKS])
    places = [by_name[name] for name in order if name in by_name]
    return Navigation(sections, tuple(places[:PLACES_ON_A_PHONE]))


def _shown(section: Section, viewer: Viewer, counts: FrameCounts, page: str) -> ShownSection:
    return ShownSection(
        section,
        tuple(
            ShownEntry(
                entry=one,
                count=getattr(counts, one.count) if one.count else 0,
                is_urgent=bool(one.urgent and getattr(counts, one.urgent)),
                is_current=page in (one.name, *one.holds.split()),
                short=_SHORT.get(one.name, one.word),
            )
            for one in section.entries
            if one.is_open_to(viewer)
        ),
    )


def _entries(sections: tuple[ShownSection, ...]) -> Iterator[ShownEntry]:
    for section in sections:
        yield from section.entries
