"""What reaching for a network is to Python, and a program that writes down where it is done (F107)."""

from __future__ import annotations

from collections.abc import Sequence

EVENTS = frozenset(
    f"socket.{what}"
    for what in ("connect", "bind", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo")
) | {"urllib.Request", "http.client.connect", "smtplib.connect", "ftplib.connect"}  # fmt: skip

LISTENING = """
import sys
EVENTS = {events!r}
def hear(event, given):
    if event in EVENTS:
        with open({told!r}, "a") as file:
            print(event, given, file=file)
sys.addaudithook(hear)
from repbook.__main__ import main
sys.exit(main())
"""
COMMANDS = """
from repbook.cli import main
for command in {commands!r}:
    assert main(["--book", "book.db", *command]) == 0, command
"""


def listening(told: object, commands: Sequence[Sequence[str]] = ()) -> str:
    """repbook, or some of its commands, with all its reaching for a network written to a file."""
    program = LISTENING.format(events=set(EVENTS), told=str(told))
    if not commands:
        return program
    return program.partition("from repbook")[0] + COMMANDS.format(commands=[*commands])
