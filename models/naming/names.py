"""The names of a text: those that a recogniser gave, trimmed, and those that capitals, titles and lists reveal."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from models.naming import lexicon, nations
from models.naming.abbreviations import spelled
from models.naming.tokens import Token, tokenise

PERSON, BODY, PLACE, OTHER, UNKNOWN = "PERSON", "ORGANIZATION", "LOCATION", "MISC", ""
_LINKS = frozenset({"of", "for", "&", "on"})
_SEATED = {"at": frozenset({"University"}), "in": frozenset({"Embassy", "Consulate"})}
"""Prepositions that join a body of some kinds to its seat ("University of California at Berkeley")."""
_PEOPLE = frozenset({"people", "women", "men", "children"})
_ENDS = frozenset(["", *".!?\n:;"])
_LONGEST = 10
_PRONOUNS = frozenset(["i", "he", "she", "they", "we", "it", "you", "who", "his", "her", "their", "our", "my", "its"])
_NO_NAME = re.compile(
    r".*'(?:re|ve|ll|d|m|t)$|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|dozens?)(?:-[a-z-]+)?$"
)
_SMALL = frozenset(
    {"a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "but", "by", "with", "from", "as"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """Hold a proper name without titles: its half-open range, its words and its label ("" where unknown)."""

    start: int
    end: int
    words: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Names:
    """Hold the names of one text in order, never overlapping; `families` are the last words of full names.

    `spelled` holds what abbreviations in brackets stand for, by abbreviation ("SDF": ("Syrian", "Democratic", ...)).
    """

    all: tuple[Name, ...]
    spelled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    families: frozenset[str] = field(init=False)
    _starts: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        full = (name.words[-1] for name in self.all if name.label == PERSON and len(name.words) > 1)
        object.__setattr__(self, "families", frozenset(full))
        object.__setattr__(self, "_starts", tuple(name.start for name in self.all))

    def within(self, start: int, end: int) -> tuple[Name, ...]:
        """Return the names that meet `[start, end)`."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end, first)
        return tuple(name for name in self.all[first:last] if name.end > start)


def is_full(name: Name) -> bool:
    """Tell whether a name is surely a person's full name: a known given name and up to three other words."""
    return name.label == PERSON and 1 < len(name.words) <= 4 and lexicon.given_gender(name.words[0]) is not None


def is_title(token: Token) -> bool:
    """Tell whether a capitalised token is a title or a role written before a name ("Mr.", "Secretary")."""
    return token.capital and token.text != "Guy" and lexicon.is_role(token.text)


def name_words(tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return the words of a name, the mark of a plural owner joined to its word ("Workers’ Party")."""
    words: list[str] = []
    for token in tokens:
        if token.word or token.text == "&":
            words.append(token.text)
        elif token.possessive and words:
            words[-1] += token.text
    return tuple(words)


def is_compound(token: Token) -> bool:
    """Tell whether a token joins a name to a lower-case word that describes ("Kurdish-led", "Moscow-based")."""
    head, mark, last = token.text.rpartition("-")
    return bool(mark) and head[:1].isupper() and last in lexicon.words("nouns", "compounding")


def is_initial(word: str) -> bool:
    """Tell whether a word is one or more initials with full stops ("T.", "H.W.")."""
    return word.endswith(".") and len(word.replace(".", "")) <= 2 and word.replace(".", "").isupper()


def label_of(words: Sequence[str], *, titled: bool = False) -> str:
    """Return what a run of capitalised words most likely names, "" where nothing tells."""
    phrase = " ".join(words)
    if any(word in lexicon.words("nouns", "body_names") for word in words) or nations.body(phrase):
        return BODY
    if nations.place(phrase) and not titled:
        return PLACE
    if titled:
        return PERSON
    if len(words) == 1:
        if "." in words[0][:-1] and words[0][-1].islower():
            return BODY
        return BODY if words[0].isupper() and 2 <= len(words[0].replace(".", "")) <= 6 else UNKNOWN
    return PERSON if _looks_personal(words) else UNKNOWN


def _looks_personal(words: Sequence[str]) -> bool:
    """Tell whether words begin with a given name, hold a middle initial, or stand in East Asian order."""
    if len(words) <= 5 and lexicon.given_gender(words[0]):
        return True
    family = words[0] in lexicon.words("given_names", "family_first")
    head, mark, tail = words[0].partition("-")
    if len(words) == 2 and mark and tail.islower() and head.istitle() and not is_initial(words[1]):
        return True
    if len(words) <= 3 and family and (len(words) == 3 or "-" in words[1]):
        return True
    return len(words) <= 4 and any(is_initial(word) for word in words[1:-1])


def strip_titles(tokens: Sequence[Token]) -> tuple[list[Token], bool]:
    """Drop leading titles and roles of a capitalised run; tell whether any was dropped and a name is left."""
    last = -1
    if tokens and tokens[-1].text in lexicon.words("nouns", "body_names"):
        return list(tokens), False
    for index, token in enumerate(tokens[:-1]):
        if token.lower in _LINKS and index and tokens[index - 1].text in lexicon.words("nouns", "body_names"):
            break
        if is_title(token) and not _is_surname(tokens, index) and tokens[index + 1].lower not in _LINKS:
            last = index
    rest = list(tokens[last + 1 :])
    return rest, last >= 0


def _is_surname(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a role word at `index` is rather part of a person's name ("Charlie King", "Tom Price said")."""
    before = tokens[index - 1] if index else None
    return before is not None and bool(lexicon.given_gender(before.text)) and not is_title(before)


def find(text: str, sentences: Sequence[tuple[int, int]], given: Sequence[tuple[int, int, str]]) -> Names:
    """Return all names of the text: runs of capitals say where names end, those `given` what they are.

    A given name that is only a part of a run ("Motor Company", "Seong-Chang") takes the whole run's range where the
    run is surely one name; elsewhere the given names win.
    """
    trimmed = [name for start, end, label in sorted(given) if (name := _trim(text, start, end, label))]
    kept: list[Name] = []
    for name in trimmed:
        if kept and kept[-1].start < name.start < kept[-1].end:
            before = [token for token in tokenise(text, kept[-1].start, name.start) if token.end <= name.start]
            kept[-1] = Name(kept[-1].start, before[-1].end, name_words(before), kept[-1].label)
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    known = Names(tuple(kept))
    common = _common_words(text)
    apart = frozenset(name.words for name in kept)
    own: list[Name] = []
    for start, end in sentences:
        for name in _in_sentence(tokenise(text, start, end), common):
            inside = known.within(name.start, name.end)
            opens = text[: name.start].rstrip("\"“‘' ")[-1:] in _ENDS
            common_first = opens and _opens_only(text, name, inside, apart)
            whole = None if common_first else _whole(name, inside, apart, opens=opens)
            if whole and (not own or own[-1].end <= whole.start):
                own.append(whole)
    own.sort(key=lambda name: name.start)
    longer = Names(tuple(own))
    rest = [name for name in kept if not longer.within(name.start, name.end)]
    all_names = tuple(_of_persons(sorted([*rest, *own], key=lambda name: name.start)))
    bodily = ((name.end, name.words) for name in all_names if name.label in (BODY, UNKNOWN, OTHER) and name.words[1:])
    return Names(all_names, spelled(text, bodily))


def _of_persons(found: Iterable[Name]) -> Iterator[Name]:
    """Yield the names, those as persons' that end a person's full name and were taken for a body's ("De Blasio")."""
    listed = list(found)
    ends = {
        name.words[at:]
        for name in listed
        if name.label == PERSON
        for at in range(1, len(name.words))
        if not lexicon.words("nouns", "body_names") & {*name.words}
    }
    ends |= {tuple(word[:1].upper() + word[1:] for word in words) for words in ends}
    for name in listed:
        belongs = name.label in (BODY, OTHER) and name.words in ends and not nations.body(" ".join(name.words))
        yield replace(name, label=PERSON) if belongs else name


def _opens_only(text: str, run: Name, given: Sequence[Name], apart: frozenset[tuple[str, ...]]) -> bool:
    """Tell whether a run only begins with a common word that opens its sentence ("Derelict Obama and Clinton")."""
    if len(given) != 1 or given[0].words != run.words[1:] or given[0].end != run.end:
        return False
    if lexicon.given_gender(run.words[0]) or not run.words[0].istitle() or nations.nation_of(run.words[0]):
        return False
    elsewhere = len(re.findall(rf"\b{re.escape(' '.join(given[0].words))}\b", text)) > 1
    return elsewhere and given[0].label == PERSON and run.words not in apart


def _whole(run: Name, given: Sequence[Name], apart: frozenset[tuple[str, ...]], *, opens: bool) -> Name | None:
    """Return a run of capitals as one name where it is new, or the whole of the given names in it.

    `apart` holds the words of all given names: a run that is one elsewhere is one here too; `opens` tells whether the
    run opens its sentence.
    """
    if not given:
        return run
    covered = sum(len(part.words) for part in given)
    person_inside = any(part.label == PERSON and len(part.words) > 1 and part.start > run.start for part in given)
    if person_inside or (len(given) == 1 and covered >= len(run.words)):
        return None
    if run.label != UNKNOWN:
        body_inside = any(part.label == BODY and len(part.words) > 1 for part in given)
        return None if run.label == PERSON and body_inside else run
    crossing = any(part.start < run.start or run.end < part.end for part in given)
    return None if crossing else _joined(run, given, apart, covered=covered, opens=opens)


def _joined(
    run: Name, given: Sequence[Name], apart: frozenset[tuple[str, ...]], *, covered: int, opens: bool
) -> Name | None:
    """Return a run that only the given names in it label, None where they do not make one name of it."""
    first, labels = run.words[0], {part.label for part in given}
    described = lexicon.is_modifier(first) or lexicon.is_role(first) or nations.nation_of(" ".join(run.words[:-1]))
    if described:
        return None
    if labels in ({PERSON}, {BODY}):
        (label,) = labels
        near = label == PERSON or (given[-1].end == run.end and not opens)
        return Name(run.start, run.end, run.words, label) if covered + near >= len(run.words) else None
    body = labels <= {PERSON, PLACE, BODY} and given[-1].label == BODY and given[-1].end == run.end
    return Name(run.start, run.end, run.words, BODY) if body or run.words in apart else None


def _trim(text: str, start: int, end: int, label: str) -> Name | None:
    tokens = [token for token in tokenise(text, max(0, start), min(end, len(text))) if not token.possessive]
    while tokens and not (tokens[-1].word and tokens[-1].lower not in _SMALL):
        tokens.pop()
    while tokens and (not tokens[0].word or tokens[0].lower in _SMALL or is_compound(tokens[0])):
        tokens.pop(0)
    if not tokens:
        return None
    if label == PERSON:
        tokens = _without_place(list(strip_titles(tokens)[0]))
    words = name_words(tokens)
    if label == PERSON and not any(word[0].isupper() for word in words):
        return None
    if len(words) == 1 and (words[0] in lexicon.words("nouns", "never_names") or words[0].lower() in _PRONOUNS):
        return None
    if label == PERSON and label_of(words) in (BODY, PLACE) and len(words) > 1:
        label = label_of(words)
    return Name(tokens[0].start, tokens[-1].end, words, label)


def _without_place(tokens: list[Token]) -> list[Token]:
    """Return a person's name without the lower-case words behind it and the place before it ("London Sadiq Khan")."""
    while len(tokens) > 1 and tokens[-1].text.islower():
        tokens = tokens[:-1]
    return tokens[_second(tokens) :]


def _common_words(text: str) -> frozenset[str]:
    return frozenset(token.text for token in tokenise(text) if token.text.islower())


def _is_headline(tokens: Sequence[Token]) -> bool:
    content = [token for token in tokens if token.text[0].isalpha() and token.lower not in _SMALL]
    least = 0.99 if tokens and tokens[-1].text == "." else 0.9
    return len(content) >= 4 and sum(token.capital for token in content) > least * len(content)


def _in_sentence(tokens: list[Token], common: frozenset[str]) -> Iterator[Name]:
    if _is_headline(tokens):
        return
    for run, first in _runs(tokens, common):
        if len(run) == len(tokens) - 1 == 1 and not tokens[-1].word:
            continue
        yield from _split(tokens, run, first)


def _runs(tokens: list[Token], common: frozenset[str]) -> Iterator[tuple[list[Token], int]]:
    """Yield the maximal runs of capitalised tokens with the index of their first token."""
    index, size = 0, len(tokens)
    while index < size:
        if not _may_start(tokens, index, common):
            index += 1
            continue
        stop = index + 1
        while stop < size and stop - index < _LONGEST:
            if _is_name_word(tokens[stop]) or _is_particled(tokens[stop].text):
                stop += 1
            elif (stop + 1 < size and _joins(tokens, index, stop)) or (
                stop + 1 < size and _owns_in_plural(tokens, stop)
            ):
                stop += 2
            elif stop + 2 < size and _joins_nation(tokens, index, stop):
                stop += 3
            else:
                break
        yield tokens[index:stop], index
        index = stop


def _is_name_word(token: Token) -> bool:
    return token.capital and not is_compound(token) and _may_name(token.text, token.lower)


def _is_particled(word: str) -> bool:
    """Tell whether a word is a family name with a particle before a hyphen ("al-Assad")."""
    particle, mark, rest = word.partition("-")
    return bool(mark) and rest[:1].isupper() and particle in lexicon.words("given_names", "particles")


@lru_cache(maxsize=1 << 16)
def _may_name(word: str, lower: str) -> bool:
    return (
        not _NO_NAME.match(lower)
        and not lexicon.words("nouns", "never_names") & {word, word.rstrip(".")}
        and not (lexicon.is_function(lower) and word != word.upper())
    )


def _may_start(tokens: list[Token], index: int, common: frozenset[str]) -> bool:
    token = tokens[index]
    if not _is_name_word(token):
        return False
    opening = index == 0 or (not tokens[index - 1].word and tokens[index - 1].text in "\"“‘'«(:—–-")
    if not opening or not token.text.istitle():
        return True
    if lexicon.given_gender(token.text) or nations.place(token.text):
        return True
    return token.lower not in common and lexicon.noun_kind(token.lower) not in ("group", "thing")


def _joins(tokens: list[Token], first: int, at: int) -> bool:
    """Tell whether the lower-case token at `at` joins two capitalised parts of one name."""
    token, following = tokens[at], tokens[at + 1]
    if not _is_name_word(following) or tokens[at - 1].end + 1 < token.start:
        return False
    if token.lower in lexicon.words("given_names", "particles"):
        return True
    body = any(part.text in lexicon.words("nouns", "body_names") for part in tokens[first:at])
    if token.lower == "and" and _joins_subjects(tokens, at):
        return True
    if token.lower == "and" and any(part.lower in _LINKS for part in tokens[first:at]):
        whole = _ends_in_body(tokens, at) and not lexicon.words("nouns", "subjects") & {tokens[at - 1].lower}
        return body and not whole and not is_title(following) and lexicon.given_gender(following.text) is None
    if token.lower in _SEATED:
        return any(part.text in _SEATED[token.lower] for part in tokens[first:at])
    return body and token.lower in _LINKS


def _ends_in_body(tokens: list[Token], at: int) -> bool:
    """Tell whether the capitals behind `at` end in a word for a body ("... and Native American Rights Fund")."""
    stop = at + 1
    while stop < len(tokens) and _is_name_word(tokens[stop]):
        stop += 1
    return stop > at + 2 and tokens[stop - 1].text in lexicon.words("nouns", "body_names")


def _owns_in_plural(tokens: list[Token], at: int) -> bool:
    """Tell whether an apostrophe stands inside a body's name ("Workers’ Party")."""
    mark, before = tokens[at], tokens[at - 1]
    plural = mark.text in ("'", "’") and before.lower.endswith("s")
    if not (plural or (mark.possessive and before.lower in _PEOPLE)) or before.end != mark.start:
        return False
    return tokens[at + 1].text in lexicon.words("nouns", "body_names")


def _joins_nation(tokens: list[Token], first: int, at: int) -> bool:
    """Tell whether "of the" joins a body and its nation ("Supreme Court of the United Kingdom")."""
    link, article, following = tokens[at : at + 3]
    body = any(part.text in lexicon.words("nouns", "body_names") for part in tokens[first:at])
    return body and link.lower == "of" and article.text == "the" and following.capital


def _joins_subjects(tokens: list[Token], at: int) -> bool:
    """Tell whether "and" joins two subjects of one body's name ("Fire and Rescue Service")."""
    following = tokens[at + 1 : at + 4]
    ends = next((token for token in following if not token.capital), None)
    run = following[: following.index(ends)] if ends else following
    closed = any(token.text in lexicon.words("nouns", "body_names") for token in run[1:])
    return closed and tokens[at - 1].lower in lexicon.words("nouns", "subjects")


def _split(tokens: list[Token], run: list[Token], first: int) -> Iterator[Name]:
    """Yield the names in a run: what stands before its last title, and what stands behind it."""
    rest, titled = strip_titles(run)
    before = tokens[first - 1] if first else None
    titled = titled or (before is not None and not before.capital and lexicon.noun_kind(before.lower) == "person")
    if is_title(run[-1]) and not _is_surname(run, len(run) - 1):
        rest, titled = [token for token in run[:-1] if not lexicon.is_modifier(token.text)], False
    elif len(rest) < len(run):
        head = _front(run[: len(run) - len(rest)])
        if head:
            yield head
    plain = [token for token in rest if token.word or token.text == "&" or token.possessive]
    at = _second(plain)
    for part, lone in ((plain[:at], titled and not at), (plain[at:], titled)):
        name = _named(part, titled=lone)
        if name:
            yield name


def _second(tokens: Sequence[Token]) -> int:
    """Return where a person's name begins that stands right behind a place or a body, 0 where none does."""
    for at in range(1, len(tokens) - 1):
        before = tokens[at - 1].text
        ends = before in lexicon.words("nouns", "body_names") or nations.place(" ".join(t.text for t in tokens[:at]))
        words = tuple(token.text for token in tokens[at:])
        if ends and len(words) > 1 and label_of(words) == PERSON:
            return at
    return 0


def _front(tokens: list[Token]) -> Name | None:
    """Return the body or place that a title belongs to ("Justice Department" spokeswoman ...)."""
    stop = next((index for index, token in enumerate(tokens) if is_title(token)), len(tokens))
    name = _named(tokens[:stop], titled=False)
    return name if name and name.label in (BODY, PLACE) else None


def _named(tokens: Sequence[Token], *, titled: bool) -> Name | None:
    words = name_words(tokens)
    if not words or (len(words) == 1 and len(words[0]) < 2):
        return None
    if all(lexicon.is_modifier(word) or lexicon.is_role(word) for word in words):
        return None
    return Name(tokens[0].start, tokens[-1].end, words, label_of(words, titled=titled))
