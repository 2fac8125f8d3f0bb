"""The state at the start of each month from 2023-01 to 2024-12, in the program's names.

A start in a month knows what was so before that month: the last row that an input has by then."""
import pandas as pd

from actors import COLUMNS, base_aid, clip, stance
from tables import DONORS, START_MONTHS, UKRAINE_KM2, before, window

# Parameters of the model at their defaults, where a formula is the inverse of one of the model's.
QUIET_CASUALTIES = 0.12      # forces.quiet_casualties
DEFENCE_INTENSITY = 0.765    # wind_down.defence_intensity
SPEED_PCT = 0.32             # front.speed_pct
LEAST_INTENSITY = 0.25       # beliefs.least_intensity
LARGEST_READING = 0.8        # beliefs.largest_reading
STRESS_BASE_RU, STRESS_PER_USD_BN = 0.21, 0.1      # invader_finance.stress_base, stress_per_gap
STRESS_BASE_UA, STRESS_PER_EUR_BN = 0.3, 0.25      # defender_finance.stress_base, stress_per_gap
NEED_EUR_BN, NEED_PER_DAMAGE_EUR_BN = 3.6, 0.6     # defender_finance.need_eur_bn, need_per_damage_eur_bn
# Russian weariness was set to .2 for 2025, when Levada's last share for talks was 58 %.
WEARINESS_PER_SHARE = 0.2 / 58
# Ukraine attacked in these months; a defender's share of intensity is too low for the state after them.
OFFENSIVE = ["2023-06", "2023-07", "2023-08", "2023-09", "2023-10"]
OFFENSIVE_INTENSITY = 0.85
# Before, autumn 2022 would be in the mean of the front's movement.
FIRST_OF_FRONT = "2022-12"


def last_before(table, date_column, month):
    """The last row that is dated before the month, or on its first day."""
    known = table[table[date_column].astype(str) <= f"{month}-01"]
    return known.sort_values(date_column).iloc[-1] if len(known) else None


def polled(opinion, question, month):
    known = opinion[opinion.question.str.startswith(question) & (opinion.month < month)]
    return known.sort_values("month").iloc[-1]


def inverse_softsign(z):
    z = clip(z, -LARGEST_READING, LARGEST_READING)
    return z / (1 - abs(z))


def intensity(losses, month):
    """From losses = reference * (quiet + (1 - quiet) * x), the reference being the worst three months so far."""
    known = losses[losses.index < month].uk_mod_russian_casualties_thousand.dropna()
    means = known.rolling(3).mean().dropna()
    return clip((means.iloc[-1] / means.max() - QUIET_CASUALTIES) / (1 - QUIET_CASUALTIES), 0, 1)


def movement_pct(territory, month, count):
    used = [m for m in window(month, count) if m >= FIRST_OF_FRONT]
    return 100 * territory.net_change_km2.loc[used].mean() / UKRAINE_KM2


def states_of(month, tables):
    territory = tables("territory_monthly.csv").set_index("month")
    losses = tables("losses_monthly.csv").set_index("month")
    opinion, forces = tables("opinion_points.csv"), tables("force_points.csv")
    aid = tables("aid_by_group_monthly.csv")
    last = before(month)

    held = territory.occupied_share_pct[last]
    yield "initial.occupied_share_pct", held, 0.01, "datum", f"territory_monthly.csv {last}"

    in_ukraine = forces[(forces.actor == "RU") & (forces.quantity == "force_in_ukraine")]
    force = last_before(in_ukraine, "date", month)
    yield ("initial.invader_manpower_thousand", force.value_thousand, 0.08 * force.value_thousand,
           "datum" if force.verified == "yes" else "judged",
           f"force_points.csv {force.date}" + ("" if force.verified == "yes" else ", from memory"))
    # Half of those under arms, 800 thousand in 2023 and 880 in January 2025.
    years = (int(month[:4]) - 2023) + (int(month[5:]) - 1) / 12
    defender = 400 + 20 * years
    yield ("initial.defender_manpower_thousand", defender, 0.15 * defender, "judged",
           "half of 800 thousand under arms, growing to half of 880 by January 2025")

    x = intensity(losses, month)
    yield "initial.invader_intensity", x, 0.08, "derived", f"losses_monthly.csv, three months to {last}"
    defending, attacked = DEFENCE_INTENSITY * x, last in OFFENSIVE
    yield ("initial.defender_intensity", max(defending, OFFENSIVE_INTENSITY) if attacked else defending,
           0.1, "judged" if attacked else "derived",
           "its offensive of 2023" if attacked else "a defender's share of the invader's intensity")

    judged = tables("by_hand/infrastructure_judged.csv")
    point = judged[judged.month <= month].iloc[-1]
    yield "initial.infrastructure", point.infrastructure, 0.08, "judged", f"infrastructure_judged.csv {point.month}"

    reserve = last_before(tables("by_hand/reserve_points.csv"), "date", month)
    # Further from its date the reserve is less sure: 2 bn USD for each month.
    age = (pd.Period(month, "M") - pd.Period(reserve.date[:7], "M")).n
    yield ("initial.reserve_usd_bn", reserve.liquid_reserve_usd_bn, 1 + 2 * age, "datum",
           f"reserve_points.csv {reserve.date}")

    budget = tables("by_hand/russian_budget.csv").set_index("year")
    year = int(month[:4]) - 1
    gap = budget.deficit_rub_bn[year] / budget.rub_per_usd[year] / 12
    yield ("initial.invader_fiscal_stress", clip(STRESS_BASE_RU + STRESS_PER_USD_BN * gap, 0, 1), 0.1, "derived",
           f"where it rests at the deficit of {year}; rates of exchange from memory")
    year_of_aid = aid[(aid.group == "all") & aid.month.isin([m for m in window(month, 12) if m >= "2022-02"])]
    need = NEED_EUR_BN + NEED_PER_DAMAGE_EUR_BN * (1 - point.infrastructure)
    finance = year_of_aid.financial_eur_bn.mean()
    stress = clip(STRESS_BASE_UA + STRESS_PER_EUR_BN * (need - finance), 0, 1)
    yield ("initial.defender_fiscal_stress", stress, 0.12, "derived",
           f"where it rests at the financial aid of twelve months to {last}")

    concede = polled(opinion, "ready for territorial concessions", month)
    yield ("initial.defender_weariness", concede.share_pct / 100, 0.05, "derived",
           f"opinion_points.csv {concede.month}: KIIS, some territorial loss")
    talks = polled(opinion, "prefer peace talks", month)
    yield ("initial.invader_weariness", WEARINESS_PER_SHARE * talks.share_pct, 0.05, "derived",
           f"opinion_points.csv {talks.month}: Levada, talks; the scale is judgement")

    # Movement, momentum and beliefs share the same months of the front: each is counted once. The
    # advantage takes six months; momentum is by how much the last three differ from them.
    six, three = movement_pct(territory, month, 6), movement_pct(territory, month, 3)
    x = max(x, LEAST_INTENSITY)
    yield ("observed.movement_pct", six, 0.01, "datum", f"territory_monthly.csv, up to six months to {last}")
    yield ("parameters.front.initial_net_advantage", inverse_softsign(six / (SPEED_PCT * x)), 0.1, "derived",
           f"territory_monthly.csv, up to six months to {last}")
    yield ("proposed.initial_momentum_pct", three - six, 0.02, "derived",
           f"territory_monthly.csv, three months to {last} less six")
    yield ("proposed.belief_centre", inverse_softsign(movement_pct(territory, month, 9) / (SPEED_PCT * x)), 0.1,
           "derived", f"territory_monthly.csv, up to nine months to {last}")

    policy = tables("by_hand/policy_by_month.csv")
    for name in policy.parameter.unique():
        row = policy[(policy.parameter == name) & (policy.first_month <= month)].iloc[-1]
        yield name, row.value, row.sd, "judged", f"policy_by_month.csv {row.first_month}"


def donors_of(month, tables):
    countries = tables("countries.csv").set_index("actor", drop=False)
    aid, events = tables("aid_by_donor_monthly.csv"), tables("events.csv")
    for donor in DONORS:
        given = aid[aid.donor == donor]
        yield donor, "initial_stance", stance(given, countries.loc[donor], events, month)
        yield donor, "base_aid_eur_bn_per_year", base_aid(given, month)


def from_tables(tables):
    rows = [(month, name, round(value, 4), round(sd, 4), kind, of)
            for month in START_MONTHS for name, value, sd, kind, of in states_of(month, tables)]
    tables.write("initial_states.csv", pd.DataFrame(rows, columns=["month", "parameter", "value", "sd", "class", "of"]))
    rows = [(month, donor, column, *(round(clip(v, *COLUMNS[column]), 3) for v in values))
            for month in START_MONTHS for donor, column, values in donors_of(month, tables)]
    tables.write("initial_donors.csv",
                 pd.DataFrame(rows, columns=["month", "actor", "column", "value", "low", "high"]))
