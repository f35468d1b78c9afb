"""The words that the reading of letters looks for. A rep may see them in the README; nothing else is refused."""

from __future__ import annotations

OFFERS = (
    *("offer", "offers", "offering", "discount", "discounts", "discounted", "special price"),
    *(
        "special prices",
        "upgrade",
        "upgrades",
        "upgrading",
        "renew",
        "renews",
        "renewal",
        "order now",
    ),
    *("buy", "buying", "purchase now", "also available", "promotion", "promotional", "voucher"),
    *("coupon", "bargain", "free trial", "limited time", "while stocks last", "price list", "deal"),
    *("deals", "book now", "act now", "sign up", "reorder", "new product", "new products"),
    *("further products", "other products", "next order", "quotation", "off your next"),
    *("a quote", "quote for you", "you may also like", "you might also like", "put you down for"),
    *("could use one", "need another", "who else could", "anybody else who", "anyone else who"),
    *("add-on", "add-ons", "package deal", "contract as well", "trade in", "trade-in", "% off"),
)
"""What makes an offer of a letter (invariant 5)."""

SUPERLATIVES = (
    *(
        "best",
        "fastest",
        "cheapest",
        "lowest",
        "highest",
        "finest",
        "strongest",
        "safest",
        "leading",
    ),
    *(
        "unrivalled",
        "unbeatable",
        "unmatched",
        "number one",
        "second to none",
        "perfect",
        "perfectly",
    ),
    *("flawless", "flawlessly", "guarantee", "guaranteed", "guarantees", "always works"),
)
"""What claims to be above all others."""

SUCCESSES = (
    *("saved", "saves", "saving", "savings", "reduced", "reduces", "reduction", "increased"),
    *(
        "increases",
        "improved",
        "improves",
        "improvement",
        "doubled",
        "halved",
        "twice as",
        "faster",
    ),
    *("cheaper", "exceeded", "on time", "on schedule", "ahead of time", "ahead of schedule"),
    *(
        "in full",
        "delivered complete",
        "arrived complete",
        "without a hitch",
        "without any problem",
    ),
    *("without problems", "no problems", "trouble-free", "never failed", "proven", "proved"),
    *("successful", "successfully", "success", "award", "per cent", "percent", "%"),
)
"""What claims that something went well."""

NO_CLAIM = (
    *("best wishes", "best regards", "all the best", "do our best", "do my best", "very best"),
    *("perfectly honest", "best reached", "best time", "best to reach", "every success"),
)
"""Where such a word claims nothing."""

OPEN = ("will", "would", "shall", "should", "hope", "if", "whether", "wish", "want", "may")
"""Before a success word in its sentence these say that it is not claimed; so does a question mark."""

NO_OFFER = ("a great deal", "a good deal", "deal with", "dealt with")
"""Where a word of the first list offers nothing."""

_COMMON = """
    anything ask back because business call came come customer customers dear decided decision delivery else
    everybody everything expected first glad going good great happy help here hope keep kind know last let letter
    like look matters mind next order please pleasure products question received regards remember ring right
    something soon still stock sure take talk taking tell thank thanks time today told trust wish word words
    write written
"""
COMMON = frozenset(_COMMON.split())
"""Words that stand in any letter, beside those in any sentence: they show no customer."""
