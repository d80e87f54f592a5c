"""Summaries, traces and pictures of a schedule."""
