"""When words that could be a day, found inside a rep's sentence, are left as prose (§4)."""

from __future__ import annotations

from .daywords import COUNT, PART, UNIT, Tokens

# Words that tie a day to the matter, not to the promise: "move the visit to fri", "until fri".
_TYING = {
    *("about", "after", "and", "&", "any", "before", "between", "each", "every", "except", "for"),
    *("from", "half", "not", "of", "or", "since", "than", "through", "till", "to", "until"),
    *("unless", "versus", "vs", "-", "–", "—", "/"),
}
# Words that make the next one a verb, a star, or a name: "she sat", "in the sun".
_INTRODUCING = {
    *("a", "an", "the", "in", "he", "she", "it", "i", "we", "you", "they", "who", "that", "this"),
    *("her", "his", "its", "my", "our", "your", "their", "be", "been", "get", "gets", "got"),
    *("was", "were", "is", "are", "newly", "just"),
}
_ORDINARY = {"sat", "sun", "mon", "wed"}


def is_prose(tokens: Tokens, before: str, *, at_start: bool, sure: bool) -> bool:
    """Whether a day phrase inside a sentence may as well not be meant as one.

    ``before`` is the word in front of it. Taken for prose are:

    - what follows a tying word ("quote for fri", "until fri") or one that changes the day ("a week
      on fri", "late next week");
    - "tom", who may be a person, unless a time follows; a decimal ("2.5"); 24/7;
    - a length or an age ("1m", "2y") without "+" or "in"; at the end of a sentence any span in
      words ("2 days") without them;
    - sat, sun, mon and wed after a word such as "she" or "the";
    - with ``sure``, also those four at the start, and 9/10, 9.10. or q1 without "on".

    A bare number and a month's name alone are no day phrases anywhere.
    """
    before = before.lower().strip(".,;:()\"'") or before
    if before in _TYING or before in UNIT or before in PART:
        return True
    led = tokens[:1] in (["by"], ["on"])
    body = tokens[1:] if led else tokens
    shape = "".join("0" if word.isdecimal() else word for word in body)
    if body in (["tom"], ["24", "/", "7"]) or shape in ("0.0", "0m", "0y"):
        return True
    if len(body) == 1 and body[0] in _ORDINARY:
        return before in _INTRODUCING or (sure and at_start and not led)
    if not at_start and len(body) == 2 and body[1] in UNIT and shape not in ("0d", "0w"):
        return body[0].isdecimal() or body[0] in COUNT
    return sure and not led and (shape in ("0/0", "0.0.") or body[0] == "q")
