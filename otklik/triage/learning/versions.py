"""Which model is in use: the shipped one, or one's own over it; changing that, and going back."""

import hashlib
import logging
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction

from otklik.audit.services import record
from otklik.ground.databases import does_answer
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _
from otklik.triage.model import Model, load_model, with_layer
from otklik.triage.models import OwnCurve, OwnModel
from otklik.triage.own_layer import FILES, read_layer
from otklik.triage.parts import ModelState

log = logging.getLogger(__name__)

SHIPPED: Final = "shipped"
"""The word for the model that came with Otklik, where a version is named."""


class NoSuchModel(OtklikError):
    """A version that is not there, or that was never good enough to be used."""

    def __init__(self) -> None:
        super().__init__(
            _("There is no such model to put in use."), mend=_("Choose one that was in use before, or the shipped one.")
        )


class BrokenModel(OtklikError):
    """The files of a model are missing, changed, or made for another shipped model."""

    def __init__(self) -> None:
        super().__init__(
            _("The files of this model are missing or broken, or it was made for another version of Otklik."),
            mend=_("Bring its folder back from a backup, or make a new model."),
        )


class NotYourModel(OtklikError):
    """The model is everybody's: who looks after the whole region chooses it."""

    def __init__(self) -> None:
        super().__init__(_("The model is everybody's: those who see the whole region choose it."))


def demand_choice(by: Viewer | None) -> None:
    """Whether this person may choose what judges everybody's messages; None: a command. Raises NotYourModel."""
    if by is not None and not by.scope(Right.EDIT_RULES).everything:
        raise NotYourModel


def folder_of(version: str) -> Path:
    """Where the files of a model of one's own stand."""
    return Path(settings.OTKLIK_DATA_DIR) / "models" / version


def model_in_use() -> Model:
    """The model that judges now. It is asked anew for every batch, so a new one needs no restart.

    One whose files are missing or broken is passed over, with a warning in the log: the shipped model judges then.
    """
    row = OwnModel.objects.filter(state=ModelState.IN_USE).only("number", "digest").first()
    if row is None:
        return load_model()
    try:
        return _open(folder_of(row.version), row.digest)
    except (OSError, ValueError) as why:
        _warn_once(row.version, str(why))
        return load_model()


def model_at_hand() -> Model:
    """The model that judges now, for commands; the shipped one where no database can be reached to tell which it is."""
    try:
        return model_in_use() if does_answer() else load_model()
    except (DatabaseError, InterfaceError):
        return load_model()


def use_version(version: str, *, by: Viewer | None, now: datetime) -> None:
    """Put a model that was in use before, or the shipped one, in use; the latter takes back own curves as well.

    Raises NotYourModel, NoSuchModel, BrokenModel.
    """
    demand_choice(by)
    with transaction.atomic():
        rows = {row.version: row for row in OwnModel.objects.select_for_update()}
        chosen = rows.get(version)
        if version != SHIPPED and (chosen is None or chosen.state not in (ModelState.KEPT, ModelState.IN_USE)):
            raise NoSuchModel
        if chosen is not None:
            try:
                _open(folder_of(version), chosen.digest)
            except (OSError, ValueError) as why:
                raise BrokenModel from why
        put_in_use(chosen, now=now)
        if version == SHIPPED:
            OwnCurve.objects.filter(is_in_use=True).update(is_in_use=False, taken_back_at=now)
        record("use_model", subject=f"model:{version}", by=by, now=now)


def put_in_use(chosen: OwnModel | None, *, now: datetime) -> None:
    """Let this model judge from now on; None: the shipped one. The one before is kept. In the caller's transaction."""
    OwnModel.objects.filter(state=ModelState.IN_USE).update(state=ModelState.KEPT)
    if chosen is not None:
        chosen.state, chosen.used_since = ModelState.IN_USE, now
        chosen.save()


def digest_of(folder: Path) -> str:
    """SHA-256 over the files of a model. Raises OSError where one is missing."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=8)
def _warn_once(version: str, why: str) -> None:
    """Every batch asks anew; the log is told once for a process."""
    log.warning("triage: the model %s is passed over, the shipped one judges: %s", version, why)


@lru_cache(maxsize=2)
def _open(folder: Path, digest: str) -> Model:
    """Files are hashed once for a process: what changed is found when it starts or when another model comes."""
    if digest_of(folder) != digest:
        raise ValueError(f"{folder} was changed since it was made")
    return with_layer(load_model(), read_layer(folder))
