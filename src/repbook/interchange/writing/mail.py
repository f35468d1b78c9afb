"""A letter as a mail that the rep sends: an .eml file, or a mailto: link. Nothing is ever sent from here."""

from __future__ import annotations

import re
from pathlib import Path

from ...errors import BadFile, InvalidInput
from . import outfile

ADDRESS = re.compile(r"[^\s@?&,;:<>\"'()\\\[\]%]+@[^\s@?&,;:<>\"'()\\/\[\]%]+")
LONGEST_LINK = 1900
"""Letters of a link that every mail program takes."""


def address(text: str) -> str:
    """An e-mail address that a mail program can't read more into; raises ``InvalidInput`` (F17)."""
    if not (text.isascii() and text.isprintable() and ADDRESS.fullmatch(text)):
        raise InvalidInput("this is no e-mail address", "such as jo@example.com", field="to")
    return text


def eml(
    subject: str, body: str, *, to: str = "", sender: str = "", name: str = "", calendar: str = ""
) -> str:
    """The letter as a mail to open in a mail program, which takes it for one that is not sent yet.

    A ``calendar`` (.ics) goes with it as a file.
    """
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = " ".join(subject.split())
    if to:
        mail["To"] = Address(addr_spec=address(to))
    if sender:
        mail["From"] = Address(" ".join(name.split()), addr_spec=address(sender))
    mail["X-Unsent"] = "1"
    mail.set_content(body.rstrip("\n") + "\n", cte="quoted-printable")
    if calendar:
        mail.add_attachment(
            calendar.encode(), maintype="text", subtype="calendar", filename="what-to-expect.ics"
        )
    return mail.as_bytes().decode()


def mailto(subject: str, body: str, *, to: str = "") -> str:
    """The letter as a link that a mail program opens.

    Raises ``InvalidInput`` where it is too long for one.
    """
    from urllib.parse import quote

    lines = body.replace("\r\n", "\n").replace("\n", "\r\n")
    fields = {"subject": " ".join(subject.split()), "body": lines}
    asked = "&".join(f"{name}={quote(text, safe='')}" for name, text in fields.items() if text)
    link = f"mailto:{quote(address(to), safe='@') if to else ''}?{asked}"
    if len(link) > LONGEST_LINK:
        raise InvalidInput("the letter is too long for a link", "save it as .eml instead")
    return link


def save(
    path: Path,
    subject: str,
    body: str,
    *,
    to: str = "",
    sender: str = "",
    name: str = "",
    calendar: str = "",
) -> tuple[Path, ...]:
    """Write the letter to ``path``: a mail where it ends in .eml, else plain text. It is not written over a file.

    A ``calendar`` goes with a mail, and stands beside a text as .ics (R70). Returns the files.
    Raises ``BadFile`` where it can't be written, ``InvalidInput`` for an address that is none.
    """
    path = path.expanduser()
    if path.exists():
        raise BadFile(f"{path} is there already", "choose another name")
    if path.suffix.casefold() == ".ics":
        if not calendar:
            raise BadFile(f"{path} would be no calendar", "name it .txt or .eml")
        return outfile.write_all([(path, [calendar])])
    if path.suffix.casefold() == ".eml":
        text = eml(subject, body, to=to, sender=sender, name=name, calendar=calendar)
        return outfile.write_all([(path, [text])])
    files = [(path, [as_text(subject, body)])]
    if calendar:
        beside = path.with_suffix(".ics")
        if beside.exists():
            raise BadFile(f"{beside} is there already", "choose another name")
        files.append((beside, [calendar]))
    return outfile.write_all(files)


def as_text(subject: str, body: str) -> str:
    """The letter as plain text, its subject first: as templates are written."""
    head = f"Subject: {subject}\n\n" if subject else ""
    return f"{head}{body.rstrip()}\n"


def from_text(text: str) -> tuple[str, str]:
    """Subject and body of a plain text, as ``as_text`` writes it."""
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    subject = ""
    if text.startswith("Subject:"):
        first, _, text = text.partition("\n")
        subject = first.removeprefix("Subject:").strip()
    return subject, text.strip("\n")
