import os
from pathlib import Path

import pytest

from guangdong_ai.catalogue.source_files import SourceFile, bundled_folder, digest_of, read_files
from guangdong_ai.foundation.errors import Refused

from .small_catalogue import SMALL, Edit, apply, small_catalogue


@pytest.mark.parametrize(
    ("relative", "declares"),
    [
        ("catalogue.toml", "manifest"),
        ("stacking.toml", "stacking"),
        ("facts/firm.toml", "sections"),
        ("documents/a.toml", "documents"),
        ("tables/a.toml", "tables"),
        ("calls/2026/a.toml", "calls"),
        ("guangdong/a.toml", "measures"),
        ("guangdong/catalogue.toml", "measures"),
        ("guangdong/facts/a.toml", "measures"),
        ("a.toml", "measures"),
    ],
)
def test_the_name_or_the_top_folder_says_what_a_file_declares(relative: str, declares: str) -> None:
    assert SourceFile(path=Path(relative), relative=relative, content=b"").declares == declares


def test_the_bundled_catalogue_is_found() -> None:
    assert (bundled_folder() / "catalogue.toml").is_file()


def test_files_come_in_the_order_of_their_paths_those_of_a_later_folder_last(tmp_path: Path) -> None:
    added = tmp_path / "added"
    apply(Edit(file="city/b.toml", new=""), added)
    apply(Edit(file="city/a.toml", new=""), added)
    names = [file.relative for file in read_files((SMALL, added))]
    assert names[-2:] == ["city/a.toml", "city/b.toml"]
    assert names[:-2] == sorted(names[:-2], key=Path)
    assert all(name.endswith(".toml") for name in names)


def test_what_is_no_toml_file_is_left_alone(tmp_path: Path) -> None:
    folder = small_catalogue(tmp_path, [Edit(file="notes.txt", new="x"), Edit(file="province/award.toml~", new="x")])
    (folder / "old.toml").mkdir()
    assert [file.relative for file in read_files((folder,))] == [file.relative for file in read_files((SMALL,))]


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file.toml"
    file.write_text("", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_files((SMALL, tmp_path / "none", file))
    assert [finding.place.file for finding in refused.value.findings] == [tmp_path / "none", file]
    assert {finding.message.en for finding in refused.value.findings} == {"no such catalogue folder"}


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    folder = small_catalogue(tmp_path)
    lost = folder / "province" / "lost.toml"
    try:
        lost.symlink_to(tmp_path / "nowhere.toml")
    except OSError:  # no right to make links here
        pytest.skip("this system makes no symbolic links")
    with pytest.raises(Refused) as refused:
        read_files((folder,))
    (finding,) = refused.value.findings
    assert finding.place.file == lost
    assert finding.message.en.startswith("cannot be read: ")
    assert finding.message.zh.startswith("无法读取：")


def test_the_digest_is_that_of_the_names_and_the_bytes(tmp_path: Path) -> None:
    first = small_catalogue(tmp_path / "first")
    second = small_catalogue(tmp_path / "second")
    os.utime(second / "catalogue.toml", (0, 0))
    digest = digest_of(read_files((first,)))
    assert digest.startswith("sha256:")
    assert len(digest) == len("sha256:") + 64
    assert digest_of(read_files((second,))) == digest, "neither the place nor the time of the files matters"
    apply(Edit(file="catalogue.toml", old='"1"', new='"2"'), second)
    assert digest_of(read_files((second,))) != digest
    (first / "province" / "advice.toml").rename(first / "province" / "advise.toml")
    assert digest_of(read_files((first,))) != digest


def test_moving_bytes_from_a_name_to_the_content_changes_the_digest() -> None:
    one = SourceFile(path=Path("a"), relative="a", content=b"bc")
    other = SourceFile(path=Path("ab"), relative="ab", content=b"c")
    assert digest_of([one]) != digest_of([other])
    assert digest_of([]) != digest_of([SourceFile(path=Path("a"), relative="a", content=b"")])
