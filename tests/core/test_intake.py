"""Files and folders that a person names."""

from core.intake import files_in


def test_a_folder_stands_for_its_files_without_litter(tmp_path):
    folder = tmp_path / "年报 2023 😀"
    (folder / "下级").mkdir(parents=True)
    names = ["b.pdf", "a.pdf", "下级/c.PDF", "说明.txt"]
    litter = [".DS_Store", "~$a.docx", "Thumbs.db", "旧.gouji"]
    for name in [*names, *litter]:
        (folder / name).touch()
    found = [path.relative_to(folder).as_posix() for path in files_in([folder])]
    assert found == ["a.pdf", "b.pdf", "下级/c.PDF", "说明.txt"]


def test_what_is_named_is_taken_once_even_if_it_is_not_there(tmp_path):
    gone = tmp_path / "gone.pdf"
    assert files_in([gone, gone, tmp_path / ".hidden.pdf"]) == [gone, tmp_path / ".hidden.pdf"]
