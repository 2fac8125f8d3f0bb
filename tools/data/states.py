"""The state at the start of each month from 2023-01 to 2024-12, in the program's names.

A start in a month knows what was published before that month: the last row that an input has by then.
Constants of the formulas are those of by_hand/formula_constants.csv, which marks what hindsight chose."""
import pandas as pd

from actors import base_aid, clip, months_without_aid, stance
from tables import DONORS, START_MONTHS, UKRAINE_KM2, before, constants, window

# Before, autumn 2022 would be in the mean of the front's movement.
FIRST_OF_FRONT = "2022-12"
FIRST_OF_WAR = "2022-02"
# What a donor has at a start: least and largest value of a column.
DONOR_COLUMNS = {
    "initial_stance": (-1.0, 1.3),
    "base_aid_eur_bn_per_year": (0.0, 1000.0),
    "recorded_aid_eur_bn_per_year": (0.0, 1000.0),
    "share_of_months_without_aid": (0.0, 1.0),
}


def last_before(table, date_column, month):
    """The last row of those published before the month, or on its first day."""
    known = table[table.published.astype(str) <= f"{month}-01"]
    return known.sort_values(date_column, kind="stable").iloc[-1]


def polled(opinion, question, month):
    """The last poll; one is published some weeks after its month."""
    known = opinion[opinion.question.str.startswith(question) & (opinion.month < before(month))]
    return known.sort_values("month").iloc[-1]


def inverse_softsign(z, largest):
    z = clip(z, -largest, largest)
    return z / (1 - abs(z))


def intensity(losses, month, quiet):
    """From losses = reference * (quiet + (1 - quiet) * x), the reference being the worst three months so far."""
    known = losses[losses.index < month].uk_mod_russian_casualties_thousand.dropna()
    means = known.rolling(3).mean().dropna()
    return clip((means.iloc[-1] / means.max() - quiet) / (1 - quiet), 0, 1)


def movement_pct(territory, month, count):
    used = [m for m in window(month, count) if m >= FIRST_OF_FRONT]
    return 100 * territory.net_change_km2.loc[used].mean() / UKRAINE_KM2


def policy_of(month, name, policy):
    return policy[(policy.parameter == name) & (policy.first_month <= month)].iloc[-1]


def months_to(month, *of_year):
    """Months from the start until the next of these months of the year; 0 if it is one."""
    return min((m - int(month[5:])) % 12 for m in of_year)


def american_aid(month, tables):
    """What Congress's appropriations meant in the months before: by month with one, by month without, and the share
    of the months with one in which nothing was allocated."""
    policy = tables("by_hand/policy_by_month.csv")
    name = "parameters.united_states.appropriated_at_start"
    aid = tables("aid_by_group_monthly.csv")
    aid = aid[aid.group == "united_states"].set_index("month").military_eur_bn
    used = [str(m) for m in pd.period_range(FIRST_OF_WAR, before(month), freq="M")]

    def runs(m):
        # An act of Congress counts for all of its month: the start of the next knows it.
        return any(m < "2023-01" or policy_of(at, name, policy).value > 0 for at in (m, before(m, -1)) if at <= month)

    with_one = [aid[m] for m in used if runs(m)]
    without = [aid[m] for m in used if not runs(m)]
    lapsed = sum(without) / len(without) if without else 0.0
    nothing = sum(x < 0.0005 for x in with_one) / len(with_one)
    return sum(with_one) / len(with_one) - lapsed, lapsed, nothing


def states_of(month, tables):
    c = constants(tables)
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
    under_arms = last_before(forces[(forces.actor == "UA") & (forces.quantity == "under_arms")], "date", month)
    defender = c.share_under_arms * under_arms.value_thousand
    yield ("initial.defender_manpower_thousand", defender, 0.15 * defender, "judged",
           f"force_points.csv {under_arms.date}: half of those under arms")

    x = intensity(losses, month, c.quiet_casualties)
    yield "initial.invader_intensity", x, 0.08, "derived", f"losses_monthly.csv, three months to {last}"
    # While Ukraine attacks, a defender's share of intensity is too low.
    defending = c.defence_intensity * x
    attacked = last in tables("by_hand/ukrainian_offensive.csv").month.values
    yield ("initial.defender_intensity", max(defending, c.offensive_intensity) if attacked else defending,
           0.1, "judged" if attacked else "derived",
           "its offensive of 2023" if attacked else "a defender's share of the invader's intensity")

    judged = tables("by_hand/infrastructure_judged.csv")
    point = judged[judged.first_month <= month].iloc[-1]
    yield "initial.infrastructure", point.infrastructure, 0.08, "judged", f"infrastructure_judged.csv {point.first_month}"

    reserve = last_before(tables("by_hand/reserve_points.csv"), "date", month)
    # Further from its date the reserve is less sure: 2 bn USD for each month.
    age = (pd.Period(month, "M") - pd.Period(reserve.date[:7], "M")).n
    yield ("initial.reserve_usd_bn", reserve.liquid_reserve_usd_bn, 1 + 2 * age, "datum",
           f"reserve_points.csv {reserve.date}")

    budget = tables("by_hand/russian_budget.csv")
    budget = last_before(budget[budget.year < int(month[:4])], "published", month)
    gap = budget.deficit_rub_bn / budget.rub_per_usd / 12
    yield ("initial.invader_fiscal_stress", clip(c.invader_stress_base + c.invader_stress_per_gap * gap, 0, 1), 0.1,
           "derived", f"where it rests at the deficit of {budget.year}, as published by {budget.published}; "
           "rates of exchange from memory")
    year_of_aid = aid[(aid.group == "all") & aid.month.isin([m for m in window(month, 12) if m >= FIRST_OF_WAR])]
    need = c.need_eur_bn + c.need_per_damage_eur_bn * (1 - point.infrastructure)
    finance = year_of_aid.financial_eur_bn.mean()
    stress = clip(c.defender_stress_base + c.defender_stress_per_gap * (need - finance), 0, 1)
    yield ("initial.defender_fiscal_stress", stress, 0.12, "derived",
           f"where it rests at the financial aid of twelve months to {last}")

    concede = polled(opinion, "ready for territorial concessions", month)
    yield ("initial.defender_weariness", concede.share_pct / 100, 0.05, "derived",
           f"opinion_points.csv {concede.month}: KIIS, some territorial loss")
    # The scale is that of the last poll before the first start.
    talks, then = (polled(opinion, "prefer peace talks", m) for m in (month, START_MONTHS[0]))
    yield ("initial.invader_weariness", c.invader_weariness * talks.share_pct / then.share_pct, 0.05, "derived",
           f"opinion_points.csv {talks.month}: Levada, talks; the scale is judgement")

    # Movement, momentum and beliefs share the same months of the front: each is counted once. The
    # advantage takes six months; momentum is by how much the last three differ from them.
    six, three = movement_pct(territory, month, 6), movement_pct(territory, month, 3)
    x = max(x, c.least_intensity)
    yield ("observed.movement_pct", six, 0.01, "datum", f"territory_monthly.csv, up to six months to {last}")
    yield ("parameters.front.initial_net_advantage", inverse_softsign(six / (c.speed_pct * x), c.largest_reading), 0.1, "derived",
           f"territory_monthly.csv, up to six months to {last}")
    yield ("proposed.initial_momentum_pct", three - six, 0.02, "derived",
           f"territory_monthly.csv, three months to {last} less six")
    nine = movement_pct(territory, month, 9)
    yield ("proposed.belief_centre", inverse_softsign(nine / (c.speed_pct * x), c.largest_reading), 0.1,
           "derived", f"territory_monthly.csv, up to nine months to {last}")

    with_one, lapsed, nothing = american_aid(month, tables)
    for name, value in (("appropriated_eur_bn", with_one), ("lapsed_eur_bn", lapsed),
                        ("appropriated_months_without", nothing)):
        yield f"parameters.united_states.{name}", value, 0, "derived", f"aid_by_group_monthly.csv {FIRST_OF_WAR} to {last}"
    # The American fiscal year begins in October; the sectoral sanctions run out in January and July.
    yield ("parameters.united_states.appropriation_first_month", months_to(month, 10), 0, "derived",
           "the calendar: the fiscal year begins in October")
    yield ("parameters.sanctions.first_renewal_month", months_to(month, 1, 7), 0, "derived",
           "the calendar: base_rates/eu_decisions.csv, each January and July")

    policy = tables("by_hand/policy_by_month.csv")
    for name in policy.parameter.unique():
        row = policy_of(month, name, policy)
        yield name, row.value, row.sd, "judged", f"policy_by_month.csv {row.first_month}"


def donors_of(month, tables):
    countries = tables("countries.csv").set_index("actor", drop=False)
    aid, events, c = tables("aid_by_donor_monthly.csv"), tables("events.csv"), constants(tables)
    for donor in DONORS:
        given = aid[aid.donor == donor]
        yield donor, "initial_stance", stance(given, countries.loc[donor], events, month, c)
        yield donor, "base_aid_eur_bn_per_year", base_aid(given, month)
        # The full mechanisms read these; in the table of actors they are means of 2023 and 2024.
        yield donor, "recorded_aid_eur_bn_per_year", base_aid(given, month)
        yield donor, "share_of_months_without_aid", months_without_aid(given, month)


def from_tables(tables):
    rows = [(month, name, round(value, 4), round(sd, 4), kind, of)
            for month in START_MONTHS for name, value, sd, kind, of in states_of(month, tables)]
    tables.write("initial_states.csv", pd.DataFrame(rows, columns=["month", "parameter", "value", "sd", "class", "of"]))
    rows = [(month, donor, column, *(round(clip(v, *DONOR_COLUMNS[column]), 3) for v in values))
            for month in START_MONTHS for donor, column, values in donors_of(month, tables)]
    tables.write("initial_donors.csv",
                 pd.DataFrame(rows, columns=["month", "actor", "column", "value", "low", "high"]))
