"""Bringing a Vapi account up to date: find what is ours there, compare, create or update. Nothing is ever deleted.

Ours is: a function tool or structured output of our name, the assistant of VAPI_ASSISTANT_ID or with our mark, and the
number that the command names. Everything else in the account is left alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from app.settings import Settings
from app.vapi.assistant import comparison
from app.vapi.assistant.account import AccountRefused, ResourceKind, VapiAccount
from app.vapi.assistant.definition import MARK, assistant, phone_number
from app.vapi.assistant.definitions import Json, structured_output, tool_definition
from app.vapi.assistant.placeholders import fill, installation_values
from app.vapi.tools import TOOLS


@dataclass(frozen=True)
class Change:
    kind: ResourceKind
    name: str
    body: Json
    """Our definition, with placeholders for the ids of what does not exist yet."""
    found: Mapping[str, object] | None
    """What the account has; None where it is to be created."""
    differences: tuple[str, ...] = ()

    @property
    def is_needed(self) -> bool:
        return self.found is None or bool(self.differences)

    def __str__(self) -> str:
        if self.found is None:
            return f"+ {self.kind} {self.name}: is created"
        if not self.differences:
            return f"= {self.kind} {self.name}"
        return "\n".join([f"~ {self.kind} {self.name}", *(f"    {line}" for line in self.differences)])


@dataclass(frozen=True)
class AccountPlan:
    changes: tuple[Change, ...]
    values: Mapping[str, str]
    """What the placeholders stand for, as far as it is known."""

    @property
    def needed(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.is_needed)


def make_plan(account: VapiAccount, settings: Settings, *, number: str | None) -> AccountPlan:
    """Compare the account with the definitions. `number`: E.164 or Vapi's id; None leaves the numbers alone."""
    values = installation_values(settings)
    tools = account.find_all(ResourceKind.TOOL)
    outputs = account.find_all(ResourceKind.STRUCTURED_OUTPUT)
    output = structured_output()
    changes = [
        *(
            _change(ResourceKind.TOOL, tool.name, tool_definition(tool), _tool_named(tools, tool.name), values)
            for tool in TOOLS
        ),
        _change(ResourceKind.STRUCTURED_OUTPUT, str(output["name"]), output, _named(outputs, output["name"]), values),
    ]
    values |= {f"{change.kind}:{change.name}": str(change.found["id"]) for change in changes if change.found}
    ours = _our_assistant(account.find_all(ResourceKind.ASSISTANT), settings)
    body = assistant() | _cleared(assistant(), ours or {})
    changes.append(_change(ResourceKind.ASSISTANT, str(body["name"]), body, ours, values))
    if number is not None:
        row = _our_number(account.find_all(ResourceKind.PHONE_NUMBER), number)
        body = phone_number() | {"provider": row.get("provider", "vapi")} | dict.fromkeys(_ANSWERS_INSTEAD)
        changes.append(_change(ResourceKind.PHONE_NUMBER, number, body, row, values))
    return AccountPlan(tuple(changes), values)


def _cleared(ours: Json, theirs: Mapping[str, object]) -> Json:
    """Return, as null, what is set on the live assistant and not by us: phrases that end a call, another server."""
    return {key: None for key, value in theirs.items() if key not in {*ours, *_VAPIS_OWN} and value not in _NOTHING}


_ANSWERS_INSTEAD = ("assistantId", "workflowId", "squadId")
"""What would answer a number in place of the assistant that the webhook names."""
_VAPIS_OWN = frozenset({"id", "orgId", "createdAt", "updatedAt", "parentId", "isServerUrlSecretSet"})
_NOTHING: tuple[object, ...] = (None, "", [], {})


def require_reachable(settings: Settings) -> None:
    """Vapi calls us from the internet; an address of this machine would leave every caller in silence."""
    if not settings.public_url.startswith("https://"):
        raise AccountRefused(f"PUBLIC_URL is {settings.public_url}. Vapi needs an https address that it can reach.")


def apply_plan(account: VapiAccount, plan: AccountPlan, *, tell: Callable[[str], None]) -> str:
    """Carry the plan out, in its order; `tell` hears of each step once it is done. Return the assistant's id."""
    values = dict(plan.values)
    assistant_id = ""
    for change in plan.changes:
        row = _carry_out(account, change, values) if change.is_needed else change.found or {}
        if change.is_needed:
            tell(f"{'created' if change.found is None else 'updated'} {change.kind} {change.name} {row['id']}")
        values[f"{change.kind}:{change.name}"] = str(row["id"])
        assistant_id = str(row["id"]) if change.kind is ResourceKind.ASSISTANT else assistant_id
    return assistant_id


def _carry_out(account: VapiAccount, change: Change, values: Mapping[str, str]) -> Mapping[str, object]:
    body = _keep_credential(fill(change.body, values), change.found)
    if change.found is None:
        return account.create(change.kind, body)
    # Vapi replaces each key it is given as a whole: send whole keys, and only those that differ.
    keys = {*comparison.differing_keys(body, change.found), *(_ALWAYS_SENT & set(body))}
    part = {key: value for key, value in body.items() if key in keys and (change.kind, key) not in _NEVER_UPDATED}
    return account.update(change.kind, str(change.found["id"]), part)


_ALWAYS_SENT = {"type", "provider"}
"""Tells Vapi which shape the rest has."""
_NEVER_UPDATED = {(ResourceKind.STRUCTURED_OUTPUT, "type")}


def _change(
    kind: ResourceKind, name: str, body: Json, existing: Mapping[str, object] | None, values: Mapping[str, str]
) -> Change:
    desired = _keep_credential(fill(body, values), existing)
    return Change(kind, name, body, existing, tuple(comparison.describe(desired, existing)) if existing else ())


def _keep_credential(body: Json, existing: Mapping[str, object] | None) -> Json:
    """A credential that was chosen in the dashboard signs the requests; the plain header is then left out."""
    theirs = existing.get("server") if existing else None
    credential = theirs.get("credentialId") if isinstance(theirs, Mapping) else None
    ours = body.get("server")
    if not credential or not isinstance(ours, dict):
        return body
    server = {key: value for key, value in ours.items() if key != "headers"} | {"credentialId": credential}
    return body | {"server": server}


def _named(rows: Iterable[Json], name: object) -> Json | None:
    """Return the oldest of that name: the one that calls have used so far."""
    of_that_name = [row for row in rows if row.get("name") == name]
    return min(of_that_name, key=lambda row: str(row.get("createdAt")), default=None)


def _tool_named(rows: Iterable[Json], name: str) -> Json | None:
    functions = ((row, row.get("function")) for row in rows if row.get("type") == "function")
    ours = [row for row, function in functions if isinstance(function, Mapping) and function.get("name") == name]
    return min(ours, key=lambda row: str(row.get("createdAt")), default=None)


def _our_assistant(rows: Iterable[Json], settings: Settings) -> Json | None:
    rows = list(rows)
    if chosen := [row for row in rows if row.get("id") == settings.vapi_assistant_id]:
        return chosen[0]
    marked = [row for row in rows if isinstance(data := row.get("metadata"), Mapping) and MARK.items() <= data.items()]
    return min(marked, key=lambda row: str(row.get("createdAt")), default=None)


def _our_number(rows: Iterable[Json], id_or_number: str) -> Json:
    rows = list(rows)
    for row in rows:
        if id_or_number in (row.get("id"), row.get("number")):
            return row
    numbers = ", ".join(str(row.get("number") or row.get("id")) for row in rows) or "none"
    raise AccountRefused(f"The account has no number {id_or_number}. It has: {numbers}.")
