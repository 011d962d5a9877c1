"""What does one figure mean, said in full: formula, sides, variants, what it rests on, where it is shown?"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from data.access import Role
from data.registers import REGISTERS
from kpi import format as fmt
from kpi.card import Card, Variant
from kpi.definition import parameters_of, rests_on
from kpi.parameter import Parameter
from pages.parts.address import href, link
from pages.parts.language import reader_language, say
from pages.parts.places import place_named
from pages.parts.shown_on import places_showing
from pages.parts.status import status_html

PARAMETERS = "parametrar"  # the place on the page where the constants stand
PLAIN_UNITS = ("ratio", "share", "number")  # a number that needs no unit beside it
# Said in the reader's words; another unit stands as it is given.
WORDED_UNITS = ("SEK/HTE", "SEK/h", "h/HTE", "year", "month", "SEK")


@dataclass(frozen=True)
class Face:
    """What there is beside a definition: the pages that show the figure, and whether the constants are listed below."""

    showing: Callable[[str], tuple[str, ...]]
    lists_constants: bool


APP = Face(places_showing, lists_constants=True)


def definition_html(card: Card, role: Role, face: Face = APP) -> str:
    """Return a card in full; links lead to the pages that the role can open."""
    language = reader_language()
    badge = status_html("tolkning") if card.interpretation else ""
    rows = [*_formula(card), *_standing(card, role, face), *_origin(card)]
    said = "".join(f"<dt>{escape(say(f'page.definitions.{key}'))}</dt><dd>{value}</dd>" for key, value in rows)
    caveats = "".join(f"<li>{escape(caveat(language))}</li>" for caveat in card.caveats)
    heading = escape(say("page.definitions.caveats"))
    return (
        f'<p class="card-question">{escape(card.question(language))} {badge}</p><dl class="card">{said}</dl>'
        + (f'<p class="card-caveats">{heading}</p><ul class="card">{caveats}</ul>' if caveats else "")
        + _way_back(card, role)
    )


def parameter_values(parameter: Parameter) -> list[tuple[str, str, str]]:
    """Return a dated constant's values, the latest first: from which day, how much, on whose word."""
    language = reader_language()
    return [
        (fmt.short_day(day), printed_value(parameter, dated.value), dated.reference(language))
        for day, dated in sorted(parameter.values.items(), reverse=True)
    ]


def printed_value(parameter: Parameter, value: fmt.Number) -> str:
    """Return a constant with as many decimals as it was given, and its unit where it has one."""
    language = reader_language()
    decimals = max(0, -fmt.exact(value).normalize().as_tuple().exponent)
    printed = fmt.number(value, decimals, language)
    if parameter.unit in PLAIN_UNITS:
        return printed
    known = parameter.unit in WORDED_UNITS
    return f"{printed} {say(f'page.definitions.parameter_unit.{parameter.unit}') if known else parameter.unit}"


def _formula(card: Card) -> list[tuple[str, str]]:
    language = reader_language()
    rows = [("how", escape(card.how_calculated(language))), ("numerator", escape(card.numerator(language)))]
    if card.denominator:
        rows.append(("denominator", escape(card.denominator(language))))
    rows.append(("unit", escape(unit_words(card.unit))))
    if card.variants:
        named = "".join(f"<li>{_variant(card, variant)}</li>" for variant in card.variants)
        rows.append(("variants", f'<ul class="variants">{named}</ul>'))
    return rows


def unit_words(unit: str) -> str:
    """Return what a figure is measured in; a plain number says that it is one."""
    return fmt.unit_name(unit, reader_language())


def _variant(card: Card, variant: Variant) -> str:
    """Return a variant's name and id, its unit where that is its own, and a word on the default."""
    said = [escape(variant.name(reader_language())), f"<code>{escape(variant.id)}</code>"]
    if card.unit_of(variant.id) != card.unit:
        said.append(escape(unit_words(card.unit_of(variant.id))))
    if variant == card.variants[0]:
        said.append(escape(say("page.definitions.first_variant")))
    return " · ".join(said)


def _standing(card: Card, role: Role, face: Face) -> list[tuple[str, str]]:
    """Return what the card rests on and where it is shown."""
    language = reader_language()
    rows = []
    if registers := rests_on(card):
        names = [_register(name) for name in registers]
        rows.append(("registers", escape(fmt.join(names, language))))
    if used := parameters_of(card):
        rows.append(("parameters", "<br>".join(_parameter(parameter, face) for parameter in used)))
    if places := face.showing(card.id):
        rows.append(("shown_on", ", ".join(_place(name, role) for name in places)))
    return rows


def _register(name: str) -> str:
    return REGISTERS[name].swedish if reader_language() == "sv" else name


def _parameter(parameter: Parameter, face: Face) -> str:
    values = "; ".join(
        say("page.definitions.parameter_from", value=value, day=day) for day, value, _ in parameter_values(parameter)
    )
    name = parameter.name(reader_language())
    return f"{link(name, f'#{PARAMETERS}') if face.lists_constants else escape(name)}: {escape(values)}"


def _place(name: str, role: Role) -> str:
    """Return a page's name, as a link where the role can open it."""
    title = say(f"page.{name}.menu")
    return link(title, href(name)) if role in place_named(name).roles else escape(title)


def _origin(card: Card) -> list[tuple[str, str]]:
    """Return on whose word the definition stands and since when."""
    language = reader_language()
    sources = "; ".join(f"{source.title}, {source.section}" for source in card.sources)
    version = say(
        "page.definitions.version_words",
        version=card.version,
        day=fmt.short_day(card.valid_from),
        status=say(f"page.definitions.status.{card.status}"),
    )
    rows = [("sources", escape(sources)), ("version", f"{escape(version)} · <code>{escape(card.id)}</code>")]
    changes = [f"{fmt.short_day(change.applies_from)}: {change.what(language)}" for change in card.changes]
    said = "<br>".join(map(escape, changes)) or escape(say("page.definitions.no_changes"))
    return [*rows, ("changes", said)]


def _way_back(card: Card, role: Role) -> str:
    if role not in place_named("way_back").roles:
        return ""
    address = href("way_back", card=card.id, variant=None)
    return f'<p class="said">{link(say("page.definitions.way_back"), address)}</p>'
