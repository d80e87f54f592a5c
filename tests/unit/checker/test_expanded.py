"""What tiles and transfers wait for brings exactly what they need, element by element, as the checker derives it."""

import numpy as np
import pytest
from test_scheduled import TIGHT_BITS, scheduled
from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp

from stream_xdsl.checker.demand import NOTHING, Demand
from stream_xdsl.checker.model import Model
from stream_xdsl.checker.read import read_model
from stream_xdsl.dialects.sched import CopyOp, ExpandedOp, ProgramOp, TileOp
from stream_xdsl.passes.sched_expand import SchedExpandPass
from stream_xdsl.passes.sched_roll import SchedRollPass


@pytest.fixture(scope="module", params=["roomy", "tight"])
def expanded(request: pytest.FixtureRequest) -> tuple[Model, ExpandedOp]:
    module = scheduled({"roomy": 65536, "tight": TIGHT_BITS}[request.param])
    (program,) = (op for op in module.walk() if isinstance(op, ProgramOp))
    model = read_model(program, "test")
    return model, expand(module)


def expand(module: ModuleOp) -> ExpandedOp:
    SchedExpandPass().apply(Context(), module)
    module.verify()
    (found,) = (op for op in module.walk() if isinstance(op, ExpandedOp))
    return found


class Elements:
    """Groups of elements by memory and tensor."""

    def __init__(self, model: Model):
        self.model, self.demand = model, Demand(model)
        self.layers = {layer.name: i for i, layer in enumerate(model.layers)}
        self.tensors = {tensor.name: i for i, tensor in enumerate(model.tensors)}

    def memory(self, reference) -> int:
        core = self.model.machine.core_index[reference.root_reference.data]
        return self.model.machine.memory_ids[core, reference.nested_references.data[0].data]

    def task(self, op: TileOp) -> tuple[int, int, int]:
        name, part = op.layer_part
        layer = self.layers[name]
        return layer, part, self.demand.task_number(layer, part, op.tile.value.data)

    def written(self, op: TileOp) -> dict[tuple[int, int], np.ndarray]:
        layer, part, task = self.task(op)
        place = self.demand.result_memory(layer, part), self.model.layers[layer].output
        return {place: self.demand.written(layer, task)}

    def read(self, op: TileOp) -> dict[tuple[int, int], np.ndarray]:
        layer, part, task = self.task(op)
        core = self.model.layers[layer].cores[part]
        found: dict[tuple[int, int], np.ndarray] = {}
        for operand, (same, needs) in enumerate(self.demand.needs[layer][:-1]):
            for tensor, groups in needs[same[task]].items():
                place = self.demand.operand_memory(core, operand), tensor
                found[place] = np.union1d(found.get(place, NOTHING), groups)
        return found

    def moved(self, op: CopyOp) -> tuple[int, np.ndarray]:
        """Tensor and groups."""
        ((name, part),) = op.layer_parts
        layer, tile = self.layers[name], op.tile.value.data
        if op.tensor is not None:
            tensor = self.tensors[op.tensor.data]
            return tensor, self.demand.first[layer, part, self.memory(op.targets.data[0]), tensor][tile]
        tensor = self.model.layers[layer].output
        groups = self.demand.written(layer, self.demand.task_number(layer, part, tile))
        if op.kind.data in ("move", "reload"):
            groups = groups[self.demand.wanted[self.memory(op.targets.data[0]), tensor][groups]]
        return tensor, groups

    def brought(self, op: TileOp | CopyOp) -> dict[tuple[int, int], np.ndarray]:
        if isinstance(op, TileOp):
            return self.written(op)
        tensor, groups = self.moved(op)
        return {(self.memory(op.targets.data[0]), tensor): groups}

    def needed(self, op: TileOp | CopyOp) -> dict[tuple[int, int], np.ndarray]:
        if isinstance(op, TileOp):
            return self.read(op)
        tensor, groups = self.moved(op)
        if op.kind.data == "load" and self.model.tensors[tensor].producer is None:
            return {}
        return {(self.memory(op.source), tensor): groups}


def test_tokens_bring_what_is_needed(expanded: tuple[Model, ExpandedOp]):
    model, schedule = expanded
    elements = Elements(model)
    kinds = set[str]()
    for op in schedule.body.block.ops:
        assert isinstance(op, TileOp | CopyOp)
        kinds.add("tile" if isinstance(op, TileOp) else op.kind.data)
        needed, brought = elements.needed(op), dict[tuple[int, int], np.ndarray]()
        for token in op.after:
            other = token.owner
            assert isinstance(other, TileOp | CopyOp)
            (place, groups), *_ = elements.brought(other).items()
            brought[place] = np.union1d(brought.get(place, NOTHING), groups)
            # None is waited for in vain.
            useful = np.intersect1d(groups, needed.get(place, NOTHING)).size > 0
            accumulates = isinstance(op, TileOp) and elements.written(op).keys() == {place}
            assert useful or (accumulates and (elements.written(op)[place] == groups).all())
        for place, groups in needed.items():
            assert np.isin(groups, brought.get(place, NOTHING)).all(), str(op)
    assert kinds >= {"tile", "load", "move", "store"}


def test_every_row_once_and_in_order(expanded: tuple[Model, ExpandedOp]):
    model, schedule = expanded
    ops = list(schedule.body.block.ops)
    tiles = [op for op in ops if isinstance(op, TileOp)]
    copies = [op for op in ops if isinstance(op, CopyOp)]
    assert len(tiles) == len(model.tasks)
    assert len(copies) == len(model.transfer_rows)
    starts = [op.start_cycle.value.data for op in (*tiles, *copies)]
    assert sorted(starts) == sorted([*model.tasks[:, 1].tolist(), *model.transfer_rows[:, 1].tolist()])
    in_order = [op.start_cycle.value.data for op in ops if isinstance(op, TileOp | CopyOp)]
    assert in_order == sorted(in_order)
    assert sum(op.energy_pj.value.data for op in tiles) == pytest.approx(
        sum(op.energy_pj for op in model.computes)
    )


def test_rolled_or_packed():
    """A rolled program expands to what the packed one does."""
    texts = []
    for roll in (False, True):
        module = scheduled(TIGHT_BITS)
        if roll:
            SchedRollPass().apply(Context(), module)
            (program,) = (op for op in module.walk() if isinstance(op, ProgramOp))
            assert list(program.loops)
        texts.append(str(expand(module)))
    assert texts[0] == texts[1]
