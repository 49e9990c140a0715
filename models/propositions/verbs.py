"""Find out whether a word is a finite verb, by word lists, word endings and the words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from models.propositions import words as w

_PARTICLES = frozenset({"down"})


def states(tokens: Sequence[str]) -> bool:
    """Tell whether there is a finite verb that no clause inside the sentence takes for itself."""
    owed, place = 0, 1
    while place < len(tokens):
        word = tokens[place].lower()
        after = _after_relative(tokens, place) if word in w.RELATIVES else None
        if after is not None:
            place = after
            continue
        if word in w.CONJUNCTIONS | w.RELATIVES:
            owed += 1
        elif is_finite(tokens, place):
            if not owed:
                return True
            owed -= 1
        place += 1
    return False


def is_finite(tokens: Sequence[str], place: int) -> bool:
    """Tell whether the word at a place is a finite verb with a subject before it."""
    subject = place - 1
    while subject >= 0 and _is_adverb(tokens[subject]):
        subject -= 1
    if subject < 0 or (tokens[subject].lower() in w.NO_SUBJECTS and tokens[subject] != "US"):
        return False
    word = tokens[place].lower()
    if is_auxiliary(tokens, place):
        return word not in w.NOUN_MODALS or _lower(tokens, place + 1) not in w.PREPOSITIONS | {""}
    if word in w.PRESENT or word in w.NO_VERBS or word.endswith(("ing", "ly")):
        return word in w.PRESENT
    if word in w.PAST or (word.endswith("ed") and len(word) > 4):
        return _object_opens(tokens, place)
    singular = word.endswith("s") and not word.endswith("ss")
    return (singular or _is_plural(tokens, subject)) and _takes_object(tokens, place, singular=singular)


def is_auxiliary(tokens: Sequence[str], place: int) -> bool:
    """Tell whether the word at a place is an auxiliary verb, also a shortened one."""
    word = tokens[place].lower()
    if word in {"’s", "'s"}:
        return place > 0 and tokens[place - 1].lower() in w.SUBJECTS
    return word in w.AUXILIARIES | w.ENCLITICS or word.endswith(("n't", "n’t"))


def _after_relative(tokens: Sequence[str], place: int) -> int | None:
    """Return the place after "who have left", where a relative pronoun is the subject of its clause; else None."""
    verb = place + 1
    while verb < len(tokens) and (is_auxiliary(tokens, verb) or _is_adverb(tokens[verb])):
        verb += 1
    word = _lower(tokens, verb)
    follows = verb > place + 1 or word in w.PRESENT | w.NOUN_PRESENT | w.PAST or word.endswith(("s", "ed"))
    return verb + 1 if follows and word not in w.OPENERS else None


def _takes_object(tokens: Sequence[str], place: int, *, singular: bool) -> bool:
    """Tell whether what follows a word that may be a noun shows that it is a verb."""
    word, following = tokens[place].lower(), _lower(tokens, place + 1)
    if _object_opens(tokens, place) or (word in w.NOUN_PRESENT and following in _PARTICLES):
        return word in w.NOUN_PRESENT or tokens[place].islower()
    return word in w.NOUN_PRESENT and following not in w.NO_OBJECTS and (singular or following not in w.NOUN_BASES)


def _object_opens(tokens: Sequence[str], place: int) -> bool:
    """Tell whether a noun phrase begins right after a place, or "to" after a verb that takes it."""
    following = _lower(tokens, place + 1)
    if following == "to":
        return tokens[place].lower() in w.BEFORE_TO
    named = following != "" and tokens[place + 1][0].isupper() and not _is_title(tokens)
    return following in w.OPENERS or named


def _is_plural(tokens: Sequence[str], place: int) -> bool:
    """Tell whether the subject that ends at a place takes a verb without an s."""
    word = tokens[place].lower()
    joined = any(token.lower() == "and" for token in tokens[:place])
    return joined or word in w.PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def _is_adverb(token: str) -> bool:
    return token.lower() in w.ADVERBS or (token.islower() and token.endswith("ly"))


def _is_title(tokens: Sequence[str]) -> bool:
    """Tell whether most words have capitals, so that a capital says nothing."""
    return sum(token[0].isupper() for token in tokens) > len(tokens) / 2


def _lower(tokens: Sequence[str], place: int) -> str:
    return tokens[place].lower() if place < len(tokens) else ""
