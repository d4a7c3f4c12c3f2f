"""A page of the events' API with one made-up event."""

from __future__ import annotations

import json
from typing import Any


def api_page(number: int, following: str = "", **changed: Any) -> bytes:
    """Event `number`, and the address of the page that follows."""
    event: dict[str, Any] = {
        "id": number, "relid": f"MEX-2022-2-1-{number}", "year": 2022, "active_year": True,
        "type_of_violence": 2, "side_a": "A", "side_b": "B", "where_prec": 1, "adm_1": "Sonora state",
        "adm_2": "", "latitude": 29.0, "longitude": -110.9, "country": "Mexico", "country_id": 70,
        "date_prec": 1, "date_start": "2022-01-01 00:00:00.000",
        "date_end": "2022-01-01 00:00:00.000", "dyad_name": "A - B",
        "best": 2, "high": 2, "low": 1,
    }  # fmt: skip
    whole = {"TotalCount": 2, "TotalPages": 2, "NextPageUrl": following, "Result": [event | changed]}
    return json.dumps(whole).encode()
