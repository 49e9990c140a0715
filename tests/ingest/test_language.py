from __future__ import annotations

import pytest

from service.ingest.language import foreign

ENGLISH = (
    "The council voted on Monday to close the old bridge, which engineers say could fall at any moment of the day."
)
OTHERS = {
    "German": "Der Rat hat am Montag für die Schließung der alten Brücke gestimmt, die jeden Tag fallen kann.",
    "French": "Le conseil a voté lundi la fermeture du vieux pont, qui pourrait tomber dans la nuit.",
    "Spanish": "El consejo votó el lunes a favor de cerrar el puente viejo, que podría caerse en la noche.",
    "Dutch": "De raad heeft maandag gestemd voor de sluiting van de oude brug, die kan vallen in de nacht.",
}


def test_foreign_lets_english_pass() -> None:
    assert foreign(ENGLISH) is None


@pytest.mark.parametrize("language", OTHERS)
def test_foreign_names_another_language(language: str) -> None:
    why = foreign(OTHERS[language])
    assert why is not None
    assert language in why


@pytest.mark.parametrize("text", ["Совет проголосовал", "理事会は月曜日に投票した", "의회는 월요일에 표결했다"])
def test_foreign_sees_other_letters_at_any_length(text: str) -> None:
    assert "not Latin" in (foreign(text) or "")


def test_foreign_leaves_what_is_too_short_to_tell() -> None:
    assert foreign("Bonjour le monde") is None


def test_foreign_lets_english_pass_with_foreign_names() -> None:
    assert foreign(f"{ENGLISH} 김정은 said Łukasz Żółć of the Münchner Rück.") is None
