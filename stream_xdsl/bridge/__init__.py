"""Between IR and engines: reads operations into the engines' dataclasses and writes results back."""
