"""How two numbers are alike that may be one told twice: their digits in another order, one digit off, close by."""

from __future__ import annotations


def turned(one: float, two: float) -> bool:
    """Whether two whole numbers of two digits or more have the same digits in another order: 38 and 83."""
    a, b = f"{one:.0f}", f"{two:.0f}"
    whole = float(one).is_integer() and float(two).is_integer()
    return whole and one != two and len(a) == len(b) > 1 and sorted(a) == sorted(b)


def one_digit_off(one: float, two: float) -> bool:
    """Whether two whole numbers of one length differ in one of their digits."""
    a, b = f"{one:.0f}", f"{two:.0f}"
    return one != two and len(a) == len(b) and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def rounds(one: float, two: float) -> bool:
    """Whether a number is another told in round figures."""
    return any(round(one, -places) == two for places in range(1, len(f"{one:.0f}")))


def within(one: float, two: float, times: float) -> bool:
    """Whether two numbers differ, the greater by no more than some times, and neither is the other in round figures."""
    most, least = max(one, two), min(one, two)
    return one != two and most <= times * least and not (rounds(one, two) or rounds(two, one))
