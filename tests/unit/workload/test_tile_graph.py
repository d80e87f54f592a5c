"""The tile graph against an oracle that walks every point of every loop nest."""

from collections import defaultdict

import numpy as np
from hypothesis import given, settings
from random_networks import machines, networks, points
from view_chains import FAR

from stream_xdsl.hardware.machine import Machine, MemoryOperand
from stream_xdsl.workload.network import Layer, LinearMap, Network
from stream_xdsl.workload.tile_graph import build_tile_graph, tile_order


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


@settings(max_examples=400)
@given(networks(), machines())
def test_graph_agrees_with_elements(example, machine):
    network, views = example
    oracle, graph = Oracle(network, views, machine), build_tile_graph(network, machine)
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
        assert graph.block_outlives[b] == (layer.output in network.outliving)

    # What each task needs: produced blocks of its stack, element by element.
    expected_streams, expected_loads = defaultdict(set), defaultdict(dict)
    for (task, memory, tensor), elements in sorted(oracle.reads.items()):
        if within_stack(network, tensor, task[0]):
            expected_streams[task] |= {(oracle.written[e], memory) for e in elements}
        else:
            for e in elements:
                expected_loads[task[:2], memory, tensor].setdefault(e, task)
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
                assert blocks[b][:2] == task[:2]
                assert not graph.delivery_in_place[d]
                assert graph.delivery_bits[d] == graph.block_bits[b]
                load_needs[task, memory, int(graph.block_tensor[b])].add(blocks[b])
        assert streams == expected_streams[task]

    # Bits that move within a stack: exact for one operand of one layer, an upper bound for several.
    moved = defaultdict(set)
    for (task, memory, tensor), elements in oracle.reads.items():
        if within_stack(network, tensor, task[0]):
            for e in elements:
                moved[oracle.written[e], memory].add(e)
    deliveries = set()
    for d in range(len(graph.delivery_block)):
        b, memory = graph.delivery_block[d], int(graph.delivery_memory[d])
        readers = [t for t in range(len(tasks)) if d in graph.task_needs.row(t)]
        assert graph.delivery_core[d] == min(graph.part_core[graph.task_part[t]] for t in readers)
        if not graph.block_produced[b]:
            found_loads[blocks[b][:2], memory, int(graph.block_tensor[b])].append(b)
            continue
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

    # Loaded blocks: each needed element in one, that of the first task needing it.
    assert set(found_loads) == set(expected_loads)
    for (part, memory, tensor), first_needs in expected_loads.items():
        found = {blocks[b]: graph.block_bits[b] for b in found_loads[part, memory, tensor]}
        sizes = defaultdict(int)
        for task in first_needs.values():
            sizes[task] += bits[tensor]
        if joint(network, part[0], tensor):
            assert sum(sizes.values()) <= sum(found.values()) <= network.tensors[tensor].size_bits
        else:
            assert found == sizes
            for task in tasks:
                if task[:2] == part:
                    needed = {first_needs[e] for e in oracle.reads[task, memory, tensor]}
                    assert load_needs[task, memory, tensor] == needed
        if tensor not in network.producer:
            continue
        sources = defaultdict(set)
        for e, task in first_needs.items():
            sources[task].add(produced[oracle.written[e]])
        for b in found_loads[part, memory, tensor]:
            if joint(network, part[0], tensor):
                assert len(graph.block_sources.row(b))
            else:
                assert set(graph.block_sources.row(b)) == sources[blocks[b]]
    loads = [b for group in found_loads.values() for b in group]
    assert len(loads) == len(set(loads)) == (~graph.block_produced).sum()
    for b in produced.values():
        assert not len(graph.block_sources.row(b))

    check_numbering(graph)
    check_order(network, graph, oracle, tasks, expected_streams)


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
