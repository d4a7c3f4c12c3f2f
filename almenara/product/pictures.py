"""Charts as pictures of a report: drawn from figures, each figure printed with its anchor and endnotes."""

from __future__ import annotations

from almenara.product.charts import Chart
from almenara.product.document import Inline, Picture
from almenara.product.printing import Press


def picture(
    press: Press,
    name: str,
    chart: Chart,
    portion: str = "TLP:CLEAR",
    caption: tuple[Inline, ...] = (),
    wide: bool = True,
) -> Picture:
    """The chart as a block; its mark is the strictest of what it draws, and at least `portion`."""
    numbers = tuple(press.number(figure) for figure in chart.figures if figure.is_known)
    return Picture(
        name, chart.title, chart.spec, chart.alt, numbers, press.portion(numbers, portion), caption, wide
    )
