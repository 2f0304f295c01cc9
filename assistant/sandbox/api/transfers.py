"""Export and import of contacts and companies as CSV, in the background (freshdesk-api 6.1 and 6.2)."""

from __future__ import annotations

from flask import Blueprint, Response, request

from assistant.sandbox import checks, csv_rows, errors, forms, jobs
from assistant.sandbox.answers import answer, json_body, the_desk
from assistant.sandbox.api.find import find
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

blueprint = Blueprint("transfers", __name__)

FAMILY = "/<any(contacts, companies):family>"
STATUSES = ("in_progress", "completed", "cancelled", "failed")
SHOWN = 5


@blueprint.post(f"{FAMILY}/export")
def start_export(family: str) -> Response:
    """One at a time."""
    desk, body = the_desk(), json_body()
    checks.check(body, {"fields": Rule("dict")}, ["fields"])
    fields = body["fields"]
    checks.check(fields, dict.fromkeys(("default_fields", "custom_fields"), Rule("texts")), ["default_fields"])
    if any(row["family"] == family and not jobs.is_done(desk, row) for row in desk.exports.values()):
        raise errors.Refused(409, {"code": "inconsistent_state", "message": "An export is already running"})
    content = csv_rows.written(desk, family, fields["default_fields"], fields.get("custom_fields") or [])
    number, file = jobs.new_id(), desk.new_id()
    desk.files[file] = ("text/csv", content)
    desk.exports[number] = {"family": family, "done_at": jobs.done_at(desk), "file": file}
    return answer({"id": number}, 202)


@blueprint.get(f"{FAMILY}/export/<number>")
def view_export(family: str, number: str) -> Response:
    desk = the_desk()
    row = desk.exports.get(number)
    if row is None or row["family"] != family:
        raise errors.not_found()
    if not jobs.is_done(desk, row):
        return answer({"id": number, "status": "in_progress"})
    url = f"{request.host_url}attachments/{row['file']}"
    return answer({"id": number, "status": "completed", "download_url": url})


@blueprint.post(f"{FAMILY}/imports")
def start_import(family: str) -> Response:
    """Its rows are written at once; only its status waits."""
    desk, file = the_desk(), request.files.get("file")
    columns = forms.body({}).get("fields")
    if file is None:
        raise errors.invalid("file", "It should be present", "missing_field")
    if not isinstance(columns, dict) or not all(str(column).isdecimal() for column in columns.values()):
        raise errors.invalid("fields", "It should be a/an key/value pair", "datatype_mismatch")
    unknown = [name for name in columns if name not in csv_rows.names(desk, family)]
    if unknown:
        raise errors.invalid(unknown[0], "Unexpected/invalid field in request", "invalid_field")
    outcome = csv_rows.read(desk, family, file.read(), {name: int(column) for name, column in columns.items()})
    number = desk.new_id()
    known = {"id": number, "family": family, "done_at": jobs.done_at(desk), "created_at": desk.clock.stamp()}
    desk.imports[number] = {**known, "cancelled": False, **outcome}
    return answer(shown(desk, desk.imports[number]), 202)


@blueprint.get(f"{FAMILY}/imports")
def list_imports(family: str) -> Response:
    """The latest five."""
    desk, status = the_desk(), request.args.get("status")
    if status not in (None, *STATUSES):
        raise errors.invalid("status", f"It should be one of these values: '{','.join(STATUSES)}'")
    rows = [shown(desk, row) for row in reversed(desk.imports.values()) if row["family"] == family]
    return answer([row for row in rows if status in (None, row["status"])][:SHOWN])


@blueprint.get(f"{FAMILY}/imports/<int:number>")
def view_import(family: str, number: int) -> Response:
    return answer(shown(the_desk(), one(the_desk(), family, number)))


@blueprint.put(f"{FAMILY}/imports/<int:number>/cancel")
def cancel_import(family: str, number: int) -> Response:
    desk = the_desk()
    row = one(desk, family, number)
    if row["cancelled"] or jobs.is_done(desk, row):
        raise errors.Refused(409, {"code": "inconsistent_state", "message": "The import is not in progress"})
    row["cancelled"] = True
    return answer(shown(desk, row))


def one(desk: Desk, family: str, number: int) -> JSON:
    row = find(desk.imports, number)
    if row["family"] != family:
        raise errors.not_found()
    return row


def shown(desk: Desk, row: JSON) -> JSON:
    """How far it is: an estimate while it runs, then what failed."""
    kept = {key: row[key] for key in ("id", "created_at", "total_records", "completed_records")}
    if row["cancelled"] or jobs.is_done(desk, row):
        return {**kept, "status": "cancelled" if row["cancelled"] else "completed", "failures": row["failures"]}
    return {**kept, "status": "in_progress", "estimated_time_remaining": "00:00:30"}
