"""`almenara brief --since`: the last look is remembered, a peek is not."""

from tests.conftest import Console


def test_the_next_look_counts_from_the_last(console: Console) -> None:
    first = console("brief", "mx", "--as-of", "2018-10-20")
    assert "there was no look before, so a week is told" in " ".join(first.stdout.split())
    peek = console("brief", "mx", "--as-of", "2018-10-30", "--peek")
    assert peek.stdout.startswith("Since 2018-10-20, as known on 2018-10-30")
    then = console("brief", "mx", "--as-of", "2018-11-02", "--out", "page", "--format", "md")
    assert then.stdout.startswith("Since 2018-10-20, as known on 2018-11-02")
    assert then.stdout.strip().endswith("since-mx-2018-11-02-en.md")
    assert "no alert rules were ever checked" in then.stdout


def test_a_day_in_the_future_of_the_page_is_refused(console: Console) -> None:
    refused = console("brief", "mx", "--since", "2018-12-01", "--as-of", "2018-11-02")
    assert refused.returncode == 2
    assert "2018-12-01 is not before 2018-11-02" in refused.stderr
