"""Short remarks that analysis makes of a figure: why it is unknown, how it came about, what to mind.

They read as English where nothing else is known of them, and can be said in another language: a Phrase is the
English text that remembers its key and its values. Wording files of a product have a pattern for each key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

PHRASES: dict[str, str] = {
    # why a figure is unknown
    "no-figure": "the evidence held on {as_of} has no figure of it for {place}",
    "not-exact": "the evidence held on {as_of} for {place} covers {span}, but not {period} exactly",
    "bound-only": "the source gives a bound, not a value",
    "left-open": "the publisher leaves {count} part(s) open: {places}, {periods}",
    "no-interval": "it has no interval",
    "of-zero": "a percentage of zero does not exist",
    "no-population": "no population of {year} is in evidence",
    "no-country-level": "the edition of {day} gives no level for the country as a whole",
    "no-level": "no state is known at that level",
    "sums-only": "months are not known one by one, so that vintages teach nothing of them",
    "no-pace": "no pace can be worked out",
    "not-held": "the evidence of the day does not hold it",
    "no-states": "the country's pack has no states",
    "no-statement": "no statement of it was known on {as_of}",
    "no-series": "no series covers every state on {as_of}",
    "one-vintage": "only one vintage of these months is known, of {day}: it shows no revision",
    "never-anew": "in none of the {count} vintages known is a place published anew with newer months",
    "few-vintages": "the vintages known show {count} passages of a place to a later vintage; {needed} are needed",
    "close-vintages": "the vintages known lie {days} days apart at most: too little to see a month revised",
    "part-open": "a part of the place, or a month, is not known",
    "outlook-none": "no definition has the months of every state to within a year of {as_of}",
    "outlook-gap": "{place} has no twelve months without a gap up to {month}",
    "rating-none": "too little was known on {as_of} to rate any state",
    "rating-too-little": "what is known of it weighs less than {least} % of a rating",
    "rating-no-series": "{indicator}: no comparable count is recent and covers half of the places; its {weight} % "
    "of the weight widen every interval",
    "site-not-located": "no boundary or point in evidence tells which place it lies in; name the place",
    "site-no-point": "it has no coordinates of its own",
    "threat-none": "nothing known on {as_of} counts it by state or municipality",
    "threat-old": "what counts it by state ends on {day}, more than {months} months before",
    "threat-not-here": "the count in use has none for {place}",
    "threat-no-people": "no population of {place} is in evidence",
    "threat-no-events": "no events of it with their places are in evidence since {day}",
    "threat-no-trend": "too few months are known to tell a change from chance",
    "threat-no-forecast": "it has no year of months by state without a gap, by a counting rule still in use",
    "forecast-over": "its newest month is {month}: what could be forecast from it is over",
    "site-no-rating": "its state cannot be rated: {reason}",
    "site-no-rules": "the country's pack has no rating",
    "site-no-groups": "no statement of the last {years} years places one there; silence is not absence",
    "travellers-none": "no number of travellers is in evidence, so deaths of foreigners cannot be set against journeys",
    # routes
    "route-roads": "roads",
    "route-pipelines": "pipelines",
    "route-none-held": "no {what} are held on {as_of}: the routes asked about are all there is of a network",
    "route-no-states": "no boundaries of states are held on {as_of}, so that no segment has its state",
    "route-few-events": "{threat}: {source} knows {count} events of its last {years} years: too few to say "
    "how they lie along roads",
    "route-no-event": "{threat}: no event of its kinds was known on {as_of}",
    "route-whole-states": "{threat}: its counts are of whole states, whose victims were not on the roads; "
    "nothing tells where along a road it happens",
    "route-no-network": "{threat}: no {what} are held on {as_of}, over which its counts by state could be "
    "spread",
    "route-no-boundaries": "{threat}: no boundaries of states are held on {as_of}: no line has its state's "
    "count",
    "route-no-counts": "{threat}: no count by state, or of the country, was known on {as_of}",
    "route-no-line": "{threat}: no state whose count is known has a line of the network held",
    "route-off-states": "{threat}: {count} of its counts are of states without a line of the network held "
    "({states}): they are on none of these lines",
    "route-zero-states": "{threat}: none is counted in {states}: so it may be, or it is filed under "
    "another name",
    "route-rest": "{threat}: the count is not known for every state: the rest of the country's, {left}, is "
    "spread over the lines of the other {count} states that have one",
    "route-few-counts": "{threat}: {count} counts do not tell how much stretches differ: as much as their "
    "mean is assumed",
    "route-even-road": "counts are known by state only: each state's is spread evenly over its roads held, "
    "as if nothing happened on other roads or in towns; where within a state the incidents are, the counts "
    "do not tell, and the interval says so",
    "route-even-pipeline": "counts are known by state only: each state's is spread evenly over its "
    "pipelines held; where within a state the incidents are, the counts do not tell, and the interval says "
    "so",
    "route-ends": "what is known of {threat} ({source}) ends on {day}",
    "route-near": "located events lie near the road, not all on it; sources count by rules of their own, "
    "so that theirs are not added up",
    "route-off-held": "{way}: {off} of {length} km lie on none of the lines held; counts by state are "
    "taken for them as for those that are, located events are not known there",
    "way-via": "{way} (via {town})",
    "way-shortest": "{way} (shortest)",
    "way-shortest-via": "{way} (shortest, via {town})",
    "way-number": "{way} (way {number})",
    "route-length": "length of the line; {share} % of it lies on the network held",
    "route-spread": "counts of {period}, each state's spread evenly over its own lines held and taken by length; "
    "90 % interval from chance (variance {phi} times the mean) and from stretches of {stretch} km that differ as the "
    "states do",
    "route-located": "density along the network of {count} events of {period}, each spread by the precision of its "
    "place, kernel of {bandwidth} km, {off} of them on no line held; drawn towards the network's mean, 90 % interval",
    "route-per-100": "expected in a year, for each 100 km",
    "route-network": "mean over all lines held",
    "route-events": "events of its kinds in the period",
    "route-off": "those that fall on no line held",
    "route-ratio": "per 100 km beside the mean over all lines held; the greatest of its threats",
    "route-per-trip": "expected in a year, for each vehicle that passes: {low} to {high} a day, assumed by who asks",
    "route-off-network": "it lies on no line of the network held",
    "route-no-count": "no count is known of a state that it crosses",
    "route-no-traffic": "no traffic volume is in evidence; the vehicles that pass in a day are yours to assume",
    "route-no-trip": "an event beside the road befalls no single vehicle, so that none falls to a trip",
    # how it came about
    "interval-low": "lower end of the figure's interval",
    "interval-high": "upper end of the figure's interval",
    "local-rate": "yearly rate per 100,000, drawn towards its neighbours' (gamma-Poisson, local moments); interval of "
    "90 % of chance alone",
    "near-events": "recorded events a year within {radius} km, each spread as its place is known; {share} % of their "
    "weight is known to a point or municipality; interval of 90 %",
    "site-level": "level of the score: 25, 50 and 75 divide; {finer} read in the municipality, the rest in the state",
    "site-nothing-finer": "nothing",
    "site-score": "weighted severity of rates as in the rating of states; {finer} read in the municipality",
    "groups-present": "groups said to be in the state in the {years} years before the day",
    "rivals-present": "pairs of rivals both said to be in the state, or to fight there, in the {years} years before",
    "owner": "the site's owner",
    "owner-states": "as the owner states it",
    "as-published": "as published",
    "published-difference": "difference of published totals",
    "sum-of-months": "sum of {count} months",
    "sum-of-periods": "sum of {count} periods",
    "sum-of-states": "sum of {count} states",
    "sum-of-parts": "sum of {count} parts",
    "sum": "sum of {count}",
    "rate": "count per {per} inhabitants",
    "annualised": "scaled to twelve months",
    "change": "change on {period}",
    "difference": "difference",
    "share": "share",
    "per-day": "mean a day",
    "number-at": "number at {level} of {count}",
    "rating-score": "weighted severity of rates, median of draws over counts, gaps, weights, scale and aggregation",
    "rating-level": "level of the score: 25, 50 and 75 divide",
    "rating-end": "end of the level's interval, 90 %",
    "rating-rank": "median rank over the draws, 1 the most dangerous",
    "rating-among": "share of the draws in which it is among the {count} most dangerous",
    "rating-chance": "share of the draws at the level",
    "rating-share": "share of the score",
    "rating-change": "smallest change of one rate alone that moves the level",
    "rating-rise": "yearly rate less that of {period}",
    "rating-alike": "of {count} states with both levels",
    "variance-share": "share of the variance of the scores",
    "weighted-kappa": "weighted kappa of {count} states, large-sample interval",
    "level-season": "level of the months so far, season and growth; Student's t, errors of past years",
    "revised-by": "as it is expected to be known on {day}",
    "share-of-year": "the first {count} months over their share of the year",
    "as-asked": "the number asked about",
    "ratio": "log ratio of whole years to the same months, Student's t prediction",
    "revised": "published count after the revisions usual within {months} months, drawn from past vintages",
    "counts-tested": "counts that were tested",
    "alarms-farrington": "counts above the bound of the improved Farrington method",
    "alarms-ears": "counts above the bound of EARS C1",
    "alarms-by-chance": "counts tested times the share above the bound when nothing changes",
    "alarms-that-stand": "alarms kept with one in twenty of them false (Benjamini and Hochberg)",
    "expected-farrington": "expected count of the improved Farrington method",
    "expected-ears": "mean of the seven months before (EARS C1)",
    "bound-farrington": "bound of the improved Farrington method",
    "bound-ears": "bound of EARS C1",
    "exceedance": "exceedance score: above 1 is an alarm",
    "p-of-count": "probability of such a count or a higher one, had nothing changed",
    "p-adjusted": "p adjusted for the number tested (Benjamini and Hochberg)",
    "level-of-months": "mean of the months between two changes of level",
    "p-of-change": "probability of such a change somewhere in these months, had nothing changed",
    "number-of-changes": "changes of level found by exact segmentation of counts (PELT, negative binomial)",
    "ratio-of-counts": "ratio of two counts, exact binomial interval widened by the scatter of past months",
    "p-of-ratio": "probability of counts as far apart, had nothing changed",
    "scatter-of-months": "variance over mean of monthly counts about the year's level and the season",
    "number-that-rose": "states whose rise is beyond chance, with one in twenty such verdicts false",
    "number-that-fell": "states whose fall is beyond chance, with one in twenty such verdicts false",
    "number-unclear": "states whose change cannot be told from chance",
    "number-compared": "states compared",
    "shrunk": "empirical-Bayes rate: drawn towards the rate of all {count} places, the more, the fewer people",
    "gi-star": "Gi* of empirical-Bayes rates, place and neighbours against all {count} places",
    "gi-star-p": "rank among {permutations} permutations, both tails",
    "counted-since": "counted among what became known after the earlier day",
    "days-since-due": "days since the next edition was due by the source's rhythm",
    "stand-out": "places whose Gi* stands out at a false discovery rate of {rate} %",
    "outlook": "median of samples forecast from {months} months",
    "outlook-end": "{level} % quantile of samples forecast from {months} months",
    "outlook-chance": "share of forecast samples above the count of {period}",
    "mean": "mean",
    "calls-counted": "entries of this store's ledger, counted",
    "calls-said": "as this store's ledger holds it",
    "calls-mean": "mean {score} of {count} calls",
    "calls-skill": "one less the ratio of the mean scores; 95 % interval over {count} periods",
    "calls-covered": "share of {count} intervals of {percent} % that held what came",
    "calls-corp": "{part}: part of the mean score",
    "calls-consistent": "number to come true of calibrated calls; nine times in ten within the interval",
    "calls-few": "the calls are about {count} period(s); fewer than {least} do not tell skill from luck",
    "calls-perfect": "the baseline made no error",
    "groups-known": "groups of which a statement was known, each once however many names it bears",
    "groups-relations": "pairs of groups by kind of relation, each once however often it is stated",
    "groups-contested": "states where two groups called rivals are both present, or said to fight, in the {years} "
    "years before the day",
    "scenario-median": "median of {draws} draws of the population model; 90 % of them lie within the interval",
    "scenario-half": "median of {draws} draws of the population model; half of them lie within the interval",
    "scenario-paired": "median difference between two runs of each of {draws} draws; 90 % lie within the interval",
    "scenario-chance": "share of {draws} draws",
    "scenario-counted": "yearly casualties over 52, times the share held to be members",
    "scenario-published": "one run of the published equations with the published parameters",
    "scenario-share": "an assumption of the country pack's population_model.yml; the bounds are how far it is varied",
    "scenario-nine": "nine runs of the day's fit, each share at its low, own and high value; the bounds are the least "
    "and the most",
    "scenario-ties": "pairs of groups in the network that the model runs on, counted",
    "scenario-fit": "what the day's evidence gives, in percent of the published parameter",
    "policy-supposed": "an assumption of the country pack's policy_mechanisms.yml; the bounds are its range",
    "policy-judged": "an analyst's judgement, which the register settles",
    "policy-reached": "of registered courses that stood open before that stage on a past day, those that reached it "
    "in as long a time",
    "policy-courses": "courses of the register that stood open on a past day {months} months or more ago, counted",
    "policy-base-rate": "of {count} registered courses that stood open on a past day, those in force {months} months "
    "later, those of the same status weighing most; Jeffreys interval of 90 %",
    "policy-course": "whether the register, as known on the day, has it in force",
    "incident-deaths": "as the record that was known last has it; the ends between which records have it",
    "state-count": "the highest number that a source counts in the state on the day",
    "state-count-none": "sources name the state and give no number",
    "state-count-publishers": "publishers that tell of it, counted",
    "incident-records": "records of one incident, counted",
    "incident-origins": "origins that told of it by themselves, counted: a text handed on is none",
    "incident-km": "great-circle distance from the asset's nearest part; where the place is a municipality, "
    "from its middle, with the ends between which the incident may lie",
    "incident-no-deaths": "no record of it gives a number of deaths",
    "incident-no-point": "its place is known too coarsely for a distance",
    # what to mind
    "rates-recorded": "rates are of what was recorded: a place that records less looks safer, and the interval holds "
    "chance alone",
    "site-not-person": "a rate is of all who live there: a site or a traveller may run more risk, or less",
    "site-rough": "of {count} sites the municipality is that whose point is nearest, not one whose boundary holds them",
    "events-unplaced": "{count} recorded events are known only by state or country, without a boundary to spread them "
    "over: they are in no count of what is near",
    "groups-stated": "a statement says that a source stated something, not that it is true; "
    "two that disagree both stand",
    "groups-window": "presence and rivalry older than {years} years do not make a place contested; "
    "silence is not absence",
    "groups-people": "labels that are persons' names, where others have a group: {count}; nothing is told of them",
    "effect-none": "no months by municipality, or too few captures and killings with month and municipality, "
    "were known on {as_of}",
    "no-fights": "no fight of two groups was known on {as_of}",
    "splits-known": "groups that sources say split from another, each once",
    "splits-of-year": "groups whose split a source dates to the year, each once",
    "groups-fought": "groups in events on record; up to Chao's estimate of those unseen, upper end of 95 %",
    "effective-groups": "inverse of the sum of squared shares of deaths in events each took part in; bootstrap over "
    "events",
    "dyads-fought": "pairs of groups that fought; up to Chao's estimate of those unseen, upper end of 95 %",
    "deaths-between": "deaths in events between groups, with the source's bounds",
    "deaths-on-civilians": "deaths in attacks of groups on civilians, with the source's bounds",
    "share-between": "deaths between groups over all deaths in fights and attacks on civilians",
    "municipalities-contested": "municipalities with a fight of two groups; up to Chao's estimate of those unseen",
    "fights-recorded": "events on record are a part: killings whose authors nobody names are not among them",
    "effect-unknown": "too few events, or no cases before them",
    "effect-events": "captures and killings of leaders with month and municipality, counted",
    "effect-of-months": "counts of months {first} to {last} after the event over those expected, stacked differences "
    "in differences, bootstrap over places",
    "effect-before": "counts of the half of the months just before the event over those expected from the half "
    "before that",
    "effect-placebo": "half a year's change on {count} draws of dates on which nothing happened in those places: "
    "median and range of 95 %",
    "effect-p": "share of {count} draws of dates on which nothing happened with as large a change",
    "effect-without-one": "lowest and highest half year's change when the places are left out one by one",
    # what to mind
    "effect-of-place": "the place of an arrest is often not where the leader ruled: an effect elsewhere is not "
    "seen in it",
    "effect-selected": "leaders are hunted where violence rises: what follows is not all due to their fall",
    "leaders-not-placed": "{count} captures and killings are known without month or municipality and could not be "
    "studied",
    "policy-unread": "nothing is supposed of {names}",
    "policy-none": "{names}: no mechanism of the model; nothing is run",
    "policy-no-model": "no effect is worked out: {reason}",
    "policy-assumed": "that a policy acts on a mechanism, and by how much, is assumed and can be edited; it is not a "
    "finding, and the model doesn't say whether a policy will be carried out",
    "policy-selected": "registers hold what was noticed: proposals that came to nothing unseen are not among them, so "
    "the rate is rather too high",
    "outlook-counts": "the forecast knows past counts alone, no event to come",
    "outlook-unadjusted": "the newest months stand as published; where they will be revised upwards, it is too low",
    "outlook-short": "{months} months of history are few: season is not seen and intervals are rough",
    "outlook-old": "the newest month known is {month}; the outlook begins after it, not on the day",
    "small-counts": "small counts",
    "too-few-cases": "too few cases, or too little past, to be tested",
    "counts-not-known": "{count} of {all} counts are not known",
    "counts-not-tested": "{count} of {all} counts have too few cases, or too little past, to be tested",
    "months-are-old": "{month} ended long before the day: it tells nothing of the present",
    "newest-months-move": "the publisher may still revise {month} and the months before it",
    "ears-short": "only {count} months of past are known: neither season nor trend can be told, and alarms "
    "by chance are several times more frequent than alpha says",
    "few-years": "only {count} years of past are known: alarms by chance are up to three times as frequent as "
    "alpha says; those that stand allow for it",
    "plug-in-bound": "the bound takes what {count} years of past tell for exact: alarms by chance are up to twice as "
    "frequent as alpha says; those that stand allow for it",
    "from-break": "the counting rule changed on {day}: earlier months are not looked at",
    "short-for-changes": "{count} of {all} series have too few months or cases for a change to be told",
    "changes-linger": "months that follow each other are taken as independent: a slow drift is told as steps",
    "scenario-silent": "the model knows no places, no other crimes, no displacement of crime or people and no "
    "violence by the state: it says nothing of them",
    "scenario-shares": "that {casualties} % of homicides and missing persons, and {arrests} % of arrests, are "
    "members of armed groups is assumed, not known; each is varied by {varied} % of itself, and sizes move with them",
    "scenario-box": "what casualties do not tell (arrests, drop-out, size at the start) is drawn from the study's "
    "box, not estimated",
    "scenario-learnt": "it is fitted to the years {first} to {last}; what comes after is the model's own course",
    "scenario-wide": "recruitment or lethality would lie on the edge of the study's box, so a wider one of ours "
    "is used",
    "scenario-lacks": "the casualties are not those of the study: {lacks}",
    "scenario-later": "the model and its box were published on {day}; the day's knowledge is put into them",
    "scenario-ties-survey": "ties are those seen by the press in the study's year, {rivalries} rivalries and "
    "{alliances} alliances; they stay as they are throughout",
    "scenario-ties-published": "ties are those of the study, {rivalries} rivalries; they stay as they are throughout",
    "scenario-ties-statements": "the study's ties were not known: {rivalries} rivalries and {alliances} alliances "
    "stated by single sources stand in their place, and all else fights a little",
    "scenario-ties-none": "no ties were known: every group fights every other a little",
    "scenario-arrests": "of more arrests both are true: against the present course deaths change by {present} %, "
    "against the start by {start} % (the present course: {course} %); one of them alone misleads",
}
"""English patterns by key; wording files of other languages hold the same keys under `phrases`."""


class NamedPlace(str):
    """A place's name in a remark, with its code: a product may have another name for it."""

    code: str

    def __new__(cls, name: str, code: str = "") -> NamedPlace:
        """The name, with the place's code."""
        made = super().__new__(cls, name)
        made.code = code
        return made


class Worded(str):
    """A word of a list that names it in several languages, as a threat's: English as a text, and its other names."""

    names: Mapping[str, str]

    def __new__(cls, names: Mapping[str, str]) -> Worded:
        """The word of its names by language; `en` among them."""
        made = super().__new__(cls, names["en"])
        made.names = names
        return made


class Several(tuple[Any, ...]):
    """Values of one kind in a remark, set with commas."""

    def __format__(self, spec: str) -> str:
        return ", ".join(format(item, spec) for item in self)


class Phrase(str):
    """A remark in English with its parts: key and values of each; texts without a key stand as they are.

    values  days, Periods, numbers and names; a product prints them as its language writes them
    """

    parts: tuple[tuple[str, Mapping[str, Any]], ...]
    between: str

    def __new__(
        cls, text: str = "", parts: tuple[tuple[str, Mapping[str, Any]], ...] = (), between: str = ""
    ) -> Phrase:
        """The text with its parts; `phrase` and `join` make them."""
        made = super().__new__(cls, text)
        made.parts, made.between = parts, between
        return made


def phrase(key: str, **values: Any) -> Phrase:
    """A remark of PHRASES. Raises KeyError on a key or value that is not there."""
    return Phrase(PHRASES[key].format(**values), ((key, values),))


def join(texts: Iterable[str], between: str) -> Phrase:
    """Several remarks in one; plain texts among them keep their words."""
    held = [t for t in texts if t]
    parts = tuple(p for t in held for p in (t.parts if isinstance(t, Phrase) else (("", {"text": t}),)))
    return Phrase(between.join(held), parts, between)


def say(text: str, patterns: Mapping[str, str], write: Callable[[Any], str]) -> str:
    """A remark by a language's patterns; a text that is no Phrase, or a key without a pattern, as it is.

    write  prints one value: a day, a period, a number or a name
    """
    if not isinstance(text, Phrase) or any(key and key not in patterns for key, _ in text.parts):
        return str(text)
    return text.between.join(
        patterns[key].format(**{name: write(value) for name, value in values.items()})
        if key
        else str(values["text"])
        for key, values in text.parts
    )
