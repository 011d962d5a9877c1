"""How far has the work come, and does the reader want to wait for it?"""

import time
from collections.abc import Callable
from html import escape
from types import TracebackType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.steps import Step
from pages.parts.language import say

# What takes less than this is not worth a word.
PATIENCE_SECONDS = 0.7
# How much of the bar each kind of step has behind it; reading and checking share theirs among the files.
BEGINS = {"reading": 0.0, "checking": 0.3, "storing": 0.6, "computing": 0.8}
FILES_TAKE = 0.3


class Waiting:
    """A line that says what is done now, with a way to stop it; gone when the work is done.

    A press on the button starts the page anew, which ends the work at its next step.
    """

    def __init__(self, key: str, on_stop: Callable[..., None] | None = None, args: tuple[object, ...] = ()) -> None:
        self._key, self._on_stop, self._args = key, on_stop, args
        self._place = st.empty()
        self._lines: tuple[DeltaGenerator, DeltaGenerator] | None = None
        self._started = time.perf_counter()

    def __enter__(self) -> "Waiting":
        """Begin to wait."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the line away."""
        if kind is None or issubclass(kind, Exception):
            self._place.empty()

    def __call__(self, step: Step) -> None:
        """Say what is done now."""
        if time.perf_counter() - self._started < PATIENCE_SECONDS:
            return
        if self._lines is None:
            with self._place.container(key=f"{self._key}-wait", gap="small"):
                self._lines = st.empty(), st.empty()
                st.button(say("part.waiting.stop"), key=f"{self._key}-stop", on_click=self._on_stop, args=self._args)
        words, bar = self._lines
        words.html(f'<p class="note" role="status">{escape(_words(step))}</p>')
        bar.progress(_done(step))


def _done(step: Step) -> float:
    further = FILES_TAKE * (step.place - 1) / step.count if step.count else 0.0
    return BEGINS[step.doing] + further


def _words(step: Step) -> str:
    name = f"part.waiting.{step.doing}" + (".of_many" if step.count > 1 else "")
    return say(name, file=step.file, place=step.place, count=step.count)
