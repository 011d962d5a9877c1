"""How does the central IT budget grow into what IT costs in all?"""

from collections.abc import Mapping
from decimal import Decimal

import plotly.graph_objects as go

from data.language import text
from kpi import format as fmt
from kpi.charts.palette import IT_CATEGORIES, MEANING
from kpi.charts.template import Chart, Frame, alt_text, framed
from kpi.table import Column, Table

ROW_HEIGHT = 44


def bridge(
    costs_sek: Mapping[str, fmt.Number | None],
    eliminated_sek: fmt.Number | None,
    frame: Frame,
    begins: str | None = None,
) -> Chart:
    """Return the four categories as steps to the total; the eliminated internal purchases stand ghosted below it.

    `costs_sek` holds IT_CATEGORIES; a missing category is a row without a bar. `begins` names the first
    step where it is not the whole central budget.
    """
    steps = _steps(costs_sek, eliminated_sek)
    scale = fmt.scale_for([step[2] for step in steps])
    frame = frame.in_unit(fmt.scale_name(scale, frame.language))
    names = [text(f"chart.step.{key}", frame.language) for key, _, _ in steps]
    names[0] = begins or names[0]
    figure = go.Figure()
    for (key, start, size), name in zip(steps, names, strict=True):
        figure.add_trace(_bar(key, name, start, size, scale, frame))
    for shape in _connectors(steps, scale, frame):
        figure.add_shape(shape)
    reach = max((fmt.scaled(abs(start) + abs(size or 0), scale) for _, start, size in steps), default=0)
    figure.update_xaxes(visible=False, range=[0, float(reach) or 1])
    figure.update_yaxes(type="category", categoryorder="array", categoryarray=names[::-1])
    figure.update_yaxes(tickfont={"color": frame.inks.text}, ticklabelstandoff=8)
    figure.update_layout(barmode="overlay", bargap=0.36, margin={"r": 62})
    table = _table(steps, names, scale, frame)
    said = [
        f"{name} {fmt.money(size, frame.language, scale)}"
        for (_, _, size), name in zip(steps, names, strict=True)
        if size is not None
    ]
    return Chart(
        framed(figure, frame, ROW_HEIGHT * len(steps)),
        frame,
        alt_text(frame, fmt.join(said, frame.language)),
        table,
    )


def _steps(
    costs_sek: Mapping[str, fmt.Number | None], eliminated_sek: fmt.Number | None
) -> list[tuple[str, fmt.Number, fmt.Number | None]]:
    steps: list[tuple[str, fmt.Number, fmt.Number | None]] = []
    reached = Decimal(0)
    for category in IT_CATEGORIES:
        cost_sek = None if costs_sek.get(category) is None else fmt.exact(costs_sek[category])
        steps.append((category, reached, cost_sek))
        reached += cost_sek or 0
    known = any(cost_sek is not None for _, _, cost_sek in steps)
    steps.append(("total", Decimal(0), reached if known else None))
    if eliminated_sek:  # below the total and from zero: it is beside the sum, no step on the way to it
        steps.append(("internal_it", Decimal(0), fmt.exact(eliminated_sek)))
    return steps


def _bar(
    key: str, name: str, start: fmt.Number, size: fmt.Number | None, scale: fmt.Scale, frame: Frame
) -> go.Bar:
    inks, printed = frame.inks, fmt.amount(size, scale, frame.language)
    ghost = key == "internal_it"
    colour = inks.text if key == "total" else MEANING[key]
    return go.Bar(
        orientation="h",
        y=[name],
        base=[float(fmt.scaled(start, scale))],
        x=[float(fmt.scaled(size, scale)) if size is not None else None],
        marker={
            "color": "rgba(0,0,0,0)" if ghost else colour,
            "line": {"color": colour, "width": 1.5 if ghost else 0},
        },
        text=[f"({printed})" if ghost else f"<b>{printed}</b>" if key == "total" else printed],
        textposition="outside",
        textfont={"color": inks.muted if ghost else inks.text, "size": 13},
        cliponaxis=False,
        hovertemplate=f"{name}<br>{fmt.money(size, frame.language, scale)}<extra></extra>",
    )


def _connectors(
    steps: list[tuple[str, fmt.Number, fmt.Number | None]], scale: fmt.Scale, frame: Frame
) -> list[dict[str, object]]:
    last, lines = len(steps) - 1, []
    for row, (_, start, size) in enumerate(steps[: len(IT_CATEGORIES)]):
        if size is None:
            continue
        x, to = float(fmt.scaled(start + size, scale)), row + 1
        line = {"color": frame.inks.muted, "width": 1, "dash": "dot"}
        # a category axis counts from the bottom; a bar fills 0.32 to each side of its row
        lines.append(
            {"type": "line", "x0": x, "x1": x, "y0": last - row - 0.32, "y1": last - to + 0.32, "line": line}
        )
    return lines


def _table(
    steps: list[tuple[str, fmt.Number, fmt.Number | None]], names: list[str], scale: fmt.Scale, frame: Frame
) -> Table:
    columns = (
        Column(text("chart.column.category", frame.language)),
        Column(text("chart.column.cost", frame.language), "money", scale),
    )
    return Table(columns, tuple((name, size) for (_, _, size), name in zip(steps, names, strict=True)))
