"""Names of values in IR."""

import re


def identifier(text: str) -> str:
    """A name that values may have."""
    text = re.sub(r"[^\w$.-]", "_", text, flags=re.ASCII)
    return f"_{text}" if text[0].isdigit() else text
