"""In which words does a reader meet a register's columns and codes?"""

from functools import cache

from data.language import Language
from data.registers import REGISTERS, SWEDISH_CODES


def column_word(name: str, language: Language) -> str:
    """Return a column's name as its reader knows it, the English one in brackets where they differ."""
    if language == "en" or name not in _swedish_names():
        return name
    swedish = _swedish_names()[name]
    return swedish if swedish == name else f"{swedish} ({name})"


@cache
def _swedish_names() -> dict[str, str]:
    return {column.name: column.swedish for register in REGISTERS.values() for column in register.columns}


def choice_word(choices: dict[str, tuple[str, ...]], code: str, language: Language) -> str:
    """Return how a reader writes a code: as the code itself, or in their own language where there is a word."""
    is_own = (code in SWEDISH_CODES) == (language == "sv")
    return code if is_own or not choices[code] else choices[code][0]


def choice_words(choices: dict[str, tuple[str, ...]], language: Language) -> str:
    """Return every code a cell may hold in the reader's words, the code itself in brackets where it differs."""
    words = {code: choice_word(choices, code, language) for code in choices}
    return ", ".join(word if word == code else f"{word} ({code})" for code, word in words.items())
