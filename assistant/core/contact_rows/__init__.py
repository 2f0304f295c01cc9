"""Contacts from the rows of a file: which column is which field, what a row asks for, what is to be written."""

from assistant.core.contact_rows.changes import changes, needs_view, new_contact
from assistant.core.contact_rows.columns import Column, ColumnError, Columns, plan
from assistant.core.contact_rows.dates import DateOrder, order_of
from assistant.core.contact_rows.rows import BadRow, Reading, Wanted, read_row
from assistant.core.contact_rows.spellings import field_of

__all__ = [
    "BadRow",
    "Column",
    "ColumnError",
    "Columns",
    "DateOrder",
    "Reading",
    "Wanted",
    "changes",
    "field_of",
    "needs_view",
    "new_contact",
    "order_of",
    "plan",
    "read_row",
]
