"""A backtest in which a baseline gives no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from almenara.analysis import backtesting, forecasters
from almenara.analysis.methods.automatic import NotFittedError


@pytest.mark.parametrize("group", [None, "place"])
def test_a_baseline_that_cannot_be_fitted_is_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: str | None
) -> None:
    path = tmp_path / "panel.csv"
    rows = [f"P{u},Q{u},{2018 + m // 12}-{m % 12 + 1:02d},{m % 5}\n" for u in range(2) for m in range(30)]
    path.write_text("unit,place,month,n\n" + "".join(rows))

    def refuses(model, history, leads, samples, progress):
        raise NotFittedError(model, 1, "no model")

    monkeypatch.setattr(forecasters, "automatic", refuses)
    asked = backtesting.Question(
        path, "unit", "month", "n", "2020-06", "2020-06", train_until="2020-05", group=group
    )
    found = backtesting.backtest(asked)
    why = "cannot be fitted to P1: no model"
    assert found.left_out == {"AutoETS": why, "AutoARIMA": why}
    assert [s.model for s in found.scores] == [forecasters.OURS, *forecasters.SIMPLE]
