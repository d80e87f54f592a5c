"""The decisions: fusion partition, tiling, core allocation, bounds."""
