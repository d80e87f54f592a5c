"""Fixtures of all unit tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("deterministic", derandomize=True, deadline=None)
settings.load_profile("deterministic")


@pytest.fixture(scope="session", autouse=True)
def cost_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Tests neither read nor write the user's store of costs, and share one of their own."""
    folder = tmp_path_factory.mktemp("costs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STREAM_XDSL_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def repo() -> Path:
    """The checkout."""
    return Path(__file__).parents[2]


@pytest.fixture(scope="session")
def shared_data(repo: Path) -> Path:
    """The data shared by the project's checkouts; tests that need it skip where it is absent."""
    data = Path(os.environ.get("STREAM_XDSL_SHARED", repo / "../shared/data")).resolve()
    if not data.is_dir():
        pytest.skip(f"shared data not found at {data}; set STREAM_XDSL_SHARED")
    return data
