"""The folder of the pictures: what is stale in it is found, and made fresh."""

import json
from functools import partial
from pathlib import Path

from studio.folder import MANIFEST, Painting, Wanted, freshen, stale


def wanted(text: str = "one", recipe: str = "a font") -> Wanted:
    """A text, and pixels that are painted from it."""
    painting = Painting(text, partial(bytes, text, "utf-8"))
    return Wanted({"en/a.svg": text, "README.md": "page"}, {"en/a.png": painting}, recipe)


def test_what_is_made_is_fresh_and_every_fault_is_found(tmp_path: Path) -> None:
    made = freshen(tmp_path, wanted(), processes=1)
    assert made == dict.fromkeys(("README.md", "en/a.png", "en/a.svg"), "missing")
    assert stale(tmp_path, wanted()) == {}

    assert stale(tmp_path, wanted("two")) == {"en/a.svg": "stale", "en/a.png": "stale"}
    assert stale(tmp_path, wanted(recipe="another font")) == {"en/a.png": "stale"}
    picture, page = tmp_path / "en/a.png", tmp_path / "README.md"
    page.write_text("by hand", encoding="utf-8")
    (tmp_path / "en/gone.svg").write_text("from before", encoding="utf-8")
    (tmp_path / "en/gone.png").write_bytes(b"from before")
    picture.write_bytes(b"painted over")
    wrong = stale(tmp_path, wanted())
    assert wrong == {
        "README.md": "stale",
        "en/a.png": "damaged",
        "en/gone.png": "surplus",
        "en/gone.svg": "surplus",
    }
    picture.unlink()
    assert stale(tmp_path, wanted())["en/a.png"] == "missing"

    freshen(tmp_path, wanted("two"), processes=1)
    assert stale(tmp_path, wanted("two")) == {}
    assert picture.read_bytes() == b"two"
    assert not (tmp_path / "en/gone.svg").exists()


def test_what_is_told_of_a_file_that_nobody_wants_is_stale(tmp_path: Path) -> None:
    freshen(tmp_path, wanted(), processes=1)
    told = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    told["en/gone.png"] = ["x", "y"]
    (tmp_path / MANIFEST).write_text(json.dumps(told), encoding="utf-8")
    assert stale(tmp_path, wanted()) == {MANIFEST: "stale"}
    freshen(tmp_path, wanted(), processes=1)
    assert stale(tmp_path, wanted()) == {}
