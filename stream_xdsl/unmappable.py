"""The error of engines that are asked for what a machine cannot do."""


class UnmappableError(ValueError):
    """A network, or decisions about it, that no machine or not this one can carry out; its text names layer or core, and the cause."""
