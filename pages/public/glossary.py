"""What do the words of the published summary mean?"""

from pages.parts.glossary_view import show_glossary
from pages.parts.language import reader_language

show_glossary(reader_language())
