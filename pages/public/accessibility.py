"""How accessible is the public face?"""

from data.settings import settings
from pages.parts.accessibility_view import show_accessibility
from pages.parts.language import reader_language

show_accessibility(settings().publisher, reader_language())
