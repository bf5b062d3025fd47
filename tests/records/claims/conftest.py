import pytest


@pytest.fixture(autouse=True)
def _in_no_time(monkeypatch):
    """The pages need not take as long as they take in real life."""
    monkeypatch.setattr("apps.records.views.claim.LEAST", 0.001)
