"""Tables brought by people, keys of programs, webhooks out, reports by Open311."""

from otklik.integrations.case_models import CaseImport, CaseMapping, ExternalCase, RefusedCase
from otklik.integrations.hook_models import Hook, HookCall
from otklik.integrations.key_models import ApiKey, KeptAnswer
from otklik.integrations.models.register import KeptValue, RefusedRow, RegisterChange, RegisterImport
from otklik.integrations.open311_models import SentReport
from otklik.integrations.table_models import BUSY, ImportState

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
