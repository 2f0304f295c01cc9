"""From a JSON value to a model."""

from __future__ import annotations

from typing import TypeVar

from pydantic import ValidationError

from assistant.freshdesk.answers import unusable
from assistant.freshdesk.call import Call
from assistant.freshdesk.models.base import Model

M = TypeVar("M", bound=Model)


def load(call: Call, model: type[M], value: object) -> M:
    """Raises BadAnswer, naming the fields but not what was in them."""
    try:
        return model.model_validate(value)
    except (ValidationError, RecursionError) as error:
        wrong = error.errors(include_input=False) if isinstance(error, ValidationError) else []
        names = ", ".join(sorted({_field(each["loc"]) for each in wrong})) or "all of it"
        raise unusable(call, f"not the {model.__name__} that was expected: {names}") from None


def _field(place: tuple[int | str, ...]) -> str:
    """The names that are ours; deeper ones may be a customer's words."""
    return ".".join(map(str, place[:1])) or "all of it"
