"""One's own heads: thresholds for the package's weights, or weights and all; never half of them."""

import json
import shutil
from importlib.resources import files

import numpy as np
import pytest

from allears.listening.models import heads as models
from allears.listening.models.weights import COLUMNS, FEATURES, OWN, THRESHOLDS, WEIGHTS, HeadsError, copy_own, stored

SHIPPED = files("allears.listening.models")


@pytest.fixture
def own(tmp_path, monkeypatch):
    """A folder that ALLEARS_HEADS names, with thresholds that are not the package's."""
    about = json.loads((SHIPPED / THRESHOLDS).read_text("utf-8"))
    about["rules"][0] = [0.0, 0.5, 1.25, -0.75]
    (tmp_path / THRESHOLDS).write_text(json.dumps(about))
    monkeypatch.setenv(OWN, str(tmp_path))
    return tmp_path


def made_anew(folder, rows):
    """Weights with `rows` features, all of them 1."""
    shipped = np.load(SHIPPED / WEIGHTS)
    count = shipped["bias"].shape[0]
    np.savez(
        folder / WEIGHTS,
        sparse=np.ones((rows, count), np.float16),
        folded=np.ones(shipped["folded"].shape, np.float16),
        bias=np.ones(count, np.float32),
    )
    (folder / FEATURES).write_text("\n".join(["", "f role agent", "w hello"][:rows]) + "\n")


def test_a_folder_with_thresholds_alone_keeps_the_weights_of_the_package(own):
    found = stored()
    assert found.rules[0] == (0.0, 0.5, 1.25, -0.75)
    shipped = np.load(SHIPPED / WEIGHTS)
    assert all((found.arrays[name] == shipped[name]).all() for name in COLUMNS)
    assert found.features == (SHIPPED / FEATURES).read_text("utf-8").splitlines()


def test_a_folder_made_anew_brings_its_weights_too(own, request):
    made_anew(own, 3)
    models.heads.cache_clear()
    request.addfinalizer(models.heads.cache_clear)
    model = models.heads()
    assert model.rules[0] == (0.0, 0.5, 1.25, -0.75)
    assert model.sparse.shape[0] == 3
    assert model.features == {"role agent": 1}
    assert model.grams == {"hello": 2}
    assert (model.sparse == 1).all()


def test_without_a_folder_of_ones_own_the_heads_are_the_packages(monkeypatch):
    monkeypatch.setenv(OWN, " ")
    about = json.loads((SHIPPED / THRESHOLDS).read_text("utf-8"))
    assert [list(rule) for rule in stored().rules] == about["rules"]


@pytest.mark.parametrize("missing", [THRESHOLDS, WEIGHTS, FEATURES])
def test_half_of_what_belongs_together_is_refused(own, missing):
    made_anew(own, 3)
    (own / missing).unlink()
    with pytest.raises(HeadsError, match=f"but {missing} is not there: it must be a folder with"):
        stored()


def test_a_folder_that_is_not_there_is_refused(own):
    shutil.rmtree(own)
    with pytest.raises(HeadsError, match=r"heads\.json is not there"):
        stored()


def test_weights_and_features_of_two_trainings_are_refused(own):
    made_anew(own, 3)
    (own / FEATURES).write_text("\nf role agent\n")
    with pytest.raises(HeadsError, match="do not belong together"):
        stored()


def test_heads_of_another_version_are_refused(own):
    about = json.loads((own / THRESHOLDS).read_text())
    about["names"][0] = "humming"
    (own / THRESHOLDS).write_text(json.dumps(about))
    with pytest.raises(HeadsError, match="not those of this version"):
        stored()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (THRESHOLDS, b"{", "heads.json is no JSON"),
        (THRESHOLDS, b"{}", "'rules' is missing"),
        (THRESHOLDS, b"[]", "cannot be used: "),
        (THRESHOLDS, b"\xff", "cannot be used: "),
        (WEIGHTS, b"", "heads.npz is broken"),
        (WEIGHTS, b"PK\x03\x04", "heads.npz is broken"),
        (WEIGHTS, b"weights", "cannot be used: "),
    ],
)
def test_what_is_no_such_file_is_refused_in_one_sentence(own, name, content, said):
    made_anew(own, 3)
    (own / name).write_bytes(content)
    with pytest.raises(HeadsError, match=said) as refused:
        stored()
    assert str(refused.value).startswith(f"{OWN} is ")
    assert "\n" not in str(refused.value)


def test_thresholds_chosen_for_ones_own_weights_keep_them(own, tmp_path_factory):
    made_anew(own, 3)
    out = tmp_path_factory.mktemp("out")
    copy_own(out)
    copy_own(own)
    assert (out / WEIGHTS).read_bytes() == (own / WEIGHTS).read_bytes()
    assert (out / FEATURES).read_bytes() == (own / FEATURES).read_bytes()
    (own / WEIGHTS).unlink()
    (own / FEATURES).unlink()
    nothing = tmp_path_factory.mktemp("nothing")
    copy_own(nothing)
    assert not list(nothing.iterdir())
