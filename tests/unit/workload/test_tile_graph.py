"""The tile graph against an oracle that walks every point of every loop nest."""

from collections import defaultdict
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from random_networks import machines, networks, points, residual_blocks
from view_chains import FAR

from stream_xdsl.hardware.machine import Core, CoreType, Machine, Memory, MemoryOperand, Role
from stream_xdsl.workload.kinds import Kind
from stream_xdsl.workload.network import Layer, LinearMap, Network, Tensor, TensorRole, Use
from stream_xdsl.workload.tile_graph import (
    Csr,
    KnownPieces,
    build_tile_graph,
    loaded_blocks,
    tile_order,
)
from stream_xdsl.workload.views import concat, identity, reshape, slice_


class Oracle:
    """Dictionaries of elements. A task is (layer, part, tile); an element tensor * FAR + position."""

    def __init__(self, network: Network, views, machine: Machine):
        self.reads = defaultdict(set)
        """(task, memory, tensor) -> elements."""
        self.readers = defaultdict(set)
        """(memory, tensor) of reads within a stack -> (layer, operand, piece) and parts."""
        self.written = {}
        """element -> (task that finishes it)."""
        self.block = {}
        """task -> task that finishes its block."""
        for i, layer in enumerate(network.layers):
            self.walk(network, i, layer, views[i], machine)

    def walk(self, network: Network, i: int, layer: Layer, views, machine: Machine):
        shape = network.tensors[layer.output].shape
        keys = {}
        for point in points(layer.sizes):
            part, tile, key = self.place(layer, point)
            task = (i, part, tile)
            keys.setdefault((part, key), []).append(task)
            for position, (use, view) in enumerate(zip(layer.uses, views, strict=True)):
                operand = MemoryOperand.I2 if position else MemoryOperand.I1
                at = self.at(use.map, point)
                if all(0 <= a < s for a, s in zip(at, view.shape, strict=True)):
                    element = int(view[at])
                    where = (machine.memory_id(layer.cores[part], operand), element // FAR)
                    self.reads[task, *where].add(element)
                    self.readers[where].add((i, position))
            out = int(np.ravel_multi_index(self.at(layer.output_map, point), shape))
            element = layer.output * FAR + out
            assert self.written.setdefault(element, task)[1] == part
            self.written[element] = max(self.written[element], task)
        for tasks in keys.values():
            for task in tasks:
                self.block[task] = max(tasks)

    @staticmethod
    def at(access: LinearMap, point):
        return tuple(
            sum(c * p for c, p in zip(row, point, strict=True)) + offset
            for row, offset in zip(access.coefficients, access.offsets, strict=True)
        )

    @staticmethod
    def place(layer: Layer, point):
        """Part, tile and coordinates in the non-reduction temporal loops of a point."""
        part, origins, extents = 0, [0] * len(point), list(layer.sizes)
        for dim, ways in layer.spatial:
            size = layer.sizes[dim]
            index = next(w for w in range(ways) if point[dim] < (w + 1) * size // ways)
            part = part * ways + index
            origins[dim] = index * size // ways
            extents[dim] = (index + 1) * size // ways - origins[dim]
        tile, key = 0, []
        for dim, size in layer.temporal:
            coordinate = (point[dim] - origins[dim]) // size
            tile = tile * -(-extents[dim] // size) + coordinate
            if any(row[dim] for row in layer.output_map.coefficients):
                key.append(coordinate)
        return part, tile, tuple(key)


def describe(network, graph):
    """Tasks and blocks of a graph by layer, part and tile."""
    layer, index = graph.part_layer, graph.part_index
    tasks = [
        (int(layer[p]), int(index[p]), int(t)) for p, t in zip(graph.task_part, graph.task_tile, strict=True)
    ]
    blocks = [
        (int(layer[p]), int(index[p]), int(t))
        for p, t in zip(graph.block_part, graph.block_tile, strict=True)
    ]
    return tasks, blocks


def within_stack(network, tensor, layer):
    producer = network.producer.get(tensor)
    return producer is not None and network.layers[producer].stack == network.layers[layer].stack


def joint(network, layer, tensor):
    """Whether a layer reads a tensor through several operands or pieces."""
    return sum(p.tensor == tensor for use in network.layers[layer].uses for p in use.pieces) > 1


@settings(max_examples=250)
@given(networks(), machines())
def test_graph_agrees_with_elements(example, machine):
    check_graph(*example, machine)


@settings(max_examples=200)
@given(residual_blocks(), machines())
def test_residual_blocks_agree_with_elements(example, machine):
    """Where two layers read a block, what is needed differs from memory to memory."""
    check_graph(*example, machine)


KNOWN = KnownPieces()
"""Of all examples together."""


def assert_same(graph, other):
    for field in fields(graph):
        own, its = (getattr(g, field.name) for g in (graph, other))
        if isinstance(own, Csr):
            own, its = (np.concatenate([c.offsets, c.values]) for c in (own, its))
        np.testing.assert_array_equal(own, its, err_msg=field.name)


def check_graph(network, views, machine):
    oracle, graph = Oracle(network, views, machine), build_tile_graph(network, machine)
    assert_same(graph, build_tile_graph(network, machine, known=KNOWN))
    tasks, blocks = describe(network, graph)
    bits = [t.bits for t in network.tensors]

    # Tasks and produced blocks.
    assert tasks == sorted(oracle.block)
    for t, task in enumerate(tasks):
        block = graph.task_output[t]
        assert graph.block_produced[block]
        assert blocks[block] == oracle.block[task]
        assert graph.task_finishes[t] == (oracle.block[task] == task)
    content = defaultdict(set)
    for element, task in oracle.written.items():
        content[task].add(element)
    produced = {blocks[b]: b for b in range(len(blocks)) if graph.block_produced[b]}
    outliving = {*network.outputs} | {
        t for (i, _, _), _, t in oracle.reads if not within_stack(network, t, i)
    }
    assert len(produced) == graph.block_produced.sum()
    assert set(produced) == set(content)
    for task, b in produced.items():
        layer = network.layers[task[0]]
        assert graph.block_tensor[b] == layer.output
        assert graph.block_bits[b] == len(content[task]) * bits[layer.output]
        open_ = any(
            size < layer.sizes[d] and not any(row[d] for row in layer.output_map.coefficients)
            for d, size in layer.temporal
        )
        width = layer.psum_bits if open_ else bits[layer.output]
        assert graph.block_psum_bits[b] == len(content[task]) * width
        assert graph.block_memory[b] == machine.memory_id(layer.cores[task[1]], MemoryOperand.O)
        assert graph.block_outlives[b] == (layer.output in outliving)

    # What each task needs: produced blocks of its stack, element by element.
    expected_streams, expected_loads = defaultdict(set), defaultdict(dict)
    # Tiles of one index are at the same time, in order of their parts.
    for (task, memory, tensor), elements in sorted(oracle.reads.items(), key=lambda item: item[0][0][::-1]):
        if within_stack(network, tensor, task[0]):
            expected_streams[task] |= {(oracle.written[e], memory) for e in elements & oracle.written.keys()}
        else:
            for e in elements:
                expected_loads[task[0], memory, tensor].setdefault(e, task)
    loaded = elements_of_loaded_blocks(network, machine)
    shared = share(network, loaded)
    found_loads = defaultdict(list)
    load_needs = defaultdict(set)
    for t, task in enumerate(tasks):
        streams = set()
        row = graph.task_needs.row(t)
        assert (np.diff(row) > 0).all()
        for d in row:
            b, memory = graph.delivery_block[d], int(graph.delivery_memory[d])
            if graph.block_produced[b]:
                streams.add((blocks[b], memory))
            else:
                assert network.layers[blocks[b][0]].stack == network.layers[task[0]].stack
                assert not graph.delivery_in_place[d]
                assert graph.delivery_bits[d] == graph.block_bits[b]
                load_needs[task, memory, int(graph.block_tensor[b])].add(blocks[b])
        assert streams == expected_streams[task]

    # Bits that move within a stack: exact for one operand of one layer, an upper bound for several.
    moved = defaultdict(set)
    for (task, memory, tensor), elements in oracle.reads.items():
        if within_stack(network, tensor, task[0]):
            for e in elements & oracle.written.keys():
                moved[oracle.written[e], memory].add(e)
    deliveries = set()
    for d in range(len(graph.delivery_block)):
        b, memory = graph.delivery_block[d], int(graph.delivery_memory[d])
        readers = [t for t in range(len(tasks)) if d in graph.task_needs.row(t)]
        if not graph.block_produced[b]:
            assert graph.delivery_core[d] == graph.part_core[graph.block_part[b]]
            found_loads[blocks[b][0], memory, int(graph.block_tensor[b])].append(b)
            continue
        assert graph.delivery_core[d] == min(graph.part_core[graph.task_part[t]] for t in readers)
        deliveries.add((blocks[b], memory))
        tensor = int(graph.block_tensor[b])
        exact = len(moved[blocks[b], memory]) * bits[tensor]
        assert graph.delivery_in_place[d] == (graph.block_memory[b] == memory)
        layers = oracle.readers[memory, tensor]
        single = len(layers) == 1 and all(
            len(network.layers[i].spatial) < 2 and not joint(network, i, tensor) for i, _ in layers
        )
        if graph.delivery_in_place[d]:
            assert graph.delivery_bits[d] == graph.block_bits[b]
        elif single:
            assert graph.delivery_bits[d] == exact
        else:
            assert exact <= graph.delivery_bits[d] <= graph.block_bits[b]
    assert deliveries == set(moved)

    # Twins hold the same elements.
    held = {}
    for d in range(len(graph.delivery_block)):
        b, memory, tensor = (
            int(graph.delivery_block[d]),
            int(graph.delivery_memory[d]),
            int(graph.block_tensor[graph.delivery_block[d]]),
        )
        if graph.block_produced[b]:
            whole = graph.delivery_bits[d] == graph.block_bits[b]
            held[d] = ("produced", b, "whole" if whole else frozenset(moved[blocks[b], memory]))
            exact = whole or graph.delivery_bits[d] == len(moved[blocks[b], memory]) * bits[tensor]
        else:
            first_needs = expected_loads[blocks[b][0], memory, tensor]
            own = frozenset(e for e, task in first_needs.items() if task == blocks[b])
            held[d] = ("loaded", blocks[b][0], tensor, own)
            exact = graph.delivery_bits[d] == len(own) * bits[tensor]
        first = int(graph.delivery_content[d])
        assert first <= d
        assert graph.delivery_content[first] == first
        if exact:
            assert held[first] == held[d]
    if all(
        not joint(network, i, piece.tensor)
        for i, layer in enumerate(network.layers)
        for use in layer.uses
        for piece in use.pieces
    ):
        loads = [d for d in held if held[d][0] == "loaded"]
        assert len({held[d] for d in loads}) == len(set(graph.delivery_content[loads].tolist()))

    # Loaded blocks: each needed element in one, that of the first task of any part needing it in that memory, or the same of an earlier layer.
    assert set(loaded) == set(expected_loads)
    number = {(place[1], place[2], blocks[b]): b for place, group in found_loads.items() for b in group}
    assert len(number) == sum(len(group) for group in found_loads.values())
    assert set(number) == {(memory, tensor, own) for (memory, tensor, _), own in shared.items()}
    for (layer, memory, tensor), first_needs in expected_loads.items():
        own = {
            task: number[memory, tensor, shared[memory, tensor, task]]
            for task in loaded[layer, memory, tensor].values()
        }
        found = {task: graph.block_bits[b] for task, b in own.items()}
        sizes = defaultdict(int)
        for task in loaded[layer, memory, tensor].values():
            sizes[task] += bits[tensor]
        assert found == sizes
        if joint(network, layer, tensor):
            assert set(first_needs) <= set(loaded[layer, memory, tensor])
        else:
            assert loaded[layer, memory, tensor] == first_needs
            for task in tasks:
                if task[0] == layer:
                    needed = {
                        shared[memory, tensor, first_needs[e]] for e in oracle.reads[task, memory, tensor]
                    }
                    assert load_needs[task, memory, tensor] == needed
        if tensor not in network.producer:
            continue
        sources = defaultdict(set)
        for e, task in loaded[layer, memory, tensor].items():
            if e in oracle.written:
                sources[task].add(produced[oracle.written[e]])
        assert {task: set(graph.block_sources.row(b)) for task, b in own.items()} == {
            task: sources[task] for task in own
        }
    loads = [b for group in found_loads.values() for b in group]
    assert len(loads) == len(set(loads)) == (~graph.block_produced).sum()
    for b in produced.values():
        assert not len(graph.block_sources.row(b))

    check_numbering(graph)
    check_order(network, graph, oracle, tasks, expected_streams)


def elements_of_loaded_blocks(network, machine):
    """By layer, memory and tensor: in the block of which task each element is that the layer loads."""
    result = {}
    for place, own in loaded_blocks(network, machine).items():
        layer, _, tensor = place
        shape = network.tensors[tensor].shape
        of_cell = dict(
            zip(own.cells.tolist(), zip(own.part.tolist(), own.tile.tolist(), strict=True), strict=True)
        )
        assert sorted(a for axes in own.axes for a in axes) == list(range(len(shape)))
        found = {}
        for at in np.ndindex(shape):
            cell, inside = 0, True
            for axes, labels, count in zip(own.axes, own.labels, own.counts, strict=True):
                position = (
                    np.ravel_multi_index([at[a] for a in axes], [shape[a] for a in axes]) if axes else 0
                )
                cell, inside = cell * count + labels[position], inside and labels[position] >= 0
            if inside and cell in of_cell:
                found[tensor * FAR + int(np.ravel_multi_index(at, shape))] = (layer, *of_cell[cell])
        if found:
            result[place] = found
    return result


def share(network, loaded):
    """By memory, tensor and task of a loaded block: that of the block which has the same elements of the first layer of its stack."""
    first, shared = {}, {}
    for (layer, memory, tensor), own in sorted(loaded.items()):
        elements = defaultdict(set)
        for element, task in own.items():
            elements[task].add(element)
        for task, held in sorted(elements.items()):
            key = network.layers[layer].stack, memory, tensor, frozenset(held)
            shared[memory, tensor, task] = first.setdefault(key, task)
    return shared


def check_numbering(graph):
    """Blocks and deliveries are numbered by first mention."""
    mention = np.full(len(graph.block_bits), graph.tasks)
    rows = np.repeat(np.arange(graph.tasks), np.diff(graph.task_needs.offsets))
    np.minimum.at(mention, graph.task_output, np.arange(graph.tasks))
    loaded = ~graph.block_produced[graph.delivery_block[graph.task_needs.values]]
    np.minimum.at(mention, graph.delivery_block[graph.task_needs.values][loaded], rows[loaded])
    assert (np.diff(mention) >= 0).all()
    first = np.full(len(graph.delivery_block), graph.tasks)
    np.minimum.at(first, graph.task_needs.values, rows)
    assert (np.diff(first) >= 0).all()


def check_order(network, graph, oracle, tasks, streams):
    """The order is topological, stack by stack, and keeps the tile order of parts."""
    order = tile_order(network, graph)
    assert sorted(order) == list(range(graph.tasks))
    done, tiles, stack = set(), defaultdict(int), 0
    for t in order:
        task = tasks[t]
        assert all(producer in done for producer, _ in streams[task])
        assert tiles[task[:2]] == task[2]
        assert network.layers[task[0]].stack >= stack
        stack = network.layers[task[0]].stack
        tiles[task[:2]] += 1
        done.add(task)


# Examples by hand: one-dimensional poolings y = Σ f, on a machine of two cores with one memory each.

MEMORY = Memory("sram", 10**6, 1.0, 1.0, tuple(MemoryOperand), (), ())
CORE = CoreType("core", Role.COMPUTE, None, (MEMORY,))
MACHINE = Machine("machine", (Core("core0", CORE), Core("core1", CORE)))


def pool(name, source, view, output, size, window=1, stride=1, pad=0, **mapping):
    """`output[y] = Σ view[stride * y + f - pad]` over `size` values of y and `window` of f."""
    use = Use(source, (view,), LinearMap(((stride, 1),), (-pad,)), 8)
    return Layer(
        name=name,
        kind=Kind.AVGPOOL,
        dims=("y", "f"),
        sizes=(size, window),
        uses=(use,),
        output=output,
        output_map=LinearMap(((1, 0),), (0,)),
        psum_bits=16,
        output_bits=8,
        **{"cores": (0,), **mapping},
    )


def network(layers, *sizes, inputs=1):
    roles = [TensorRole.INPUT] * inputs + [TensorRole.LAYER] * len(sizes)
    tensors = tuple(
        Tensor(f"t{i}", role, (size,), 8) for i, (role, size) in enumerate(zip(roles, sizes, strict=False))
    )
    return Network("net", tensors, tuple(layers), ("a", "b"), (layers[-1].output,))


def streams(graph):
    """Per task of the last layer, the tiles of the layer before that it needs."""
    layer = graph.part_layer[graph.task_part]
    rows = [graph.task_needs.row(t) for t in np.flatnonzero(layer == layer[-1])]
    return [graph.block_tile[graph.delivery_block[row]].tolist() for row in rows]


def test_rows_that_a_stride_skips_are_not_needed():
    net = network(
        [
            pool("even", identity(0, (8,)), 8, 1, 8, temporal=((0, 1),)),
            pool("half", identity(1, (8,)), 8, 2, 4, stride=2, temporal=((0, 1),), cores=(1,)),
        ],
        *(8, 8, 4),
    )
    graph = build_tile_graph(net, MACHINE)
    assert streams(graph) == [[0], [2], [4], [6]]
    assert graph.block_produced.sum() == 12


@pytest.mark.parametrize(("stack", "loads"), [(0, [0] * 4 + [2] * 2), (1, [0] * 4 + [1] * 4 + [2] * 2)])
def test_layers_of_a_stack_share_what_they_load(stack, loads):
    """The blocks that both cut alike, on one core; a layer of another stack loads them anew."""
    net = network(
        [
            pool("first", identity(0, (8,)), 8, 1, 8, temporal=((0, 2),)),
            pool("second", identity(0, (8,)), 8, 2, 8, temporal=((0, 2),)),
            pool("third", identity(0, (8,)), 8, 3, 8, temporal=((0, 4),)),
        ],
        *(8, 8, 8, 8),
    )
    layers = tuple(replace(own, stack=own.stack + stack * (i > 0)) for i, own in enumerate(net.layers))
    graph = build_tile_graph(replace(net, layers=layers, stacks=("a", "b")[: 1 + stack]), MACHINE)
    loaded = ~graph.block_produced
    assert graph.part_layer[graph.block_part[loaded]].tolist() == loads
    needs = [graph.delivery_block[graph.task_needs.row(t)].tolist() for t in range(8)]
    assert (needs[:4] == needs[4:]) == (stack == 0)


def test_layers_of_a_stack_share_a_number():
    """A tensor without axes."""
    number = Use(identity(0, ()), (), LinearMap((), ()), 8)
    layers = [pool(f"by{output}", identity(1, (8,)), 8, output, 8) for output in (2, 3)]
    layers = [replace(own, uses=(*own.uses, number)) for own in layers]
    net = network(layers, 1, 8, 8, 8, inputs=2)
    net = replace(net, tensors=(replace(net.tensors[0], shape=()), *net.tensors[1:]))
    graph = build_tile_graph(net, MACHINE)
    assert sorted(graph.block_tensor[~graph.block_produced].tolist()) == [0, 1]


def test_halo_is_loaded_once_and_delivered_exactly():
    net = network(
        [
            pool("first", identity(0, (8,)), 8, 1, 8, window=3, pad=1, temporal=((0, 2),)),
            pool(
                "second",
                identity(1, (8,)),
                8,
                2,
                4,
                stride=2,
                window=2,
                pad=1,
                temporal=((0, 2),),
                cores=(1,),
            ),
        ],
        *(8, 8, 4),
    )
    graph = build_tile_graph(net, MACHINE)
    assert (graph.block_bits[~graph.block_produced] // 8).tolist() == [3, 2, 2, 1]
    # The second layer reads elements −1 … 2 and 3 … 6; nobody reads element 7.
    assert streams(graph) == [[0, 1], [1, 2, 3]]
    moved = graph.block_produced[graph.delivery_block]
    assert (graph.delivery_bits[moved] // 8).tolist() == [2, 2, 2, 1]


def test_first_use_follows_the_loop_order():
    """With the window outside, every tile of its first round loads one element, and the others none but one."""
    net = network([pool("pool", identity(0, (5,)), 5, 1, 4, window=2, temporal=((1, 1), (0, 1)))], 5, 4)
    graph = build_tile_graph(net, MACHINE)
    loaded = ~graph.block_produced
    assert graph.block_tile[loaded].tolist() == [0, 1, 2, 3, 7]
    assert graph.task_finishes.tolist() == [False] * 4 + [True] * 4
    assert graph.block_psum_bits[graph.block_produced].tolist() == [16] * 4
    assert graph.task_output[:4].tolist() == graph.task_output[4:].tolist()


def test_concatenation_of_a_slice_reads_only_the_slice():
    piece = slice_(identity(0, (6,)), (6,), (0,), (3,), (1,))
    view = concat([(piece, (3,)), (identity(1, (2,)), (2,))], 0)
    net = network([pool("pool", view, 5, 2, 5)], 6, 2, 5, inputs=2)
    graph = build_tile_graph(net, MACHINE)
    assert (graph.block_bits[~graph.block_produced] // 8).tolist() == [3, 2]


def test_gaps_in_a_flattened_output_come_from_no_tile():
    spread = replace(
        pool("spread", identity(0, (4,)), 4, 1, 4),
        uses=(Use(identity(0, (2, 2)), (2, 2), LinearMap(((1, 0), (0, 1)), (0, 0)), 8),),
        dims=("a", "b"),
        sizes=(2, 2),
        output_map=LinearMap(((1, 0), (0, 2)), (0, 1)),
        temporal=((0, 1), (1, 1)),
    )
    view = reshape(identity(1, (2, 4)), (2, 4), (8,))
    net = network([spread, pool("reader", view, 8, 2, 8, temporal=((0, 1),))], 4, 8, 8)
    tensors = [replace(t, shape=shape) for t, shape in zip(net.tensors, [(2, 2), (2, 4), (8,)], strict=True)]
    graph = build_tile_graph(replace(net, tensors=tuple(tensors)), MACHINE)
    assert streams(graph) == [[], [0], [], [1], [], [2], [], [3]]


def test_a_reader_of_padding_delivers_nothing():
    layers = [
        pool("source", identity(0, (4,)), 4, 1, 4),
        pool("padding", identity(1, (4,)), 4, 2, 1, pad=1, cores=(1,)),
        pool("reader", identity(1, (4,)), 4, 3, 2, cores=(1,)),
    ]
    graph = build_tile_graph(network(layers, 4, 4, 1, 2), MACHINE)
    assert [len(graph.task_needs.row(t)) for t in range(3)] == [1, 0, 1]
    assert graph.delivery_bits.tolist() == [32, 16]


def chain(stacks, temporal=(((0, 1),), ((0, 1),))):
    layers = [
        pool(f"l{i}", identity(i, (4,)), 4, i + 1, 4, window=3, pad=1, stack=s, temporal=t)
        for i, (s, t) in enumerate(zip(stacks, temporal, strict=True))
    ]
    return network(layers, 4, 4, 4)


def order(net):
    graph = build_tile_graph(net, MACHINE)
    return [
        (int(graph.part_layer[graph.task_part[t]]), int(graph.task_tile[t])) for t in tile_order(net, graph)
    ]


def test_consumers_pull_their_producers():
    assert order(chain((0, 0))) == [(0, 0), (0, 1), (1, 0), (0, 2), (1, 1), (0, 3), (1, 2), (1, 3)]


def test_stacks_follow_each_other():
    assert order(chain((0, 1))) == [(i, t) for i in range(2) for t in range(4)]


def test_sinks_advance_in_proportion():
    layers = [pool(f"l{i}", identity(0, (6,)), 6, i + 1, 6, temporal=((0, s),)) for i, s in enumerate((1, 2))]
    assert order(network(layers, 6, 6, 6)) == [
        (0, 0),
        (1, 0),
        (0, 1),
        (0, 2),
        (1, 1),
        (0, 3),
        (0, 4),
        (1, 2),
        (0, 5),
    ]


def test_tiles_nobody_needs_do_not_disturb_the_order():
    layers = [
        pool("source", identity(0, (4,)), 4, 1, 4, temporal=((0, 1),)),
        pool("odd", slice_(identity(1, (4,)), (4,), (1,), (2,), (1,)), 2, 2, 2, temporal=((0, 1),)),
    ]
    assert order(network(layers, 4, 4, 2)) == [(0, 0), (0, 1), (1, 0), (0, 2), (1, 1), (0, 3)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cores": ()}, "layer 'pool' has 1 spatial parts but 0 allocated cores"),
        ({"spatial": ((1, 2),), "cores": (0, 1)}, "layer 'pool': dimension 'f' is a reduction"),
        ({"spatial": ((0, 5),), "cores": (0, 1, 0, 1, 0)}, "'y' of size 4 cannot be split across 5 cores"),
        (
            {"output_map": LinearMap(((0, 0),), (0,)), "spatial": ((0, 2),), "cores": (0, 1)},
            "'y' is a reduction",
        ),
        (
            {"output_map": LinearMap(((1, 1),), (0,)), "temporal": ((0, 1),)},
            "write the same elements along axis 0",
        ),
    ],
)
def test_layers_that_cannot_be_tiled(change, message):
    layer = pool("pool", identity(0, (5,)), 5, 1, 4, window=2)
    with pytest.raises(ValueError, match=message):
        build_tile_graph(network([replace(layer, **change)], 5, 5), MACHINE)


def test_diagonals_are_refused():
    use = Use(identity(0, (4, 4)), (4, 4), LinearMap(((1, 0), (1, 0)), (0, 0)), 8)
    layer = replace(pool("pool", identity(0, (4,)), 4, 1, 4), uses=(use,))
    tensors = (Tensor("t0", TensorRole.INPUT, (4, 4), 8), Tensor("t1", TensorRole.LAYER, (4,), 8))
    with pytest.raises(ValueError, match="layer 'pool': dimension 'y' indexes several axes of operand 0"):
        build_tile_graph(Network("net", tensors, (layer,), ("a",), (1,)), MACHINE)


def test_a_core_without_a_memory_for_an_operand():
    core_type = replace(CORE, memories=(replace(MEMORY, operands=(MemoryOperand.O,)),))
    machine = Machine("machine", (Core("core0", core_type),))
    net = network([pool("pool", identity(0, (4,)), 4, 1, 4)], 4, 4)
    with pytest.raises(ValueError, match="layer 'pool': core 'core0' has no memory for operand I1"):
        build_tile_graph(net, machine)
