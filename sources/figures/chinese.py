"""Figures in Chinese text: "44亿人", "百分之六十三", "23.4万亿美元", "约62.05%"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from sources.figures.numbers.cleaning import clean_text
from sources.figures.numbers.tokens import EXACT, last_digit, plain, read_digits
from sources.model import Figure, FigureUnit, Hedge

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "兆": 10**12, "千": 10**3, "百万": 10**6}
_HEDGES: dict[str, tuple[Hedge, bool]] = {
    **dict.fromkeys(("约", "大约", "约为", "大概", "左右"), ("about", False)),
    **dict.fromkeys(("近", "将近", "接近"), ("nearly", False)),
    **dict.fromkeys(("超过", "逾", "高于", "多于", "超"), ("lower", True)),
    **dict.fromkeys(("至少", "不少于", "不低于", "以上", "多"), ("lower", False)),
    **dict.fromkeys(("不到", "不足", "少于", "低于"), ("upper", True)),
    **dict.fromkeys(("至多", "不超过", "以下"), ("upper", False)),
}
_UNITS: dict[str, tuple[FigureUnit, str, str, str]] = {
    "个百分点": ("percentage_points", "", "", ""),
    "%": ("percent", "", "", ""),
    "美元": ("usd", "USD", "", ""),
    "人民币": ("number", "CNY", "", ""),
    "欧元": ("number", "EUR", "", ""),
    "日元": ("number", "JPY", "", ""),
    "元": ("number", "CNY", "", ""),
    "人口": ("number", "", "人口", "persons"),
    "人": ("number", "", "人", "persons"),
    "吨": ("number", "", "吨", "tonnes"),
    "岁": ("years", "", "", "years"),
    "平方公里": ("number", "", "平方公里", "km2"),
    "公里": ("number", "", "公里", "km"),
    "倍": ("number", "", "倍", "times"),
    "‰": ("number", "", "", "per_1000"),
    "个国家": ("number", "", "国家", ""),
    "国": ("number", "", "国", ""),
}
_LATE = frozenset({"左右", "以上", "以下", "多"})
_BEFORE = "|".join(sorted(_HEDGES.keys() - _LATE, key=len, reverse=True))
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]{1,16}(?:点[零〇一二三四五六七八九]{1,6})?"
_FIGURE = re.compile(
    rf"(?P<hedge>{_BEFORE})?(?P<sign>[-−])?"
    rf"(?:(?P<hundredth>百分之)(?P<part>\d+(?:\.\d+)?|{_NUMERAL})"
    rf"|(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,20}}(?:\.\d{{1,20}})?)"
    rf"(?P<scale>万亿|百万|亿|万|兆|千)?"
    rf"(?P<many>多)?(?P<unit>{_UNIT})?"
    rf"|(?P<numeral>{_NUMERAL})(?P<after>{_UNIT}))"
    rf"(?P<late>左右|以上|以下)?"
)
_YEAR = re.compile(r"\s?年")


def find_chinese(text: str) -> tuple[Figure, ...]:
    """Every figure of a Chinese text, in order; a number followed by 年 is a year."""
    clean = clean_text(text)
    found = []
    for match in _FIGURE.finditer(clean.text):
        figure = _figure(match)
        if figure is None or _YEAR.match(clean.text, match.end()):
            continue
        start, end = clean.span(match.start(), match.end())
        found.append(replace(figure, text=text[start:end], start=start, end=end))
    return tuple(found)


def _figure(match: re.Match[str]) -> Figure | None:
    number = _number(match)
    if number is None:
        return None
    value, quantum = number
    name = "%" if match["hundredth"] else match["unit"] or match["after"] or ""
    if not name and not match["scale"]:
        return None
    unit, currency, noun, real_unit = _UNITS.get(name, ("number", "", "", ""))
    words = match["hedge"] or match["many"] or match["late"] or ""
    hedge, is_strict = _HEDGES.get(words, ("none", False))
    return Figure(
        text=match[0],
        value=value.copy_negate() if match["sign"] else value,
        unit=unit,
        quantum=quantum,
        hedge=hedge,
        hedge_text=words,
        is_strict=is_strict,
        noun=noun,
        currency=currency,
        real_unit=real_unit,
    )


def _number(match: re.Match[str]) -> tuple[Decimal, Decimal] | None:
    printed = match["digits"] or match["part"] or ""
    if printed[:1].isdecimal():
        read = read_digits(printed)
        if read is None:
            return None
        scale = Decimal(_LARGE.get(match["scale"] or "", 1))
        value, quantum = (plain(EXACT.multiply(one, scale)) for one in read)
        return value, quantum
    words = match["part"] or match["numeral"]
    whole, _, decimals = words.partition("点")
    value = Decimal(_whole(whole))
    digits = "".join(str(_DIGITS[sign]) for sign in decimals)
    if digits:
        return value + Decimal(f"0.{digits}"), Decimal((0, (1,), -len(digits)))
    return value, last_digit(value)


def _whole(words: str) -> int:
    """A whole number in words: 四十四亿 is 4,400,000,000."""
    total = section = digit = 0
    for sign in words:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _STEPS:
            section += (digit or 1) * _STEPS[sign]
            digit = 0
        else:
            total = (total + section + digit) * _LARGE[sign]
            section = digit = 0
    return total + section + digit
