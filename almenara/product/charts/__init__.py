"""Charts and maps of figures: Vega-Lite specifications with a title and a text alternative."""

from almenara.product.charts.changes import change
from almenara.product.charts.chart import Chart, Mark
from almenara.product.charts.event_course import event_course
from almenara.product.charts.history import level_history
from almenara.product.charts.maps import shape_map
from almenara.product.charts.ranking import ranking
from almenara.product.charts.tiles import tile_map
from almenara.product.charts.trend import trend

__all__ = [
    "Chart",
    "Mark",
    "change",
    "event_course",
    "level_history",
    "ranking",
    "shape_map",
    "tile_map",
    "trend",
]
