"""Batch normalisation as recipes: folded into the weight and bias before it, or as a scale and a shift."""

from dataclasses import dataclass

from stream_xdsl.dialects.dnn_attributes import RecipeAttr
from stream_xdsl.passes.lowering.layer_builder import Weight, fill, shape_of


@dataclass(frozen=True)
class Statistics:
    """What a batch normalisation does to each channel: (x − mean) / sqrt(var + epsilon) · scale + shift."""

    scale: Weight
    shift: Weight
    mean: Weight
    var: Weight
    epsilon: float


def folded(
    weight: Weight, bias: Weight | None, statistics: Statistics, channel_axis: int
) -> tuple[Weight, Weight]:
    """The weight and bias of a linear operation that a batch normalisation follows.

    `channel_axis` is the weight's axis of output channels.
    """
    s = statistics
    if bias is None:
        bias = fill(s.shift.name, 0.0, s.shift.type)
    recipe = RecipeAttr.get(
        "fold_batch_norm_bias",
        *(value.source for value in (bias, s.scale, s.shift, s.mean, s.var)),
        s.epsilon,
    )
    return _scaled(weight, s, channel_axis), Weight(bias.name, bias.type, recipe)


def scale_and_shift(statistics: Statistics) -> tuple[Weight, Weight]:
    """A factor and a summand per channel, for where nothing before the normalisation takes them in."""
    s = statistics
    scale = RecipeAttr.get("batch_norm_scale", s.scale.source, s.var.source, s.epsilon)
    shift = RecipeAttr.get(
        "batch_norm_shift", s.scale.source, s.shift.source, s.mean.source, s.var.source, s.epsilon
    )
    return Weight(s.scale.name, s.scale.type, scale), Weight(s.shift.name, s.shift.type, shift)


def _scaled(weight: Weight, statistics: Statistics, channel_axis: int) -> Weight:
    """The recipe scales along the first axis; a weight with channels last is turned and turned back."""
    axes = list(range(len(shape_of(weight))))
    order = [channel_axis, *axes[:channel_axis], *axes[channel_axis + 1 :]]
    source = weight.source if not channel_axis else RecipeAttr.get("transpose", weight.source, order)
    recipe = RecipeAttr.get(
        "fold_batch_norm", source, statistics.scale.source, statistics.var.source, statistics.epsilon
    )
    if channel_axis:
        recipe = RecipeAttr.get("transpose", recipe, [order.index(axis) for axis in axes])
    return Weight(weight.name, weight.type, recipe)
