"""What a language model proposes of a claim: never more than a pointer to words of the text itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Open:
    """A claim that asks for links: its number, its words, and the passage that it stands in."""

    claim: int
    words: str
    passage: str


@dataclass(frozen=True)
class Proposal:
    """Links for one claim; each with the words of the text that are said to bear it, "" where there is none.

    measure      an id; place  a name or code; period  as 2018-01..2018-05
    translation  of the claim's sentence into English, for the reader only
    """

    claim: int
    measure: str = ""
    measure_words: str = ""
    place: str = ""
    place_words: str = ""
    period: str = ""
    period_words: str = ""
    translation: str = ""
