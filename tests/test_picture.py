"""Is a picture drawn without a browser the same chart: its marks where the values are, its texts as text?"""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from kpi import charts
from kpi.charts import Frame
from kpi.charts.lines import Line, Mark, Point
from kpi.picture import bare_svg, whole_svg
from kpi.picture.lettering import FILES, FONTS, legible, width
from kpi.picture.marks import lines_of
from kpi.picture.widening import FIRST, LAST, widen
from kpi.report.typeset import picture_png

SVG = "{http://www.w3.org/2000/svg}"
FRAME = Frame("Kostnaden växer", "koncernen 2024")
COSTS = {"central_it": 40_000_000, "external_it": 20_000_000, "local_it_staff": 10_000_000, "shadow_it": 10_000_000}


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    return ["".join(found.itertext()) for found in drawn(svg).iter(f"{SVG}text")]


def boxes(svg: str) -> list[dict[str, str]]:
    return [dict(found.attrib) for found in drawn(svg).iter(f"{SVG}rect")]


def test_bars_are_as_long_as_their_amounts() -> None:
    lengths = [float(box["width"]) for box in boxes(bare_svg(charts.bridge(COSTS, None, FRAME), 700))]
    assert lengths[1] / lengths[0] == pytest.approx(20 / 40, rel=1e-3)
    assert lengths[4] / lengths[0] == pytest.approx(80 / 40, rel=1e-3)


def test_each_step_of_the_bridge_begins_where_the_one_before_ends() -> None:
    bars = boxes(bare_svg(charts.bridge(COSTS, None, FRAME), 700))
    for before, after in zip(bars[:3], bars[1:4], strict=True):
        assert float(after["x"]) == pytest.approx(float(before["x"]) + float(before["width"]), abs=0.02)


def test_stacked_parts_stand_on_each_other_and_reach_the_sum() -> None:
    chart = charts.categories({2023: COSTS, 2024: COSTS}, FRAME)
    bars = boxes(bare_svg(chart, 700))
    heights = [float(bar["height"]) for bar in bars[::2]]
    assert [height / heights[0] for height in heights] == pytest.approx([1, 1 / 2, 1 / 4, 1 / 4], rel=1e-3)
    tops = [float(bar["y"]) for bar in bars[::2]]
    assert tops[1] + heights[1] == pytest.approx(tops[0], abs=0.05)


def test_a_gap_in_a_line_stays_a_gap() -> None:
    values = {2020: 1.0, 2021: 2.0, 2022: None, 2023: 3.0, 2024: 3.0}
    points = tuple(Point(year, value) for year, value in values.items())
    svg = bare_svg(charts.trend([Line("Alfa", points)], "%", FRAME, Mark(2.0, "Golv")), 700)
    thick = [found for found in drawn(svg).iter(f"{SVG}path") if found.get("stroke-width") == "2"]
    assert len(thick) == 2
    assert all(found.get("d").count("L") == 1 for found in thick)


def test_a_value_that_is_not_sure_is_drawn_hollow() -> None:
    points = (Point(2023, 1.0), Point(2024, 2.0, certain=False))
    svg = bare_svg(charts.trend([Line("Alfa", points)], "%", FRAME), 700)
    fills = [found.get("fill") for found in drawn(svg).iter(f"{SVG}circle")]
    assert fills[1] == FRAME.inks.ground != fills[0]


def test_the_whole_picture_says_its_title_its_unit_and_what_it_rests_on() -> None:
    said = " ".join(texts(whole_svg(charts.bridge(COSTS, None, FRAME), 700, ["Norrhamn 2024, regelversion 3"])))
    for words in ("Kostnaden växer", "mnkr, koncernen 2024", "40,0", "80,0", "Norrhamn 2024, regelversion 3"):
        assert words in said


def test_a_long_title_is_broken_and_never_cut() -> None:
    title = "Ett budskap som är längre än bilden är bred och som därför måste stå på flera rader " * 2
    found = texts(whole_svg(charts.bridge(COSTS, None, Frame(title.strip(), "2024")), 500))
    assert " ".join(found).startswith(title.strip())
    assert all(width(line, 17, bold=True) <= 500 for line in found[:4])


def test_the_picture_carries_the_same_words_as_the_screen_reader_hears() -> None:
    chart = charts.bridge(COSTS, None, FRAME)
    assert drawn(bare_svg(chart, 700)).find(f"{SVG}title").text == chart.alt


def test_only_the_tags_that_a_chart_writes_itself_are_read() -> None:
    (line,) = lines_of("<b>8 mnkr</b> <script>x</script>")
    assert "".join(run.text for run in line) == "8 mnkr <script>x</script>"
    assert [run.bold for run in line] == [True, False]


def test_a_character_that_the_letters_lack_stands_as_its_number() -> None:
    assert legible("Köp \N{EURO SIGN} 5 − 3") == "Köp \N{EURO SIGN} 5 − 3"
    assert legible("a\u4e2db") == "a‹U+4E2D›b"


def test_full_width_signs_stand_as_they_are_one_em_wide_and_in_bold_too() -> None:
    wide = "".join(chr(code) for code in range(FIRST, LAST + 1))
    assert legible(f"＝1+1 {wide}") == f"＝1+1 {wide}"
    for bold in FILES:
        assert width(wide, 10, bold) == pytest.approx(10 * len(wide))
    assert [widen(FONTS / file) for file in FILES.values()] == [0, 0]


def test_a_change_of_direction_is_seen_and_not_obeyed() -> None:
    assert legible("fdp\u202eexe.") == "fdp‹U+202E›exe."


def test_a_picture_becomes_png_of_twice_its_size() -> None:
    svg = whole_svg(charts.bridge(COSTS, None, FRAME), 700)
    png = picture_png(svg)
    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == pytest.approx(1400, abs=2)


def test_a_chart_of_an_unknown_kind_is_a_fault_and_no_empty_picture() -> None:
    chart = charts.bridge(COSTS, None, FRAME)
    chart.figure.add_pie(values=[1, 2])
    with pytest.raises((ValueError, AttributeError)):
        bare_svg(chart, 700)


def test_a_hatched_area_has_its_pattern_and_its_name_is_its_own() -> None:
    svg = bare_svg(charts.categories({2024: {"unclassified": 5_000_000}}, FRAME, only=("unclassified",)), 700)
    assert re.search(r'<pattern id="(h[^"]+)".*url\(#\1\)', svg, re.DOTALL)
