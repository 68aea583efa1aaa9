"""Tables, one file per aggregate. Importing this package registers every table."""

from app.database import Base
from app.models.account import NoRole, User
from app.models.audit import AuditActor, AuditEvent, AuditHead
from app.models.collection import AccessCode, CollectionPoint, Mode, Touchpoint
from app.models.draft import (
    DraftLock,
    DraftStep,
    QuestionnaireDraft,
    TrialAnswer,
    TrialLink,
)
from app.models.funnel import FunnelCount, FunnelStep
from app.models.invitation import BatchKind, Invitation, InvitationBatch, InvitationStratum
from app.models.kiosk import KioskCode
from app.models.mail import MailChoice, MailKind, MailLog, MailState
from app.models.notice import NoticeVersion
from app.models.opening_hours import OpeningHours
from app.models.organisation import (
    Sector,
    SuccessorKind,
    Unit,
    UnitChange,
    UnitFormerName,
    UnitKind,
    UnitParent,
    UnitSuccessor,
)
from app.models.paper import TYPISTS, CheckOutcome, PaperBatch, PaperCheck, PaperSheet
from app.models.population import Channel, EnteredVia, Population
from app.models.publication import Improvement, ProposedPublication, Publication
from app.models.questionnaire import Questionnaire, QuestionnaireVersion
from app.models.reading import CommentTag, CommentTagging, Given, ReadableComment
from app.models.report import FrozenReport, FrozenReportFile, ReportState
from app.models.response import (
    Comment,
    CorrectionKind,
    FlagChange,
    KeptAnswer,
    Response,
    ResponseCorrection,
    ResponseImport,
)
from app.models.retention import RetentionLimit
from app.models.rights import RoleGrant, RoleName
from app.models.seal import Seal, SealLeaves, SealTombstone
from app.models.service import Service
from app.models.service_account import ApiAct, ServiceAccount
from app.models.setting import SettingValue
from app.models.sign_in import (
    AccountLink,
    Authenticator,
    LinkPurpose,
    Passkey,
    RecoveryCode,
    StaffSession,
)
from app.models.survey import Survey, SurveyPoint, SurveyTarget, SurveyUnit, SurveyVersion
from app.models.target import Place, Target
from app.models.task import RunOutcome, TaskRun, TaskSchedule

__all__ = [
    "TYPISTS",
    "AccessCode",
    "AccountLink",
    "ApiAct",
    "AuditActor",
    "AuditEvent",
    "AuditHead",
    "Authenticator",
    "Base",
    "BatchKind",
    "Channel",
    "CheckOutcome",
    "CollectionPoint",
    "Comment",
    "CommentTag",
    "CommentTagging",
    "CorrectionKind",
    "DraftLock",
    "DraftStep",
    "EnteredVia",
    "FlagChange",
    "FrozenReport",
    "FrozenReportFile",
    "FunnelCount",
    "FunnelStep",
    "Given",
    "Improvement",
    "Invitation",
    "InvitationBatch",
    "InvitationStratum",
    "KeptAnswer",
    "KioskCode",
    "LinkPurpose",
    "MailChoice",
    "MailKind",
    "MailLog",
    "MailState",
    "Mode",
    "NoRole",
    "NoticeVersion",
    "OpeningHours",
    "PaperBatch",
    "PaperCheck",
    "PaperSheet",
    "Passkey",
    "Place",
    "Population",
    "ProposedPublication",
    "Publication",
    "Questionnaire",
    "QuestionnaireDraft",
    "QuestionnaireVersion",
    "ReadableComment",
    "RecoveryCode",
    "ReportState",
    "Response",
    "ResponseCorrection",
    "ResponseImport",
    "RetentionLimit",
    "RoleGrant",
    "RoleName",
    "RunOutcome",
    "Seal",
    "SealLeaves",
    "SealTombstone",
    "Sector",
    "Service",
    "ServiceAccount",
    "SettingValue",
    "StaffSession",
    "SuccessorKind",
    "Survey",
    "SurveyPoint",
    "SurveyTarget",
    "SurveyUnit",
    "SurveyVersion",
    "Target",
    "TaskRun",
    "TaskSchedule",
    "Touchpoint",
    "TrialAnswer",
    "TrialLink",
    "Unit",
    "UnitChange",
    "UnitFormerName",
    "UnitKind",
    "UnitParent",
    "UnitSuccessor",
    "User",
]
