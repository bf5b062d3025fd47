"""Without Redis messages go through files: each is complete or not there."""

import pytest
from kombu import Connection

from alumni_portal.celery import app


@pytest.fixture
def broker(tmp_path):
    folder = str(tmp_path)
    options = {"data_folder_in": folder, "data_folder_out": folder, "control_folder": f"{folder}/control"}
    with Connection("embedded://localhost", transport_options=options) as connection:
        yield connection


def test_message_arrives_in_order(broker):
    with broker.SimpleQueue("mail") as queue:
        for number in range(3):
            queue.put({"number": number})

        received = [queue.get(timeout=60).payload["number"] for _ in range(3)]

    assert received == [0, 1, 2]


def test_message_that_cannot_be_written_leaves_no_torn_file(broker, tmp_path):
    with pytest.raises(TypeError):
        broker.default_channel._put("mail", {"number": object()})

    assert list(tmp_path.glob("*.msg")) == []


def test_application_finds_the_tasks_of_every_app():
    app.loader.import_default_modules()

    scheduled = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert scheduled - set(app.tasks) == set()
