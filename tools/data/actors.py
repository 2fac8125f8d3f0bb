"""Columns of the actors' table from data on states: stance, threat, tie, will to send troops, base aid.

Each formula is worked out in several variants; `value` is the main one. `low` and `high` are the
ends of the variants, a margin wider: how far the choice of the formula goes, not chance."""
import math

import pandas as pd

from tables import DONORS, LAST_MONTH, before, constants, months, window

COLUMNS = {  # column of the actors' table: least and largest value
    "initial_stance": (-1.0, 1.3),
    "threat": (0.0, 1.0),
    "tie": (0.0, 1.0),
    "troop_willingness": (0.0, 1.0),
    "base_aid_eur_bn_per_year": (0.0, 1000.0),
}
LEAST_AID_EUR_BN = 0.0005
MARGIN = 0.1  # of values between -1 and 1.3: as donors.initial_noise


def clip(value, least, largest):
    return max(least, min(value, largest))


def blocks(events, actor_name, until):
    """How often a state blocked the EU's aid or ended its own before a month."""
    chosen = events[events.kind.isin(["veto", "aid_stop"]) & (events.date.str[:7] < until)]
    return int(sum(actor_name in actors.split(";") for actors in chosen.actor))


def effort(aid, gdp_eur_bn, months_used, full_effort_pct):
    """Aid in % of GDP a year, its root taken relative to full effort: half counts .71."""
    pct = 100 * math.fsum(aid.get(m, 0.0) for m in months_used) / gdp_eur_bn * 12 / len(months_used)
    return clip(pct / full_effort_pct, 0, 1.4) ** 0.5


def stance(aid, country, events, until, c):
    """Value, low and high of a donor's stance from its aid and what was known before the month `until`;
    `c` has the constants."""
    military = dict(zip(aid.month, aid.military_eur_bn))
    both = dict(zip(aid.month, aid.military_eur_bn + aid.financial_eur_bn))
    since_invasion = [m for m in months("2022-02") if m < until]
    year = [m for m in window(until, 12) if m >= "2022-02"]
    two_years = [m for m in window(until, 24) if m >= "2022-02"]
    penalty = c.block * blocks(events, country["name"], until)
    # Eurobarometer asked in June, and published in July.
    polls = [country.arms_support_2023_06_pct] if until > "2023-07" else []
    polls = [p for p in [*polls, country.arms_support_2022_04_pct] if pd.notna(p)][:1]
    opinion = c.stance_per_opinion * (polls[0] / 100 - 0.5) if polls else 0
    def by(given, used, with_opinion):
        return (c.stance_without_aid
                + c.stance_per_effort * effort(given, country.gdp_2021_eur_bn, used, c.full_effort_pct) - penalty
                + with_opinion * opinion)
    # A state that has turned is known by its last year alone.
    main = by(both, year if penalty else two_years, 1)
    variants = [by(g, u, o) for g in (military, both) for u in (year, two_years, since_invasion) for o in (0, 1)]
    low, high = min(variants) - MARGIN, max(variants) + MARGIN
    return [clip(v, *COLUMNS["initial_stance"]) for v in (main, low, high)]


def by_halves(of, until):
    """What `of` makes of the 24 months of war before; the ends are the earlier and the later half."""
    used = [m for m in window(until, 24) if m >= "2022-02"]
    halves = of(used[: len(used) // 2]), of(used[len(used) // 2:])
    return of(used), min(halves), max(halves)


def base_aid(aid, until):
    """A donor's military allocations a year over 24 months."""
    military = dict(zip(aid.month, aid.military_eur_bn))
    return by_halves(lambda used: math.fsum(military.get(m, 0.0) for m in used) * 12 / len(used), until)


def months_without_aid(aid, until):
    """The share of these months with less military aid than LEAST_AID_EUR_BN; 0 where nothing was given at all."""
    military = dict(zip(aid.month, aid.military_eur_bn))
    if all(military.get(m, 0.0) < LEAST_AID_EUR_BN for m in window(until, 24)):
        return 0.0, 0.0, 0.0
    return by_halves(lambda used: sum(military.get(m, 0.0) < LEAST_AID_EUR_BN for m in used) / len(used), until)


def threat(country):
    """Nearness to Moscow, a border with Russia or Ukraine, and how much defence grew since 2014."""
    def near(scale_km):
        nearness = math.exp(-max(country.capital_to_moscow_km - 800, 0) / scale_km)
        border = 0.75 if country.border_with_russia_km > 0 else 0.3 if country.border_with_ukraine_km > 0 else 0
        return 1 - (1 - nearness) * (1 - border)
    growth = country.defence_2024_pct_gdp - country.defence_2014_pct_gdp
    def value(scale_km, weight):
        if pd.isna(growth):
            return near(scale_km)
        return weight * near(scale_km) + (1 - weight) * clip(growth / 2, 0, 1)
    variants = [value(s, w) for s in (700, 1000, 1500) for w in (0.4, 0.6, 0.8)]
    return value(1000, 0.6), min(variants) - MARGIN, max(variants) + MARGIN


# How much of a tie the Russian gas that a state bought in 2020 still was in 2024.
STILL_BOUGHT = {"pipeline": 1.0, "liquefied": 0.5, "little": 0.2, "none": 0.05}


def tie(country, link, blocked):
    """Gas that is still bought, decisions blocked, sanctions not joined."""
    gas = country.russian_gas_2020_pct_of_imports / 100
    politics = clip(0.5 * blocked, 0, 1) if country.sanctions_on_russia == "yes" else 0.6
    def value(weight, kept):
        return weight * gas * kept + (1 - weight) * politics
    kept = STILL_BOUGHT[link]
    variants = [value(w, k) for w in (0.4, 0.6, 0.8) for k in (kept, min(1.0, kept + 0.15))]
    return value(0.6, kept), min(variants) - MARGIN, max(variants) + MARGIN


SAID = {"ready": 0.9, "open": 0.6, "premature": 0.25, "no": 0.05}


def troops(country, said):
    """What the government said by February 2025, and the share of GDP that goes to defence."""
    defence = clip(country.defence_2024_pct_gdp / 3, 0, 1)
    # Without a statement only the share of defence is known. That is judgement.
    stated = SAID[said] if said else 0.4 * defence
    variants = [w * stated + (1 - w) * defence * stated**0.5 for w in (0.6, 0.8, 1)]
    return variants[1], min(variants) - MARGIN, max(variants) + MARGIN


def table(tables):
    countries = tables("countries.csv").set_index("actor", drop=False)
    aid, events = tables("aid_by_donor_monthly.csv"), tables("events.csv")
    links = tables("by_hand/gas_links_2024.csv").set_index("actor")
    statements = tables("by_hand/troop_statements.csv").set_index("actor")
    judged = tables("by_hand/actors_judged.csv").set_index("actor")
    end, c = before(LAST_MONTH, -1), constants(tables)
    rows = []
    for donor in DONORS:
        country = countries.loc[donor]
        given = aid[aid.donor == donor]
        blocked = blocks(events, country["name"], end)
        said = statements.said.get(donor)
        verified = statements.verified.get(donor)
        polled = country[["arms_support_2022_04_pct", "arms_support_2023_06_pct"]].notna().any()
        of_blocks = events[events.kind.isin(["veto", "aid_stop"]) & events.actor.str.contains(country["name"])]
        bordering = country.border_with_russia_km > 0 or country.border_with_ukraine_km > 0
        link, grown = links.russian_gas_in_2024.get(donor, "none"), pd.notna(country.defence_2014_pct_gdp)
        by_column = {  # values, class, whether all that they rest on was seen, what they rest on
            "initial_stance": (
                stance(given, country, events, end, c), "derived", (of_blocks.verified == "yes").all(),
                "aid 2023-24, vetoes and stops" + (", Eurobarometer" if polled else "")),
            "threat": (
                threat(country), "derived", not bordering and country.defence_verified == "yes",
                "distance and borders" + (", defence 2014 and 2024" if grown else "")),
            "tie": (
                tie(country, link, blocked), "derived",
                links.verified.get(donor) == "yes" and country.russian_gas_verified == "yes",
                f"Russian gas 2020, {link} in 2024, vetoes and stops, sanctions"),
            "troop_willingness": (
                troops(country, said), "derived" if said else "judged",
                verified == "yes" and country.defence_verified == "yes",
                f"statement of February 2025: {said}, defence 2024" if said else "no statement known; defence 2024"),
            "base_aid_eur_bn_per_year": (
                base_aid(given, end), "datum", True, "military allocations 2023-24"),
        }
        for column, (values, kind, seen, of) in by_column.items():
            value, low, high = (round(clip(v, *COLUMNS[column]), 3) for v in values)
            now = judged[column][donor]
            rows.append({
                "actor": donor, "column": column, "value": value, "low": low, "high": high, "class": kind,
                "verified": "yes" if seen else "no", "of": of, "judged_in_0_2": now, "difference": round(value - now, 3),
            })
    return pd.DataFrame(rows)


def comparison(made):
    """How the values of version 0.2 and those from data agree, a row for each column of the actors' table."""
    rows = []
    for column in COLUMNS:
        t = made[made.column == column]
        # Spearman's rank correlation.
        ranks = t.value.rank().corr(t.judged_in_0_2.rank())
        largest = t.reindex(t.difference.abs().sort_values(ascending=False).index).head(5)
        rows.append({
            "column": column,
            "rank_correlation": round(ranks, 3),
            "mean_from_data": round(t.value.mean(), 3),
            "mean_judged_in_0_2": round(t.judged_in_0_2.mean(), 3),
            "judged_inside_interval_share": round(t.judged_in_0_2.between(t.low, t.high).mean(), 3),
            "largest_differences": "; ".join(f"{r.actor} {r.difference:+.2f}" for r in largest.itertuples()),
        })
    return pd.DataFrame(rows)


def from_tables(tables):
    made = table(tables)
    tables.write("actors_from_data.csv", made)
    tables.write("actors_comparison.csv", comparison(made))
