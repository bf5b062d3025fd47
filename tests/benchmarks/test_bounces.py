"""What the reader of returned mail recognises of our labelled set, beside flufl.bounce alone, and how fast it is."""

from collections import Counter
from email import message_from_bytes
from time import process_time

from flufl.bounce import all_failures

from apps.mailings.lib.bounces import read
from tests.mailings.bounces.labelled import everything


def by_library(raw):
    temporary, permanent = all_failures(message_from_bytes(raw))
    return "hard" if permanent else "soft" if temporary else "not-a-bounce"


def test_recall_and_false_alarms():
    items = everything()
    others = [item for item in items if item.kind != "hard"]
    hard = [item for item in items if item.kind == "hard"]
    print(f"\n{len(items)} messages: {dict(Counter(item.kind for item in items))}")
    for name, judge in (("ours", lambda raw: str(read(raw).kind)), ("flufl.bounce alone", by_library)):
        begun = process_time()
        seen = sum(judge(item.raw) == "hard" for item in hard)
        alarms = sum(judge(item.raw) == "hard" for item in others)
        spent = (process_time() - begun) / len(items) * 1000
        print(f"{name:20} hard {seen / len(hard):7.2%}  false {alarms / len(others):7.2%}  {spent:.2f} ms a message")
    assert sum(read(item.raw).kind == "hard" for item in hard) > 0.97 * len(hard)
