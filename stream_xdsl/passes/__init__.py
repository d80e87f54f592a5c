"""Thin passes, one a file: read IR, call an engine, write IR."""
