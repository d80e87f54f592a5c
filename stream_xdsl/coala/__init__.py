"""The scheduler: communication- and memory-aware timelines of tiles and transfers."""
