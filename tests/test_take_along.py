"""Can everything on a page be taken along, also what stands there twice?"""

from streamlit.testing.v1 import AppTest


def twice() -> None:
    from kpi.table import Column, Table
    from pages.parts.take_along import take_table

    for rows in ((("a", 1),), (("a", 1),), (("b", 2),), (("a", 1),)):
        take_table(Table((Column("Namn", "text"), Column("SEK", "sek")), rows), "Lika tabeller")


def test_equal_tables_on_one_page_are_each_offered() -> None:
    page = AppTest.from_function(twice, default_timeout=30).run()
    assert [error.value for error in page.exception] == []
    offered = page.get("download_button")
    assert len(offered) == 8
    assert len({button.proto.id for button in offered}) == 8
