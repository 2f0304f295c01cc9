"""A report of figures as one SVG: counts above, times below. Nothing in it is fetched from anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygal
from pygal.style import Style

from assistant.cli.tickets.metrics_output import Names, duration, label

if TYPE_CHECKING:
    from assistant.core.metrics.figures import Figures, Spread
    from assistant.core.metrics.report import Report

WIDTH, HEIGHT, TITLE = 960, 400, 64
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
MOST = 24
"""Rows that a picture holds; those with the most tickets are drawn."""
LINE = {"width": 2.5}
STYLE = Style(
    background="#ffffff",
    plot_background="#ffffff",
    foreground="#475569",
    foreground_strong="#0f172a",
    foreground_subtle="#e2e8f0",
    colors=("#2563eb", "#16a34a", "#f59e0b"),
    font_family=FONT,
    label_font_size=12,
    major_label_font_size=12,
    legend_font_size=13,
    title_font_size=16,
    value_font_size=11,
    opacity="1",
    opacity_hover=".85",
    guide_stroke_color="#e2e8f0",
    major_guide_stroke_color="#e2e8f0",
    guide_stroke_dasharray="0",
    major_guide_stroke_dasharray="0",
)


def picture(report: Report, names: Names) -> str:
    """An SVG of the first dimension; of the whole period where none was asked for."""
    dimension, rows = next(iter(report.rows.items()), (None, {}))
    drawn: list[tuple[str, Figures]] = (
        [(label(dimension, key, names), row) for key, row in rows.items()] if dimension else [("all", report.total)]
    )
    if dimension != "week" and len(drawn) > MOST:
        drawn = sorted(drawn, key=lambda each: -each[1].created)[:MOST]
    over_time = dimension == "week"
    title = f"{report.period.since:%d %b %Y} to {report.period.until:%d %b %Y}" + (
        f", by {dimension}" if dimension else ""
    )
    return _page(title, [_counts(drawn, over_time), _times(drawn, over_time)])


def _title(report: Report, dimension: str | None) -> str:
    days = f"{report.period.since:%d %b %Y} to {report.period.until:%d %b %Y}"
    return f"{days}, by {dimension}" if dimension else days


def _counts(rows: Sequence[tuple[str, Figures]], over_time: bool) -> str:
    chart = _chart(over_time, "Tickets", rows)
    chart.value_formatter = lambda value: f"{value:.0f}"
    chart.add("new", [row.created for _, row in rows], stroke_style=LINE)
    chart.add("solved", [row.resolved for _, row in rows], stroke_style=LINE)
    chart.add("open at the end", [row.backlog for _, row in rows], stroke_style=LINE)
    return _svg(chart)


def _times(rows: Sequence[tuple[str, Figures]], over_time: bool) -> str:
    chart = _chart(over_time, "Time, median", rows)
    chart.value_formatter = lambda value: duration(value * 3600)
    chart.add("to the first answer", [_hours(row.first_response) for _, row in rows], stroke_style=LINE)
    chart.add("to the solution", [_hours(row.resolution) for _, row in rows], stroke_style=LINE)
    return _svg(chart)


def _hours(spread: Spread | None) -> float | None:
    return None if spread is None else spread.median / 3600


def _chart(over_time: bool, title: str, rows: Sequence[tuple[str, Figures]]) -> pygal.Graph:
    kind = pygal.Line if over_time else pygal.Bar
    chart = kind(
        style=STYLE,
        width=WIDTH,
        height=HEIGHT,
        js=[],
        title=title,
        legend_at_bottom=True,
        legend_at_bottom_columns=3,
        legend_box_size=11,
        show_y_guides=True,
        show_x_guides=False,
        x_label_rotation=30 if len(rows) > 8 else 0,
        truncate_label=18,
        truncate_legend=-1,
        min_scale=3,
        max_scale=6,
        include_x_axis=True,
        disable_xml_declaration=True,
        explicit_size=True,
        no_data_text="nothing to show",
    )
    if over_time:
        chart.dots_size = 3
    else:
        chart.rounded_bars, chart.margin_right = 2, 20
    chart.x_labels = [name for name, _ in rows]
    return chart


def _svg(chart: pygal.Graph) -> str:
    """Without the script that pygal puts in even where it has nothing to do."""
    return re.sub(r"<script\b.*?</script>", "", str(chart.render(is_unicode=True)), flags=re.DOTALL)


def _page(title: str, panels: Sequence[str]) -> str:
    """The panels below each other, as one picture with a heading."""
    placed = "".join(
        re.sub(r"<svg\b", f'<svg x="0" y="{TITLE + HEIGHT * number}"', panel, count=1)
        for number, panel in enumerate(panels)
    )
    height = TITLE + HEIGHT * len(panels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"'
        f' role="img" aria-label="{title}">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>'
        f'<text x="24" y="40" font-family="{FONT}" font-size="22" font-weight="600" fill="#0f172a">{title}</text>'
        f"{placed}</svg>\n"
    )
