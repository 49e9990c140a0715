"""PolNeAR's files as gold articles: offsets untouched, pieces joined, the first annotator alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.training.polnear import GoldAttribution, read_polnear
from tests.training.corpus import sentence, write_article, write_corpus, write_silver


def words(text: str, attribution: GoldAttribution) -> tuple[list[str], list[str], list[str]]:
    parts = (attribution.source, attribution.cue, attribution.content)
    source, cue, content = ([text[start:end] for start, end in part] for part in parts)
    return source, cue, content


def test_read_polnear_gives_articles_sorted_with_exact_words(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    articles = read_polnear(tmp_path / "polnear" / "train")
    assert [article.name for article in articles] == [f"train{number}" for number in range(4)]
    first = articles[0]
    assert [words(first.text, attribution) for attribution in first.attributions[:2]] == [
        (["Anna Weller"], ["said"], ["that rain fell on the river"]),
        (["Jo Brand"], ["said"], ["“Nobody left,”"]),
    ]


def test_read_polnear_takes_the_first_annotator(tmp_path: Path) -> None:
    write_article(tmp_path, "a", [sentence(0)], annotator="z9")
    write_article(tmp_path, "a", [sentence(0), sentence(1)], annotator="b2")
    (article,) = read_polnear(tmp_path)
    assert len(article.attributions) == 2


def test_read_polnear_bears_a_text_without_annotations(tmp_path: Path) -> None:
    write_article(tmp_path, "a", [sentence(0)])
    (tmp_path / "attributions" / "a_a1.ann").unlink()
    (article,) = read_polnear(tmp_path)
    assert article.attributions == ()


def test_read_polnear_tells_names_that_begin_alike_apart(tmp_path: Path) -> None:
    write_article(tmp_path, "a", [sentence(2)])
    write_article(tmp_path, "a_b", [sentence(0)])
    assert [len(article.attributions) for article in read_polnear(tmp_path)] == [0, 1]


def test_read_polnear_keeps_discontinuous_parts_and_joins_across_white_space(tmp_path: Path) -> None:
    parts = [("Content", "We stay"), ("", ", "), ("Source", "Jo"), ("", " "), ("Cue", "said"), ("", ", ")]
    text = write_article(tmp_path, "a", [[*parts, ("Content", "for"), ("", " \t "), ("Content", "now")]])
    (attribution,) = read_polnear(tmp_path)[0].attributions
    assert words(text, attribution)[2] == ["We stay", "for \t now"]


def test_read_polnear_drops_an_attribution_without_content(tmp_path: Path) -> None:
    write_article(tmp_path, "a", [[("Source", "Jo"), ("", " "), ("Cue", "spoke")], sentence(0)])
    assert len(read_polnear(tmp_path)[0].attributions) == 1


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_read_polnear_leaves_line_ends_untouched(tmp_path: Path, line_end: str) -> None:
    write_article(tmp_path, "a", [sentence(0)])
    (tmp_path / "text" / "a.txt").write_bytes(f"Anna{line_end}Weller".encode())
    assert read_polnear(tmp_path)[0].text == f"Anna{line_end}Weller"


def test_read_polnear_joins_numbered_roles(tmp_path: Path) -> None:
    write_article(tmp_path, "a", [[("", "We stay, Jo said, for now.")]])
    (tmp_path / "attributions" / "a_a1.ann").write_text(
        "T1\tContent 0 7\tWe stay\nT2\tSource 9 11\tJo\nT3\tCue 12 16\tsaid\nT4\tContent 18 25\tfor now\n"
        "E1\tAttribution:T3 Content:T1 Content2:T4 Source:T2 Cue:T3\n"
    )
    (article,) = read_polnear(tmp_path)
    assert article.attributions == (GoldAttribution(((9, 11),), ((12, 16),), ((0, 7), (18, 25))),)


def test_read_polnear_has_names_and_sentences_where_the_silver_file_does(tmp_path: Path) -> None:
    text = write_article(tmp_path, "a", [sentence(0), sentence(2)])
    write_article(tmp_path, "b", [sentence(0)])
    silver = write_silver(tmp_path / "silver.jsonl.gz", {"a": text})
    first, second = read_polnear(tmp_path, silver=silver)
    assert first.names == ((5, 11, "PERSON"),)
    assert [text[start:end] for start, end in first.sentences or ()] == text.splitlines()
    assert (second.names, second.sentences) == (None, None)


def test_read_polnear_names_the_folder_that_has_no_texts(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no PolNeAR texts in .*text; give the folder that holds text/"):
        read_polnear(tmp_path)
