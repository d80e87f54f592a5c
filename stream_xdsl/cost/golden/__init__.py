"""Comparison with figures that zigzag-dse computed: `python -m stream_xdsl.cost.golden`."""
