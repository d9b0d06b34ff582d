"""Making a model of one's own from own examples, and putting it in use where it is better."""

import logging
import shutil
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final

from django.db import connection, transaction
from django.db.models import Max
from procrastinate.contrib.django import app

from otklik.audit.services import record
from otklik.ground.advisory_lock import try_advisory_lock
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _
from otklik.triage.learning.comparing import FEWEST_EXAMPLES, FEWEST_HELD_OUT, Comparison, Outcome, compare
from otklik.triage.learning.fitting import Told, fit_layer, is_held_out, same_words
from otklik.triage.learning.own_curves import learn_curves
from otklik.triage.learning.versions import demand_choice, digest_of, folder_of, model_in_use, put_in_use
from otklik.triage.model import load_model, with_layer
from otklik.triage.models import OwnExample, OwnModel
from otklik.triage.own_layer import OwnLayer, write_layer
from otklik.triage.parts import ModelState, Part

log = logging.getLogger(__name__)

JOB: Final = "make_own_model"
"""The worker's job that makes the model that was asked for."""
MOST_EXAMPLES: Final = 5000
"""The newest are learnt from: that is a minute or two of work."""
GIVEN_UP_AFTER: Final = timedelta(hours=3)
"""Whoever was making a model for so long was killed, and no worker has taken it up again."""
_WORK: Final = "otklik own model"


class AlreadyAsked(OtklikError):
    """A model is being made this moment."""

    def __init__(self) -> None:
        super().__init__(_("A model is being made already."), mend=_("Wait for it: it takes some minutes."))


def ask_for_model(*, by: Viewer | None, now: datetime) -> OwnModel:
    """Have the worker make a model of the examples that there are. Raises NotYourModel, AlreadyAsked."""
    demand_choice(by)
    with transaction.atomic():
        row = _enter(by=by, now=now)
        record("ask_for_model", subject=f"model:{row.version}", by=by, now=now)
        app.configure_task(JOB, lock="own_model").defer(model_id=row.id)
    return row


def make_at_once(*, by: Viewer | None, now: datetime) -> OwnModel:
    """Make a model here and now. Raises AlreadyAsked."""
    with transaction.atomic():
        row = _enter(by=by, now=now)
    make_model(row.id, now=now)
    row.refresh_from_db()
    return row


def make_if_news(*, now: datetime) -> None:
    """Make a model where examples came since the last try, and curves; nothing where one is being made."""
    last = OwnModel.objects.aggregate(at=Max("asked_at"))["at"]
    news = OwnExample.objects.filter(part=Part.GROUP)
    if not (news.filter(at__gt=last) if last else news).exists():
        learn_curves(now=now)
        return
    with suppress(AlreadyAsked):
        make_at_once(by=None, now=now)


def make_model(model_id: int, *, now: datetime) -> None:
    """Make the model that was asked for and put it in use if it is better; nothing where that is done already."""
    with try_advisory_lock(_WORK, model_id) as is_locked:
        row = OwnModel.objects.filter(id=model_id, state=ModelState.ASKED).first() if is_locked else None
        if row is None:
            return
        try:
            _make(row, now=now)
        except Exception:
            OwnModel.objects.filter(id=model_id, state=ModelState.ASKED).update(
                state=ModelState.REFUSED, outcome=Outcome.BROKE, made_at=now
            )
            raise
        learn_curves(now=now)


def _enter(*, by: Viewer | None, now: datetime) -> OwnModel:
    """A row for the try. Asking is locked, so that two people never ask at once, whatever rows there are."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [_WORK])
    waiting = list(OwnModel.objects.select_for_update().filter(state=ModelState.ASKED))
    if any(row.asked_at > now - GIVEN_UP_AFTER and not _was_killed(row) for row in waiting):
        raise AlreadyAsked
    for row in waiting:
        row.made_at = now
        _refuse(row, Outcome.BROKE)
    newest = OwnModel.objects.aggregate(newest=Max("number"))["newest"] or 0
    return OwnModel.objects.create(number=newest + 1, asked_at=now, asked_by_id=by.staff_id if by else None)


def _was_killed(row: OwnModel) -> bool:
    """Whether a command or the schedule left it: a job that a person asked for is put back by itself."""
    with try_advisory_lock(_WORK, row.pk) as is_locked:
        return is_locked and row.asked_by_id is None


def _make(row: OwnModel, *, now: datetime) -> None:
    shipped, before = load_model(), model_in_use()
    told = [one for one in _load_told() if one.group in shipped.card.groups]
    held_out = list({same_words(one.text): one for one in told if is_held_out(one.text)}.values())
    row.examples, row.held_out, row.made_at = len(told), len(held_out), now
    row.base_version, row.compared_with = shipped.card.version, before.card.version
    if len(told) < FEWEST_EXAMPLES or len(held_out) < FEWEST_HELD_OUT:
        _refuse(row, Outcome.TOO_FEW)
        return
    layer = fit_layer([one for one in told if not is_held_out(one.text)], model=shipped, version=row.version)
    compared = compare(held_out, own=with_layer(shipped, layer), before=before)
    row.figures = {"own": asdict(compared.own), "before": asdict(compared.before), "gain": list(compared.gain)}
    if compared.outcome is Outcome.BETTER:
        _use(row, layer, compared, now=now)
    else:
        _refuse(row, compared.outcome)


def _load_told() -> list[Told]:
    """The newest examples of groups, as they were said, oldest first: of the same words the last word counts."""
    rows = (
        OwnExample.objects.filter(part=Part.GROUP).exclude(chosen="").exclude(wording__text="").order_by("-at", "-id")
    ).values_list("wording__text", "chosen")[:MOST_EXAMPLES]
    return [Told(text=text, group=group) for text, group in reversed(rows)]


def _refuse(row: OwnModel, outcome: Outcome) -> None:
    row.state, row.outcome = ModelState.REFUSED, outcome
    row.save()
    log.info("triage: the model %s is not put in use: %s", row.version, outcome)


def _use(row: OwnModel, layer: OwnLayer, compared: Comparison, *, now: datetime) -> None:
    """Files first, whole under their name; only then the row names them."""
    folder = folder_of(row.version)
    unfinished = folder.with_suffix(".part")
    for left in (unfinished, folder):
        shutil.rmtree(left, ignore_errors=True)
    write_layer(layer, unfinished)
    unfinished.rename(folder)
    row.digest, row.outcome = digest_of(folder), compared.outcome
    with transaction.atomic():
        put_in_use(row, now=now)
        record("use_model", subject=f"model:{row.version}", by=None, now=now, details={"because": compared.outcome})
    log.info("triage: the model %s is in use", row.version)
