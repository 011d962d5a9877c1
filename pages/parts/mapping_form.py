"""What does each column of this file mean, when the file does not say so itself?"""

from collections.abc import Sequence
from html import escape

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.mapping import Guess, Mapping, Proposal, read_mapping
from data.readers.raw import RawTable
from data.registers import EXTRACT_FIELDS, REGISTERS, Column
from data.result import FileResult
from kpi import format as fmt
from pages.parts.as_is import as_is
from pages.parts.language import reader_language, say
from pages.parts.mapping_table import proposal_for, show_first_rows, table_of
from pages.parts.understood import register_name
from pages.parts.unit_asked import unit_asked

CONSTANTS = ("unit", "year", "period")
WIDTH = 212  # four in a row at full width
MARKS, ORDERS = (",", "."), ("ymd", "dmy", "mdy")
Document = dict[str, object]


def mapping_form(
    file: UploadedFile, result: FileResult, names: dict[str, str], key: str
) -> Mapping | None:
    """Show the file's first rows and ask what its columns mean; return the answer once it is whole."""
    held = result.mapping if isinstance(result.mapping, Proposal) else None
    table = table_of(file, held.signature if held else None)
    st.html(f'<p class="note">{escape(_why(result))}</p>')
    show_first_rows(table, held)
    known = list(REGISTERS)
    guessed = held.register if held and held.register else (result.register or "").split(",")[0]
    register = st.selectbox(
        say("part.mapping.register"),
        known,
        index=known.index(guessed) if guessed in known else None,
        format_func=register_name,
        placeholder=say("part.mapping.choose"),
        key=f"{key}-register",
        width=320,
        help=say("help.mapping.register"),
    )
    if register is None:
        return None
    proposal = held if held and held.register == register else proposal_for(table, register)
    with st.form(f"{key}-{register}", border=False):
        document = _asked(proposal, table, register, names, f"{key}-{register}")
        if not st.form_submit_button(say("part.mapping.use"), type="primary"):
            return None
    return _whole(document)


def _why(result: FileResult) -> str:
    """Return what is unclear, and that the answer is kept."""
    reasons = [
        say(f"reason.{reason}")
        for problem in result.problems
        if problem.code == "needs_mapping"
        for reason in problem.values["reasons"]
    ]
    return say("part.mapping.unclear", reasons=fmt.join(reasons, reader_language()))


def _whole(document: Document) -> Mapping | None:
    """Return the answer as a mapping, or say what it lacks."""
    mapping, problems = read_mapping(document)
    for problem in problems:
        st.error(as_is(problem.message(reader_language())))
    lacking = mapping.missing() if mapping else []
    if lacking:
        fields = fmt.join([_field_name(name, mapping.register) for name in lacking], reader_language())
        st.error(say("part.mapping.lacking", fields=fields))
        return None
    return mapping


def _asked(
    proposal: Proposal, table: RawTable, register: str, names: dict[str, str], key: str
) -> Document:
    guesses = {guess.field: guess for guess in (*proposal.amount_columns[:1], *proposal.columns)}
    fields = _fields(proposal, register)
    first = [field for field in fields if field in guesses or _asked_first(field, register)]
    columns = _columns(first, guesses, table, register, key)
    if len(proposal.amount_columns) > 1:
        candidates = fmt.join([guess.header for guess in proposal.amount_columns], reader_language())
        st.html(f'<p class="note">{escape(say("part.mapping.amounts", columns=candidates))}</p>')
    texts = _texts(proposal, table, key) if register == "ledger" else []
    with st.expander(say("part.mapping.more_fields"), type="compact"):
        columns |= _columns([f for f in fields if f not in first], guesses, table, register, key)
    with st.container(horizontal=True):
        constants = _constants(fields, names, key)
        mark = _choice("decimal_mark", MARKS, proposal.decimal_mark, key)
        order = _choice("date_order", ORDERS, proposal.date_order, key)
    name = st.text_input(
        say("part.mapping.name"), f"{register}-{proposal.signature[:8]}", key=f"{key}-name", width=320,
        help=say("help.mapping.name"),
    )
    return {
        "name": name,
        "register": register,
        "signature": proposal.signature,
        "columns": {field: index for field, index in columns.items() if field not in constants},
        "constants": constants,
        "text_columns": texts,
        "decimal_mark": mark,
        "date_order": order,
    }


def _fields(proposal: Proposal, register: str) -> list[str]:
    """Return the fields that may be filled: of an extract of employments, those that such a file has."""
    own = [column.name for column in REGISTERS[register].columns]
    is_extract = register == "headcount" and any(g.field in EXTRACT_FIELDS for g in proposal.columns)
    fields = ["unit", "period", *EXTRACT_FIELDS, "source"] if is_extract else own
    return [field for field in fields if not (register == "ledger" and field == "text")]


def _required(field: str, register: str) -> bool:
    column = REGISTERS[register].column(field)
    return bool(column and column.required) and not (register == "ledger" and field == "account")


def _asked_first(field: str, register: str) -> bool:
    """Tell whether a field is asked for at once: what is required, and of a ledger its day."""
    return _required(field, register) or (register, field) == ("ledger", "date")


def _field_name(field: str, register: str) -> str:
    if field in EXTRACT_FIELDS:
        return say(f"part.mapping.field.{field}")
    column: Column | None = REGISTERS[register].column(field)
    swedish = column.swedish if column and reader_language() == "sv" else field
    return swedish.replace("_", " ").capitalize()


def _columns(
    fields: Sequence[str], guesses: dict[str, Guess], table: RawTable, register: str, key: str
) -> dict[str, int]:
    """Ask for each field which column it is, the guess chosen and marked by how sure it is."""
    found: dict[str, int] = {}
    with st.container(horizontal=True):
        for field in fields:
            with st.container(width=WIDTH, gap="xxsmall"):
                index = _column(field, guesses.get(field), table, register, key)
            if index is not None:
                found[field] = index
    return found


def _column(field: str, guess: Guess | None, table: RawTable, register: str, key: str) -> int | None:
    chosen = st.selectbox(
        _field_name(field, register) + (" *" if _required(field, register) else ""),
        range(len(table.header)),
        index=guess.column if guess else None,
        format_func=lambda index: table.header[index] or say("part.mapping.nameless", number=index + 1),
        placeholder=say("part.mapping.no_column"),
        key=f"{key}-column-{field}",  # a register may have a column called as one of the other fields here
        help=say("help.mapping.column"),
    )
    certainty = guess.certainty if guess else "none"
    said = escape(say(f"part.mapping.certainty.{certainty}"))
    st.html(f'<p class="certainty {certainty}">{said}</p>')
    return chosen


def _texts(proposal: Proposal, table: RawTable, key: str) -> list[int]:
    """Ask which columns are joined to the line's text."""
    return st.multiselect(
        say("part.mapping.texts"),
        range(len(table.header)),
        default=[guess.column for guess in proposal.columns if guess.field == "text"],
        format_func=lambda index: table.header[index] or say("part.mapping.nameless", number=index + 1),
        placeholder=say("part.mapping.no_column"),
        key=f"{key}-texts",
        help=say("help.mapping.texts"),
    )


def _constants(fields: Sequence[str], names: dict[str, str], key: str) -> dict[str, str]:
    """Ask for what is the same in every row and not printed in the file."""
    given: dict[str, str | None] = {}
    for name in (name for name in CONSTANTS if name in fields):
        label = say(f"part.mapping.constant.{name}")
        if name == "unit":
            hint = say("part.mapping.from_file")
            given[name] = unit_asked(label, names, hint, f"{key}-constant-unit", WIDTH, "mapping.constant.unit")
        else:
            hint = say(f"part.mapping.constant.{name}.example")
            given[name] = st.text_input(
                label, placeholder=hint, key=f"{key}-constant-{name}", width=WIDTH,
                help=say(f"help.mapping.constant.{name}"),
            )
    return {name: value.strip() for name, value in given.items() if value and value.strip()}


def _choice(what: str, options: Sequence[str], guessed: str | None, key: str) -> str | None:
    return st.selectbox(
        say(f"part.mapping.{what}"),
        options,
        index=options.index(guessed) if guessed in options else None,
        format_func=lambda option: say(f"part.mapping.{what}.{option}"),
        placeholder=say("part.mapping.from_file"),
        key=f"{key}-{what}",
        width=WIDTH,
        help=say(f"help.mapping.{what}"),
    )
