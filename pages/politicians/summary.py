"""What should an elected person know of the group's IT and digitalisation, on one page?"""

from kpi.editions import folder_of
from pages.parts.address import href, link
from pages.parts.edition import edition_to_show
from pages.parts.lacking import way_in
from pages.parts.language import reader_language, say
from pages.parts.moved_since import say_moved
from pages.parts.places import may_open
from pages.parts.summary_view import show
from pages.parts.the_store import the_store
from pages.parts.viewer import gate


def summary_page() -> None:
    """Show the edition that the public page shows; only who may publish is told how the store has moved since."""
    viewer = gate("summary")
    store = the_store()
    publishes = store.exists and may_open("publish", viewer)
    way_on = link(say("page.publish.menu"), href("publish")) if publishes else way_in()
    published = edition_to_show(folder_of(store), way_on)
    say_moved(store, viewer, published)
    show(published, reader_language())


summary_page()
