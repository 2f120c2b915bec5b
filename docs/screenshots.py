"""Make the pictures of docs/pictures, which the READMEs show, anew: a report in Chromium, a portfolio workbook in LibreOffice.

    python docs/screenshots.py

Needs chromium, soffice and pdftoppm, and Chinese fonts. The day and the firms are fixed, so that the pictures change only with the program.
"""

import csv
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
DAY = "2026-11-29"
WIDTH, HEIGHT = 1200, 720
FIRMS_AND_MEASURES = {"zh": "企业×措施", "en": "Firms × measures"}
"""What stands at the foot of that sheet."""
MEASURES = (
    "little-giant-award",
    "robot-plus",
    "ai-scenarios",
    "dongguan-robot-standards",
    "shenzhen-open-source-award",
    "foshan-vertical-model",
)
CROP = ("-x", "75", "-y", "88", "-W", "1560", "-H", "325")
"""Of the page in pixels: its margins and its lower part are empty."""
CITIES = ("广州", "深圳", "佛山", "东莞", "珠海", "惠州", "中山", "江门")
FIELDS = ("人工智能", "机器人", "人工智能、机器人")
NAMES = ("粤智", "岭南", "南海", "鹏城", "松湖", "珠江", "香洲", "花城", "禅城", "湾区", "云山", "莞邑")
KINDS = ("机器人有限公司", "智能科技有限公司", "人工智能股份有限公司", "自动化设备有限公司")


def main() -> None:
    """Write the pictures, and say how large they are."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        firms = made_up_firms(folder)
        for language in ("zh", "en"):
            report(folder, language)
            workbook(firms, folder, language)
    for picture in sorted(PICTURES.iterdir()):
        print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size:,} bytes")


def report(folder: Path, language: str) -> None:
    """The first screen of the example's report."""
    page = folder / f"report-{language}.html"
    guangdong_ai("check", "guangdong_ai/cli/demo.toml", "--output", str(page), "--lang", language)
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={WIDTH},{HEIGHT}"]
    done("chromium", *options, f"--screenshot={PICTURES / f'report-{language}.png'}", page.as_uri())


def workbook(firms: Path, folder: Path, language: str) -> None:
    """The sheet of firms and measures of a portfolio, as it is printed."""
    book = folder / f"portfolio-{language}.xlsx"
    chosen = [part for name in MEASURES for part in ("--measure", name)]
    guangdong_ai("batch", str(firms), "--output", str(book), "--id", "编号", *chosen, "--no-summary", "--quiet", "--lang", language)
    _with_all_columns_on_a_page(book)
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    done("soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(book))
    pdf = book.with_suffix(".pdf")
    pages = done("pdftotext", "-layout", str(pdf), "-").split("\f")
    page = next(str(number) for number, text in enumerate(pages, 1) if FIRMS_AND_MEASURES[language] in text.rstrip().rpartition("\n")[2])
    done("pdftoppm", "-png", "-singlefile", "-f", page, "-l", page, "-r", "150", *CROP, str(pdf), str(PICTURES / f"portfolio-{language}"))


def _with_all_columns_on_a_page(book: Path) -> None:
    """Print the columns that do not fit on paper, too: they get smaller, as in a window."""
    with zipfile.ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    areas = re.compile(rb'<definedName name="_xlnm.Print_Area"[^>]*>[^<]*</definedName>')
    parts["xl/workbook.xml"] = areas.sub(b"", parts["xl/workbook.xml"])
    with zipfile.ZipFile(book, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def made_up_firms(folder: Path) -> Path:
    """Twelve firms with gaps: any likeness is chance."""
    random = Random(6)  # noqa: S311 - no secret
    headers = [
        "编号",
        "单位名称",
        "单位类型",
        "在广东省内注册",
        "注册地市",
        "业务领域",
        "从业人员",
        "营业收入（万元）",
        "titles.little_giant_year",
    ]
    path = folder / "firms.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headers)
        for number in range(12):
            name = f"{NAMES[number % len(NAMES)]}{random.choice(KINDS)}"
            title = random.choice(["2025", "2024", "无", "", ""])
            row = [f"A{number + 1:02}", name, "企业", "是", random.choice(CITIES), random.choice(FIELDS)]
            writer.writerow([*row, random.randrange(20, 900), random.choice([random.randrange(500, 90_000), ""]), title])
    return path


def guangdong_ai(*arguments: str) -> None:
    """The command, of this checkout, on the fixed day."""
    done(sys.executable, "-m", "guangdong_ai", *arguments, "--as-of", DAY)


def done(*command: str) -> str:
    """What it prints, run in the root of the checkout; where it fails, that is shown, and this program ends."""
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=300)  # noqa: S603
    if run.returncode:
        sys.stderr.buffer.write(run.stdout + run.stderr)
        raise SystemExit(run.returncode)
    return run.stdout.decode(errors="replace")


if __name__ == "__main__":
    main()
