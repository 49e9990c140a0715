"""What a plain page says of its article: title, outlet, byline, and the day of its publication with its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from models.records import SaidOn
from service.ingest import lexicon, shapes
from service.ingest.blocks import Block
from service.ingest.days import Day, find
from service.ingest.sections import Section

# A label that makes a day the day of publication, and one that makes it the day of a change.
_PUBLISHED = re.compile(
    r"\b(?:published|posted|date of publication|publication date|pub(?:lish)? date|first published|issued"
    r"|released|filed|"
    r"created|date|input|uploaded|entered)\b[^\w]*(?:on|at|by|online|in|date"
    r"|:)?[^\w]*(?:[A-Z][\w.]+ ){0,4}(?:on|at)?[^\w]*$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:updated|modified|edited|revised|changed|corrected|accessed|retrieved|printed)\b[^.]{0,40}$", re.I
)
_HOLDER = re.compile(
    r"(?:©|\(c\)|copyright)[\s©,:]*(?:\(c\)\s*)?(?:(?:19|20)\d\d\s+copyright\s+)?(?:(?:19|20)\d\d\s*(?:[-–—]\s*(?:(?:19|20)\d\d"
    r"|present))?)?[\s,:]*(?:by\s+)?"
    r"(?P<name>[A-Z][\w&.'’-]*(?:\s+(?:of|and|the|&|[A-Z][\w&.'’-]*)){0,5})",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"[\s,]+(?:holdings?|ltd|inc|llc|plc|co|corp|corporation|company|limited|gmbh|pty|all|group|publishing|publications"
    r"|reserved)\b.*$",
    re.I,
)
_SUFFIX = re.compile(r"^(?P<title>.{12,}?)\s+(?:\||–|—|-|::|»|•)\s+(?P<name>[A-Z][\w&.'’ -]{1,40})$")
_MASTHEAD = re.compile(r"^masthead\s*:\s*(?P<name>.{2,60})$", re.IGNORECASE)
_BUTTONS = re.compile(
    r"(?:\s+(?:close|logo|menu|home|search|homepage|open|navigation|site|website|\|))+$", re.IGNORECASE
)
_AGENCIES = re.compile(r"\b(?:associated press|reuters|agence france|getty|afp|xinhua|yonhap|tass|upi)\b", re.I)
_BEHIND_NAMES = re.compile(r"\s*[|•·/(]\s*|\s+[–—-]\s+|\s*\S+@\S+|\s+\(?(?:updated|published|posted)\b", re.I)
_SMALL = frozenset({"the", "of", "&", "and"})
_CRUMBS = re.compile(r"(?:\s[»>›/|]\s.*){2}|\s[»›]\s")
_LEAD = 6
_FAR = 8
# A page with more short lines than this above a day has a menu there, and the day is the page's own clock.
_MENU = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Hold what is known of an article beside its text; what is not known is None or an empty `SaidOn`."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    url: str | None = None
    published: SaidOn = field(default_factory=SaidOn)

    def over(self, other: Known) -> Known:
        """Return what this one knows, and for the rest what the other knows."""
        dated = self.published.date or (self.published.evidence and not other.published.date)
        return Known(
            title=self.title or other.title,
            outlet=self.outlet or other.outlet,
            byline=self.byline or other.byline,
            url=self.url or other.url,
            published=self.published if dated else other.published,
        )


def describe(text: str, blocks: Sequence[Block], sections: Sequence[Section]) -> Known:
    """Find what the page says of its article, from the blocks that are not its body."""
    body = [index for index, section in enumerate(sections) if section == "body"]
    if not body:
        return Known()
    title = _title(blocks, body)
    name = " ".join(blocks[title].plain.split()) if title is not None else None
    outlet = _outlet(blocks, sections)
    match = _SUFFIX.match(name) if name else None
    if match and outlet and match["name"].lower() == outlet.lower():
        name = match["title"]
    return Known(
        title=name,
        outlet=outlet,
        byline=_byline(blocks, sections, body) or _bare_name(blocks, title, body, outlet),
        published=_published(text, blocks, body, title),
    )


def _content_words(block: Block) -> frozenset[str]:
    """Return the block's words that say what it is about, cut to their first six letters."""
    return frozenset(word[:6] for word in block.words if len(word) > 2 and word not in lexicon.FUNCTION_WORDS)


def _may_be_title(block: Block) -> bool:
    """Tell whether a block above the body may be the article's headline."""
    if not 2 <= len(block.words) <= 30 or block.plain.endswith(":") or _CRUMBS.search(block.plain):
        return False
    kinds = (
        shapes.is_control,
        shapes.is_day_line,
        shapes.is_caption,
        shapes.is_imprint,
        shapes.is_contact,
        shapes.is_link,
    )
    return shapes.byline(block) is None and not any(kind(block) for kind in (*kinds, shapes.has_credit_tail))


def _title(blocks: Sequence[Block], body: Sequence[int]) -> int | None:
    """Find the headline: above the body, about what the body is about, perhaps said twice."""
    lead = frozenset[str]().union(*(_content_words(blocks[index]) for index in body[:_LEAD]))
    counts = Counter(block.words for block in blocks[: body[0]])
    worth: dict[int, float] = {}
    for index, block in enumerate(blocks[: body[0]]):
        if not _may_be_title(block):
            continue
        content = _content_words(block)
        shared = len(content & lead)
        fit = 3 * shared / max(len(content), 3) + min(shared, 4) / 2
        said_twice = 2.5 * (counts[block.words] > 1 and len(block.words) >= 4)
        shape = 0.5 * (len(block.words) >= 4) - 1.0 * shapes.ends_sentence(block) - 0.7 * block.bullet
        worth[index] = fit + said_twice + shape - 0.05 * min(body[0] - index, 20)
    if not worth:
        return None
    best = max(worth, key=lambda index: worth[index])
    while best - 1 in worth and worth[best - 1] >= worth[best] - 0.8 and len(blocks[best - 1].words) >= 4:
        best -= 1
    signed = any(
        shapes.is_day_line(block) or shapes.byline(block) for block in blocks[best + 1 : min(best + 2, body[0])]
    )
    likely = len(blocks[best].words) >= 3 and (signed or body[0] <= 3)
    return best if worth[best] >= 1.2 or likely else None


def _outlet(blocks: Sequence[Block], sections: Sequence[Section]) -> str | None:
    """Find the outlet where the page states it: masthead, copyright notice, the title's suffix."""
    votes: Counter[str] = Counter()
    names: dict[str, str] = {}
    counts = Counter(block.plain for block in blocks)
    for index, (block, section) in enumerate(zip(blocks, sections, strict=True)):
        if section == "body" or len(block.words) > 60:
            continue
        for name, weight in _outlet_names(block, index, counts):
            key = re.sub(r"^the\s+", "", name.lower())
            votes[key] += weight
            names.setdefault(key, name)
    if not votes:
        return None
    longer = {key: sum(votes[other] for other in votes if other != key and other.startswith(key)) for key in votes}
    return names[max(votes, key=lambda key: votes[key] + longer[key])]


def _outlet_names(block: Block, index: int, counts: Counter[str]) -> Iterator[tuple[str, int]]:
    """Yield the names that a block gives for its outlet, and how strongly."""
    if match := _MASTHEAD.match(block.plain):
        yield match["name"].strip(), 4
    if shapes.is_imprint(block) and (match := _HOLDER.search(block.plain)):
        name = _COMPANY.sub("", match["name"].split(". ")[0]).strip(" .,-&")
        if (" " in name or counts[name]) and not re.search(r"\.\w{2,}$", name) and not _AGENCIES.search(name):
            yield name, 3
    if (match := _SUFFIX.match(block.plain)) and len(match["name"].split()) <= 5:
        stated = counts[match["title"]] > 0
        if stated or lexicon.MASTHEAD_WORDS.search(match["name"]):
            yield match["name"], 3 if stated else 1
    if shapes.byline(block) and (match := _SUFFIX.match(block.plain)):
        yield from ((line, 2) for line in counts if line.lower() == match["name"].lower())
    name = _BUTTONS.sub("", block.plain)
    if index < 2 and 2 <= len(name.split()) <= 4 and name.istitle() and _is_named_again(name, counts):
        yield name, 2
    if index < 12 and _is_masthead(name):
        yield name, 2 if counts[name] > 1 or index < 2 else 1


def _is_named_again(name: str, counts: Counter[str]) -> bool:
    """Tell whether some longer line of the page names it too ("Try The Herald's job board")."""
    longer = any(name in line and len(name) < len(line) < 200 for line in counts)
    return longer and name.lower() not in lexicon.CONTROLS


def _is_masthead(line: str) -> bool:
    """Tell whether a line is the name of a newspaper, a station or an agency and nothing more."""
    words = (line.title() if line.isupper() else line).split()
    named = [word for word in words if word.lower() not in lexicon.CONTROLS | _SMALL]
    if not 2 <= len(words) <= 5 or not named or line.lower() in lexicon.CONTROLS:
        return False
    capital = all(word[0].isupper() or word in _SMALL for word in words) and "," not in line
    known = [bool(lexicon.MASTHEAD_WORDS.search(word)) for word in words]
    placed = words[0] == "The" or known[-1] or len(named) > 1
    return capital and any(known) and placed and not _AGENCIES.search(line)


def _byline(blocks: Sequence[Block], sections: Sequence[Section], body: Sequence[int]) -> str | None:
    """Find the byline nearest above the body, else just behind it."""
    above = range(body[0] - 1, -1, -1)
    behind = range(body[-1] + 1, min(body[-1] + 4, len(blocks)))
    for index in (*above, *behind):
        block = blocks[index]
        if block.words == ("by",) and index + 1 < len(blocks) and sections[index + 1] != "body":
            block = Block.of(f"By {blocks[index + 1].plain}", 0, len(blocks[index + 1].plain) + 3)
        if who := shapes.byline(block):
            return _names(who) or None
    return None


def _names(who: str) -> str:
    """Return the names of a byline without the day, the post, the address and the outlet that may follow them."""
    day = next(find(who), None)
    who = _BEHIND_NAMES.split(who[: day.start] if day else who)[0]
    names, comma, rest = who.partition(",")
    if comma and (rest.strip()[:1].islower() or lexicon.MASTHEAD_WORDS.search(rest)):
        who = names
    return who.strip(" ,;-–—")


def _bare_name(blocks: Sequence[Block], title: int | None, body: Sequence[int], outlet: str | None) -> str | None:
    """Find a line that is only a person's name, just below the title and beside a day."""
    if title is None:
        return None
    for index in range(title + 1, min(title + 4, body[0])):
        block = blocks[index]
        beside = any(shapes.is_day_line(blocks[i]) for i in (index - 1, index + 1) if i < body[0])
        named = re.fullmatch(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,2}", block.plain) and block.plain != outlet
        plain = not any(word in lexicon.CONTROLS or word in lexicon.FUNCTION_WORDS for word in block.words)
        if (
            beside
            and named
            and plain
            and not lexicon.MASTHEAD_WORDS.search(block.plain)
            and not shapes.is_control(block)
        ):
            return block.plain
    return None


def _published(text: str, blocks: Sequence[Block], body: Sequence[int], title: int | None) -> SaidOn:
    """Find the day of publication: a labelled day, else a day by the title, else the report's own dateline."""
    found = [
        *_labelled_days(text, blocks, range(body[0] - 1, -1, -1)),
        *_title_days(text, blocks, body, title),
        *_dateline_days(text, blocks[body[0]]),
        *_labelled_days(text, blocks, range(body[-1] + 1, min(body[-1] + _FAR, len(blocks)))),
    ]
    exact = [said for said in found if said.precision == "day"]
    dated = [said for said in found if said.date]
    return next(iter((*exact, *dated, *found)), SaidOn())


def _said(text: str, block: Block, day: Day, *, label: re.Match[str] | None = None) -> SaidOn:
    """Return a day with its exact words in the text, its label among them."""
    words = block.plain[label.start() if label else day.start : day.end].split()
    exact = re.search(r"\s+".join(map(re.escape, words)), text[block.start : block.end])
    return SaidOn(day.date, day.precision, exact[0] if exact else " ".join(words))


def _labelled_days(text: str, blocks: Sequence[Block], indexes: Iterable[int]) -> Iterator[SaidOn]:
    """Yield the days that the page calls a publication, as far as the list of other articles."""
    for index in indexes:
        block = blocks[index]
        if shapes.is_related(block) or shapes.is_imprint(block):
            break
        if len(block.words) > 40:
            continue
        for day in find(block.plain):
            before = block.plain[: day.start]
            if (label := _PUBLISHED.search(before)) and not _CHANGED.search(before):
                yield _said(text, block, day, label=label)
                break


def _title_days(text: str, blocks: Sequence[Block], body: Sequence[int], title: int | None) -> Iterator[SaidOn]:
    """Yield the days that stand by themselves between title and body, else those just above the title.

    A day above the title counts only where no menu stands over it: beside a menu it is the page's own clock. Where
    the title is said twice, a day between the two is as good as one above them.
    """
    last = title if title is not None else -1
    for index in range(last + 1, body[0]):
        block = blocks[index]
        clock = title is None and _menus(blocks[:index]) > _MENU
        if not clock and (shapes.is_day_line(block) or shapes.byline(block)):
            yield from _first_day(text, block)
    first = next((i for i in range(last) if blocks[i].words == blocks[last].words), last)
    for index in range(last - 1, max(first - 4, -1), -1):
        block = blocks[index]
        over = blocks[first:index] if index > first else blocks[:index]
        if shapes.is_day_line(block) and _menus(over) <= _MENU:
            yield from _first_day(text, block)


def _first_day(text: str, block: Block) -> Iterator[SaidOn]:
    """Yield the first day of a block; the day of a change is no publication, and only its words are kept."""
    for day in find(block.plain):
        changed = _CHANGED.search(block.plain[: day.start])
        said = _said(text, block, day, label=changed)
        yield replace(said, date=None, precision=None) if changed else said
        break


def _menus(blocks: Sequence[Block]) -> int:
    """Count the short lines that are neither sentence nor headline, as menus are made of."""
    return sum(len(block.words) <= 3 and not shapes.ends_sentence(block) for block in blocks)


def _dateline_days(text: str, block: Block) -> Iterator[SaidOn]:
    """Yield the day in the dateline that opens the article; without a year its words are kept, and no date."""
    match = shapes.dateline(block)
    for day in find(match[0]) if match else ():
        whole = Day(0, match.end() if match else 0, day.date, day.precision)
        yield _said(text, block, whole)
        break
