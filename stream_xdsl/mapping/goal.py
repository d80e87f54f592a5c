"""What a mapping is to have least of."""

from enum import StrEnum

from stream_xdsl.cost.search import Objective
from stream_xdsl.mapping.plan import Evaluation


class Goal(StrEnum):
    """What a mapping is to have least of."""

    LATENCY = "latency"
    ENERGY = "energy"
    EDP = "edp"

    @property
    def tile_objective(self) -> Objective:
        """For which tiles are mapped onto cores: for EDP latency, as static power and waiting are no tile's business."""
        return Objective.ENERGY if self is Goal.ENERGY else Objective.LATENCY

    def key(self, evaluation: Evaluation) -> tuple[float, float]:
        """What is minimised, and what decides between equals."""
        latency, energy = float(evaluation.latency_cycles), evaluation.energy_pj
        match self:
            case Goal.LATENCY:
                return latency, energy
            case Goal.ENERGY:
                return energy, latency
            case Goal.EDP:
                return latency * energy, latency
