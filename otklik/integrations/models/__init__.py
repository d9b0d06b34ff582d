"""Tables brought by people, keys of programs, webhooks out, reports by Open311."""

from otklik.integrations.models.cases import CaseImport, CaseMapping, ExternalCase, RefusedCase
from otklik.integrations.models.hooks import Hook, HookCall
from otklik.integrations.models.keys import ApiKey, KeptAnswer, SentReport
from otklik.integrations.models.register import KeptValue, RefusedRow, RegisterChange, RegisterImport
from otklik.integrations.models.tables import BUSY, ImportState

__all__ = [
    "BUSY",
    "ApiKey",
    "CaseImport",
    "CaseMapping",
    "ExternalCase",
    "Hook",
    "HookCall",
    "ImportState",
    "KeptAnswer",
    "KeptValue",
    "RefusedCase",
    "RefusedRow",
    "RegisterChange",
    "RegisterImport",
    "SentReport",
]
