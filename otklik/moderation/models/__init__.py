"""What moderation keeps: rules and policies, the queue, decisions, bans."""

from otklik.moderation.models.ban import Ban, BanState, BanTerm
from otklik.moderation.models.decision import (
    Decision,
    DecisionAct,
    DecisionState,
    OutsideAct,
    OutsideReading,
    SampleCheck,
)
from otklik.moderation.models.evidence import EvidenceFile, EvidenceRecord, Fact
from otklik.moderation.models.many import ManyDecided, OneOfMany, OneState
from otklik.moderation.models.objection import Objection, ObjectionState, ObjectionTry, ObjectionWay
from otklik.moderation.models.policy import MayDo, PageRules, Policy
from otklik.moderation.models.review import Review, ReviewState

__all__ = [
    "Ban",
    "BanState",
    "BanTerm",
    "Decision",
    "DecisionAct",
    "DecisionState",
    "EvidenceFile",
    "EvidenceRecord",
    "Fact",
    "ManyDecided",
    "MayDo",
    "Objection",
    "ObjectionState",
    "ObjectionTry",
    "ObjectionWay",
    "OneOfMany",
    "OneState",
    "OutsideAct",
    "OutsideReading",
    "PageRules",
    "Policy",
    "Review",
    "ReviewState",
    "SampleCheck",
]
