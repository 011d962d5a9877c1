"""How did the full-width signs come into the product's letters: python -m kpi.picture.widening.

East Asian systems write ＝ ＋ － ＠ and the rest of ASCII in the width of one em, and a name that begins so is to be
read on paper too. By Unicode they are the plain signs in another width, so each is the plain one, centred. Run it again
when the letters are replaced; it changes nothing where it has been run.
"""

from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from kpi.picture.lettering import FILES, FONTS

FIRST, LAST = 0xFF01, 0xFF5E  # the full-width forms of ! to ~
APART = FIRST - ord("!")


def widen(file: Path) -> int:
    """Give the letters in a file every full-width sign that they lack; return how many."""
    with TTFont(file, recalcTimestamp=False) as font:
        held = font.getBestCmap()
        lacking = [code for code in range(FIRST, LAST + 1) if code not in held and code - APART in held]
        for code in lacking:
            _add(font, code, held[code - APART])
        if lacking:
            font.save(file)
    return len(lacking)


def _add(font: TTFont, code: int, plain: str) -> None:
    em, (advance, _) = font["head"].unitsPerEm, font["hmtx"][plain]
    pen = TTGlyphPen(font.getGlyphSet())
    moved = round((em - advance) / 2)
    pen.addComponent(plain, (1, 0, 0, 1, moved, 0))
    name, glyph = f"uni{code:04X}", pen.glyph()
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (em, glyph.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


if __name__ == "__main__":
    for file in FILES.values():
        print(file, widen(FONTS / file))
