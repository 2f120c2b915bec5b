"""The name that spreadsheets give to a column."""


def column_letters(index: int) -> str:
    """The position (from 0) as spreadsheets show it: A, B, …, Z, AA."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
