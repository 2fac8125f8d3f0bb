"""Base rates that follow from the list of wars: how long they lasted, how they ended, how long peace held."""
import pandas as pd

from tables import yes_no

# How long after its start a war is looked at, in months; this war was 36 months old in February 2025.
ELAPSED = [0, 12, 24, 36, 48]
AHEAD = [6, 12, 24, 36, 60, 120]
ENDINGS = ["decisive_victory", "compromise", "stalemate", "transformed"]
# A victory is no armistice: what COW calls a compromise or a stalemate ended without a victor.
WITHOUT_VICTORY = ["compromise", "stalemate"]


def wars(source):
    w = source("cow_interstate_wars.csv")
    return pd.DataFrame({
        "war": w.war_num,
        "name": w.war_name,
        "start": w.start_date,
        "end": w.end_date,
        "months": w.duration_months,
        "states": w.n_state_participants,
        "battle_deaths_thousand": (w.battle_deaths_total / 1000).round(1),
        "ending": w.outcome,
        "interrupted": yes_no(w.interrupted),
        "date_imputed": yes_no(w.date_imputed),
    })


def peace_spells(source):
    p = source("cow_peace_spells.csv")
    return pd.DataFrame({
        "war": p.war_num,
        "name": p.war_name,
        "end": p.war_end,
        "ending": p.war_outcome,
        "years_of_peace": p.peace_years,
        "war_again": yes_no(p.event_renewed_war),
        "next_war": p.next_war_num.fillna(""),
    })


def duration(wars):
    """Of the wars that had lasted so long, the shares that had ended so much later, by kind of ending.

    No war of the list is censored, so Kaplan and Meier's curve is the share that goes on, and the
    cumulative incidence of a kind is the share that ended so."""
    rows = []
    for elapsed in ELAPSED:
        at_risk = wars[wars.months > elapsed]
        for ahead in AHEAD:
            ended = at_risk[at_risk.months <= elapsed + ahead]
            exposure = (at_risk.months.clip(upper=elapsed + ahead) - elapsed).sum()
            low, high = wilson(len(ended), len(at_risk))
            row = {
                "months_fought": elapsed,
                "months_ahead": ahead,
                "wars": len(at_risk),
                "ended": len(ended),
                "ended_share": round(len(ended) / len(at_risk), 3),
                "ended_share_low": low,
                "ended_share_high": high,
                "ends_per_war_month": round(len(ended) / exposure, 4),
            }
            for ending in ENDINGS:
                row[f"{ending}_share"] = round((ended.ending == ending).sum() / len(at_risk), 3)
            rows.append(row)
    return pd.DataFrame(rows)


def wilson(k, n, z=1.959964):
    """Wilson's 95 % interval of a share."""
    p = k / n
    middle, width = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    return tuple(round(min(max((middle + sign * width) / (1 + z * z / n), 0), 1), 3) for sign in (-1, 1))


def kaplan_meier(years, event):
    """Share still at peace after each year in which a war came again, with Greenwood's standard error."""
    share, variance = 1.0, 0.0
    for at in sorted(set(years[event])):
        at_risk = (years >= at).sum()
        again = ((years == at) & event).sum()
        share *= 1 - again / at_risk
        if again < at_risk:
            variance += again / (at_risk * (at_risk - again))
        yield at, share, share * variance**0.5


def peace(spells):
    rows = []
    kinds = {"all": ENDINGS, "decisive_victory": ENDINGS[:1], "without_victory": WITHOUT_VICTORY,
             "transformed": ENDINGS[3:]}
    for kind, endings in kinds.items():
        chosen = spells[spells.ending.isin(endings)]
        event = chosen.war_again == "yes"
        for years in [1, 2, 5, 10, 20]:
            share, error = 1.0, 0.0
            for at, s, e in kaplan_meier(chosen.years_of_peace, event):
                if at <= years:
                    share, error = s, e
            rows.append({
                "ending": kind,
                "years": years,
                "spells": len(chosen),
                "wars_again": int((event & (chosen.years_of_peace <= years)).sum()),
                "at_peace_share": round(share, 3),
                "at_peace_share_error": round(error, 3),
            })
    return pd.DataFrame(rows)


def from_sources(source, tables):
    tables.write("wars.csv", wars(source))
    tables.write("peace_spells.csv", peace_spells(source))


def from_tables(tables):
    tables.write("base_rates/war_duration.csv", duration(tables("wars.csv")))
    tables.write("base_rates/peace_duration.csv", peace(tables("peace_spells.csv")))
