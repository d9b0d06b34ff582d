"""Forms about notices: how a person wants to be told, who is on duty, when who is warned."""

import re
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from otklik.appeals.warning_policy import WarningRules
from otklik.notices.duty import ShiftEntry
from otklik.notices.quiet import QuietHours
from otklik.notices.services import Wishes, kinds_named
from otklik.web.desk.forms import DeskForm

MOST_DIGITS = 3


class YesNo(forms.TypedChoiceField):
    """Yes or no, chosen from a list: what is chosen can be read without knowing where the switch stands."""

    def __init__(self, **options: object) -> None:
        choices = [("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]
        super().__init__(choices=choices, coerce=lambda word: word == "yes", **options)  # type: ignore[arg-type]


class WishesForm(DeskForm):
    """How a person wants to be told."""

    by_mail = YesNo(
        label=gettext_lazy("Send notices to my e-mail"),
        help_text=gettext_lazy("They stand in the desk in any case. An emergency is always sent."),
    )
    digest = YesNo(
        label=gettext_lazy("A letter at the start of my working day"),
        help_text=gettext_lazy("What of my cases is overdue, and what is due today."),
    )
    to_messenger = forms.MultipleChoiceField(
        label=gettext_lazy("In the messenger too"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("case", gettext_lazy("New cases of my body")),
            ("task", gettext_lazy("Tasks that are handed to me")),
            ("warning", gettext_lazy("Deadlines and approvals that run out")),
            ("reminder", gettext_lazy("Dates that come near")),
            ("emergency", gettext_lazy("Emergencies")),
            ("digest", gettext_lazy("What is due today, at the start of my working day")),
        ],
    )
    quiet_from = forms.TimeField(
        label=gettext_lazy("Quiet hours from"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    quiet_to = forms.TimeField(
        label=gettext_lazy("Quiet hours until"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Both empty: none. Outside the working time of your body you are not told anyway."),
    )

    def __init__(self, values: QueryDict | None = None, *, shown: Wishes, has_messenger: bool) -> None:
        super().__init__(values, ids="wishes", initial=_shown(shown))
        self._kept = shown.to_messenger
        if not has_messenger:
            del self.fields["to_messenger"]

    def wishes(self) -> Wishes:
        """What was chosen, once it makes sense."""
        clean = self.cleaned_data
        told = kinds_named(clean["to_messenger"]) if "to_messenger" in clean else self._kept
        return Wishes(clean["by_mail"], clean["digest"], QuietHours(clean["quiet_from"], clean["quiet_to"]), told)


class BotForm(DeskForm):
    """The token of a staff bot; what stands there already is never shown."""

    network = forms.CharField(widget=forms.HiddenInput)
    token = forms.CharField(
        label=gettext_lazy("Token of the bot"), max_length=400,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, values: QueryDict | None = None, *, network: str) -> None:
        super().__init__(values, ids=f"bot_{network}", initial={"network": network})


def _shown(wishes: Wishes) -> dict[str, object]:
    return {
        "to_messenger": sorted(wishes.to_messenger),
        "by_mail": "yes" if wishes.by_mail else "no",
        "digest": "yes" if wishes.digest else "no",
        "quiet_from": wishes.quiet.from_time,
        "quiet_to": wishes.quiet.to_time,
    }


class ShiftForm(DeskForm):
    """A person on duty, from a moment until a moment."""

    staff_id = forms.TypedChoiceField(label=gettext_lazy("Who is on duty"), coerce=int)
    from_at = forms.DateTimeField(
        label=gettext_lazy("From"), widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    until_at = forms.DateTimeField(
        label=gettext_lazy("Until"), widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )

    def __init__(self, values: QueryDict | None = None, *, people: Iterable[tuple[int, str]], zone: str) -> None:
        super().__init__(values, ids="shift")
        self.zone = ZoneInfo(zone)
        self.fields["staff_id"].choices = list(people)  # type: ignore[attr-defined]

    def entry(self, body_id: int) -> ShiftEntry:
        """What was typed, once it makes sense: the hours are those of the body's zone."""
        clean = self.cleaned_data
        return ShiftEntry(body_id, clean["staff_id"], self._there(clean["from_at"]), self._there(clean["until_at"]))

    def _there(self, at: datetime) -> datetime:
        """The same hour on the clocks of the body, whatever zone the site itself runs in."""
        return at.replace(tzinfo=self.zone)


class WarningForm(DeskForm):
    """When who is warned."""

    executor = forms.CharField(
        label=gettext_lazy("Whoever has the case is warned at, percent"), required=False, max_length=60,
        help_text=gettext_lazy("Of the whole term; 100 is the deadline. Several with commas: 50, 80, 100."),
    )  # fmt: skip
    coordinator = forms.CharField(label=gettext_lazy("The coordinator at, percent"), required=False, max_length=60)
    head = forms.CharField(
        label=gettext_lazy("The founder at, percent"), required=False, max_length=60,
        help_text=gettext_lazy("150: half of the term after the deadline. Without a founder the curator."),
    )  # fmt: skip
    reminder_days = forms.IntegerField(
        label=gettext_lazy("Days before the date of a deferral or a promise"), min_value=1, max_value=30
    )

    def __init__(self, values: QueryDict | None = None, *, shown: WarningRules) -> None:
        told = {name: ", ".join(map(str, getattr(shown, name))) for name in ("executor", "coordinator", "head")}
        super().__init__(values, ids="warnings", initial=told | {"reminder_days": shown.reminder_days})

    def clean_executor(self) -> tuple[int, ...]:
        """Percents of the executor."""
        return _percents(self.cleaned_data["executor"])

    def clean_coordinator(self) -> tuple[int, ...]:
        """Percents of the coordinator."""
        return _percents(self.cleaned_data["coordinator"])

    def clean_head(self) -> tuple[int, ...]:
        """Percents of the founder."""
        return _percents(self.cleaned_data["head"])

    def rules(self) -> WarningRules:
        """What was typed, once it makes sense."""
        return WarningRules(**self.cleaned_data)


def _percents(text: str) -> tuple[int, ...]:
    words = [word for word in re.split(r"[,;%\s]+", text) if word]
    if not all(word.isascii() and word.isdigit() and len(word) <= MOST_DIGITS for word in words):
        raise forms.ValidationError(gettext("Write whole percents with commas between them: 50, 80, 100."))
    return tuple(sorted({int(word) for word in words}))
