"""From rows to the facts that the rules are given, and the form in which they are cached."""
