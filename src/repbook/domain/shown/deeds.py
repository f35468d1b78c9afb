"""What was done, as the told-line says it: the history names the step, the told-line says that it is done.

A label is short and names a deed ("log call with …", "edit a sale: …"); right after the key that sounds like a
prompt. Only the first word differs, and only where it is one of the verbs below: names begin with anything.
"""

from __future__ import annotations

DONE = {
    "log": "Logged:",
    "edit": "Edited",
    "refile": "Refiled",
    "add": "Added",
    "remove": "Removed",
    "follow": "Planned:",
    "drop": "Dropped",
    "keep": "Kept",
    "announce": "Announced",
    "ask": "Asked",
    "acknowledge": "Acknowledged",
    "plan": "Planned",
    "reopen": "Reopened",
    "cancel": "Cancelled",
    "renegotiate": "Renegotiated",
    "relieve": "Relieved",
    "finish": "Finished",
    "import": "Imported",
    "join": "Joined",
}
WHOLE = {"follow": "follow up ", "plan": "plan a fix: ", "renegotiate": "renegotiate to "}
"""The verbs that are nouns, or names, in other labels: they count only as the whole beginning."""
REVIEW = "review: "


def done_words(label: str) -> str:
    """``Logged: call with Marsh Foods`` from ``log call with Marsh Foods``; what is told already stays."""
    if label.startswith(REVIEW):
        rest = done_words(label.removeprefix(REVIEW))
        return f"Review: {rest[:1].lower()}{rest[1:]}"
    verb, _, rest = label.partition(" ")
    if verb in DONE and rest and label.startswith(WHOLE.get(verb, verb)):
        if verb == "follow":
            return f"{DONE[verb]} {label}"
        return f"{DONE[verb]} {rest}"
    return f"{label[:1].upper()}{label[1:]}"
