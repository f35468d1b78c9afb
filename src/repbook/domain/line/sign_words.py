"""The words around a sign that say whether it opens a record or joins what it stands between (§4).

No list of them is whole; what is not listed makes the line ask, it is not guessed.
"""

from __future__ import annotations

from collections.abc import Iterable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UNITS = _words(
    """
    m mm cm km metres meters metre meter inch inches ft feet kg g t tons tonnes lb lbs l ml
    litres liters gal bar psi kpa c f °c °f k rpm hz khz w kw v kv a % percent h hrs hours
    min mins minutes s sec degrees deg ° eur usd gbp chf euro euros € $ £ pounds dollars p
    pcs pc off x each ea per apiece net gross units pieces ppm
    """
)
"""What follows a figure and belongs to it."""
PHONES = _words(
    """
    ext extension number no nr tel phone mobile cell fax dial ring call line direct landline
    whatsapp sms text on under
    """
)
SUMS = _words(
    """
    rate rates price prices cost costs qty quantity quantities amount amounts length width
    height depth volume area weight hours days weeks months units pieces number numbers
    factor size speed distance radius diameter thickness density power load flow pressure
    percentage ratio margin percent items heads
    """
)
"""Nouns that are multiplied."""
GOOD = _words(
    """
    good great quick fast happy pleased delighted excellent easy best better smooth clean
    quiet safe reliable friendly helpful satisfied impressed super perfect fantastic
    brilliant complete calm thrilled glad proud grateful enthusiastic wonderful lovely
    superb awesome amazing outstanding terrific nice solid robust faster easier quicker
    cheaper smoother quieter cleaner safer prompt polite punctual patient professional
    flawless spotless keen
    """
)
STATUS = frozenset(
    {"fine", "ok", "okay", "well", "cold", "hot", "dry", "tight", "complete", "live", "full"}
)
PRAISING = _words(
    """
    loves love likes like loved liked praises praised recommends recommend recommended
    enjoys enjoy enjoyed trusts trust thinks finds says said feels saves saved gains gained
    helps helped appreciates appreciated admires admired values thanks thanked compliments
    complimented swears raves raved cheers prefers wants uses runs works fits keeps makes
    beats exceeds sings tells
    """
)
VERBS = PRAISING | _words(
    """
    has is was are were had goes went plays starts sails collects rides drives lives moves
    moved hates reads cooks got gets does did speaks comes came passes meets supports became
    sold won stands holds brings brought takes took can will
    """
)
MUCH = frozenset(
    {"very", "so", "really", "much", "extremely", "quite", "absolutely", "more", "fewer", "less"}
)
GAINS = _words(
    """
    saved saves save faster less fewer more better quicker cheaper gained gain up down
    higher lower sooner earlier passed sold delivered fitted installed done produced output
    """
)
PARTICIPLES = _words(
    """
    done made sold won paid built sent taken kept met seen begun shown given left gone set
    found live broken brought ran run went came held beat cut put on in at within under up
    ahead before without first second third no not none never nothing all every everything
    both each new now already finally another zero half two three four five six
    """
)
"""What a success may begin with; words in -ed besides."""
POINTING = _words(
    """
    the a an his her its my our your their this that these those they he she it we you i
    everybody everyone nobody staff team customer operators who
    """
)
SUBJECTS = frozenset(
    {"they", "he", "she", "it", "we", "everybody", "everyone", "nobody", "staff", "all"}
)
CLOSING = _words(
    """
    today yesterday tomorrow tonight now again back late early yet already here there too
    also it them him us me this that time soon once always anyway along through out off so
    should talked called rang spoke visited phoned emailed mailed wrote met arrived works
    runs fits passed finished settled solved fixed done delivered installed hour week month
    year day mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday
    sunday
    """
)
"""What ends a clause, so that a sign after it begins something new."""
CONTACT = frozenset({"talked", "called", "rang", "spoke", "visited", "phoned", "met", "chatted"})
SETTLED = _words(
    """
    today yesterday now again late early too already time hour week month soon yet anyway
    """
)
"""What ends a clause so that no place can follow it."""
MEETING = _words(
    """
    meeting meet met lunch dinner breakfast coffee tea visit call demo appointment appt
    training drinks beer interview site party show stand booth see saw visited seen arrive
    arrives waiting parking parked based located stays staying is are was him her them me
    delivery deliver collect pickup drop installed delivered left event fair conference
    workshop review inspection start starts opens closes available free back ring phone
    """
)
"""What happens at a place or an hour."""
HANDLES = frozenset(
    (
        "twitter",
        "insta",
        "instagram",
        "linkedin",
        "facebook",
        "mastodon",
        "github",
        "handle",
        "tiktok",
    )
)
PLACES = _words(
    """
    home work site office hq reception gate warehouse school plant hospital airport station
    hotel depot factory shop store venue the their our your head hall room dock ramp stand
    booth
    """
)
FAMILY = _words(
    """
    wife husband son sons daughter daughters kids kid child children dog dogs cat cats baby
    twins girls boys grandson granddaughter grandchildren grandkids birthday holiday
    holidays wedding married golf chess football tennis sailing boat garden horse horses
    mother father mum dad brother sister partner retires retired hobby
    """
)
CLOCKWORDS = frozenset(("noon", "midday", "midnight", "lunchtime", "teatime", "half", "quarter"))
ANSWERS = _words(
    """
    oui non si sí ja nein yes no yep yeah nope ok okay none doch
    """
)
DENYING = frozenset({"no", "non", "nein", "nope"})
VAGUE = _words(
    """
    maybe perhaps peut-être vielleicht quizás forse nothing rien soon later will shall or à
    tbc tbd unknown bof mostly idem
    """
)
"""Half an answer, or half a problem."""
SEVERE = frozenset({"trivial", "minor", "moderate", "major"})
COMPARED = frozenset(
    (
        "max",
        "min",
        "maximum",
        "minimum",
        "limit",
        "target",
        "average",
        "normal",
        "expected",
        "spec",
        "zero",
    )
)
DAY_SMALL = frozenset({"by", "on", "at", "since", "next", "this", "last", "the", "from"})
LONG_ANSWERS = frozenset({"not yet", "not really", "not sure", "of course", "don't know"})
ASKING = _words(
    """
    how what when why who where which whose any whether quand qui quoi que pourquoi où
    comment combien est-ce quel quelle wann was wer wo wie warum wieso welche welcher qué
    cómo cuándo dónde quién vous tu du quando perché dove
    """
)
HELPING = _words(
    """
    is are was were do does did can could will would should has have had may shall ist sind
    hat haben kann können
    """
)
ASKED_OF = _words(
    """
    it they you we he she i there the that this everything everybody everyone anyone
    anything all es sie wir ihr er
    """
)
GREETINGS = frozenset(
    (
        *("ça va", "ca va", "tout va bien", "ça marche", "ca marche", "c'est bon", "alles gut"),
        *("alles klar", "alles ok", "todo bien", "va bene", "tutto bene", "d'accord"),
    )
)
EXCLAIMED = _words(
    """
    wow hurrah hooray super bravo attention warning beware careful hurry urgent help thanks
    merci danke gracias grazie congrats congratulations hello hi bonjour hallo yes no ja oui
    please stop great perfect excellent fantastic brilliant achtung vorsicht oh ah ouch oops
    note important nb well good cheers thank you many so much très bien parfait génial
    thx ta ha haha finally sorted sweet ace magic lovely grand deadly result boom
    formidable genial perfekt sehr gut toll prima salut
    """
)
SHORTENED = _words(
    """
    ext. no. tel. approx. ca. qty. nr. dr. mr. mrs. st. co. inc. ltd. bros. mob.
    """
)
TAXES = frozenset(
    ("vat", "gst", "tax", "mwst", "tva", "postage", "p&p", "carriage", "delivery", "duty", "fees")
)
"""What is added to a price."""
AT_IDIOMS = _words(
    """
    present moment last least first all once times length risk cost best worst ease full
    min mo hand short large random
    """
)
"""What "at" stands in front of, so that no fact about anybody begins there."""
LEAVES = frozenset({"see", "speak", "talk", "catch", "call", "ring", "meet"})
SOON = frozenset({"you", "u", "ya", "soon", "later", "then", "up", "again"})
"""How one takes leave: "see u mon", "speak soon"."""
MENUS = _words(
    """
    file edit view insert format tools options settings menu start home print save export
    import network account preferences system general advanced help stage step level
    """
)
"""What stands in a path through a program: "file > save"."""
MEASURED = _words(
    """
    time times temp temps temperature margin stock age level turnover wait delay minimum
    maximum discount spend order orders stay notice response
    """
)
"""What may be more than a figure: "lead time > 2 weeks"."""
_FOREIGN = _words(
    """
    est c'est sont était avec une très êtes sommes nous vous elle ils elles ça oui merci
    mais déjà le qui n'est j'ai c'était hier demain aujourd'hui lundi mardi mercredi jeudi
    vendredi samedi dimanche jours semaine semaines livraison commande facture devis prix
    ist sind läuft nicht und eine einen wurde passt kommt sie wir haben noch schon aber mit
    für auf dem ja alles heute morgen gestern montag dienstag mittwoch donnerstag freitag
    samstag sonntag tage wochen uhr kunde sagt lieferung liefertermin termin preis rechnung
    bestellung angebot está muy pero gracias mañana pedido factura
    """
)
_LOANS = frozenset(
    ("café", "cafés", "résumé", "naïve", "crème", "brûlée", "purée", "rosé", "fiancé", "fiancée")
)
_LOANS |= frozenset(
    ("entrée", "entrées", "sauté", "façade", "jalapeño", "soufflé", "pâté", "décor", "cliché")
)
_ACCENTS = frozenset("àâäçéèêëîïñôöûùüß")


def foreign(words: Iterable[str]) -> bool:
    """Whether words are French, German or Spanish, which write "Ça va ? Oui" and "Merci ! À vendredi"."""
    return any(word in _FOREIGN or (word not in _LOANS and _ACCENTS & set(word)) for word in words)
