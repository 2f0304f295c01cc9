"""What Freshdesk returns, typed (freshdesk-api 4 to 6).

Unknown fields are kept, known ones may be null or left out, times become aware UTC whatever offset they had, and
statuses, sources and kinds are plain numbers: an account may add its own, so compare them with the enums here
but never convert.
"""

from assistant.freshdesk.choices import Choice
from assistant.freshdesk.models.account import (
    Account,
    BusinessHours,
    EmailConfig,
    HelpdeskSettings,
    Mailbox,
    MailSettings,
    OpenHours,
    Product,
    SlaPolicy,
    SlaTarget,
    TicketField,
)
from assistant.freshdesk.models.automations import AutomationRule, ScenarioAutomation
from assistant.freshdesk.models.base import Attachment, Model
from assistant.freshdesk.models.custom_objects import CustomField, CustomObject, CustomRecord
from assistant.freshdesk.models.discussions import Comment, Forum, ForumCategory, Topic
from assistant.freshdesk.models.fields import CompanyField, ContactField
from assistant.freshdesk.models.jobs import Export, Failures, Import, Job
from assistant.freshdesk.models.knowledge import (
    CannedResponse,
    CannedResponseFolder,
    CannedTitle,
    FoundArticle,
    Level,
    LevelData,
    SolutionArticle,
    SolutionCategory,
    SolutionFolder,
)
from assistant.freshdesk.models.numbers import (
    DONE,
    ArticleStatus,
    Association,
    AutomationType,
    ConversationSource,
    FolderVisibility,
    Priority,
    Rating,
    Source,
    Status,
)
from assistant.freshdesk.models.people import (
    Agent,
    AgentAvailability,
    AgentContact,
    AgentMatch,
    AgentPart,
    Availability,
    ChannelAvailability,
    Company,
    Contact,
    Group,
    OtherCompany,
    Role,
    Skill,
)
from assistant.freshdesk.models.surveys import SatisfactionRating, Survey, SurveyQuestion
from assistant.freshdesk.models.ticket_form import AdminTicketField, DependentField, Section, SectionPlace, TicketForm
from assistant.freshdesk.models.tickets import Conversation, Stats, Summary, Ticket
from assistant.freshdesk.models.time_entries import TimeEntry

__all__ = [
    "DONE",
    "Account",
    "AdminTicketField",
    "Agent",
    "AgentAvailability",
    "AgentContact",
    "AgentMatch",
    "AgentPart",
    "ArticleStatus",
    "Association",
    "Attachment",
    "AutomationRule",
    "AutomationType",
    "Availability",
    "BusinessHours",
    "CannedResponse",
    "CannedResponseFolder",
    "CannedTitle",
    "ChannelAvailability",
    "Choice",
    "Comment",
    "Company",
    "CompanyField",
    "Contact",
    "ContactField",
    "Conversation",
    "ConversationSource",
    "CustomField",
    "CustomObject",
    "CustomRecord",
    "DependentField",
    "EmailConfig",
    "Export",
    "Failures",
    "FolderVisibility",
    "Forum",
    "ForumCategory",
    "FoundArticle",
    "Group",
    "HelpdeskSettings",
    "Import",
    "Job",
    "Level",
    "LevelData",
    "MailSettings",
    "Mailbox",
    "Model",
    "OpenHours",
    "OtherCompany",
    "Priority",
    "Product",
    "Rating",
    "Role",
    "SatisfactionRating",
    "ScenarioAutomation",
    "Section",
    "SectionPlace",
    "Skill",
    "SlaPolicy",
    "SlaTarget",
    "SolutionArticle",
    "SolutionCategory",
    "SolutionFolder",
    "Source",
    "Stats",
    "Status",
    "Summary",
    "Survey",
    "SurveyQuestion",
    "Ticket",
    "TicketField",
    "TicketForm",
    "TimeEntry",
    "Topic",
]
