"""Files that go out: CSV, vCards, calendars, mail, Markdown, and repbook's own JSON."""
