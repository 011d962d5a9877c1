"""What do the words mean?"""

from pages.parts.glossary_view import show_glossary
from pages.parts.language import reader_language
from pages.parts.viewer import gate

gate("glossary")
show_glossary(reader_language())
