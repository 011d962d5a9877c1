"""In which words does the product speak to this reader?"""

from functools import cache
from pathlib import Path
from typing import Literal

from babel.messages.pofile import read_po

Language = Literal["sv", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
LOCALE_FOLDER = Path(__file__).parent / "locale"


@cache
def catalogue(language: Language) -> dict[str, str]:
    """Return every message of a language by its key, read from locale/<language>/*.po.

    Raises: ValueError when two catalogue files give the same key.
    """
    messages: dict[str, str] = {}
    for path in sorted((LOCALE_FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if not message.id:
                    continue
                if message.id in messages:
                    raise ValueError(f"{path.name}: the key {message.id} is given twice")
                messages[message.id] = message.string
    return messages


def text(key: str, language: Language, **values: object) -> str:
    """Return the message of a key with its {placeholders} filled.

    Raises: KeyError for a key that the catalogue lacks.
    """
    return catalogue(language)[key].format(**values)
