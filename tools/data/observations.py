"""What was observed from 2022 to 2024: area, losses, air attacks, aid, money, opinion, events, forces."""
import pandas as pd

from tables import CODES, DONORS, EUROPEAN, months, whole, yes_no


def territory(source):
    t = source("territory_monthly.csv")
    held_by_map = {"deepstate": "DeepState", "isw": "ISW", "pre-invasion": "ISW"}
    table = pd.DataFrame({
        "month": t.month,
        "snapshot_date": t.snapshot_date,
        "map": [next(name for start, name in held_by_map.items() if s.startswith(start)) for s in t.best_source],
        "occupied_km2": t.occupied_best_km2.round(1),
        "occupied_share_pct": t.occupied_best_share_pct.round(3),
        "net_change_km2": t.net_change_km2.round(1),
        "contested_km2": t.deepstate_contested_km2.round(1),
        "isw_control_km2": t.isw_economist_control_only_km2.round(1),
        "isw_control_and_advances_km2": t.isw_economist_incl_advances_km2.round(1),
    })
    # Between two maps a difference is none of the front.
    table.loc[table.map != table.map.shift(), "net_change_km2"] = None
    return table


def losses(source):
    claimed = source("losses_russia_claimed_monthly.csv").set_index("month")
    estimates = source("losses_russia_estimates_monthly.csv").set_index("month")
    named = source("losses_named_both_sides_monthly.csv").set_index("month")
    named_ua = named.ukraine_named_dead + named.ukraine_named_missing
    return pd.DataFrame({
        "month": estimates.index,
        "uk_mod_russian_casualties_thousand": (estimates.ukmod_casualties / 1000).round(2),
        "general_staff_russian_casualties_thousand": (claimed.personnel_claimed / 1000).round(2),
        "economist_russian_casualties_to_date_thousand": (estimates.economist_casualties_cum_est / 1000).round(),
        "economist_low_thousand": (estimates.economist_casualties_cum_pi_low / 1000).round(),
        "economist_high_thousand": (estimates.economist_casualties_cum_pi_high / 1000).round(),
        "economist_russian_deaths_to_date_thousand": (estimates.economist_deaths_cum_est / 1000).round(1),
        "meduza_russian_deaths_thousand": (estimates.meduza_est_deaths / 1000).round(2),
        "named_ukrainian_dead_or_missing": whole(named_ua),
    })


def losses_points(source):
    p = source("casualty_point_estimates.csv")
    # A date range, a text fragment or a note in brackets is no part of an address.
    address = p.source_url.str.replace(r"#.*$", "", regex=True).where(p.source_url.str.startswith("http"), "")
    return pd.DataFrame({
        "date": p.date,
        "side": p.side,
        "kind": p.type,
        "low_thousand": p.low / 1000,
        "central_thousand": p.central / 1000,
        "high_thousand": p.high / 1000,
        "by": p.source,
        "by_a_side_of_the_war": yes_no(p.from_warring_party),
        "address": address,
    })


# The classes of weapons in the source, by our kinds.
AIR_KINDS = {
    "drones": ["drones"],
    "cruise": ["cruise"],
    "ballistic": ["ballistic"],
    "supersonic": ["supersonic"],
    "surface_to_air": ["s300_s400"],
    "other_missiles": ["mixed_missile_bundle", "other_missile"],
}


def air_attacks(source):
    a = source("air_attacks_monthly.csv")
    rows = []
    for _, month in a.iterrows():
        launched, shot_down, lost = {}, {}, {}
        for kind, classes in AIR_KINDS.items():
            launched[kind] = sum(month[f"{c}_launched"] for c in classes)
            shot_down[kind] = sum(month[f"{c}_shot_down"] for c in classes)
            lost[kind] = month.drones_lost_or_jammed if kind == "drones" else 0
        missiles = [kind for kind in AIR_KINDS if kind != "drones"]
        for total, kinds in {"all_missiles": missiles, "all": [*AIR_KINDS]}.items():
            for table in (launched, shot_down, lost):
                table[total] = sum(table[k] for k in kinds)
        for kind in launched:
            stopped = shot_down[kind] + lost[kind]
            rows.append({
                "month": month.month,
                "kind": kind,
                "launched": int(launched[kind]),
                "shot_down": int(shot_down[kind]),
                "lost_or_jammed": int(lost[kind]),
                "stopped_share": round(stopped / launched[kind], 3) if launched[kind] else None,
                # Until mid-2024 many reports named what was shot down, and not what was launched.
                "launches_reported": "yes" if month.month >= "2024-07" else "partly",
            })
    return pd.DataFrame(rows)


def aid_by_donor_monthly(source):
    a = source("aid_monthly_by_donor.csv")
    a = pd.DataFrame({
        "month": a.month,
        "donor": a.iso.map(CODES),
        "military_eur_bn": a.military_bn_eur.round(4),
        "financial_eur_bn": a.financial_bn_eur.round(4),
    })
    assert a.donor.notna().all(), "a donor has no code in tables.py"
    a = a[(a.military_eur_bn != 0) | (a.financial_eur_bn != 0)]
    return a.sort_values(["month", "donor"]).reset_index(drop=True)


def aid_by_donor_yearly(monthly):
    year = monthly.month.str[:4].rename("year")
    grouped = monthly.groupby(["donor", year])
    table = grouped[["military_eur_bn", "financial_eur_bn"]].sum().round(4)
    table["months_with_military_aid"] = grouped.military_eur_bn.apply(lambda x: int((x > 0).sum()))
    squares = grouped.military_eur_bn.apply(lambda x: (x**2).sum())
    # Over all twelve months, with zeros where nothing was allocated.
    mean = table.military_eur_bn / 12
    table["military_monthly_sd_eur_bn"] = ((squares - 12 * mean**2) / 11).clip(lower=0).pow(0.5).round(4)
    donors = sorted({*monthly.donor, *DONORS})
    every = pd.MultiIndex.from_product([donors, ["2022", "2023", "2024"]], names=["donor", "year"])
    return table.reindex(every, fill_value=0).reset_index()


def group_of(donor):
    return {"US": "united_states", "EU": "eu_institutions"}.get(donor, "europe" if donor in EUROPEAN else "others")


AID_GROUPS = ["europe", "united_states", "eu_institutions", "others"]


def aid_by_group_monthly(monthly):
    monthly = monthly.assign(group=monthly.donor.map(group_of))
    table = monthly.groupby(["month", "group"])[["military_eur_bn", "financial_eur_bn"]].sum().round(4)
    every = pd.MultiIndex.from_product([months(), [*AID_GROUPS, "all"]], names=["month", "group"])
    total = monthly.groupby("month")[["military_eur_bn", "financial_eur_bn"]].sum().round(4)
    total.index = pd.MultiIndex.from_product([total.index, ["all"]], names=["month", "group"])
    return pd.concat([table, total]).reindex(every, fill_value=0).reset_index()


def observed(territory, losses, air, groups):
    """One row a month, in the columns that scoring reads."""
    held, casualties = territory.set_index("month"), losses.set_index("month")
    share = air.pivot(index="month", columns="kind", values="stopped_share")
    military = groups.pivot(index="month", columns="group", values="military_eur_bn")
    index = months("2022-02")
    return pd.DataFrame({
        "month": index,
        "occupied_share_pct": held.occupied_share_pct.reindex(index).values,
        "russian_casualties_thousand": casualties.uk_mod_russian_casualties_thousand.reindex(index).values,
        "drone_interception_share": share.drones.reindex(index).values,
        "missile_interception_share": share.all_missiles.reindex(index).values,
        "air_attack_interception_share": share["all"].reindex(index).values,
        "european_military_aid_eur_bn": military.europe.reindex(index).values,
        "us_military_aid_eur_bn": military.united_states.reindex(index).values,
        "stopped": 0,
    })


def revenue(source):
    r = source("russia_oil_gas_revenue_points.csv")
    kinds = {"ytd": "year_to_date", "month_forecast": "forecast_of_month"}
    return pd.DataFrame({
        "month": r.month_end,
        "kind": r.kind.replace(kinds),
        "oil_and_gas_revenue_rub_bn": r.value_bn_rub,
        "verified": r.verified,
        "reference": r.source,
    })


def oil_price(source):
    p = source("russia_urals_price_points.csv")
    return pd.DataFrame({
        "month": p.month_end,
        "kind": p.kind.replace({"15th_to_14th": "middle_to_middle_of_month"}),
        "urals_usd_per_barrel": p.price_usd_per_bbl,
        "verified": p.verified,
        "reference": p.source,
    })


def opinion(source):
    o = source("public_opinion.csv")
    return pd.DataFrame({
        "month": o.month,
        "country": o.country.map(CODES),
        "question": o.question,
        "share_pct": o.value_pct,
        "low_pct": o.low,
        "high_pct": o.high,
        "verified": o.verified,
        "reference": o.source,
    }).sort_values(["country", "question", "month"])


def events(source, blocks):
    e = source("events.csv").rename(columns={"source": "reference"})
    e = pd.concat([e[["date", "actor", "kind", "event", "verified", "reference"]], blocks])
    return e.sort_values("date", kind="stable")


FACTS_OF_FORCES = {
    "ru_invasion_force_initial": ("RU", "force_in_ukraine"),
    "ru_force_in_ukraine": ("RU", "force_in_ukraine"),
    "ru_partial_mobilisation_2022": ("RU", "mobilised"),
    "ru_contract_recruits_2023_h1": ("RU", "contracts_in_half_year"),
    "ru_contract_recruits_2023": ("RU", "contracts_in_year"),
    "ru_contract_recruits_2024_claimed": ("RU", "contracts_in_year"),
    "ru_contract_recruits_2024_belousov": ("RU", "contracts_in_year"),
    "ru_contract_recruits_2024_budget_based": ("RU", "contracts_in_year"),
    "ua_armed_forces_size": ("UA", "under_arms"),
    "ua_mobilised_per_month_2024_claimed": ("UA", "mobilised_a_month"),
    "ua_mobilised_per_month_2024_wapo": ("UA", "mobilised_a_month"),
    "ua_mobilised_per_month_mid2024": ("UA", "mobilised_a_month"),
    "dprk_troops_sent": ("KP", "force_in_russia"),
}


# Facts that were published on another day than the one for which they hold.
PUBLISHED = {("under_arms", "2025-01-01"): "2025-01-15", ("force_in_ukraine", "2024-04-15"): "2024-05-02"}


def forces(source, added):
    f = source("facts.csv")
    f = f[f.key.isin(FACTS_OF_FORCES)]
    table = pd.DataFrame({
        "date": f.as_of,
        "actor": f.key.map(lambda k: FACTS_OF_FORCES[k][0]),
        "quantity": f.key.map(lambda k: FACTS_OF_FORCES[k][1]),
        "value_thousand": f.value / 1000,
        "low_thousand": f.low / 1000,
        "high_thousand": f.high / 1000,
        "published": f.as_of,
        "verified": f.verified,
        "reference": f.source,
    })
    table["published"] = [PUBLISHED.get((row.quantity, row.date), row.date) for row in table.itertuples()]
    return pd.concat([table, added]).sort_values(["actor", "quantity", "date", "value_thousand"])


def facts(source, pattern, unit_columns):
    """Facts whose key begins so, one column for each unit."""
    f = source("facts.csv")
    f = f[f.key.str.match(pattern)]
    table = pd.DataFrame({"date": f.as_of, "quantity": f.key})
    for unit, column in unit_columns.items():
        table[column] = f.value.where(f.unit == unit)
    assert table[list(unit_columns.values())].notna().any(axis=1).all(), "a fact has a unit without a column"
    table["verified"] = f.verified
    table["reference"] = f.source
    return table


def infrastructure(source):
    return facts(source, "ua_generation|ua_energy|ua_import|ua_hydro", {"GW": "power_gw", "percent": "share_pct"})


def economy(source):
    """One row for a country and year; the sources' names of indicators become columns with units."""
    e = source("economy_yearly.csv")
    columns = {
        "real_gdp_growth_pct": "real_gdp_growth_pct", "cpi_inflation_pct": "inflation_pct",
        "key_rate_year_end_pct": "key_rate_at_year_end_pct",
        "oil_gas_budget_revenue_bn_rub": "oil_and_gas_revenue_rub_bn",
        "defence_chapter_budget_bn_rub": "defence_budget_rub_bn", "milex_sipri_bn_usd": "military_spending_usd_bn",
        "milex_pct_gdp": "military_spending_pct_gdp",
        "defence_security_spending_bn_usd": "defence_and_security_spending_usd_bn",
    }
    e = e[e.indicator.isin(columns)]
    unverified = e[e.verified == "no"].groupby(["country", "year"]).indicator.apply(
        lambda x: ";".join(columns[i] for i in x))
    table = e.pivot(index=["country", "year"], columns="indicator", values="value")[list(columns)]
    table = table.rename(columns=columns)
    table["from_memory"] = unverified.reindex(table.index).fillna("")
    table["reference"] = e.groupby(["country", "year"]).source.apply(lambda x: ";".join(sorted(set(x))))
    table = table.reset_index()
    table["country"] = table.country.map({"Russia": "RU", "Ukraine": "UA"})
    return table


def countries(source):
    c = source("countries.csv")
    return pd.DataFrame({
        "actor": c.iso3.map(CODES),
        "name": c.country.replace({"Turkiye": "Turkey"}),
        "gdp_2023_usd_bn": c.gdp_2023_bn_usd.round(1),
        "gdp_2021_eur_bn": c.gdp_2021_bn_eur.round(1),
        "population_2023_million": c.population_2023_m.round(2),
        "capital_to_moscow_km": c.capital_to_moscow_km,
        "capital_to_kyiv_km": c.capital_to_kyiv_km,
        "border_with_russia_km": c.land_border_russia_km,
        "border_with_ukraine_km": c.land_border_ukraine_km,
        "eu_member": yes_no(c.eu_member),
        "nato_member_feb_2022": yes_no(c.nato_member_feb2022),
        "nato_joined": c.nato_joined_after_feb2022.fillna(""),
        "defence_2014_pct_gdp": c.defence_pct_gdp_2014,
        "defence_2023_pct_gdp": c.defence_pct_gdp_2023,
        "defence_2024_pct_gdp": c.defence_pct_gdp_2024,
        "defence_verified": c.defence_verified,
        "russian_gas_2020_pct_of_imports": c.gas_import_share_from_russia_2020_pct,
        "russian_gas_verified": c.gas_verified.fillna(""),
        "un_vote_2022_03": c.un_es11_1_2022_03,
        "un_vote_2022_10": c.un_es11_4_2022_10,
        "un_vote_2023_02": c.un_es11_6_2023_02,
        "un_votes_verified": "no",
        "arms_support_2022_04_pct": c.eb_support_arms_funding_2022_04_pct,
        "arms_support_2023_06_pct": c.eb_support_arms_funding_2023_06_pct,
        "sanctions_on_russia": yes_no(c.sanctions_russia),
    })


def from_sources(source, tables):
    tables.write("territory_monthly.csv", territory(source))
    tables.write("losses_monthly.csv", losses(source))
    tables.write("losses_points.csv", losses_points(source))
    tables.write("air_attacks_monthly.csv", air_attacks(source))
    tables.write("aid_by_donor_monthly.csv", aid_by_donor_monthly(source))
    tables.write("oil_and_gas_revenue_points.csv", revenue(source))
    tables.write("oil_price_points.csv", oil_price(source))
    tables.write("opinion_points.csv", opinion(source))
    tables.write("events.csv", events(source, tables("by_hand/blocks.csv")))
    tables.write("force_points.csv", forces(source, tables("by_hand/force_points.csv")))
    tables.write("infrastructure_points.csv", infrastructure(source))
    tables.write("economy_yearly.csv", economy(source))
    tables.write("countries.csv", countries(source))


def from_tables(tables):
    monthly = tables("aid_by_donor_monthly.csv")
    tables.write("aid_by_donor_yearly.csv", aid_by_donor_yearly(monthly))
    tables.write("aid_by_group_monthly.csv", aid_by_group_monthly(monthly))
    tables.write("observed_monthly.csv", observed(*map(tables, [
        "territory_monthly.csv", "losses_monthly.csv", "air_attacks_monthly.csv", "aid_by_group_monthly.csv"])))
