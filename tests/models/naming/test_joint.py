"""Sources that name several parties, or a party and what stands beside it."""

import pytest

from tests.models.drafts import named


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Orre Bank, Marsh Press, Velder and Quint", ["Orre Bank", "Marsh Press", "Velder", "Quint"]),
        ("Orre Bank, Marsh Press, Velder, and Quint", ["Orre Bank", "Marsh Press", "Velder", "Quint"]),
        ("Paula Orrell, Karl Venn and Tom Weller", ["Paula Orrell", "Karl Venn", "Tom Weller"]),
        ("Paula Orrell and her aide, Tom Weller,", ["Paula Orrell", "Tom Weller"]),
        ("Japan and South Korea", ["Japan", "South Korea"]),
        ("the Orre Council and the Marsh Council", ["Orre Council", "Marsh Council"]),
        ("Mayor Paula Orrell and Governor Karl Venn", ["Paula Orrell", "Karl Venn"]),
        ("Tom and Anna Weller", ["Tom Weller", "Anna Weller"]),
    ],
)
def test_joint_sources_are_several_speakers(source: str, names: list[str]) -> None:
    assert named(f"{source} said rain was near.", (source, "said", "rain was near")) == [names]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Paula Orrell, mayor of Orre and head of the Water Board,", "Paula Orrell"),
        ("the mayor of Orre, Paula Orrell,", "Paula Orrell"),
        ("Member of parliament (MP) Karl Venn", "Karl Venn"),
        ("the Orre Water Board (OWB)", "Orre Water Board"),
        ("Paula Orrell (Labour)", "Paula Orrell"),
        ("Paula Orrell, who left the Orre Council in May,", "Paula Orrell"),
        ("Paula Orrell Jr.", "Paula Orrell"),
        ("the Department of Fish and Parks", "Department of Fish and Parks"),
        ("Orre and Partners", "Orre and Partners"),
        ("a man named Karl Venn", "Karl Venn"),
        ("US Senator Karl Venn", "Karl Venn"),
    ],
)
def test_joint_words_inside_one_source_are_one_speaker(source: str, name: str) -> None:
    (found,) = named(f"{source} said rain was near.", (source, "said", "rain was near"))
    assert len(found) == 1
    assert found[0].removesuffix(" Jr.") == name
