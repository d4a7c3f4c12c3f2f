"""The same assets kept twice at the same moment: once whole, and once told, in each kind of database."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

from almenara.errors import UsageError
from almenara.model.asset import Asset, Provenance
from almenara.state.assets import Assets
from almenara.state.database import Database

FROM = Provenance("sites.csv", "a" * 64, 2, datetime(2026, 11, 26, tzinfo=UTC))
SITES = [Asset(f"Site {n}", "site", "plant", ((0.0, 0.0),), "ZZ", provenance=FROM) for n in range(300)]


def test_one_of_two_is_kept_whole(where):
    start = Barrier(2)

    def keep(order: int) -> str:
        database = Database.open(where)
        start.wait()
        try:
            return str(len(Assets(database).keep(SITES[::order]).added))
        except UsageError as error:
            return str(error)
        finally:
            database.close()

    with ThreadPoolExecutor(2) as pool:
        said = sorted(pool.map(keep, (1, -1)))
    assert said[0] == "300"
    assert said[1].startswith("there already: ")
    database = Database.open(where)
    assert len(Assets(database).every()) == 300
    database.close()
