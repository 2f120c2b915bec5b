"""A start reads the catalogue's files unless it is sure that they are what they were. Each test changes something and sees that it is noticed."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from guangdong_ai.api import catalogue_access
from guangdong_ai.api.catalogue_access import CatalogueAccess, kept_catalogue
from guangdong_ai.catalogue import remembered_files
from guangdong_ai.catalogue.cache_file import KEPT, with_sum
from guangdong_ai.catalogue.remembered_files import SETTLED_NS, read_and_remember, remembered_digest
from guangdong_ai.catalogue.source_files import digest_of, read_files
from guangdong_ai.foundation.errors import Refused

from .small_catalogue import Edit, apply, small_catalogue

pytestmark = pytest.mark.skipif(os.name == "nt", reason="nothing is remembered on Windows")


def later() -> int:
    """A time at which everything that has been written up to now is settled."""
    return time.time_ns() + SETTLED_NS + 1_000_000_000


def true_digest(*folders: Path) -> str:
    return digest_of(read_files(folders))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_catalogue(tmp_path / "policies")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def remember(cache: Path, *folders: Path) -> str:
    """Read the folders, as a start does when their files have been left alone for a while."""
    files, digest = read_and_remember(folders, cache, later())
    assert digest == digest_of(files)
    assert remembered_digest(cache, folders) == digest, "it can be noticed that nothing has changed"
    return digest


def test_files_that_nobody_touched_are_not_read(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = remember(cache, folder)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail(f"{path} was read"))
    assert remembered_digest(cache, (folder,)) == digest


def edit(folder: Path) -> None:
    apply(Edit(file="province/advice.toml", old="Gives advice.", new="Gives good advice."), folder)


def edit_same_size(folder: Path) -> None:
    apply(Edit(file="province/advice.toml", old="Gives advice.", new="Gives orders."), folder)


def edit_in_place_and_set_the_time_back(folder: Path) -> None:
    path = folder / "province" / "advice.toml"
    before = path.stat()
    with path.open("r+b") as stream:
        stream.write(path.read_bytes().replace(b"Gives advice.", b"Gives orders."))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)


def replace_and_set_the_time_back(folder: Path) -> None:
    path = folder / "province" / "advice.toml"
    before = path.stat()
    other = folder / "province" / "advice.toml~"
    other.write_bytes(path.read_bytes().replace(b"Gives advice.", b"Gives orders."))
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def add_a_file(folder: Path) -> None:
    apply(Edit(file="province/more.toml", new=""), folder)


def add_a_folder(folder: Path) -> None:
    apply(Edit(file="city/new/more.toml", new=""), folder)


def add_to_a_folder_without_files(folder: Path) -> None:
    apply(Edit(file="empty/more.toml", new=""), folder)


def remove_a_file(folder: Path) -> None:
    (folder / "province" / "advice.toml").unlink()


def remove_a_folder(folder: Path) -> None:
    shutil.rmtree(folder / "province")


def rename_a_file(folder: Path) -> None:
    (folder / "province" / "advice.toml").rename(folder / "province" / "advise.toml")


def rename_to_another_suffix(folder: Path) -> None:
    (folder / "province" / "advice.toml").rename(folder / "province" / "advice.txt")


def move_a_file(folder: Path) -> None:
    (folder / "province" / "advice.toml").rename(folder / "empty" / "advice.toml")


def exchange_two_files(folder: Path) -> None:
    one, other, third = (folder / "province" / name for name in ("advice.toml", "project.toml", "third"))
    one.rename(third)
    other.rename(one)
    third.rename(other)


def exchange_the_whole_folder(folder: Path) -> None:
    folder.rename(folder.parent / "old")
    small_catalogue(folder, [Edit(file="province/advice.toml", old="Gives advice.", new="Gives orders.")])


CHANGES = (
    edit,
    edit_same_size,
    edit_in_place_and_set_the_time_back,
    replace_and_set_the_time_back,
    add_a_file,
    add_a_folder,
    add_to_a_folder_without_files,
    remove_a_file,
    remove_a_folder,
    rename_a_file,
    rename_to_another_suffix,
    move_a_file,
    exchange_two_files,
    exchange_the_whole_folder,
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_change_is_noticed(folder: Path, cache: Path, change: Callable[[Path], None]) -> None:
    (folder / "empty").mkdir()
    digest = remember(cache, folder)
    change(folder)
    assert remembered_digest(cache, (folder,)) is None
    assert true_digest(folder) != digest
    assert remember(cache, folder) == true_digest(folder)


def test_a_touched_file_is_read_again_and_says_the_same(folder: Path, cache: Path) -> None:
    digest = remember(cache, folder)
    (folder / "catalogue.toml").touch()
    assert remembered_digest(cache, (folder,)) is None
    assert remember(cache, folder) == digest


@pytest.mark.parametrize("seconds", [0, 1_000_000_000])
def test_what_was_changed_only_just_now_is_not_relied_on(folder: Path, cache: Path, seconds: int) -> None:
    """Where times are whole seconds, another change within the second would leave them as they are."""
    now = (folder / "catalogue.toml").stat().st_ctime_ns + seconds
    for _ in range(2):
        assert read_and_remember((folder,), cache, now)[1] == true_digest(folder)
        assert remembered_digest(cache, (folder,)) is None


def test_a_clock_that_was_set_back_makes_nobody_believe_old_times(folder: Path, cache: Path) -> None:
    now = (folder / "catalogue.toml").stat().st_ctime_ns - 3_600_000_000_000
    read_and_remember((folder,), cache, now)
    assert remembered_digest(cache, (folder,)) is None, "the files are of the future"
    digest = remember(cache, folder)
    os.utime(folder / "catalogue.toml", ns=(0, 0))
    assert remembered_digest(cache, (folder,)) is None, "an older time is another time"
    assert remember(cache, folder) == digest


def test_what_changes_while_it_is_read_is_not_relied_on(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_while_somebody_edits(folders: tuple[Path, ...]) -> object:
        files = read_files(folders)
        edit_same_size(folder)
        return files

    monkeypatch.setattr(remembered_files, "read_files", read_while_somebody_edits)
    read_and_remember((folder,), cache, later())
    assert remembered_digest(cache, (folder,)) is None


def test_each_list_of_folders_is_remembered_apart(folder: Path, cache: Path, tmp_path: Path) -> None:
    added, other = tmp_path / "added", tmp_path / "other"
    apply(Edit(file="stacking.toml", new=""), added)
    apply(Edit(file="implications.toml", new=""), other)
    both = [remember(cache, folder), remember(cache, folder, added), remember(cache, folder, other), remember(cache, folder, other, added)]
    assert len(set(both)) == 4
    assert remembered_digest(cache, (folder, added, other)) is None, "the order matters"
    apply(Edit(file="stacking.toml", new="# changed"), added)
    seen = [remembered_digest(cache, folders) for folders in ((folder,), (folder, added), (folder, other), (folder, other, added))]
    assert seen == [both[0], None, both[2], None]


def test_a_relative_folder_is_that_of_the_working_directory(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        small_catalogue(tmp_path / name / "policies", [Edit(file="catalogue.toml", old='"1"', new=f'"{name}"')])
    monkeypatch.chdir(tmp_path / "one")
    digest = remember(cache, Path("policies"))
    monkeypatch.chdir(tmp_path / "two")
    assert remembered_digest(cache, (Path("policies"),)) is None
    assert remember(cache, Path("policies")) != digest
    monkeypatch.chdir(tmp_path / "one")
    assert remembered_digest(cache, (Path("policies"),)) == digest


def test_links_are_what_they_lead_to(cache: Path, tmp_path: Path) -> None:
    one = small_catalogue(tmp_path / "one")
    two = small_catalogue(tmp_path / "two", [Edit(file="catalogue.toml", old='"1"', new='"2"')])
    link = tmp_path / "link"
    link.symlink_to(one)
    remember(cache, link)
    link.unlink()
    link.symlink_to(two)
    assert remembered_digest(cache, (link,)) is None
    remember(cache, link)
    (two / "province" / "advice.toml").unlink()
    (two / "province" / "advice.toml").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_bytes((one / "province" / "advice.toml").read_bytes())
    remember(cache, link)
    apply(Edit(file="elsewhere", old="Gives advice.", new="Gives orders."), tmp_path)
    assert remembered_digest(cache, (link,)) is None


def test_a_file_that_comes_to_stand_where_a_link_led_to_a_folder_is_noticed(folder: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "aside").mkdir()
    (folder / "aside.toml").symlink_to(tmp_path / "aside")
    digest = remember(cache, folder)
    (tmp_path / "aside").rmdir()
    (tmp_path / "aside").write_text("", encoding="utf-8")
    assert remembered_digest(cache, (folder,)) is None
    assert true_digest(folder) != digest


def test_a_folder_that_is_gone_is_refused_as_ever(folder: Path, cache: Path) -> None:
    remember(cache, folder)
    shutil.rmtree(folder)
    assert remembered_digest(cache, (folder,)) is None
    with pytest.raises(Refused):
        read_and_remember((folder,), cache, later())


@pytest.mark.parametrize("content", [b"", b"null", b"{}", b'{"digest": "sha256:0", "tops": [], "statuses": {}}', b"\xff"])
def test_what_is_spoilt_is_not_believed(folder: Path, cache: Path, content: bytes) -> None:
    digest = remember(cache, folder)
    (path,) = cache.iterdir()
    kept = path.read_bytes()
    for planted in (content, with_sum(content), kept.replace(digest[-9:].encode(), b"000000000"), kept[:-1]):
        path.write_bytes(planted)
        assert remembered_digest(cache, (folder,)) is None
    assert remember(cache, folder) == digest
    assert path.read_bytes() == kept


def test_what_others_may_write_to_is_not_believed(folder: Path, cache: Path) -> None:
    remember(cache, folder)
    (path,) = cache.iterdir()
    path.chmod(0o666)
    assert remembered_digest(cache, (folder,)) is None
    remember(cache, folder)
    assert path.stat().st_mode & 0o777 == 0o600
    cache.chmod(0o777)
    assert remembered_digest(cache, (folder,)) is None


def test_without_a_cache_that_can_be_written_to_the_files_are_read(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    for cache in (blocked, blocked / "cache", None):
        assert read_and_remember((folder,), cache, later())[1] == true_digest(folder)
    assert remembered_digest(blocked, (folder,)) is None
    assert blocked.read_text(encoding="utf-8") == "in the way"


def test_a_name_that_is_no_text_is_no_reason_to_stop(cache: Path, tmp_path: Path) -> None:
    try:
        folder = small_catalogue(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff")))
    except OSError:
        pytest.skip("this system makes no such names")
    assert read_and_remember((folder,), cache, later())[1] == true_digest(folder)
    assert remembered_digest(cache, (folder,)) is None


def test_only_the_latest_are_kept(cache: Path, tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        remember(cache, small_catalogue(tmp_path / str(number)))
    assert len(list(cache.iterdir())) == KEPT


# Of a whole start


@pytest.fixture
def start(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], CatalogueAccess]:
    """A start some time after the last change, whose bundled catalogue is the small one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.delenv("GUANGDONG_AI_NO_CACHE", raising=False)
    monkeypatch.setattr(catalogue_access, "bundled_name", lambda: str(folder))
    monkeypatch.setattr(catalogue_access, "_cache_name", lambda: str(cache))
    monkeypatch.setattr(time, "time_ns", later_than(time.time_ns))
    return lambda: CatalogueAccess(())


def later_than(clock: Callable[[], int]) -> Callable[[], int]:
    return lambda: clock() + 2 * SETTLED_NS


def test_a_second_start_reads_no_file(start: Callable[[], CatalogueAccess], monkeypatch: pytest.MonkeyPatch) -> None:
    first = start()
    sections, whole = first.sections, first.whole
    monkeypatch.setattr(remembered_files, "read_files", lambda folders: pytest.fail(f"{folders} were read"))
    second = start()
    assert (second.digest, second.sections) == (first.digest, sections)
    assert (second.whole.digest, list(second.whole.measures)) == (whole.digest, list(whole.measures))
    assert kept_catalogue(()) is kept_catalogue(())


def test_a_start_after_a_change_has_what_stands_there_now(start: Callable[[], CatalogueAccess], folder: Path) -> None:
    before = start().whole
    edit_same_size(folder)
    after = start().whole
    assert [one.measures["advice"].benefit.en for one in (before, after)] == ["Gives advice.", "Gives orders."]
    assert before.digest != after.digest == true_digest(folder)
    assert kept_catalogue(()).measures["advice"].benefit.en == "Gives orders."


def test_a_change_that_is_wrong_is_refused_every_time(start: Callable[[], CatalogueAccess], folder: Path) -> None:
    assert start().whole.measures
    apply(Edit(file="province/advice.toml", old='kind = "unpublished"', new='kind = "secret"'), folder)
    for _ in range(2):
        with pytest.raises(Refused):
            start().whole  # noqa: B018
        with pytest.raises(Refused):
            start().sections  # noqa: B018


def test_where_the_checked_catalogue_is_gone_the_files_are_checked_again(
    start: Callable[[], CatalogueAccess], folder: Path, cache: Path
) -> None:
    first = start().whole
    for path in cache.glob("catalogue-*.json"):
        path.unlink()
    assert remembered_digest(cache, (folder,)) == first.digest
    assert start().sections == first.sections
    assert list(start().whole.measures) == list(first.measures)
