"""Schedules of random networks get addresses that the checker accepts, and that say where everything comes from."""

from collections import defaultdict
from dataclasses import dataclass

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from xdsl.context import Context
from xdsl.dialects.builtin import Builtin, ModuleOp
from xdsl.parser import Parser

from stream_xdsl.checker.read import read_model
from stream_xdsl.checker.verify import check
from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import Accel
from stream_xdsl.dialects.dnn import Dnn
from stream_xdsl.dialects.sched import (
    SOURCE_ADDRESS,
    TARGET_ADDRESS,
    ProgramOp,
    Sched,
    TransferKind,
)
from stream_xdsl.passes.convert_dnn_to_sched import ConvertDnnToSchedPass
from stream_xdsl.passes.dnn_estimate_core_cost import DnnEstimateCoreCostPass
from stream_xdsl.passes.dnn_split_reductions import DnnSplitReductionsPass
from stream_xdsl.passes.sched_assign_addresses import SchedAssignAddressesPass

MACHINE = """
accel.system @machine {{
  accel.core_type @mac compute {{
    accel.array <D1 = 4> mac_energy_pj 1
    accel.memory @act size_bits {act} holds [I1, O] shared_over [D1] read_pj 2 write_pj 3 {{
      accel.port @rw read_write bandwidth 32 serves [I1 tl, I1 fh, O tl, O th, O fl, O fh]
    }}
    accel.memory @weights size_bits {weights} holds [I2] shared_over [D1] read_pj 2 write_pj 2 {{
      accel.port @rw read_write bandwidth 32 serves [I2 tl, I2 fh]
    }}
  }}
  accel.core_type @vector compute {{
    accel.array <D1 = 2> mac_energy_pj 1
    accel.memory @act size_bits {act} holds [I1, I2, O] shared_over [D1] read_pj 2 write_pj 3 {{
      accel.port @rw read_write bandwidth 64 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }}
  }}
  accel.core_type @offchip offchip {{
    accel.memory @dram size_bits 1048576 holds [I1, I2, O] read_pj 50 write_pj 60 {{
      accel.port @rw read_write bandwidth 24 serves [I1 tl, I1 fh, I2 tl, I2 fh, O tl, O th, O fl, O fh]
    }}
  }}
  accel.core @c0 : @mac
  accel.core @c1 : @mac
  accel.core @c2 : @vector
  accel.core @d : @offchip
  accel.link @link : @c0 <-> @c1 bandwidth 8 latency_cycles 2
  accel.bus @bus [@c0, @c1, @c2, @d] bandwidth 16
  accel.shared_memory [@c1::@act, @c2::@act]
}}
"""

ROWS, COLUMNS = 4, 3


@dataclass
class Value:
    name: str
    channels: int
    bits: int

    @property
    def type(self) -> str:
        return f"tensor<1x{self.channels}x{ROWS}x{COLUMNS}xf32>"


@st.composite
def layers(draw: st.DrawFn, name: str, values: list[Value]) -> tuple[str, Value]:
    """A convolution of the last value, or a sum of two alike ones, with tiles and cores of their own."""
    source = values[-1]
    alike = [v for v in values[:-1] if (v.channels, v.bits) == (source.channels, source.bits)]
    rows = draw(st.sampled_from([1, 1, 2, ROWS]))
    if alike and draw(st.booleans()):
        other = draw(st.sampled_from(alike))
        return (
            f"""
    %{name} = dnn.layer "{name}" add(%{other.name}, %{source.name}) dims <b = 1, k = {source.channels}, y = {ROWS}, x = {COLUMNS}>
      maps [(b, k, y, x), (b, k, y, x)] -> (b, k, y, x)
      bits <in = [{other.bits}, {source.bits}], psum = {source.bits}, out = {source.bits}>
      tiling <temporal = [y : {rows}], spatial = []> cores [@c2]
      : ({other.type}, {source.type}) -> {source.type}""",
            Value(name, source.channels, source.bits),
        )
    result = Value(name, draw(st.integers(1, 4)), draw(st.sampled_from([4, 8])))
    parts = draw(st.sampled_from([w for w in (1, 1, 2) if w <= result.channels]))
    cores = ", ".join(draw(st.permutations(["@c0", "@c1", "@c2"]))[:parts])
    loops = [f"oy : {rows}"]
    if source.channels > 1 and draw(st.booleans()):
        loops.insert(draw(st.integers(0, 1)), f"c : {draw(st.integers(1, source.channels - 1))}")
    weight = f"tensor<{result.channels}x{source.channels}x3x3xf32>"
    return (
        f"""
    %w_{name} = dnn.weight "w_{name}" : {weight}
    %{name} = dnn.layer "{name}" conv(%{source.name}, %w_{name})
      dims <b = 1, k = {result.channels}, oy = {ROWS}, ox = {COLUMNS}, c = {source.channels}, fy = 3, fx = 3>
      maps [(b, c, oy + fy - 1, ox + fx - 1), (k, c, fy, fx)] -> (b, k, oy, ox)
      bits <in = [{source.bits}, 4], psum = {draw(st.sampled_from([8, 16, 20]))}, out = {result.bits}> pad zero
      tiling <temporal = [{", ".join(loops)}], spatial = [{f"k : {parts}" if parts > 1 else ""}]> cores [{cores}]
      : ({source.type}, {weight}) -> {result.type}""",
        result,
    )


@st.composite
def networks(draw: st.DrawFn) -> str:
    """Up to three stacks of up to five layers each."""
    source = Value("x", draw(st.integers(1, 3)), draw(st.sampled_from([4, 8])))
    text, number = "", 0
    first = source.type
    for stack in range(draw(st.integers(1, 3))):
        values, inner = [Value(f"a{stack}", source.channels, source.bits)], ""
        for _ in range(draw(st.integers(1, 5))):
            added, value = draw(layers(f"l{number}", values))
            inner, number = inner + added, number + 1
            values.append(value)
        result = values[-1]
        text += f"""
  %s{stack} = dnn.stack "s{stack}"(%a{stack} = %{source.name} : {source.type}) -> ({result.type}) {{{inner}
    dnn.yield %{result.name} : {result.type}
  }}"""
        source = Value(f"s{stack}", result.channels, result.bits)
    return f"""
dnn.network @net(%x: {first}) -> {source.type} inputs ["x"] outputs ["y"] on @machine {{{text}
  dnn.return %{source.name} : {source.type}
}}
"""


def scheduled(text: str) -> tuple[ModuleOp, Context, ProgramOp]:
    context = Context()
    for dialect in (Builtin, Accel, Dnn, Sched):
        context.load_dialect(dialect)
    module = Parser(context, text).parse_module()
    try:
        DnnSplitReductionsPass().apply(context, module)
        DnnEstimateCoreCostPass(cache=False).apply(context, module)
        ConvertDnnToSchedPass().apply(context, module)
    except PassError as error:
        assert "does not fit" in str(error) or "cannot run on core type" in str(error)  # noqa: PT017
        assume(False)
    (program,) = (op for op in module.walk() if isinstance(op, ProgramOp))
    return module, context, program


@settings(max_examples=50, deadline=None)
@given(networks(), st.integers(500, 1500), st.integers(600, 1200))
def test_random_networks(network: str, act: int, weights: int):
    module, context, program = scheduled(MACHINE.format(act=act, weights=weights) + network)
    try:
        SchedAssignAddressesPass().apply(context, module)
    except PassError as error:
        event(f"fails: {'in pieces' if 'in pieces' in str(error) else 'whole bytes'}")
        return
    module.verify()
    assert [str(violation) for violation in check(read_model(program, "test"))] == []
    kinds = {op.kind.data for op in program.transfer_ops}
    event(f"spills: {'spill' in kinds}")
    sources_are_where_data_was_put(program)


def sources_are_where_data_was_put(program: ProgramOp) -> None:
    """Replayed in order of time, every transfer finds what it moves at its source address, in a memory of names."""
    addresses = program.addresses
    assert addresses is not None
    blocks: dict[tuple[str, int, int], int] = {}
    for op in program.compute_ops:
        for tile, address in zip(
            program.task_table[op.row_range, 0].tolist(),
            addresses.task_table[op.row_range].tolist(),
            strict=True,
        ):
            blocks[(*op.layer_part, tile)] = address
    regions = {region.tensor.data: region.address_bits.value.data for region in addresses.regions}
    copies: dict[tuple[object, ...], set[int]] = defaultdict(set)
    rows = [(op, row) for op in program.transfer_ops for row in range(op.row_range.start, op.row_range.stop)]
    for op, row in rows:
        target = (row - op.row_range.start) % len(op.targets)
        key = (*op.layer_parts[target], int(program.transfer_table[row, 0]))
        copies[op.targets.data[target], key].add(int(addresses.transfer_table[row, TARGET_ADDRESS]))
    for op, row in rows:
        key = (*op.layer_parts[0], int(program.transfer_table[row, 0]))
        source = int(addresses.transfer_table[row, SOURCE_ADDRESS])
        match op.kind.data:
            case TransferKind.LOAD | TransferKind.STREAM:
                assert op.tensor is not None
                assert source == regions[op.tensor.data]
            case TransferKind.RELOAD:
                assert source == regions[op.layer.data]
            case _:
                assert source in {blocks[key], *copies[op.source, key]}
