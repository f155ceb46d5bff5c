"""What the data is: the records, their JSON Schemas, the errors. Imports nothing else of ours."""

from schemas.article import (
    Article,
    Author,
    Block,
    FieldSources,
    Image,
    IssueRef,
    Link,
    ParseWarning,
    Provenance,
    Sidebar,
)
from schemas.capture import Capture
from schemas.errors import (
    ArgumentError,
    BroadsheetError,
    DamagedError,
    ExitCode,
    LockedError,
    OutputError,
    SiteError,
)
from schemas.issue import Issue, ListedArticle, ListedSection
from schemas.publication import IssueAnchor, Publication
from schemas.rejection import Reason, Rejection
from schemas.schedule import Schedule

__all__ = [
    "ArgumentError",
    "Article",
    "Author",
    "Block",
    "BroadsheetError",
    "Capture",
    "DamagedError",
    "ExitCode",
    "FieldSources",
    "Image",
    "Issue",
    "IssueAnchor",
    "IssueRef",
    "Link",
    "ListedArticle",
    "ListedSection",
    "LockedError",
    "OutputError",
    "ParseWarning",
    "Provenance",
    "Publication",
    "Reason",
    "Rejection",
    "Schedule",
    "Sidebar",
    "SiteError",
]
