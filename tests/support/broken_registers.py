"""A good register, and what breaks it in its YAML or in the form of a part."""

from __future__ import annotations

GOOD = """\
paper: {id: sample, title: A sample, claimant: A. Author, published: 2018}
indicators:
  cattle: {label: Cattle, unit: heads, kind: stock, codes: {farm-survey: CATTLE}}
groups:
  benelux: {label: Benelux, members: [BEL, NLD, LUX], provenance: The treaty of 1958}
statements:
  - id: people
    group: bri-65
    period: latest
    weighting: weighted
    readings: {group: [bri-64], period: [2008, 2017], weighting: simple, source: all}
    claims:
      - {id: population, phrase: "population of 4.4 billion", measure: total, indicator: population}
      - id: share
        phrase: "about 63% of the world"
        measure: share
        indicator: population
      - id: growth
        phrase: "growth of 5.3%"
        measure: mean_growth
        indicator: gdp_growth
      - id: roads
        phrase: "17 roads"
        unverifiable: {reason: Nobody counts them, who_would_know: The surveyor}
relations:
  - {id: world, kind: product, left: share, right: "world:population", result: population}
set_aside:
  - {phrase: "next 30 years", reason: A horizon}
"""


Fault = tuple[str, str, int, str, str]
"""What to replace in GOOD, by what, and the fault: its line, the text it points at, its words."""

BROKEN_FORMS: dict[str, Fault] = {
    "a key misspelt": (
        "measure: share",
        "mesure: share",
        16,
        "mesure: share",
        "Did you mean 'measure'?",
    ),
    "a top-level key misspelt": (
        "relations:",
        "relation:",
        25,
        "relation:",
        "Did you mean 'relations'?",
    ),
    "a key of another part": (
        "    period: latest",
        "    phrase: x",
        9,
        "phrase: x",
        "no key 'phrase'",
    ),
    "a key inside an inner part": ("source: all", "sources: all", 11, "sources: all}", "'source'"),
    "a key left out": ("title: A sample, ", "", 1, "{id: sample, claimant: ", "lacks 'title'"),
    "a key without a value": (
        "measure: share",
        "measure:",
        16,
        "measure:",
        "'measure' has no value",
    ),
    "a key given twice": (
        "        measure: share",
        "        measure: share\n        measure: total",
        17,
        "measure: total",
        "'measure' is given twice; the first is in line 16",
    ),
    "an unknown measure": ("measure: share", "measure: ratios", 16, "ratios", "'total', 'share'"),
    "a path for an id": ("- id: share", "- id: ../share", 14, "../share", "small letters"),
    "a path for a paper's id": (
        "id: sample",
        "id: a/b",
        1,
        "a/b, title: A sample",
        "small letters",
    ),
    "a date that is none": (
        "published: 2018",
        "published: 2018-13",
        1,
        "2018-13}",
        "a year, a month",
    ),
    "a period of another form": ("period: latest", "period: now", 9, "now", "latest, 2016"),
    "a period that ends too soon": (
        "period: latest",
        "period: 2017-2013",
        9,
        "2017-2013",
        "ends in 2013",
    ),
    "a period before statistics": ("period: latest", "period: 0017", 9, "0017", "the year 17"),
    "a window of one year": (
        "period: [2008, 2017]",
        "period: 2008",
        11,
        "2008, weighting: sim",
        "[2008, 2017]",
    ),
    "a last digit of nothing": (
        "measure: share",
        "measure: share\n        quantum: 0\n        reason: So",
        17,
        "0",
        "a number above 0",
    ),
    "nobody who would know": (
        ", who_would_know: The surveyor",
        "",
        24,
        "{reason: Nobody coun",
        "'who_would_know'",
    ),
    "a country by its name": (
        "[BEL, ",
        "[Belgium, ",
        5,
        "Belgium, NLD, LUX], ",
        "alpha-3, such as CHN",
    ),
    "a country twice": ("[BEL, ", "[BEL, BEL, ", 5, "[BEL, BEL, NLD, LUX]", "has 'BEL' twice"),
    "a kind of concept unheard of": (
        "kind: stock",
        "kind: level",
        3,
        "level, codes: {farm-",
        "'stock', 'flow'",
    ),
    "a number set aside for nothing": (
        ", reason: A horizon",
        "",
        28,
        '{phrase: "next 30 ye',
        "lacks 'reason'",
    ),
    "statements without a list": (
        "readings: {group",
        "claims: x\n    readings: {group",
        11,
        "x",
        "'claims' is not a list",
    ),
    "a colon in bare text": ('"17 roads"', "roads: 17", 23, ": 17", "Put the text in quotes"),
    "a quote never closed": ('"17 roads"', '"17 roads', 23, '"17 roads', "runs on to line 26"),
    "a bracket never closed": (
        "[BEL, NLD, LUX]",
        "[BEL, NLD, LUX",
        5,
        "[BEL, NLD",
        "opened here and never closed",
    ),
    "a tab for indentation": (
        '        phrase: "17',
        '\tphrase: "17',
        23,
        '\tphrase: "17',
        "a tab stands",
    ),
    "an alias": (
        "title: A sample",
        "title: *name",
        1,
        "*name, claimant: A. ",
        "an alias is not part",
    ),
    "an anchor": (
        "title: A sample",
        "title: &name A sample",
        1,
        "&name A sample, clai",
        "an anchor is not part",
    ),
    "a tag that runs code": (
        "title: A sample",
        "title: !!python/object/apply:os.getcwd []",
        1,
        "!!python/object/appl",
        "a tag is not part",
    ),
    "a merge key": ("set_aside:", "<<: {a: b}\nset_aside:", 27, "<<: {a: b}", "no key '<<'"),
    "a key that is a list": (
        "set_aside:",
        "? [a, b]\n: c\nset_aside:",
        27,
        "[a, b]",
        "a key is not text",
    ),
    "a second document": ("set_aside:", "---\nset_aside:", 27, "---", "a second document"),
    "an escape for the terminal": (
        "A horizon",
        '"\\e[31mred"',
        28,
        '"\\e[31mred"}',
        "a control character",
    ),
    "writing turned around": (
        "A horizon",
        '"a \\u202e b"',
        28,
        '"a \\u202e b"}',
        "direction of writing",
    ),
    "a name in need of a mapping": (
        "{label: Benelux,",
        "[x]\n  other: {label: B,",
        5,
        "[x]",
        "mapping",
    ),
    "a mapping for a title": ("title: A sample", "title: {a: b}", 1, "{a: b}", "is not text"),
    "a word for readings": (
        "readings: {group: [bri-64], period: [2008, 2017], weighting: simple, source: all}",
        "readings: none",
        11,
        "none",
        "is not a mapping",
    ),
    "a concept that no source has": ("{farm-survey: CATTLE}", "{}", 3, "{}", "is empty"),
    "a code with blanks": ("CATTLE", "A B", 3, "A B", "the source's code"),
    "an id without end": (
        "id: sample",
        "id: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        1,
        "aaa",
        "longer than 64",
    ),
    "a vintage without a source": (
        "source: all",
        "vintage: [2018-05-21]",
        11,
        "2018-05-21",
        "'vintage' has '2018-05-21'. Write a source and a date",
    ),
    "a number for a last digit": (
        "measure: share",
        "measure: share\n        quantum: one\n        reason: So",
        17,
        "one",
        "not a number",
    ),
}
