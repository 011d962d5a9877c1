"""How sure is a figure, in one small word with its explanation?"""

from html import escape

from pages.parts.language import say

STATUSES = ("utfall", "antagande", "uppskattad", "tolkning")


def status_html(status: str) -> str:
    """Return the status word; its explanation opens on hover and on focus, and is read out."""
    explanation = escape(say(f"part.status.{status}.why"))
    return (
        f'<span class="status" tabindex="0">{escape(say(f"part.status.{status}"))}'
        f'<span role="tooltip">{explanation}</span></span>'
    )
