"""Shapes: what a block looks like by itself, whatever stands around it."""

from __future__ import annotations

import re
from functools import lru_cache

from service.ingest import lexicon
from service.ingest.blocks import Block
from service.ingest.days import find

_once = lru_cache(maxsize=1 << 14)
"""Remember what a block was found to be; a page asks the same of a block many times."""

_CLOSERS = "\"'”’»)]}*_ "
_TAIL = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]\s*$")
_QUOTED = re.compile(r"[“\"«][^“”\"«»]*(?:[”\"»]|$)|(?<!\w)‘[^‘’]{12,}’")
_MORE = (
    r"(?:read|see|view|learn) (?:more|on)|"
    r"(?:read |view |see )?(?:the )?(?:full|whole|rest of the) (?:story|article|report)"
)
_INVITES = re.compile(
    rf"(?:…|\.{{3}}|\]|[.!?”\"]|^)\s*[(\[]?(?:{_MORE}|continue reading|continue|more)[)\]]?\s*(?:…|\.{{2,}}|[>»→]+)?$",
    re.IGNORECASE,
)
_BREAKS_OFF = re.compile(r"(?:…|\.{3}|\[…\]|\[\.{3}\])$")
_LABEL = re.compile(
    r"^(?:[QA]\s?[:.]|[A-Z]{2,4}\s?:|\(\([\w .'’-]{1,40}\)\)\s*:?|\([\w .'’-]{1,40}\)\s*:"
    r"|(?:[A-Z][\w.'’-]*\s?){1,5}(?:\([^()]{1,30}\))?:)\s+\S"
)
_BYLINE = re.compile(
    r"^(?:(?:written |reported |story |words |article |text |report |posted |interview |analysis |opinion "
    r"|comment )?by|authors?\s*:|reporter\s*:"
    r"|from our correspondent"
    r"|writer\s*:|correspondent\s*:)\s*:?\s+(?P<who>\S.*)$",
    re.IGNORECASE,
)
_UNNAMED = re.compile(
    r"(?:staff|special|our|web|news|own|chief|senior|online)(?: \w+)? (?:reporters?|writers?|correspondents?"
    r"|desk|bureau)",
    re.IGNORECASE,
)
_DAY_AND_NAME = re.compile(r"\d\W+[Bb]y (?P<who>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})$")
_NAME = re.compile(
    r"^(?:(?:(?:[A-Z][\w.'’-]*|Mc\w+)(?:\s(?:(?:de|van|von|der|al|bin|la|del|di|da|el)\s)*[A-Z][\w.'’-]*){1,4}|"
    r"[A-Z]{2,5}|(?:staff|our|news|special|web) ?(?:reporters?|writers?|correspondents?|desk|staff"
    r"|bureau)?))(?=$|[\s,|/•·&(–—-])",
)
_POST = re.compile(
    r"^(?P<who>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}(?: and [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3})?)"
    r"\s*(?:[,|/•·–—-]\s*)?"
    r"(?:(?:[A-Z][\w&/-]*|of|the|for|and|in) ){0,4}(?:writer|correspondent|reporter|editor|columnist|staff"
    r"|contributor|chief)s?\b"
    r".{0,40}$",
    re.IGNORECASE,
)
_NAMES_BEHIND = re.compile(
    r"(?<=[a-z\d)][a-z\d)])[.!?](?:[”\"’']?\s+|\s+[/|—–-]\s*)((?:[A-Z][\w.'’-]*|for|of|the|/|\||,|&"
    r"|via)(?:[\s/|,]+|$)){1,7}$"
)
_CONTACT = re.compile(
    r"\S+@\S+\.\w+|(?:https?://|www\.)\S+|\b(?:tel|phone|fax|call)\b\s*[.:]?\s*[+\d(][\d\s()+-]{5,}", re.I
)
_DATELINE = re.compile(
    r"^(?P<place>(?:[A-Z][\w.'’-]+|[A-Z]\.)"
    r"(?:[ ,/]+(?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b)(?:[A-Z][\w.'’-]*|of|de|la)){0,6})"
    r"\s*,?\s*"
    r"(?:\((?P<agency>[A-Z][\w .,/&-]{1,40})\)\s*)?,?\s*(?P<rest>.{0,60}?)"
    r"(?:\s*\((?P<agency2>[A-Z][\w .,/&-]{1,40})\))?\s*"
    r"(?:[—–―]|--?)(?=\s|[A-Z“\"])"
)
_LABELS_OF_DAYS = re.compile(
    r"\b(?:first |originally |last |date )?(?:published|posted|updated|modified|created|filed|issued|released"
    r"|edited|date|on|at|"
    r"pub|upd|hrs|ist|est|edt|gmt|utc|am|pm|local time|online|time|kst|jst|bst|cet|pst|pdt|ago|min read"
    r"|print edition)\b",
    re.IGNORECASE,
)


@_once
def unquoted(block: Block) -> str:
    """Return the block's text without what stands in quotation marks."""
    return _QUOTED.sub(" ", block.plain)


@_once
def has_quotation(block: Block) -> bool:
    """Tell whether words stand in quotation marks, or a quotation is opened that a later block closes."""
    return bool(re.search(r"[“”\"«»]|''|(?<!\w)[‘'].{12,400}[’']", block.plain))


@_once
def ends_sentence(block: Block) -> bool:
    """Tell whether the block ends as a sentence does, behind it at most closing marks and one short bracket."""
    end = block.plain[-160:]
    texts = (end, _TAIL.sub("", end))
    return any(text.rstrip(_CLOSERS).endswith((".", "!", "?", "…")) for text in texts)


@_once
def is_prose(block: Block) -> bool:
    """Tell whether the block reads as a sentence or more: long enough, with function words and an end."""
    count, share = len(block.words), block.function_words
    return (count >= 5 and share >= 0.2 and ends_sentence(block)) or (count >= 25 and share >= 0.3)


@_once
def is_headline(block: Block) -> bool:
    """Tell whether the block may be the headline of something: some words, no end of a sentence."""
    if not 3 <= len(block.words) <= 24 or block.plain.endswith((":", ";", ",")):
        return False
    if is_day_line(block) or is_caption(block) or has_credit_tail(block) or is_link(block):
        return False
    if not ends_sentence(block):
        return True
    return block.plain[-1] in "?!" and len(block.words) <= 14 and not is_labelled(block)


@_once
def is_control(block: Block) -> bool:
    """Tell whether the whole block is a button, a section's name or a counter."""
    line = block.plain.lower().replace("’", "'").strip(" |>»›‹«→←▾▼:+-–—·•.!*")
    if not line or line in lexicon.CONTROLS or lexicon.WIDGETS.fullmatch(block.plain[:240]):
        return True
    return bool(block.words) and len(block.words) <= 12 and all(word in lexicon.SHARING for word in block.words)


@_once
def is_closing(block: Block) -> bool:
    """Tell whether the whole block opens what follows an article for good."""
    return len(block.plain) <= 120 and bool(lexicon.CLOSINGS.fullmatch(block.plain.strip(" |>»›→▼:*-–—")))


@_once
def is_related(block: Block) -> bool:
    """Tell whether the whole block heads a list of other articles."""
    return len(block.plain) <= 80 and bool(
        lexicon.RELATED.fullmatch(block.plain.strip(" |>»›→▼:*-–—.").replace("’", "'"))
    )


@_once
def is_inline(block: Block) -> bool:
    """Tell whether a heading of other articles is one that an article goes on behind."""
    return bool(lexicon.INLINE.fullmatch(block.plain.strip(" |>»›→▼:*-–—.")))


@_once
def is_imprint(block: Block) -> bool:
    """Tell whether the block states who owns the page."""
    return len(block.words) <= 90 and bool(lexicon.IMPRINTS.search(unquoted(block)[:600]))


@_once
def is_link(block: Block) -> bool:
    """Tell whether the block is labelled as a link to another page."""
    return len(block.words) <= 40 and bool(lexicon.LINK_LABELS.match(block.plain[:120]))


@_once
def is_truncated(block: Block) -> bool:
    """Tell whether the block breaks off, or ends in an invitation to read the rest elsewhere."""
    return bool(_BREAKS_OFF.search(block.plain[-10:])) or invites(block)


@_once
def invites(block: Block) -> bool:
    """Tell whether the block ends in an invitation to read on elsewhere: "… read more"."""
    return bool(_INVITES.search(block.plain[-60:]))


@_once
def is_comment(block: Block) -> bool:
    """Tell whether the whole block belongs to the apparatus of readers' comments."""
    return len(block.plain) <= 100 and bool(lexicon.COMMENTS.fullmatch(block.plain.strip(" |·•*")))


@_once
def is_labelled(block: Block) -> bool:
    """Tell whether the block opens with the name of who speaks, as transcripts and interviews do."""
    label = _LABEL.match(block.plain[:90])
    return bool(label) and block.plain.split(":")[0].lower() not in lexicon.CONTROLS


@_once
def is_capital_label(block: Block) -> bool:
    """Tell whether the label is one that only transcripts have: capitals, one letter, double brackets."""
    label = block.plain.split(":")[0]
    return is_labelled(block) and (block.plain.startswith("((") or label.split("(")[0].isupper())


@_once
def is_contact(block: Block) -> bool:
    """Tell whether the block is little more than an address, a web link or a telephone number."""
    if len(block.plain) > 400:
        return False
    rest, found = _CONTACT.subn(" ", block.plain)
    return bool(found) and len(re.findall(r"\w+", rest)) <= 6


@_once
def is_staff_credit(block: Block) -> bool:
    """Tell whether the block names who wrote or edited the article."""
    return len(block.words) <= 45 and bool(lexicon.STAFF_CREDITS.fullmatch(block.plain))


@_once
def is_caption(block: Block) -> bool:
    """Tell whether the block ends in a picture's credit."""
    return len(block.words) <= 90 and bool(lexicon.CREDITS.search(block.plain[-200:]))


@_once
def is_scene(block: Block) -> bool:
    """Tell whether one sentence tells in the present tense what a picture shows, and on which day of which year."""
    if len(block.words) > 60 or not lexicon.SCENES.search(block.plain) or lexicon.NARRATION.search(unquoted(block)):
        return False
    days = list(find(block.plain))
    return bool(days) and days[-1].date is not None and len(block.plain) - days[-1].end <= 2


@_once
def is_biography(block: Block) -> bool:
    """Tell whether the block says who the article's writer is."""
    text = unquoted(block)
    return len(block.words) <= 60 and bool(lexicon.BIOGRAPHIES.search(text)) and not lexicon.REPORTING.search(text)


@_once
def has_credit_tail(block: Block) -> bool:
    """Tell whether a few names with no full stop follow the block's last sentence, as a photographer's do."""
    match = _NAMES_BEHIND.search(block.plain[-160:])
    return bool(match) and not ends_sentence(block) and len(block.words) <= 80


@_once
def byline(block: Block) -> str | None:
    """Return the names that a byline gives, None where the block is none."""
    if len(block.words) > 25 or (ends_sentence(block) and len(block.words) > 8):
        return None
    if match := _BYLINE.match(block.plain):
        who = match["who"].strip(" |,-–—")
        return who if _NAME.match(who) else None
    if _UNNAMED.fullmatch(block.plain):
        return block.plain
    if (match := _DAY_AND_NAME.search(block.plain)) and is_day_line(block):
        return match["who"]
    match = _POST.match(block.plain) if len(block.words) <= 12 and block.function_words <= 0.2 else None
    return match["who"] if match and _NAME.match(match["who"]) else None


@_once
def dateline(block: Block) -> re.Match[str] | None:
    """Return the dateline that opens a report ("SEOUL, March 5 (AP) —"), as a match over the block's plain text."""
    match = _DATELINE.match(block.plain[:140])
    if match is None:
        return None
    named = match["agency"] or match["agency2"] or match["place"].split(",")[0].isupper()
    dated = any(True for _ in find(match["rest"])) or not match["rest"].strip()
    return match if named and dated else None


@_once
def is_day_line(block: Block) -> bool:
    """Tell whether the block is a day or an hour, with at most a label or a few words more."""
    if len(block.words) > 30:
        return False
    days = list(find(block.plain))
    rest = block.plain
    for day in reversed(days):
        rest = rest[: day.start] + " " + rest[day.end :]
    hours = re.sub(
        r"\b\d{1,2}(?:[:.]\d{2}){1,2}\b(?:\s*[ap]\.?m\b\.?)?|\b\d{1,2}\s*[ap]\.?m\b\.?", " ", rest, flags=re.I
    )
    if not days and (hours == rest or (ends_sentence(block) and len(block.words) > 4)):
        return False
    left = re.findall(r"[^\W\d_]+", _LABELS_OF_DAYS.sub(" ", hours))
    return len(left) <= 4 if len(days) == 1 else len(left) <= 6
