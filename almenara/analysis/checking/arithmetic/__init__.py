"""Sums over a text's own figures: what follows from what stands beside it, and what does not.

Each finding is attached to the claim that is derived: the percentage, the total, the average, the rank.
A sum that holds says so; one that fails names the classic error. Where two readings are possible and one
holds, it holds; where the counts are not plainly those meant, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from almenara.analysis.checking.arithmetic.cells import cells
from almenara.analysis.checking.arithmetic.excuses import excused
from almenara.analysis.checking.arithmetic.listings.told_of_listing import told_of_listing
from almenara.analysis.checking.arithmetic.means.average_first import average_first
from almenara.analysis.checking.arithmetic.means.averages import averages
from almenara.analysis.checking.arithmetic.means.behind_its_one import behind_its_one
from almenara.analysis.checking.arithmetic.means.days_told import days_told
from almenara.analysis.checking.arithmetic.means.per_item import per_item
from almenara.analysis.checking.arithmetic.means.per_so_many import per_so_many
from almenara.analysis.checking.arithmetic.means.rates import rates
from almenara.analysis.checking.arithmetic.moves.apposed_times import apposed_times
from almenara.analysis.checking.arithmetic.moves.behind_its_two import behind_its_two
from almenara.analysis.checking.arithmetic.moves.changes import changes
from almenara.analysis.checking.arithmetic.moves.closing_gaps import closing_gaps
from almenara.analysis.checking.arithmetic.moves.closing_times import closing_times
from almenara.analysis.checking.arithmetic.moves.compared_places import compared_places
from almenara.analysis.checking.arithmetic.moves.directions import directions
from almenara.analysis.checking.arithmetic.moves.giveaways import giveaways
from almenara.analysis.checking.arithmetic.moves.headed_directions import headed_directions
from almenara.analysis.checking.arithmetic.moves.linked_changes import linked_changes
from almenara.analysis.checking.arithmetic.moves.more_than_then import more_than_then
from almenara.analysis.checking.arithmetic.moves.moved_ways import moved_ways
from almenara.analysis.checking.arithmetic.moves.named_changes import named_changes
from almenara.analysis.checking.arithmetic.moves.named_years import named_years
from almenara.analysis.checking.arithmetic.moves.overcounted import overcounted
from almenara.analysis.checking.arithmetic.moves.shares_of_gains import shares_of_gains
from almenara.analysis.checking.arithmetic.moves.spanned_times import spanned_times
from almenara.analysis.checking.arithmetic.moves.times_ahead import times_ahead
from almenara.analysis.checking.arithmetic.moves.told_points import told_points
from almenara.analysis.checking.arithmetic.order.listed_ranks import listed_ranks
from almenara.analysis.checking.arithmetic.order.places_taken import places_taken
from almenara.analysis.checking.arithmetic.order.ranks import ranks
from almenara.analysis.checking.arithmetic.order.records import records
from almenara.analysis.checking.arithmetic.order.streaks import streaks
from almenara.analysis.checking.arithmetic.order.superlatives import superlatives
from almenara.analysis.checking.arithmetic.order.thresholds import thresholds
from almenara.analysis.checking.arithmetic.proportions.behind_part_and_whole import behind_part_and_whole
from almenara.analysis.checking.arithmetic.proportions.closing_shares import closing_shares
from almenara.analysis.checking.arithmetic.proportions.concluding_shares import concluding_shares
from almenara.analysis.checking.arithmetic.proportions.counted_shares import counted_shares
from almenara.analysis.checking.arithmetic.proportions.fractions_left import fractions_left
from almenara.analysis.checking.arithmetic.proportions.linked_shares import linked_shares
from almenara.analysis.checking.arithmetic.proportions.listed_shares import listed_shares
from almenara.analysis.checking.arithmetic.proportions.own_pairs import own_pairs
from almenara.analysis.checking.arithmetic.proportions.remaining_shares import remaining_shares
from almenara.analysis.checking.arithmetic.proportions.share_columns import share_columns
from almenara.analysis.checking.arithmetic.proportions.shares import shares
from almenara.analysis.checking.arithmetic.proportions.shares_and_rests import shares_and_rests
from almenara.analysis.checking.arithmetic.proportions.shares_before_a_rest import shares_before_a_rest
from almenara.analysis.checking.arithmetic.proportions.shares_of_the_told import shares_of_the_told
from almenara.analysis.checking.arithmetic.reading import Reading, Reckoning
from almenara.analysis.checking.arithmetic.repeated.pointed_measures import pointed_measures
from almenara.analysis.checking.arithmetic.repeated.pointed_totals import pointed_totals
from almenara.analysis.checking.arithmetic.repeated.repeats import repeats
from almenara.analysis.checking.arithmetic.repeated.retold import retold
from almenara.analysis.checking.arithmetic.repeated.spoken_again import spoken_again
from almenara.analysis.checking.arithmetic.repeated.title_counts import title_counts
from almenara.analysis.checking.arithmetic.sums.announced import announced
from almenara.analysis.checking.arithmetic.sums.budgets import budgets
from almenara.analysis.checking.arithmetic.sums.closings import closings
from almenara.analysis.checking.arithmetic.sums.divided_totals import divided_totals
from almenara.analysis.checking.arithmetic.sums.falls_into import falls_into
from almenara.analysis.checking.arithmetic.sums.gaps_told import gaps_told
from almenara.analysis.checking.arithmetic.sums.halves_and_quarters import halves_and_quarters
from almenara.analysis.checking.arithmetic.sums.labelled_parts import labelled_parts
from almenara.analysis.checking.arithmetic.sums.lists import lists
from almenara.analysis.checking.arithmetic.sums.parts_and_rests import parts_and_rests
from almenara.analysis.checking.arithmetic.sums.rests import rests
from almenara.analysis.checking.arithmetic.sums.rows_that_add_up import rows_that_add_up
from almenara.analysis.checking.arithmetic.sums.spans_summed import spans_summed
from almenara.analysis.checking.arithmetic.sums.spread_out import spread_out
from almenara.analysis.checking.arithmetic.sums.told_together import told_together
from almenara.analysis.checking.arithmetic.sums.totals import totals
from almenara.analysis.checking.arithmetic.unjoined import unjoined
from almenara.model.claim import Claim
from almenara.model.manuscript import Manuscript

_SUMS: tuple[Callable[[Reading], Iterator[Reckoning]], ...] = (
    changes, directions, cells, totals, lists, averages, rates, shares, ranks, places_taken, records, repeats,
    share_columns, giveaways, overcounted, retold, closings, closing_shares,
    compared_places, closing_times, closing_gaps, labelled_parts, announced, days_told, told_together, rests, budgets,
    spread_out, spans_summed, spoken_again, title_counts, gaps_told,
    divided_totals, listed_shares, linked_shares, linked_changes, told_of_listing, own_pairs,
    per_so_many, unjoined,
    named_changes, apposed_times, spanned_times, per_item, average_first, concluding_shares, headed_directions,
    shares_of_the_told, counted_shares, shares_and_rests, parts_and_rests, fractions_left, halves_and_quarters,
    moved_ways, remaining_shares, told_points, named_years, times_ahead, listed_ranks, streaks,
    superlatives, thresholds, behind_its_two, shares_of_gains, more_than_then,
    behind_its_one, behind_part_and_whole, pointed_totals, falls_into, rows_that_add_up,
    pointed_measures, shares_before_a_rest,
)  # fmt: skip


def reckon(manuscript: Manuscript, claims: list[Claim]) -> list[Claim]:
    """The claims with the sums done over them, and with the totals that parts belong to.

    Claims keep their order; `parts` and `of` are set where a sum shows them.
    """
    reading = Reading(manuscript, claims)
    found = reading.found
    parts: dict[int, tuple[int, ...]] = {}
    for check in _SUMS:
        for finding in check(reading):
            if excused(reading, finding):
                continue
            if finding.sum not in found[finding.claim]:
                found[finding.claim].append(finding.sum)
            if finding.parts:
                parts.setdefault(finding.claim, finding.parts)
                if finding.sum.holds:
                    reading.totals.setdefault(finding.claim, finding.parts)
    whole = {part: total for total, members in parts.items() for part in members}
    return [
        replace(
            claim,
            arithmetic=(*claim.arithmetic, *found.get(index, ())),
            parts=parts.get(index, claim.parts),
            of=whole.get(index, claim.of),
        )
        for index, claim in enumerate(claims)
    ]
