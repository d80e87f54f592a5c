"""The machine as frozen dataclasses, its routes, and the library of named machines."""
