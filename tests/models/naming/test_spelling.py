"""Two spellings, one person or two: pairs of public figures, and what each script's reading promises."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.naming import lexicon
from models.naming.spelling import arabic, chinese, cyrillic, japanese, keys, korean, same_name
from models.naming.spelling.keys import differ
from models.naming.spelling.words import Words, latin, read

PAIRS = json.loads((Path(__file__).parent / "spellings.json").read_text("utf-8"))
"""Names of public figures as newspapers write them: pairs of one person, and of two that they keep apart."""
ALL = sorted({name for systems in PAIRS.values() for pairs in systems.values() for pair in pairs for name in pair})
TABLES = lexicon.load("romanization")


@pytest.mark.parametrize("system", PAIRS["same"])
def test_same_name_joins_two_spellings_of_one_person(system: str) -> None:
    assert [pair for pair in PAIRS["same"][system] if not same_name(*pair)] == []


@pytest.mark.parametrize("system", PAIRS["different"])
def test_same_name_keeps_two_people_apart(system: str) -> None:
    assert [pair for pair in PAIRS["different"][system] if same_name(*pair)] == []


def test_same_name_is_tried_on_enough_pairs() -> None:
    assert all(sum(map(len, PAIRS[kind].values())) >= 200 for kind in ("same", "different"))


def test_same_name_takes_neither_side_first() -> None:
    for one, other in combinations(ALL[::9], 2):
        assert same_name(one, other) == same_name(other, one)


def test_same_name_joins_a_name_with_itself() -> None:
    assert [name for name in ALL if not same_name(name, name)] == []


def test_keys_come_from_readings_and_not_from_a_list_of_people() -> None:
    listed = json.dumps(TABLES, ensure_ascii=False).lower()
    assert [name for name in ALL if name.lower() in listed] == []


@pytest.mark.parametrize("word", ["Kim", "Esper", "al-Assad", "", " ", "Jr.", "J.", "J. R.", "?"])
def test_keys_of_a_single_word_are_none(word: str) -> None:
    assert keys(word) == frozenset()


@given(st.text())
def test_keys_take_any_text(text: str) -> None:
    assert all(key.partition(":")[0] in {"la", "ko", "zh", "ja", "ar", "ru"} for key in keys(text))
    assert not differ(text, text)


def test_keys_do_not_depend_on_space_or_hyphens() -> None:
    assert keys(" Kim  Jong-un ") == keys("Kim Jong-un")
    assert keys("Kim Jong Un") >= keys("Kim Jong-un")


def test_keys_are_few() -> None:
    assert max(len(keys(name)) for name in ALL) <= 40


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mark T. Esper", Words(("mark", "esper"), "t")),
        ("George H.W. Bush", Words(("george", "bush"), "hw")),
        ("George H. W. Bush", Words(("george", "bush"), "hw")),
        ("H.R. McMaster", Words(("hr", "mcmaster"))),
        ("JD Vance", Words(("jd", "vance"))),
        ("Bo Xi", Words(("bo", "xi"))),
        ("Donald Trump, Jr.", Words(("donald", "trump"), suffix="jr")),
        ("Lloyd J. Austin III", Words(("lloyd", "austin"), "j", "iii")),
        ("Ursula von der Leyen", Words(("ursula", "von", "der", "leyen"))),
        ("Jun’ichirō Koizumi", Words(("jun'ichiro", "koizumi"))),
        ("Владимир Путин", Words(("vladimir", "putin"))),
    ],
)
def test_read_sets_initials_and_suffixes_apart(name: str, expected: Words) -> None:
    assert read(name) == expected


def test_latin_writes_umlauts_both_ways() -> None:
    assert latin("Gerhard Schröder") == {"gerhardschroder", "gerhardschroeder"}
    assert latin("Gerhard Schro\u0308der") == latin("Gerhard Schröder")
    assert latin("Gerhard Schroeder") == {"gerhardschroeder"}


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("George W. Bush", "George H. W. Bush", True),
        ("George W. Bush", "George Bush", True),  # never written without it
        ("Donald J. Trump", "Donald Trump", False),
        ("Donald Trump", "Donald Trump Jr.", True),
        ("Donald Trump Jr", "Donald Trump Jr.", False),
        ("John R. Bolton", "John S. Bolton", True),
    ],
)
def test_differ_goes_by_initials_and_suffixes(one: str, other: str, apart: bool) -> None:
    assert differ(one, other) is apart
    assert differ(other, one) is apart


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("kim", "jong-eun"), {"김 정은", "김 종은"}),
        (("kim", "jong", "eun"), {"김 정은", "김 종은"}),
        (("jong-eun", "kim"), {"김 정은", "김 종은"}),
        (("lee", "seo"), {"이 서"}),
        (("ri", "seo"), {"이 서"}),
        (("bak", "ryeo"), {"박 여"}),
        (("smith", "jong-eun"), set()),
        (("kim", "jong-eun-ho"), set()),
        (("kim", "harper"), set()),
        (("harper", "lee"), set()),
        (("kim",), set()),
    ],
)
def test_korean_readings_are_every_hangul(words: tuple[str, ...], expected: set[str]) -> None:
    assert korean.readings(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("mao", "zedong"), {"mao ze dong"}),
        (("mao", "tse-tung"), {"mao ze dong", "mao ze tong", "mao ce dong", "mao ce tong"}),
        (("mao", "tse-t'ung"), {"mao ze tong", "mao ce tong"}),
        (("zedong", "mao"), {"mao ze dong"}),
        (("teng", "hsiao-p'ing"), {"deng xiao ping", "teng xiao ping"}),
        (("t'eng", "hsiao-p'ing"), {"teng xiao ping"}),
        (("wang", "yang"), {"wang yang"}),
        (("yang", "wang"), {"yang wang"}),
        (("john", "wang"), set()),
        (("mao",), set()),
    ],
)
def test_chinese_readings_keep_to_one_system(words: tuple[str, ...], expected: set[str]) -> None:
    assert chinese.readings(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("shinzo", "abe"), {"abe sinzo"}),
        (("abe", "sinzou"), {"abe sinzo"}),
        (("jun'ichiro", "ohno"), {"ono zyunitiro"}),
        (("masaharu", "homma"), {"honma masaharu"}),
        (("mark", "esper"), set()),
        (("taro", "yamada", "jr"), set()),
        (("taro",), set()),
    ],
)
def test_japanese_readings_have_short_vowels_and_no_order(words: tuple[str, ...], expected: set[str]) -> None:
    assert japanese.readings(words) == expected


def test_arabic_readings_drop_the_article_and_keep_the_father() -> None:
    plain = arabic.readings(("bashar", "assad"))
    assert plain & arabic.readings(("bashar", "al-asad"))
    assert not plain & arabic.readings(("bashar", "bin", "assad"))
    assert arabic.readings(("abdel", "fattah", "sisi")) == arabic.readings(("abdulfattah", "el-sisi"))


def test_arabic_readings_need_a_sign_of_the_language() -> None:
    assert arabic.readings(("robert", "gates")) == frozenset()
    assert arabic.readings(("al", "gore")) == frozenset()
    assert arabic.readings(("mohammed",)) == frozenset()


def test_arabic_readings_of_many_doubtful_vowels_are_cut() -> None:
    assert len(arabic.readings(("mohammed", "e" + "ge" * 30))) <= 64


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("yevgeny", "prigozhin"), {"evgeni prigojin"}),
        (("evgenii", "prigozhin"), {"evgeni prigojin"}),
        (("alexander", "lukashenko"), {"aleksandr lukashenko"}),
        (("volodymyr", "zelenskyy"), {"volodimir zelenski"}),
        (("mikhail", "gorbachyov"), {"mihail gorbachev"}),
        (("mark", "esper"), set()),
    ],
)
def test_cyrillic_readings_are_one_spelling(words: tuple[str, ...], expected: set[str]) -> None:
    assert cyrillic.readings(words) == expected


def test_romanization_tables_hold_sounds_that_there_are() -> None:
    table = TABLES["korean"]
    assert all(family in korean._families() and "가" <= family <= "힣" for family in table["families"])
    for part, jamo in (("onsets", korean._INITIALS), ("vowels", korean._MEDIALS), ("codas", "".join(korean._FINALS))):
        assert all(set(sounds) <= set(jamo) for sounds in table[part].values())
    syllables = TABLES["chinese"]["wade_giles"]
    assert set(TABLES["chinese"]["families"]) <= set(syllables)
    assert set(TABLES["chinese"]["others"].values()) <= set(syllables)


def test_romanization_lists_name_each_once() -> None:
    lists = [TABLES["korean"]["families"], TABLES["chinese"]["families"], TABLES["arabic"]["given"]]
    lists += [TABLES["cyrillic"]["given"], TABLES["cyrillic"]["endings"]]
    assert all(len(names) == len(set(names)) for names in lists)
    assert all(cyrillic._spelled(name) == name for name in TABLES["cyrillic"]["given"])
