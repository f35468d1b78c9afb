"""Talk of cancelling, returning, or a refund, in what the customer said (R63): it lifts the risk to its floor.

A complaint or an answer to a check is in their words, so any such word counts. A note of a call is in the
rep's, who may well write "cancel Thursday's visit": there it takes the order, or their wish, beside the word.
What is denied ("no refund needed", "does not want to cancel") is no such talk.
"""

from __future__ import annotations

from ..wording import fold

THEIR_WORDS = (
    *("cancel", "refund", "return it", "returning it", "send it back", "sending it back"),
    *("money back", "give it back", "take it back"),
)
NOTED = (
    *("cancel the order", "cancel their order", "cancel this order", "cancel the contract"),
    *("cancel the sale", "cancel it all", "wants to cancel", "want to cancel", "wanted to cancel"),
    *("would cancel", "will cancel", "may cancel", "might cancel", "thinks of cancelling"),
    *(
        "think of cancelling",
        "thinking of cancelling",
        "spoke of cancelling",
        "talked of cancelling",
    ),
    *("speaks of cancelling", "threatens to cancel", "threatened to cancel", "a refund"),
    *("their money back", "our money back", "money back", "send it back", "sending it back"),
    *("return it", "returning it", "give it back", "take it back"),
)
DENIED = ("not", "no", "never", "without", "don't", "doesn't", "didn't", "won't", "wouldn't")
NEAR = 4
"""Words before such a phrase in which a denial counts."""


def speaks_of_it(text: str, phrases: tuple[str, ...] = THEIR_WORDS) -> bool:
    """Whether a text speaks of cancelling, returning, or a refund, and does not deny it."""
    said = fold(text).replace("’", "'")
    for phrase in phrases:
        at = said.find(phrase)
        while at >= 0:
            before = said[:at].replace(",", " ").split()[-NEAR:]
            if not any(word in DENIED for word in before):
                return True
            at = said.find(phrase, at + 1)
    return False
