"""Words around a day in a sentence that say whose day it is (§4).

English has no end of them; what is not listed asks, or is seen in the preview.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BELONGING = _words(
    """
    ending starting beginning commencing expiring arriving leaving departing running closing
    opening maturing lapsing falling landing due dated valid effective eff wef w.e.f
    available exp exp. expiring renews renewing w/c wc w/e c/o ends starts begins commences expires arrives leaves runs closes
    opens falls lapses matures lands comes goes departs is are was were ended started began
    commenced expired scheduled planned arrive expire lapse depart deadline expiry renewal
    commencement
    """
)
"""A day behind one of these is that of the thing: "contract ending 31 dec"."""
PARTICLES = frozenset(("out", "up", "off", "in", "on", "over", "down", "back", "live"))
"""What a verb may have behind it: "runs out 31 dec"."""
REPORTS = _words(
    """
    report reports figures numbers sales results forecast budget rota menu statement invoice
    invoices plan list orders review summary schedule offer prices targets target roster
    newsletter minutes
    """
)
"""What is made of a week or quarter: "the report w27"."""
OWN_DAY = frozenset(
    ("birthday", "anniversary", "wedding", "funeral", "bday", "jubilee", "christening")
)
"""What has a day of its own."""
EVENTS = _words(
    """
    meeting meetings demo visit party match game fair show launch audit inspection
    conference exhibition holiday trip appointment call training delivery dinner lunch
    breakfast event opening installation presentation workshop seminar interview exam
    concert slot session shutdown changeover move arrival start review shift
    """
)
"""What takes place on a day: "slides for the meeting thu", and an hour behind one is its own."""
DAYED = REPORTS | _words(
    """
    paper papers newspaper newspapers menus specials special roast market markets edition
    shift shifts deliveries order drop round run crew team club load batch trade supplement
    class clinic service brunch rush rotas pack cover covers takings
    stocktake bookings slots sessions meetings
    """
)
"""What is named by a weekday: "friday report", "sunday papers", and may be wanted on another."""
ABOUT = _words(
    """
    confirm check chase move cancel rearrange reschedule postpone rebook prep prepare discuss
    query change swap shift remind verify double-check recheck sort review finalise finalize
    """
)
"""What is done about a thing that has a day of its own: "confirm delivery 12 jun"."""
ABSENT = frozenset(
    (
        "back",
        "away",
        "off",
        "out",
        "closed",
        "shut",
        "free",
        "home",
        "there",
        "in",
        "returns",
        "here",
    )
)
"""What somebody is on a day: "jo back mon"."""
PRESENTS = _words("card cards present gift cake flowers lunch call party hamper")
"""What is made for a birthday, and has a day of its own besides."""
AGREED = _words(
    """
    contract lease term licence license agreement warranty time deal subscription rental
    policy trial notice insurance renewal offer price terms
    """
)
"""What is "up" on the day when it ends."""
LASTING = _words("trial hire loan notice warranty course holiday contract rental leave lease")
"""What a span behind it belongs to: "a trial of 2 weeks"."""
GOES_ON = _words("with at re in about on @ w/ to and - – by from")
"""What follows a noun, so that it is no part of a longer name: "fri meeting with Jo"."""
IRREGULAR = _words(
    """
    sent made bought sold paid built given taken broken written shown left held lost found
    brought kept met done seen told gone spoken drawn begun torn worn chosen lent spent
    caught
    """
)
"""Participles without -ed: "the goods sent mon"."""
NO_PARTICIPLE = frozenset(
    (
        "hundred",
        "breed",
        "speed",
        "indeed",
        "bleed",
        "greed",
        "steed",
        "tweed",
        "naked",
        "red",
        "shed",
    )
)
GETTING = frozenset(("get", "have", "be", "getting", "having", "need", "want", "make"))
"""What makes a participle a thing to do: "get it fixed fri"."""
FINISHING = frozenset(
    ("finish", "start", "begin", "stop", "complete", "do", "book", "arrange", "plan", "try", "keep")
)
"""What makes a word in -ing a thing to do: "finish polishing fri"."""
GERUNDS = _words(
    """
    training meeting briefing pricing planning testing building fitting wiring drawing
    listing servicing cleaning mailing tooling flooring roofing tubing bearing coating
    lighting heating housing packaging string spring thing something anything everything
    ceiling painting filing mooring lining piping plating casing fencing catering invoicing
    costing branding printing shipping plumbing parking engineering marketing hosting
    tasting onboarding staffing sampling booking banking stocktaking welding milling machining outing
    """
)
"""Nouns in -ing."""
ORDERS = _words(
    """
    call ring phone visit see meet send email e-mail mail write check ask chase follow bring
    take deliver drop book order remind confirm talk speak text message post invite thank
    tell train install fit fix collect pick prepare discuss get give go look make propose
    raise renew repair replace return say try catch contact measure clean inspect introduce
    pay sign agree arrange hand find finish cancel settle recheck again
    """
)
"""What a follow-up tells the rep to do; nouns such as "review" or "plan" are left out."""
