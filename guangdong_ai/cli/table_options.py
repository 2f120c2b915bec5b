"""How a table is read: the options of all commands that read one, each declared once."""

from typing import Any

import typer

from guangdong_ai.cli.completion.values import files, files_named
from guangdong_ai.cli.language import words_in
from guangdong_ai.foundation.text import Language


class TableOptions:
    """The options in the language of the run, as defaults of command functions."""

    def __init__(self, language: Language) -> None:
        words = words_in(language)
        self.id_column: Any = typer.Option(
            None, "--id", metavar="COLUMN", help=words("哪一列是单位的编号", "The column that names the applicants"), autocompletion=files
        )
        self.columns: Any = typer.Option(
            None,
            "--columns",
            metavar="MAP.toml",
            help=words("说明各列是哪个信息项的文件", "A file that says which facts the headers mean"),
            autocompletion=files_named(".toml"),
        )
        self.sheet: Any = typer.Option(
            None,
            "--sheet",
            metavar="NAME",
            autocompletion=files,
            help=words(
                "读取工作簿的哪一张表（名称，或第几张）；默认列名对得上最多的一张",
                "The sheet of a workbook, by name or number; default: the one with the most known headers",
            ),
        )
        self.strict: Any = typer.Option(
            False,
            "--strict",
            help=words(
                "不推测：只是可能指某信息项的列不使用；空框、N/A、时刻等单元格按无法识别处理",
                "No guesses: a header that is only likely to mean a fact is not used; empty boxes, N/A, moments and the like cannot be read",
            ),
        )
        self.lenient: Any = typer.Option(
            False,
            "--lenient",
            help=words("无法识别的单元格按未知处理，不剔除整行", "Make cells that cannot be read unknown instead of rejecting the row"),
        )
        self.go_on: Any = typer.Option(
            False,
            "--go-on",
            help=words(
                "前一千行几乎都因同一原因不能读取时也继续",
                "Continue even if nearly all of the first thousand rows are rejected for one reason",
            ),
        )
