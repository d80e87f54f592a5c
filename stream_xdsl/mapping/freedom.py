"""What users and machines leave open about a layer."""

from collections import Counter
from dataclasses import dataclass

from stream_xdsl.hardware.machine import Machine
from stream_xdsl.mapping.splits import candidate_splits
from stream_xdsl.mapping.tile_sizes import Temporal
from stream_xdsl.workload.network import Layer
from stream_xdsl.workload.tiling import Split


@dataclass(frozen=True)
class Freedom:
    """What is open about a layer."""

    cores: tuple[int, ...]
    """That it may run on, in order of preference."""
    temporal: Temporal | None = None
    """Tile sizes that are fixed."""
    split: Split | None = None
    """The split that is fixed."""
    in_order: bool = False
    """The cores are those of the parts, one by one, where there are as many."""

    def splits(self, layer: Layer, machine: Machine, *, fused: bool) -> tuple[Split, ...]:
        """The fixed split, or the candidates."""
        if self.split is not None:
            return (self.split,)
        types = Counter(machine.cores[core].core_type for core in self.cores)
        return candidate_splits(layer, list(types.values()), fused=fused)
