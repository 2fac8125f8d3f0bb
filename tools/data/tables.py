"""What all scripts of this folder share: months, names of actors, reading and writing of tables."""
import pathlib
import types

import pandas as pd

FIRST_MONTH, LAST_MONTH = "2022-01", "2024-12"
# Starts that have a state of their own; the last is the first month without data.
START_MONTHS = [str(month) for month in pd.period_range("2023-01", "2025-01", freq="M")]
UKRAINE_KM2 = 603550

# Codes of the actors' table by the codes of the sources (ISO 3166 alpha-3).
CODES = {
    "AUT": "AT", "BEL": "BE", "BGR": "BG", "HRV": "HR", "CYP": "CY", "CZE": "CZ", "DNK": "DK", "EST": "EE",
    "FIN": "FI", "FRA": "FR", "DEU": "DE", "GRC": "GR", "HUN": "HU", "IRL": "IE", "ITA": "IT", "LVA": "LV",
    "LTU": "LT", "LUX": "LU", "MLT": "MT", "NLD": "NL", "POL": "PL", "PRT": "PT", "ROU": "RO", "SVK": "SK",
    "SVN": "SI", "ESP": "ES", "SWE": "SE", "GBR": "UK", "NOR": "NO", "CAN": "CA", "TUR": "TR", "USA": "US",
    "UKR": "UA", "RUS": "RU", "CHN": "CN", "IRN": "IR", "PRK": "KP", "IND": "IN", "JPN": "JP", "AUS": "AU",
    "CHE": "CH", "KOR": "KR", "NZL": "NZ", "TWN": "TW", "ISL": "IS", "EU": "EU", "EU27": "EU",
}
EUROPEAN = ["AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT",
            "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "UK", "NO"]
# The states of the actors' table that may give: Europe, Canada and Turkey.
DONORS = EUROPEAN + ["CA", "TR"]


def months(first=FIRST_MONTH, last=LAST_MONTH):
    return [str(month) for month in pd.period_range(first, last, freq="M")]


def yes_no(flag):
    return flag.map({1: "yes", 0: "no"})


def before(month, count=1):
    """The month that lies `count` months before."""
    return str(pd.Period(month, freq="M") - count)


def window(month, count):
    """The `count` months that end before `month`, oldest first."""
    return [before(month, k) for k in range(count, 0, -1)]


class Source:
    """A folder of source files; reads each once."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.read = {}

    def __call__(self, name):
        if name not in self.read:
            self.read[name] = pd.read_csv(self.folder / name)
        return self.read[name].copy()


class Tables:
    """The folder of derived tables. What is written can be read by the next script."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.read = {}

    def write(self, name, table):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        table.to_csv(path, index=False, lineterminator="\n")
        self.read.pop(name, None)
        print(f"{name}: {len(table)} rows")

    def __call__(self, name):
        """A table as it stands in its file, whether just written or not."""
        if name not in self.read:
            self.read[name] = pd.read_csv(self.folder / name)
        return self.read[name].copy()


def constants(tables):
    """The constants of the formulas, by name: by_hand/formula_constants.csv says where each comes from."""
    table = tables("by_hand/formula_constants.csv")
    return types.SimpleNamespace(**dict(zip(table.constant, table.value)))


def whole(series):
    """Whole numbers; an empty cell stays empty."""
    return series.round().astype("Int64")
