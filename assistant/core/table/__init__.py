"""Tables as spreadsheet programs save them: the encoding, the separator and the rows of a CSV file."""

from assistant.core.table.encoding import Evidence, encoding_of
from assistant.core.table.rows import BadRecord, Record, records, separator_of

__all__ = ["BadRecord", "Evidence", "Record", "encoding_of", "records", "separator_of"]
