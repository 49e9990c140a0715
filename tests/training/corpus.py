"""A small corpus laid out as PolNeAR is, of sentences written for the tests."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

SPEAKERS = ("Anna Weller", "Jo Brand", "Borland", "a minister", "Piet Onça")
CLAIMS = ("the pact will end", "rain fell on the river", "we stay in the treaty", "talks go on", "nobody left")
Part = tuple[str, str]


def sentence(number: int) -> list[Part]:
    """Return one sentence as (role, words) parts; "" is no role."""
    who, what = SPEAKERS[number % len(SPEAKERS)], CLAIMS[(number * 3 + 1) % len(CLAIMS)]
    if number % 3 == 0:
        return [("Source", who), ("", " "), ("Cue", "said"), ("", " "), ("Content", f"that {what}"), ("", ".")]
    if number % 3 == 1:
        return [
            ("Content", f"“{what.capitalize()},”"),
            ("", " "),
            ("Source", who),
            ("", " "),
            ("Cue", "said"),
            ("", "."),
        ]
    return [("", f"The {what.split()[-1]} was long and nobody came.")]


def write_article(folder: Path, name: str, sentences: list[list[Part]], *, annotator: str = "a1") -> str:
    """Write one text with its annotations, one attribution for each sentence that has a cue, and return the text."""
    text, attributions = "", 0
    lines: list[str] = []
    for parts in sentences:
        roles: dict[str, list[tuple[int, int]]] = {}
        for role, words in parts:
            if role:
                roles.setdefault(role, []).append((len(text), len(text) + len(words)))
            text += words
        text += "\n"
        if roles:
            attributions += 1
            keys = {}
            for role, ranges in roles.items():
                key = f"T{len(lines) + 1}"
                offsets = ";".join(f"{start} {end}" for start, end in ranges)
                lines.append(f"{key}\t{role} {offsets}\t{text[slice(*ranges[0])]}")
                keys[role] = key
            listed = " ".join(f"{role}:{key}" for role, key in keys.items())
            lines.append(f"E{attributions}\tAttribution:{keys.get('Cue', 'T0')} {listed}")
    for part in ("text", "attributions"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "text" / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "attributions" / f"{name}_{annotator}.ann").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return text


def write_silver(path: Path, entries: dict[str, str]) -> Path:
    """Write names (each capitalised "Weller") and sentences (each line) of the texts as the silver file does."""
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for name, text in entries.items():
            sentences, start = [], 0
            for line in text.splitlines(keepends=True):
                sentences.append([start, start + len(line.rstrip())])
                start += len(line)
            names = [[at, at + 6, "PERSON"] for at in range(len(text)) if text.startswith("Weller", at)]
            file.write(json.dumps({"doc": name, "sentences": sentences, "entities": names}) + "\n")
    return path


def write_corpus(folder: Path, *, articles: int = 4, sentences: int = 9) -> Path:
    """Write `polnear/train`, `polnear/dev` and the silver file of the training part, and return the folder."""
    for part in ("train", "dev"):
        texts = {
            f"{part}{number}": write_article(
                folder / "polnear" / part,
                f"{part}{number}",
                [sentence(number * 7 + place) for place in range(sentences)],
            )
            for number in range(articles)
        }
        if part == "train":
            write_silver(folder / "polnear_silver_train.jsonl.gz", texts)
    return folder
