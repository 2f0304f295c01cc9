"""What a mailbox may be, and how one is made (freshdesk-api 6.5)."""

from __future__ import annotations

from typing import Any

from assistant.sandbox import checks, errors
from assistant.sandbox.build import dated
from assistant.sandbox.checks import Rule
from assistant.sandbox.state import JSON, Desk

FRESHDESK, CUSTOM = "freshdesk_mailbox", "custom_mailbox"
SETTINGS = (
    "personalized_email_replies",
    "create_requester_using_reply_to",
    "allow_agent_to_initiate_conversation",
    "original_sender_as_requester_for_forward",
)
WAYS = {"incoming": ("incoming",), "outgoing": ("outgoing",), "both": ("incoming", "outgoing")}
SERVER = {
    "mail_server": Rule(),
    "port": Rule("int"),
    "use_ssl": Rule("bool"),
    "delete_from_server": Rule("bool"),
    "authentication": Rule(),
    "user_name": Rule(),
    "password": Rule(),
}
AUTHENTICATIONS = ("plain", "login", "cram-md5")


def check(desk: Desk, body: JSON, box: JSON | None) -> None:
    """A new mailbox, or changes of `box`. Raises Refused 400, or 409 for an address in use."""
    rules = {
        "name": Rule(),
        "support_email": Rule("email"),
        "group_id": Rule("int", list(desk.groups)),
        "product_id": Rule("int", list(desk.products)),
        "default_reply_email": Rule("bool"),
        "mailbox_type": Rule("text", (FRESHDESK, CUSTOM)),
        "custom_mailbox": Rule("dict"),
    }
    needed = ["support_email", "mailbox_type"]
    checks.check(body, rules, needed if box is None else body.keys() & set(needed))
    kind = body.get("mailbox_type") or (box or {})["mailbox_type"]
    if kind == CUSTOM and (box is None or "custom_mailbox" in body or box["mailbox_type"] != CUSTOM):
        _check_custom(body.get("custom_mailbox"))
    if kind == FRESHDESK and body.get("custom_mailbox"):
        raise errors.invalid("custom_mailbox", "It only goes with a custom_mailbox", "incompatible_field")
    if any(row["support_email"].lower() == _address(body) and row is not box for row in desk.mailboxes.values()):
        raise errors.duplicate("support_email")


def _address(body: JSON) -> str:
    return str(body.get("support_email") or "").lower()


def _check_custom(custom: Any) -> None:
    if not custom:
        raise errors.invalid("custom_mailbox", "It should be present", "missing_field")
    ways = dict.fromkeys(WAYS["both"], Rule("dict"))
    checks.check(custom, {"access_type": Rule("text", tuple(WAYS)), **ways}, ["access_type"])
    checks.check(custom, {"access_type": Rule(), **ways}, WAYS[custom["access_type"]])
    for way in WAYS[custom["access_type"]]:
        optional = {"delete_from_server"} if way == "outgoing" else set()
        checks.check(custom[way], SERVER, SERVER.keys() - optional)
        if custom[way]["authentication"].lower() not in AUTHENTICATIONS:
            listed = ",".join(AUTHENTICATIONS)
            raise errors.invalid("authentication", f"It should be one of these values: '{listed}'")


def add(desk: Desk, *, active: bool = False, **fields: Any) -> JSON:
    """A new mailbox; it is not active until its address is verified."""
    number = desk.new_id()
    desk.mailboxes[number] = dated(
        desk,
        {
            "id": number,
            "name": None,
            "support_email": "",
            "group_id": None,
            "product_id": None,
            "default_reply_email": False,
            "active": active,
            "mailbox_type": FRESHDESK,
            "failure_code": None,
        },
    )
    set_fields(desk, desk.mailboxes[number], fields)
    return desk.mailboxes[number]


def set_fields(desk: Desk, box: JSON, fields: JSON) -> None:
    """Write what is given; a product has one default reply address. Passwords are never shown."""
    kept = {name: value for name, value in fields.items() if name != CUSTOM and (value is not None or name in _BLANK)}
    box.update(kept)
    if box["mailbox_type"] == FRESHDESK:
        box.pop(CUSTOM, None)
        box[FRESHDESK] = {"forward_email": f"forward+{box['id']}@sandbox.example"}
    else:
        box.pop(FRESHDESK, None)
        box[CUSTOM] = _shown(fields[CUSTOM]) if fields.get(CUSTOM) else box[CUSTOM]
    for other in desk.mailboxes.values():
        if fields.get("default_reply_email") and other is not box and other["product_id"] == box["product_id"]:
            other["default_reply_email"] = False


_BLANK = ("name", "group_id", "product_id")
"""What null empties."""


def _shown(custom: JSON) -> JSON:
    given = {way: custom[way] for way in WAYS[custom["access_type"]]}
    servers = {way: {key: value for key, value in row.items() if key != "password"} for way, row in given.items()}
    for way, server in servers.items():
        server["authentication"] = server["authentication"].lower()
        server.update({"failure_code": None} if way == "incoming" else {})
    return {"access_type": custom["access_type"], **servers}
