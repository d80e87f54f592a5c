"""ZigZag's answers for `cost_vs_zigzag.py`; an interpreter with zigzag-dse runs it.

Reads golden records from stdin, one JSON object a line, and answers each with one line on stdout: CPU and wall seconds
and the result, or the error. The first line out, once all is imported, is the versions.

Timed is what ZigZag's own pipeline does with a layer: stages from the choice of spatial mappings to the cost of each
loop order. Imports, and making core and layer from the record, are not.
"""

import gc
import json
import logging
import os
import platform
import sys
import time
from importlib.metadata import version

from zigzag.cost_model.cost_model import CostModelEvaluation
from zigzag.hardware.architecture.accelerator import Accelerator
from zigzag.mapping.temporal_mapping import TemporalMappingType
from zigzag.parser.accelerator_factory import AcceleratorFactory
from zigzag.parser.accelerator_validator import AcceleratorValidator
from zigzag.parser.workload_factory import LayerNodeFactory
from zigzag.stages.evaluation.cost_model_evaluation import CostModelStage
from zigzag.stages.main import MainStage
from zigzag.stages.mapping.spatial_mapping_generation import SpatialMappingGeneratorStage
from zigzag.stages.mapping.temporal_mapping_generator_stage import TemporalMappingGeneratorStage
from zigzag.stages.results.reduce_stages import MinimalEDPStage, MinimalEnergyStage, MinimalLatencyStage
from zigzag.workload.layer_node import LayerNode

BEST = {"latency": MinimalLatencyStage, "energy": MinimalEnergyStage, "EDP": MinimalEDPStage}
"""The stage that keeps the best of what the stages below it find."""


def search(accelerator: Accelerator, layer: LayerNode, settings: dict) -> CostModelEvaluation:
    """The stages of `get_hardware_performance_zigzag` that are about one layer, then the winner once more if an
    operation takes several cycles, as Stream does."""
    best = BEST[settings["objective"]]
    stages = MainStage(
        [best, SpatialMappingGeneratorStage, best, TemporalMappingGeneratorStage, CostModelStage],
        accelerator=accelerator,
        layer=layer,
        loma_lpf_limit=settings["lpf_limit"],
        loma_show_progress_bar=False,
        nb_mappings_generated=settings["nb_spatial_mappings"],
        enable_mix_spatial_mapping_generation=False,
        access_same_data_considered_as_no_access=True,
        temporal_mapping_type=TemporalMappingType(settings["temporal_mapping_type"]),
    )
    winner = stages.run()[0][0]
    if settings["cycles_per_op"] == 1:
        return winner
    return CostModelEvaluation(
        accelerator=winner.accelerator,
        layer=winner.layer,
        spatial_mapping=winner.spatial_mapping,
        spatial_mapping_int=winner.spatial_mapping_int,
        temporal_mapping=winner.temporal_mapping,
        access_same_data_considered_as_no_access=True,
        cycles_per_op=settings["cycles_per_op"],
    )


def answer(record: dict) -> dict[str, object]:
    """One record's times and figures, or the error that ZigZag ended in and its times until then."""
    # Only the parsers' defaults, not their checks: those refuse operators and operand names that Stream uses.
    core = AcceleratorValidator(record["core_yaml"]).normalized_data
    accelerator = AcceleratorFactory(core).create()
    layer = LayerNodeFactory(record["layer_def"], [record["mapping_def"]]).create()
    reply: dict[str, object] = {}
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        cost = search(accelerator, layer, record["settings"])
        reply = {"latency_cycles": float(cost.latency_total2), "energy_pj": float(cost.energy_total)}
    except Exception as error:
        reply = {"error": f"{type(error).__name__}: {error}".splitlines()[0]}
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return reply | {"cpu_seconds": cpu, "wall_seconds": wall}


def main() -> None:
    """Answer until stdin ends."""
    replies = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # whatever a library prints must not end up among the replies
    logging.disable(logging.CRITICAL)
    print(
        json.dumps({"zigzag": version("zigzag-dse"), "python": platform.python_version()}),
        file=replies,
        flush=True,
    )
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), file=replies, flush=True)


if __name__ == "__main__":
    main()
