"""What is wrong in somebody's file (a value) and in a request (an error)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from data.language import Language, text
from data.words import choice_words, column_word

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Problem:
    """Something a file's owner should know: code, place and the values its sentence needs.

    `line` counts the file's lines (a workbook's rows) from 1; `column` is the printed header.
    The sentence is the catalogue's `problem.<code>`, filled with `values`.
    """

    severity: Severity
    code: str
    line: int | None = None
    column: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    def message(self, language: Language) -> str:
        """Return the problem as a sentence in the reader's language.

        Among `values`, `reasons` is a tuple of codes that are said in words as well; so are the column
        under `field` and `whole`, and codes with their synonyms under `allowed`.
        """
        values = {name: _in_words(name, value, language) for name, value in self.values.items()}
        if isinstance(values.get("reasons"), tuple):
            values["reasons"] = "; ".join(text(f"reason.{code}", language) for code in values["reasons"])
        return text(f"problem.{self.code}", language, **values)

    def as_json(self, language: Language) -> dict[str, object]:
        """Return the problem in the shape the command line prints."""
        return {
            "severity": self.severity,
            "code": self.code,
            "line": self.line,
            "column": self.column,
            "message": self.message(language),
        }


def _in_words(name: str, value: object, language: Language) -> object:
    """Return a value of a sentence in the reader's words."""
    if name in ("field", "whole"):
        return column_word(str(value), language)
    return choice_words(value, language) if isinstance(value, dict) else value


class UnreadableFile(Exception):
    """A file that cannot be read whole: refused whole, with the problems that say why."""

    def __init__(self, *problems: Problem) -> None:
        """Keep the problems for whoever reports them."""
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


class UserError(Exception):
    """A request that cannot be met, with the sentence the reader is shown."""

    def __init__(self, code: str, **values: object) -> None:
        """Keep the code and values that the sentence needs."""
        super().__init__(code)
        self.code = code
        self.values = values

    def message(self, language: Language) -> str:
        """Return the error as a sentence in the reader's language."""
        return text(f"error.{self.code}", language, **self.values)


class Refusal(UserError):
    """A request that was understood and may not be done: a rule of the house stands in its way."""
