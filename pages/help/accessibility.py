"""How accessible is the service?"""

from data.settings import settings
from pages.parts.accessibility_view import show_accessibility
from pages.parts.language import reader_language
from pages.parts.viewer import gate

gate("accessibility")
show_accessibility(settings().publisher, reader_language())
