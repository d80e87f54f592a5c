"""The mapping of a golden record as the engine takes it: the unrolling, the order, and who chose them from what."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from math import isclose, prod
from typing import Any, cast

from stream_xdsl.cost.compat import Compat
from stream_xdsl.cost.evaluate import CaseCosts, evaluate_orders
from stream_xdsl.cost.golden.file import GoldenRecord
from stream_xdsl.cost.golden.zigzag_unrollings import zigzag_unrollings
from stream_xdsl.cost.hierarchy import Hierarchy, hierarchy
from stream_xdsl.cost.loop_nest import LoopNest
from stream_xdsl.cost.orders import Loop
from stream_xdsl.cost.placement import PlacementRules
from stream_xdsl.cost.search import all_order_states, evaluate, single_order
from stream_xdsl.cost.spatial import OperandUnrolling, Unrolling, fit

TOLERANCE = 1e-9
"""Relative, for figures that are fractions."""


class GoldenCase:
    """A golden record, evaluated by ZigZag's definitions or ours.

    Raises ValueError with the key if what the record says of its mapping cannot be read. Evaluations raise
    HardwareError for cores that the engine cannot cost.
    """

    def __init__(self, record: GoldenRecord):
        self.record = record
        self.search_nest: LoopNest = replace(record.nest, cycles_per_point=1)
        """ZigZag searches with one cycle per operation, and evaluates the best mapping again with the true number."""
        self.zigzag_rules = PlacementRules(even=record.settings.even)
        self._evaluated: dict[tuple[Compat, PlacementRules, bool], CaseCosts] = {}
        self.tried: tuple[Unrolling, ...] | None = None
        """The unrollings that ZigZag tried according to the record; None if it does not say."""
        if (tried := record.search.get("spatial_mappings_tried")) is not None:
            self.tried = tuple(
                self._unrolling(entry) for entry in _list(tried, "search.spatial_mappings_tried")
            )
        self.order: tuple[Loop, ...] = ()
        """The temporal loops of the result, innermost first; those of one iteration are left out."""
        self.at_levels: dict[str, dict[str, list[list[tuple[int, float]]]]] = {}
        """Unrolled loops by key of the result, operand, and level."""
        if record.result is not None:
            self.order = self._recorded_order(record.result)
            self.at_levels = {
                key: {
                    operand.name: self._loops_of(record.result, key, operand.name)
                    for operand in record.nest.operands
                }
                for key in ("spatial_mapping", "spatial_mapping_int")
            }

    @cached_property
    def levels(self) -> Hierarchy:
        """The memories as the operands meet them."""
        return hierarchy(self.record.core_type, tuple(o.memory for o in self.record.nest.operands))

    @cached_property
    def own_unrollings(self) -> tuple[Unrolling, ...]:
        """What ZigZag tries by our account; raises ZigZagError if it fails."""
        record = self.record
        found = zigzag_unrollings(
            self.search_nest,
            record.core_type,
            record.settings.nb_spatial_mappings,
            user=record.spatial_mapping,
            hints=record.spatial_hints,
        )
        return tuple(found)

    @property
    def zigzag_unrollings(self) -> tuple[Unrolling, ...]:
        """What ZigZag tried: as recorded, or else by our account."""
        return self.own_unrollings if self.tried is None else self.tried

    @cached_property
    def chosen(self) -> int | None:
        """Which of them became the result, once fitted to the loops; None if none is recorded or it is not among them."""
        if self.record.result is None:
            return None
        for index, unrolling in enumerate(self.zigzag_unrollings):
            spatial = fit(self.search_nest, self.levels, unrolling, Compat.ZIGZAG)
            if self._unrolls("spatial_mapping", spatial.operands) and self._unrolls(
                "spatial_mapping_int", spatial.latency_operands
            ):
                return index
        return None

    def evaluate(
        self, compat: Compat, rules: PlacementRules | None = None, *, in_search: bool = False
    ) -> CaseCosts:
        """The recorded mapping as the only case, or no case if it does not fit; by default placed by ZigZag's rules.

        Raises ValueError if the record's order is not one of the loops that its unrolling leaves.
        """
        assert self.chosen is not None
        key = compat, rules or self.zigzag_rules, in_search
        if key not in self._evaluated:
            nest = self.search_nest if in_search else self.record.nest
            unrolling = self.zigzag_unrollings[self.chosen]
            states = single_order(nest, self.levels, unrolling, self.order, compat)
            self._evaluated[key] = evaluate_orders(states, key[1])
        return self._evaluated[key]

    def obstacle(self, compat: Compat) -> str:
        """Why the recorded mapping does not fit, or empty."""
        assert self.chosen is not None
        nest, core_type = self.record.nest, self.record.core_type
        unrolling = self.zigzag_unrollings[self.chosen]
        try:
            if not len(self.evaluate(compat)):
                # The error tells which memory is too small.
                evaluate(nest, core_type, unrolling, self.order, compat, self.zigzag_rules)
        except ValueError as error:
            return str(error)
        return ""

    def all_orders(self, unrolling: Unrolling, *, each_order: bool = False) -> CaseCosts:
        """What ZigZag evaluates under an unrolling."""
        limit = self.record.settings.lpf_limit
        states = all_order_states(self.search_nest, self.levels, unrolling, limit, Compat.ZIGZAG)
        return evaluate_orders(states, self.zigzag_rules, each_order=each_order)

    def named(self, unrolling: Unrolling) -> dict[str, dict[str, float]]:
        """An unrolling as records write it."""
        assert self.record.core_type.array is not None
        names = (name for name, _ in self.record.core_type.array.dimensions)
        dims = self.record.nest.dims
        return {
            name: {dims[d]: f for d, f in entries} for name, entries in zip(names, unrolling, strict=True)
        }

    def loops(self, entries: object, where: str) -> list[tuple[int, float]]:
        """(loop, factor) pairs as indices and numbers; raises ValueError for anything else."""
        found: list[tuple[int, float]] = []
        for entry in _list(entries, where):
            match entry:
                case [str(name), int() | float() as factor] if name in self.record.nest.dims and factor > 0:
                    found.append((self.record.nest.dims.index(name), factor))
                case _:
                    raise _error(where, "must have pairs of a loop and a factor")
        return found

    def _recorded_order(self, result: dict[str, Any]) -> tuple[Loop, ...]:
        key, name = "temporal_mapping_allocated", self.record.nest.output.name
        loops = [loop for level in self._loops_of(result, key, name) for loop in level]
        return tuple((dim, int(factor)) for dim, factor in loops if factor > 1)

    def _loops_of(self, result: dict[str, Any], key: str, name: str) -> list[list[tuple[int, float]]]:
        """Per level of an operand its loops, from an entry of the result."""
        where = f"result.{key}"
        by_operand = result.get(key)
        if not isinstance(by_operand, dict) or name not in by_operand:
            raise _error(where, f"must have the loops of {name} by level")
        by_level = _list(cast(dict[str, Any], by_operand)[name], f"{where}.{name}")
        return [self.loops(level, f"{where}.{name}") for level in by_level]

    def _unrolling(self, entry: object) -> Unrolling:
        where = "search.spatial_mappings_tried"
        assert self.record.core_type.array is not None
        if not isinstance(entry, dict):
            raise _error(where, "must have objects")
        by_axis = cast(dict[str, Any], entry)
        result: list[tuple[tuple[int, float], ...]] = []
        for axis, _ in self.record.core_type.array.dimensions:
            loops = by_axis.get(axis, {})
            if not isinstance(loops, dict):
                raise _error(where, "must have an object for each array dimension")
            pairs = [list(item) for item in cast(dict[str, Any], loops).items()]
            result.append(tuple(self.loops(pairs, f"{where}.{axis}")))
        return tuple(result)

    def _unrolls(self, key: str, operands: Sequence[OperandUnrolling]) -> bool:
        """Whether the result has the same loops unrolled at each level of each operand."""
        dims = range(len(self.record.nest.dims))
        for operand, own in zip(self.record.nest.operands, operands, strict=True):
            levels = self.at_levels[key][operand.name]
            if len(levels) != len(own.sizes):
                return False
            for level, sizes in enumerate(own.sizes):
                inside = [loop for entries in levels[: level + 1] for loop in entries]
                reached = [prod(factor for d, factor in inside if d == dim) for dim in dims]
                if not all(map(_close, reached, sizes)):
                    return False
        return True


def _close(a: float, b: float) -> bool:
    return isclose(a, b, rel_tol=TOLERANCE)


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise _error(where, "must be a list")
    return cast(list[Any], value)


def _error(where: str, message: str) -> ValueError:
    return ValueError(f"'{where}' {message}")
