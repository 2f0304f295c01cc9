"""What all models share: kept unknowns, nulls, and times in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field


def _utc(value: Any) -> Any:
    """An aware UTC time. One without a zone is UTC (freshdesk-api 1). Raises ValueError for what is no time."""
    when = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    try:
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except OverflowError:
        raise ValueError("a time before the first or after the last day") from None


def _maybe_utc(value: Any) -> Any:
    """The same, and None for what is no time: a broken due date must not hide its ticket."""
    try:
        return _utc(value)
    except ValueError:
        return None


def null_as(default: Any) -> BeforeValidator:
    """Reads null as `default`, for fields whose null means nothing more than empty."""
    return BeforeValidator(lambda value: default() if value is None else value)


def empty_as_none(value: Any) -> Any:
    """Reads an embed that is {} as none (freshdesk-api 4.5)."""
    return value or None


Time = Annotated[datetime, BeforeValidator(_utc)]
MaybeTime = Annotated[datetime | None, BeforeValidator(_maybe_utc)]
Text = Annotated[str, null_as(str)]
Flag = Annotated[bool, null_as(bool)]
Texts = Annotated[list[str], null_as(list)]
Objects = Annotated[list[dict[str, Any]], null_as(list)]
Ids = Annotated[list[int], null_as(list)]
CustomFields = Annotated[dict[str, Any], null_as(dict)]


class Model(BaseModel):
    """The base of all: what we do not know is kept, in `model_extra`."""

    model_config = ConfigDict(extra="allow", populate_by_name=True, coerce_numbers_to_str=True)


class Attachment(Model):
    """A file or an avatar. `attachment_url` is a signed link that soon ends: fetch its owner again, do not store it."""

    id: int
    name: Text = ""
    content_type: str | None = None
    size: int | None = Field(None, validation_alias=AliasChoices("size", "file_size"))
    attachment_url: str | None = Field(None, validation_alias=AliasChoices("attachment_url", "avatar_url"))
    thumb_url: str | None = None


Attachments = Annotated[list[Attachment], null_as(list)]
