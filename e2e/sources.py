# SPDX-License-Identifier: EUPL-1.2
"""Counts of what the raw files hold, without the importer: python3 sources.py FOLDER SOURCE"""
import csv, glob, io, json, sys

folder = sys.argv[1]


def rows(name, delimiter=","):
    text = open(f"{folder}/{name}", encoding="utf-8-sig", newline="").read()
    return [r for r in csv.DictReader(io.StringIO(text), delimiter=delimiter) if any(r.values())]


def muenster(name="muenster_sachstand.csv"):
    all = rows(f"muenster/{name}")
    roots = {r["id"] for r in all if not r["parent"]}
    measures = {r["id"] for r in all if r["parent"] in roots}
    reports = [r for r in all if r["parent"] in measures and not r["id"].endswith("-Plan")]
    return {"field": len(roots), "measure": len(measures), "evidence": len(reports)}


def barometer(name):
    all = rows(f"french-barometer/{name}")
    return {"measure": len({r["mesure"] for r in all}), "milestone": len({r["id_indicateur"] for r in all})}


def planning():
    levers = [r for r in rows("french-planning/grist-leviers.csv") if r["Levier"].strip() and not r["Levier"].startswith("Indicateur")]
    return {
        "measure": len(levers),
        "milestone": len({r["ID"] for r in rows("french-planning/grist-indicators.csv") if r["ID"]}),
    }


def buenos_aires():
    measures, stages, steps = set(), set(), set()
    for name in glob.glob(f"{folder}/buenos-aires/ogp_compromisos_*.json"):
        for key, one in json.load(open(name)).items():
            measures.add(key)
            for key, stage in dict(one.get("etapas") or {}).items():
                stages.add(key)
                steps |= set(dict(stage.get("hitos") or {}))
    return {"measure": len(measures), "milestone": len(stages) + len(steps)}


def sao_paulo():
    return {
        "field": len(rows("sao-paulo/axes.csv")),
        "goal": len(rows("sao-paulo/objectives.csv")),
        "measure": len({r["id"] for r in rows("sao-paulo/goals.csv")}),
    }


def uk():
    reviewed = rows("uk-promises/evidence_reviewed.csv")
    kept = lambda r: (r["promise_id"], r["url"])
    timeline = rows("uk-promises/promise_progress_timeline.csv")
    return {
        "measure": len(rows("uk-promises/promises.csv")),
        "evidence": len({kept(r) for r in reviewed}) + len(timeline),
    }


def karlsruhe_sheet():
    lines = [[c.strip() for c in r] for r in csv.reader(open(f"{folder}/karlsruhe/ODD24_Monitoring_Klimaschutz_KA2022.csv", encoding="utf-8-sig", newline=""), delimiter=";")]
    groups, group = set(), ""
    for line in lines[2:]:
        group = line[0] or group
        if line[1] or line[2]:
            groups.add(group)
    return {"measure": len(groups)}


COUNTS = {
    "muenster-1": lambda: muenster("muenster_sachstand_2019-12-09.csv"),
    "muenster-2": muenster,
    "barometer-1": lambda: barometer("synthese-national_2021-01-12.csv"),
    "barometer-2": lambda: barometer("synthese-national_2021-05-07.csv"),
    "planning": planning,
    "buenos-aires": buenos_aires,
    "barcelona": lambda: {
        "measure": len({r["ID"] for r in rows("barcelona/action_plans.csv")}),
        "field": len({r["Categoria"] for r in rows("barcelona/action_plans.csv")}),
    },
    "sao-paulo": sao_paulo,
    "uk": uk,
    "denmark": lambda: {n: len(rows("denmark-upr/denmark_cycle3_excerpt.csv")) for n in ("recommendation", "response")},
    # Four stand there twice, word by word, and one is called "TEST".
    "irena": lambda: {"measure": len({(p["id"], p["measure_name"]) for p in json.load(open(f"{folder}/irena/data_2026-04-02.json"))["policies"]} - {(58, "TEST")})},
    "karlsruhe": lambda: {"measure": len({r["Maßnahmen_ID"] for r in rows("karlsruhe/kennzahlenwerte_2024-09-24.csv", ";")})},
    "karlsruhe-sheet": karlsruhe_sheet,
    "upr": lambda: {n: len(rows("upr/upr_germany_all_sessions_1-20.csv")) for n in ("recommendation", "response")},
    "dol": lambda: {"recommendation": len(rows("dol-child-labour/suggested_actions_a-l.csv"))},
}

for noun, count in sorted(COUNTS[sys.argv[2]]().items()):
    print(noun, count)
