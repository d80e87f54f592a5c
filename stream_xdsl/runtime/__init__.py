"""Executing schedules: tile by tile, with the data that transfers and tiles have put into each memory."""
