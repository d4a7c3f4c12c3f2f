"""Days as English prose gives them; the cases are those that a real table holds."""

from datetime import date

import pytest

from almenara.reading.days_in_words import days_in_words


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("June  6, 2017", date(2017, 6, 6), date(2017, 6, 6), "day"),
        ("March 21 1995", date(1995, 3, 21), date(1995, 3, 21), "day"),
        ("January, 10, 1995", date(1995, 1, 10), date(1995, 1, 10), "day"),
        ("May 22 or 23, 2015", date(2015, 5, 22), date(2015, 5, 23), "span"),
        ("May 13, 14, 15, 16, 17, or 18, 2015", date(2015, 5, 13), date(2015, 5, 18), "span"),
        ("May 29, 30, 31, June 1, or 2, 2014", date(2014, 5, 29), date(2014, 6, 2), "span"),
        ("April 10-12, 1994", date(1994, 4, 10), date(1994, 4, 12), "span"),
        ("February 8 or February 9, 2016", date(2016, 2, 8), date(2016, 2, 9), "span"),
        ("June 24 through July 9, 2013", date(2013, 6, 24), date(2013, 7, 9), "span"),
        ("Between February 5 and 11, 2014", date(2014, 2, 5), date(2014, 2, 11), "span"),
        ("January 30 to February 24, 2016", date(2016, 1, 30), date(2016, 2, 24), "span"),
        ("October 2015 - June 2016", date(2015, 10, 1), date(2016, 6, 30), "span"),
        ("April-June, 1994", date(1994, 4, 1), date(1994, 6, 30), "span"),
        ("June or July 1993", date(1993, 6, 1), date(1993, 7, 31), "span"),
        ("summer 1993", date(1993, 6, 1), date(1993, 8, 31), "span"),
        ("July 2007,", date(2007, 7, 1), date(2007, 7, 31), "month"),
        ("mid-April, 2005", date(2005, 4, 1), date(2005, 4, 30), "month"),
        ("Date unknown in 2002", date(2002, 1, 1), date(2002, 12, 31), "year"),
    ],
)
def test_spans(text: str, start: date, end: date, precision: str) -> None:
    assert days_in_words(text) == (start, end, precision)


@pytest.mark.parametrize(
    "text",
    [
        "Unknown",
        "Date unknown",
        "Before April 16, 2017",
        "on an unknown date (death disclosed February 2007)",
    ],
)
def test_a_text_without_a_day_is_unknown(text: str) -> None:
    assert days_in_words(text) is None


@pytest.mark.parametrize(
    "text", ["", "May", "22 May", "some day in May 2015", "May 45, 2015", "Mayo 2, 2015"]
)
def test_a_text_that_is_not_understood_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a day|out of range|must be in"):
        days_in_words(text)
