"""SLA policies (freshdesk-api 6.5)."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any

from assistant.freshdesk.call import Call
from assistant.freshdesk.models import SlaPolicy
from assistant.freshdesk.resources.base import Resource


class SlaPolicies(Resource):
    """`api.sla_policies`, the first that applies first. Needs an admin's key. Freshdesk shows no single one."""

    def list(self) -> builtins.list[SlaPolicy]:
        return [*self._caller.every(Call("GET", "/sla_policies"), SlaPolicy)]

    def create(
        self, name: str, sla_target: Mapping[str, Any], applicable_to: Mapping[str, Any], **fields: Any
    ) -> SlaPolicy:
        """A new policy. `sla_target` has "priority_1" to "priority_4", each with respond_within and resolve_within
        (seconds, whole minutes), business_hours and escalation_enabled; `applicable_to` at least one of company_ids,
        group_ids, product_ids, sources, ticket_types. `fields`: description, active, position, escalation.
        """
        body = {"name": name, "sla_target": dict(sla_target), "applicable_to": dict(applicable_to), **fields}
        return self._caller.one(Call("POST", "/sla_policies", body=body), SlaPolicy)

    def update(self, policy_id: int, applicable_to: Mapping[str, Any], **fields: Any) -> SlaPolicy:
        """Change what is given. Freshdesk wants `applicable_to` each time, so give it as it is or as it shall be."""
        body = {"applicable_to": dict(applicable_to), **fields}
        return self._caller.one(
            Call("PUT", "/sla_policies/{policy_id}", {"policy_id": policy_id}, body=body), SlaPolicy
        )
