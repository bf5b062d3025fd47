import pytest

from apps.home import checks


def ids(found):
    return [message.id for message in found]


@pytest.mark.parametrize(
    ("demo", "hosts", "found"),
    [
        (True, ["127.0.0.1", "localhost", "[::1]"], []),
        (True, ["alumni.psu.ac.th"], ["home.E001"]),
        (True, ["*"], ["home.E001"]),
        (True, [".localhost.example"], ["home.E001"]),
        (False, ["alumni.psu.ac.th"], []),
    ],
)
def test_demonstration_answers_only_on_this_machine(settings, demo, hosts, found):
    settings.DEMO, settings.ALLOWED_HOSTS = demo, hosts

    assert ids(checks.demonstration_stays_on_this_machine(None)) == found


@pytest.mark.parametrize(("demo", "found"), [(True, ["home.E002"]), (False, [])])
def test_demonstration_is_never_deployed(settings, demo, found):
    settings.DEMO = demo

    assert ids(checks.demonstration_is_not_deployed(None)) == found
