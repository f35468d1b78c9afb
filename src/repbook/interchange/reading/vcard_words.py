"""The words of vCards: what their lines and types are called, by the standard and by programs, and what they mean."""

from __future__ import annotations

from ...domain.spine.kinds import DateKind

LABELS = (
    *(("HOME", "home"), ("WORK", "work"), ("MAIN", "main"), ("OTHER", "other")),
    *(("PAGER", "pager"), ("CAR", "car")),
)
ITEM = "vnd.android.cursor.item/"
EVENT, NICKNAME, RELATION = f"{ITEM}contact_event", f"{ITEM}nickname", f"{ITEM}relation"
TAKEN = frozenset(
    (
        *("VERSION", "PRODID", "N", "FN", "ORG", "TITLE", "TEL", "EMAIL", "URL", "NOTE", "BDAY"),
        *("ANNIVERSARY", "REV", "UID", "KIND", "NICKNAME", "RELATED", "X-ABLABEL", "X-ABADR"),
        *("X-ABDATE", "X-ABRELATEDNAMES", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND"),
        *("X-MS-SPOUSE", "X-MS-CHILD", "X-MS-ANNIVERSARY", "X-KADDRESSBOOK-X-SPOUSESNAME"),
        *(
            "X-KADDRESSBOOK-X-ANNIVERSARY",
            "X-SPOUSE",
            "X-ANNIVERSARY",
            "X-EVOLUTION-SPOUSE",
            "X-EVOLUTION-ANNIVERSARY",
        ),
        *("ADR", "PHOTO", "LOGO", "SOUND", "KEY", "X-MS-CARDPICTURE", "X-REPBOOK-ROUTE", "MEMBER"),
        *("X-REPBOOK-CUSTOMER", "X-ADDRESSBOOKSERVER-MEMBER", "CLIENTPIDMAP"),
    )
)
"""Lines that fill a field, or say nothing of the person; the others are kept with the card."""
SAYS_NOTHING = frozenset(
    (
        *("MAILER", "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-MS-OL-DESIGN", "X-EVOLUTION-FILE-AS"),
        *(
            "X-ABUID",
            "X-ABCROP-RECTANGLE",
            "X-IMAGETYPE",
            "X-IMAGEHASH",
            "X-SHARED-PHOTO-DISPLAY-PREF",
        ),
        *("X-MS-IMADDRESS-TYPE", "X-ADDRESSING-GRAMMAR", "X-ACTIVITY-ALERT", "PROFILE", "SOURCE"),
    )
)
"""Lines about a program, and not about anybody."""
FURTHER = {"ORG": "further company", "TITLE": "further title", "FN": "also called"}
"""Lines of which a person has one in the book; what stands in a second one is kept."""
KEPT_AS = {
    **{"CATEGORIES": "categories", "IMPP": "chat", "TZ": "time zone", "ROLE": "function"},
    **{"AGENT": "assistant", "LANG": "language", "GENDER": "gender", "SORT-STRING": "sorted as"},
    **{"LABEL": "address label", "X-SOCIALPROFILE": "profile", "EXPERTISE": "expertise"},
    **{"INTEREST": "interest", "ORG-DIRECTORY": "directory", "CALURI": "calendar"},
}
OF_PROGRAMS = ("X-MS-", "X-EVOLUTION-", "X-KADDRESSBOOK-X-", "X-KADDRESSBOOK-", "X-")
THEIR_WORDS = {
    **{"MANAGER": "manager", "MANAGERSNAME": "manager", "ASSISTANT": "assistant"},
    **{"ASSISTANTSNAME": "assistant", "ASSISTANT-TEL": "assistant telephone", "OFFICE": "office"},
    **{"PROFESSION": "profession", "DEPARTMENT": "department", "SKYPE": "Skype", "AIM": "AIM"},
    **{"SKYPE-USERNAME": "Skype", "ICQ": "ICQ", "JABBER": "Jabber", "MSN": "MSN", "YAHOO": "Yahoo"},
    **{"GTALK": "Google Talk", "GOOGLE-TALK": "Google Talk", "QQ": "QQ", "TWITTER": "Twitter"},
    **{"IMADDRESS": "chat", "CUSTOMERNUMBER": "customer number"},
}
"""What programs write before a word of their own, and the words of which the meaning is plain."""
"""What a kept line is called, where a vCard's word for it is nobody's."""
ANDROID_EVENTS = {"1": DateKind.ANNIVERSARY, "3": DateKind.BIRTHDAY}
ANDROID_RELATIONS = {
    **{
        "1": "Assistant",
        "2": "Brother",
        "3": "Child",
        "4": "Partner",
        "5": "Father",
        "6": "Friend",
    },
    **{"7": "Manager", "8": "Mother", "9": "Parent", "10": "Partner", "11": "Referred by"},
    **{"12": "Relative", "13": "Sister", "14": "Spouse"},
}
RELATED = (
    *("SPOUSE", "CHILD", "PARENT", "SIBLING", "FRIEND", "COLLEAGUE", "CO-WORKER", "ACQUAINTANCE"),
    *("NEIGHBOR", "KIN", "EMERGENCY", "AGENT", "SWEETHEART", "CO-RESIDENT", "CONTACT"),
)
PARTNERS = {
    **{"NICKNAME": "Nickname", "X-SPOUSE": "Spouse", "X-EVOLUTION-SPOUSE": "Spouse"},
    **{"X-MS-SPOUSE": "Spouse", "X-KADDRESSBOOK-X-SPOUSESNAME": "Spouse", "X-MS-CHILD": "Child"},
}
ANNIVERSARIES = frozenset(
    (
        *("ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-MS-ANNIVERSARY"),
        "X-KADDRESSBOOK-X-ANNIVERSARY",
    )
)
SITES = {
    **{"LINKEDIN": "LinkedIn", "TWITTER": "Twitter", "FACEBOOK": "Facebook", "XING": "XING"},
    **{"INSTAGRAM": "Instagram", "FLICKR": "Flickr", "MASTODON": "Mastodon"},
}
