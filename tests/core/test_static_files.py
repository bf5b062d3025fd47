"""Static files as production serves them."""

import re
import shutil

from django.conf import settings

from alumni_portal.static_files import StaticFiles


def collected(tmp_path, *names):
    """`collected(tmp_path, "vendor/qr/index.js")`: the storage with those files, and their hashed names."""
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(settings.BASE_DIR / "static" / name, tmp_path / name)
    found = list(storage.post_process({name: (storage, name) for name in names}))
    assert not [failed for _name, _hashed, failed in found if isinstance(failed, Exception)]
    return storage, {name: hashed for name, hashed, _done in found if hashed.endswith(".js")}


def test_the_decoder_of_the_door_imports_its_other_half_by_the_hashed_name(tmp_path):
    storage, names = collected(tmp_path, "vendor/qr/decode.js", "vendor/qr/index.js")

    with storage.open(names["vendor/qr/decode.js"]) as file:
        text = file.read().decode()
    imported = re.findall(r'from "\./(.*?)"', text)

    assert [f"vendor/qr/{name}" for name in imported] == [names["vendor/qr/index.js"]]
