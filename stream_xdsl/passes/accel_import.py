"""The pass `accel-import`."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Self

from xdsl.context import Context
from xdsl.dialects.builtin import ModuleOp
from xdsl.passes import ModulePass
from xdsl.traits import SymbolTable
from xdsl.utils.arg_spec import ArgSpec

from stream_xdsl.diagnostics import PassError
from stream_xdsl.dialects.accel import SystemOp
from stream_xdsl.frontends.accelerators import load_file, load_named


@dataclass(frozen=True)
class AccelImportPass(ModulePass):
    """Append a machine to the module, as an `accel.system`.

    The machine comes from the library that is part of the package, or from a file: accel text (`.mlir`, with one
    `accel.system`), or an accelerator in the YAML of Stream and ZigZag.

    Options:
      name: a machine of the library; `stream-xdsl accelerators` lists them. In Python the field is `machine`.
      file: path of a file, relative to the working directory. Give either this or `name`.
      strict-operator-types: take the `operator_types` of YAML core files literally. By default a core that lists an
        elementwise or reduction operator is a vector unit, which runs all of them.

    ```mlir
    // before, with accel-import{name=hda_bus}
    builtin.module {
    }

    // after
    builtin.module {
      accel.system @hda_bus {
        accel.core_type @accelerator1 compute { … }
        …
        accel.core @core0 : @accelerator1
        …
        accel.bus @bus0 [@core0, @core1, @core2] bandwidth 32
        accel.bus @bus1 [@core0, @core1, @core2, @core3] bandwidth 32
      }
    }
    ```
    """

    name = "accel-import"

    machine: str = ""
    file: str = ""
    strict_operator_types: bool = False

    ALIASES: ClassVar[dict[str, str]] = {"name": "machine"}
    """Options whose field is called otherwise; `name` is taken by the pass's own."""

    @classmethod
    def from_spec(cls, spec: ArgSpec) -> Self:
        parameters = {cls.ALIASES.get(option, option): value for option, value in spec.parameters.items()}
        return super().from_spec(ArgSpec(spec.name, parameters))

    def spec(self, *, include_default: bool = False) -> ArgSpec:
        spec = super().spec(include_default=include_default)
        options = {field: option for option, field in self.ALIASES.items()}
        return ArgSpec(
            spec.name, {options.get(field, field): value for field, value in spec.parameters.items()}
        )

    def apply(self, ctx: Context, op: ModuleOp) -> None:
        if bool(self.machine) == bool(self.file):
            raise PassError(
                self.name,
                "name and file are both given" if self.file else "neither name nor file is given",
                remedy='write accel-import{name=…} for a machine of the library or accel-import{file="…"} for a file',
            )
        if self.machine:
            system = load_named(self.machine)
        else:
            system = load_file(Path(self.file), ctx, strict_operator_types=self.strict_operator_types)
        name = system.sym_name.data
        clash = SymbolTable.lookup_symbol(op, system.sym_name)
        if isinstance(clash, SystemOp):
            raise PassError(
                self.name,
                f"the module already has a machine @{name}",
                op=clash,
                remedy="import a machine once, or rename one of the two",
            )
        if clash is not None:
            raise PassError(
                self.name,
                f"the machine is called like the {clash.name} @{name} of the module",
                op=clash,
                remedy=f"rename the {clash.name}, or the machine: a YAML file's machine is called like the file",
            )
        op.body.block.add_op(system)
