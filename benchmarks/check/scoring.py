"""What an audit found of a labelled document: claims, links, verdicts, errors caught and false accusations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import isclose

from almenara.model.claim import Audit, Claim
from almenara.text.frequencies import PER_DAY
from benchmarks.check.labels import VERDICTS, Label, LabelledText, Planted, places_in

ACCUSING = ("contradicted", "inconsistent")
LINKS = ("measure", "place", "period")


@dataclass
class Miss:
    """One thing that came out otherwise than expected: what about, the label or claim, expected, found."""

    about: str
    label: Label | None
    claim: Claim | None
    expected: str
    found: str


@dataclass
class Outcome:
    """Counts of one document; add them up with `total`. `misses` tells each in words.

    wanted, found    claims labelled (those that may be left are not counted), and of them found
    spurious         claims of the audit that no label bears
    checked, right   of found claims: links that were labelled, and those that came out so, by link and "all"
    verdicts, agreed of found claims: verdicts labelled, and those that came out so
    sums, shown      claims whose sum over the text's own figures holds, and those that an audit says hold
    planted, caught, named  errors put in; those that an audit blames; those that it calls by their name
    accusations      claims blamed that are not at fault
    """

    wanted: int = 0
    found: int = 0
    spurious: int = 0
    checked: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    kinds: int = 0
    verdicts: int = 0
    agreed: int = 0
    sums: int = 0
    shown: int = 0
    planted: int = 0
    reasoned: int = 0
    caught: int = 0
    named: int = 0
    accusations: int = 0
    documents: int = 0
    seconds: float = 0.0
    misses: list[Miss] = field(default_factory=list)


def total(outcomes: Iterable[Outcome]) -> Outcome:
    """Outcomes added up, without their misses."""
    out = Outcome()
    for one in outcomes:
        for name, value in vars(one).items():
            if isinstance(value, dict):
                kept = getattr(out, name)
                for key, count in value.items():
                    kept[key] = kept.get(key, 0) + count
            elif name != "misses":
                setattr(out, name, getattr(out, name) + value)
    return out


def score(document: LabelledText, audit: Audit) -> Outcome:
    """Hold an audit of the document against its labels."""
    out = Outcome(documents=1)
    where = places_in(document, audit.manuscript.text)
    pairs = _matched(document, audit, where)
    _claims(document, audit, where, pairs, out)
    for number, label in pairs.items():
        _links(label, audit.claims[number], out)
        _verdict(label, audit.claims[number], out)
    blamed = {c for p in document.planted for c in p.claims}
    at_fault = {n for n, c in enumerate(audit.claims) if any(_overlap(c, where.get(i)) for i in blamed)}
    for planted in document.planted:
        _planted(document, planted, audit, where, out)
    for number, claim in enumerate(audit.claims):
        if number not in at_fault and (why := _accusation(claim, at_fault)):
            out.accusations += 1
            out.misses.append(Miss("false accusation", pairs.get(number), claim, "no blame", why))
    return out


def _overlap(claim: Claim, span: tuple[int, int] | None) -> bool:
    return span is not None and claim.start < span[1] and span[0] < claim.end


def _same(label: Label, claim: Claim) -> bool:
    """Whether a claim states the labelled value.

    A share in [0, 1] and its percentage are one value; an average is one a day, or one in any unit of time.
    """
    if label.values is None:
        return True
    said = [claim.value]
    if claim.kind in ("ratio", "percent") and {"ratio", "percent"} & set(label.kinds or ()):
        said += [claim.value * 100, claim.value / 100]
    if claim.kind == "average":
        said += [claim.value / often for often in PER_DAY.values()]
    return any(isclose(v, s, rel_tol=1e-6) for v in label.values for s in said)


def _matched(document: LabelledText, audit: Audit, where: dict[str, tuple[int, int]]) -> dict[int, Label]:
    """Number of a claim and its label: spans overlap and values are equal, one to one."""
    pairs: dict[int, Label] = {}
    for label in document.labels:
        for number, claim in enumerate(audit.claims):
            if number not in pairs and _overlap(claim, where.get(label.id)) and _same(label, claim):
                pairs[number] = label
                break
    return pairs


def _claims(
    document: LabelledText,
    audit: Audit,
    where: dict[str, tuple[int, int]],
    pairs: dict[int, Label],
    out: Outcome,
) -> None:
    """Claims found, missed and made up."""
    held = {label.id for label in pairs.values()}
    for label in document.labels:
        if label.optional:
            continue
        out.wanted += 1
        if label.id in held:
            out.found += 1
            continue
        near = [c for c in audit.claims if _overlap(c, where.get(label.id))]
        left = [x for x in audit.left_out if (s := where.get(label.id)) and x.start < s[1] and s[0] < x.end]
        found = "; ".join(f'"{c.text}" {c.kind} {c.value:g}' for c in near)
        found = found or "; ".join(f'left out: "{x.text}", {x.reason}' for x in left) or "nothing"
        out.misses.append(Miss("claim not found", label, None, str(label.values), found))
    free = [where[label.id] for label in document.labels if label.optional and label.id in where]
    for number, claim in enumerate(audit.claims):
        if number not in pairs and not any(_overlap(claim, span) for span in free):
            out.spurious += 1
            found = f'"{claim.text}" {claim.kind} {claim.value:g}'
            out.misses.append(Miss("not a claim, or of another value", None, claim, "nothing", found))


def _links(label: Label, claim: Claim, out: Outcome) -> None:
    wanted = {"measure": label.measures, "place": label.places, "period": label.periods}
    found = {
        "measure": claim.measure,
        "place": claim.place.code if claim.place else "",
        "period": str(claim.period) if claim.period else "",
    }
    if any(wanted.values()):
        good = True
        for link in LINKS:
            if (right := wanted[link]) is None:
                continue
            out.checked[link] = out.checked.get(link, 0) + 1
            if found[link] in right:
                out.right[link] = out.right.get(link, 0) + 1
                continue
            good = False
            out.misses.append(
                Miss(
                    f"{link} link",
                    label,
                    claim,
                    " or ".join(r or "none" for r in right),
                    found[link] or "none",
                )
            )
        out.checked["all"] = out.checked.get("all", 0) + 1
        out.right["all"] = out.right.get("all", 0) + good
    if label.kinds is None or claim.kind in label.kinds:
        out.kinds += 1
    else:
        out.misses.append(Miss("kind", label, claim, " or ".join(label.kinds), claim.kind))


def _verdict(label: Label, claim: Claim, out: Outcome) -> None:
    if label.verdicts is not None:
        out.verdicts += 1
        if claim.verdict in label.verdicts:
            out.agreed += 1
        else:
            wanted = " or ".join(label.verdicts)
            out.misses.append(Miss("verdict", label, claim, wanted, f"{claim.verdict}: {claim.reason}"))
    if label.arithmetic == "=":
        out.sums += 1
        if any(a.holds for a in claim.arithmetic) and all(a.holds for a in claim.arithmetic):
            out.shown += 1
        else:
            out.misses.append(
                Miss("sum that holds", label, claim, "a sum that holds", _sums(claim) or "no sum")
            )


def _sums(claim: Claim) -> str:
    return "; ".join(f"{a.kind}: {a.shown or a.computed} {a.error}".strip() for a in claim.arithmetic)


def _planted(
    document: LabelledText,
    planted: Planted,
    audit: Audit,
    where: dict[str, tuple[int, int]],
    out: Outcome,
) -> None:
    """An error is caught where a claim of its own gets a verdict that its label names, or a sum that fails."""
    labels = {label.id: label for label in document.labels}
    own = {n for n, c in enumerate(audit.claims) if any(_overlap(c, where.get(i)) for i in planted.claims)}
    out.planted += 1
    reasoned = any(labels[i].arithmetic not in ("=", "-") for i in planted.claims)
    out.reasoned += reasoned
    fails = [a for n in own for a in audit.claims[n].arithmetic if not a.holds]
    fails += [a for c in audit.claims for a in c.arithmetic if not a.holds and own & set(a.claims)]
    blame = {VERDICTS[v] for v in "XIUO"}
    judged = any(
        claim.verdict in blame & set(labels[i].verdicts or ())
        for i in planted.claims
        for claim in audit.claims
        if _overlap(claim, where.get(i))
    )
    out.caught += bool(fails) or judged
    named = any(a.error == planted.error for a in fails)
    out.named += named
    label = labels[planted.claims[-1]]
    near = [c for c in audit.claims if _overlap(c, where.get(label.id))]
    said = "; ".join(f"{c.verdict}: {c.reason} {_sums(c)}" for c in near) or "no claim there"
    if not fails and not judged:
        out.misses.append(
            Miss("planted error not caught", label, near[0] if near else None, planted.error, said)
        )
    elif reasoned and not named:
        out.misses.append(Miss("error not named", label, near[0] if near else None, planted.error, said))


def _accusation(claim: Claim, at_fault: set[int]) -> str:
    """Why a claim is blamed, "" where it is not. A sum that fails over a claim at fault blames that one."""
    fails = [a for a in claim.arithmetic if not a.holds and not at_fault & set(a.claims)]
    if fails:
        return "; ".join(f"{a.kind} {a.error}: {a.shown}" for a in fails)
    blamed_for_other = any(not a.holds for a in claim.arithmetic)
    if claim.verdict == "contradicted" or (claim.verdict == "inconsistent" and not blamed_for_other):
        return f"{claim.verdict}: {claim.reason}"
    return ""
