"""An assessment in the terminal: a table of the sites, and of few sites each threat, in English or Spanish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from almenara.faces import findings, show
from almenara.faces.assess_words import WORDS
from almenara.model.figure import Figure
from almenara.model.finding import Finding, Row

if TYPE_CHECKING:
    from almenara.workspace.saying import Voice

DETAILED = 3
"""Sites up to which each is told threat by threat; of more the table alone."""


def sites(found: Finding) -> list[Row]:
    """The rows of sites."""
    return [row for row in found.rows if "located" in row.facts]


def threats(found: Finding, site: Row) -> list[Row]:
    """The rows of a site's threats."""
    return [row for row in found.rows if row.facts.get("site") == site.key and "threat" in row.facts]


class Shown:
    """One finding in one language; its remarks are in it already."""

    def __init__(self, found: Finding, voice: Voice) -> None:
        self.found, self.voice = found, voice
        self.words = WORDS[voice.language]

    def all(self, first: bool = False) -> None:
        """Everything; `first` where the last look was asked for and there is none."""
        found, w = self.found, self.words
        rows = sites(found)
        if found.facts["marking"] != "TLP:CLEAR":
            typer.echo(found.facts["marking"])
        head = w["one" if len(rows) == 1 else "many"].format(count=len(rows), as_of=found.as_of)
        typer.echo(show.paragraph(head, 0))
        if first:
            typer.echo(w["first"])
        lines = [self._line(row) for row in rows]
        show.table(lines, list(lines[0]))
        typer.echo("")
        for row in rows if len(rows) <= DETAILED else []:
            self._site(row)
        if len(rows) > DETAILED:
            typer.echo(show.paragraph(w["ask_one"], 0))
        for row in found.rows:
            if row.key.startswith("country:"):
                self._foreigners(row)
        findings.remarks(found, words=findings.WORDS[self.voice.language])

    def _line(self, row: Row) -> dict[str, str]:
        official, facts, w = row.figures.get("official"), row.facts, self.words
        line = {
            w["site"]: row.label,
            w["lies_in"]: self.voice.whole(row.place, facts["place_name"]) or w["nowhere"],
            w["level"]: self._level(row.figures["level"]),
            w["score"]: _bounds(row.figures["score"], 0),
            w["official"]: "–" if official is None or official.value is None else f"{official.value:.0f}",
            w["drivers"]: ", ".join(map(self._named, facts.get("drivers", []))) or "–",
        }
        if self.found.facts["since"]:
            line[w["changed"]] = ", ".join(map(self._what, facts.get("changes", []))) or "–"
        return line

    def _what(self, change: str) -> str:
        """What changed: the level, the official level, groups, or a threat, which English calls by its id."""
        own = {"level": "our", "official": "their", "groups": "groups_changed"}
        if self.voice.language == "en":
            return change
        return self.words[own[change]] if change in own else self._threat_name(change)

    def _named(self, word: str) -> str:
        names: dict[str, str] = getattr(word, "names", {})
        return names.get(self.voice.language, str(word))

    def _threat_name(self, threat: str) -> str:
        names: dict[str, str] = self.found.facts["threats"][threat]
        return names.get(self.voice.language, names["en"])

    def _level(self, figure: Figure) -> str:
        if figure.value is None:
            return "–"
        low, high = int(figure.low or 0), int(figure.high or 0)
        told = f"{figure.value:.0f} {self.words[str(int(figure.value))]}"
        return told + ("" if low == high else f" [{low}–{high}]")

    def _site(self, row: Row) -> None:
        """One site: threats, groups, what changed, what is not known."""
        facts, w, say = row.facts, self.words, self._say
        if not row.place:
            say(f"{row.label}: {self.voice.remark(row.figures['level'].reason)}")
            say("")
            return
        say(f"{row.label}: {self.voice.whole(row.place, facts['place_name'])} ({w[facts['located']]}).")
        empty = [w["threat"], w["where"]]
        lines = [line for one in threats(self.found, row) if _told(line := self._threat(one), empty)]
        if (
            lines
        ):  # what nothing counts is told below, with its reason; a column without any value is left out
            near = any(x[w["near"]] != "–" for x in lines)
            within = w["within"].format(radius=f"{facts['radius_km']:g}") if near else ""
            typer.echo(w["rates"].format(near=within))
            columns = [name for name in lines[0] if any(line[name] != "–" for line in lines)]
            show.table([{name: line[name] for name in columns} for line in lines], columns)
        say(self._counted(row))
        say(self._groups(row))
        if self.found.facts["since"]:
            say(self._changes(row))
        for reason, names in self._unknowns(row).items():
            say(w["lacking"].format(threats="; ".join(names), reason=reason))
        say("")

    def _say(self, text: str) -> None:
        typer.echo(show.paragraph(text, 0))

    def _unknowns(self, row: Row) -> dict[str, list[str]]:
        """Threats by the reason for which nothing is known of them."""
        lacking = {told["threat"] for told in row.facts["unknowns"]}
        out: dict[str, list[str]] = {}
        for one in threats(self.found, row):
            if (name := one.facts["threat"]) in lacking:
                reason = self.voice.remark(one.figures["rate"].reason)
                out.setdefault(reason, []).append(self._threat_name(name))
        return out

    def _threat(self, one: Row) -> dict[str, str]:
        w, figures = self.words, one.figures
        rate, ahead, trend, state = (figures.get(x) for x in ("rate", "forecast", "trend", "state_rate"))
        assert rate is not None
        moved = w.get(one.facts["trend"], "")
        if moved and trend is not None and trend.value is not None:
            moved += f", ×{_bounds(trend, 2)}"
        coming = "–"
        if ahead is not None and ahead.value is not None:
            coming = w["ahead"].format(value=_bounds(ahead, 0), period=ahead.period)
        return {
            w["threat"]: self._threat_name(one.facts["threat"]),
            w["rate"]: _bounds(rate, 1),
            w["where"]: f"{self.voice.place(rate.place)}, {rate.period}" if rate.is_known else "–",
            w["state"]: f"{_bounds(state, 1)}, {state.period}" if state is not None else "–",
            w["trend"]: moved or "–",
            w["forecast"]: coming,
            w["near"]: _bounds(figures.get("near"), 1),
        }

    def _counted(self, row: Row) -> str:
        """By which rule each rate is counted."""
        rules = [
            f"{self._threat_name(one.facts['threat'])}: {self.voice.measure(rate.measure)} ({rate.definition})"
            for one in threats(self.found, row)
            if (rate := one.figures["rate"]).is_known
        ]
        return self.words["counted"].format(rules="; ".join(rules)) if rules else self.words["uncounted"]

    def _groups(self, row: Row) -> str:
        here, rivals, w = row.facts.get("groups", []), row.facts.get("rivals", []), self.words
        if not here and not rivals:
            told = row.figures.get("groups")
            reason = w["no_state"] if told is None else self.voice.remark(told.reason)
            return w["groups"].format(groups=w["no_groups"].format(reason=reason))
        said = w["groups"].format(groups="; ".join(here) or w["unnamed"])
        pairs = "; ".join(f" {w['and']} ".join(pair) for pair in rivals)
        return said + (w["contested"].format(pairs=pairs) if rivals else "")

    def _changes(self, row: Row) -> str:
        said, w = [], self.words
        for name, word in (("level", "our"), ("official", "their")):
            before, now = row.figures.get(f"{name}_before"), row.figures.get(name)
            if before is not None and now is not None and before.value != now.value:
                told = {"before": self._plain(before), "now": self._plain(now)}
                said.append(w["was"].format(what=w[word], **told))
        if row.facts.get("new_groups"):
            said.append(w["new_groups"].format(groups="; ".join(row.facts["new_groups"])))
        for one in threats(self.found, row):
            if changed := one.facts.get("changed"):
                before, now = one.figures["rate_before"], one.figures["rate"]
                both = before.is_known and now.is_known
                moved = w["to"].format(before=_bounds(before, 1), now=_bounds(now, 1)) if both else ""
                told_ = f" ({moved})" if moved else ""
                said.append(f"{self._threat_name(one.facts['threat'])}: {w[changed]}{told_}")
        return w["since"].format(since=self.found.facts["since"], changes="; ".join(said) or w["unchanged"])

    def _plain(self, figure: Figure) -> str:
        return self.words["bare"] if figure.value is None else f"{figure.value:.0f}"

    def _foreigners(self, row: Row) -> None:
        """The bystander question, as far as the evidence bears it."""
        w, told = self.words, []
        for name in ("foreigners-killed", "foreign-deaths"):
            figure = row.figures[name]
            if figure.value is not None:
                values = {"value": f"{figure.value:,.0f}", "period": figure.period}
                told.append(w[name].format(**values, definition=figure.definition))
        self._say(
            w["bystanders"].format(
                country=self.voice.whole(row.place, row.label), told="; ".join(told) or w["bare"],
                reason=self.voice.remark(row.figures["travellers"].reason),
            )
        )  # fmt: skip


def _told(line: dict[str, str], but: list[Any]) -> bool:
    """Whether a threat's line says more than its name and the place of its rate."""
    return any(value != "–" for name, value in line.items() if name not in but)


def _bounds(figure: Figure | None, decimals: int) -> str:
    if figure is None or figure.value is None:
        return "–"
    text = f"{figure.value:,.{decimals}f}"
    if figure.low is None or figure.high is None:
        return text
    return f"{text} [{figure.low:,.{decimals}f}, {figure.high:,.{decimals}f}]"
