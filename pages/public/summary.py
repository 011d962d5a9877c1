"""What does the published edition say of the group's IT and digitalisation, to anybody who asks?"""

from pages.parts.edition import edition_to_show
from pages.parts.language import reader_language
from pages.parts.summary_view import show
from pages.public.place import published_place

show(edition_to_show(published_place()), reader_language())
