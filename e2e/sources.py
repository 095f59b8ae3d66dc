# SPDX-License-Identifier: EUPL-1.2
"""Counts of what the raw files hold, without the importer: python3 sources.py FOLDER SOURCE
or which columns say anything: python3 sources.py FOLDER columns PATH"""
import csv, glob, io, json, re, sys

folder = sys.argv[1]


def rows(name, delimiter=","):
    text = open(f"{folder}/{name}", encoding="utf-8-sig", newline="").read()
    return [r for r in csv.DictReader(io.StringIO(text), delimiter=delimiter) if any(r.values())]


def muenster(name="muenster_sachstand.csv"):
    all = rows(f"muenster/{name}")
    roots = {r["id"] for r in all if not r["parent"]}
    measures = {r["id"] for r in all if r["parent"] in roots}
    reports = [r for r in all if r["parent"] in measures and not r["id"].endswith("-Plan")]
    # Colours: of reports, of measures as a whole, of fields.
    judged = [r for r in reports + [r for r in all if r["id"] in measures] if r["assessment"] not in ("", "white")]
    fields = [r for r in all if r["id"] in roots and r["assessment"]]
    return {"field": len(roots), "measure": len(measures), "evidence": len(reports), "status": len(judged), "fact": len(fields)}


def barometer(name):
    all = rows(f"french-barometer/{name}")
    values = {(r["id_indicateur"], r[f"date_valeur_{k}"]) for r in all for k in ("initiale", "actuelle") if r[f"date_valeur_{k}"] and r[f"valeur_{k}"]}
    return {
        "measure": len({r["mesure"] for r in all}),
        "milestone": len({r["id_indicateur"] for r in all}),
        "indicator": len({r["id_indicateur"] for r in all}),
        "value": len(values),
    }


def planning():
    levers = [r for r in rows("french-planning/grist-leviers.csv") if r["Levier"].strip() and not r["Levier"].startswith("Indicateur")]
    indicators = [r for r in rows("french-planning/grist-indicators.csv") if r["ID"]]
    years = lambda start: sum(1 for r in indicators for k in r if re.fullmatch(start + "20[0-9]{2}", k) and r[k].strip())
    parts = {p for r in levers if r["Chantier associé"].strip() for p in r["Chantier associé"].split(" / ")}
    sites = {r["Chantier"] for r in rows("french-planning/grist-chantiers.csv")}
    return {
        "measure": len(levers),
        "field": len(parts | sites),
        "goal": len(rows("french-planning/grist-engagements.csv")),
        "indicator": len(indicators),
        "milestone": years("cible_"),
        "value": years(""),
    }


def buenos_aires():
    measures, stages, steps, states, parts = set(), set(), set(), set(), set()
    for name in glob.glob(f"{folder}/buenos-aires/ogp_compromisos_*.json"):
        for key, one in json.load(open(name)).items():
            measures.add(key)
            states |= {key} if one.get("compromisoestadocod") else set()
            parts |= {key} if one["compromisocodsup"] else set()
            for key, stage in dict(one.get("etapas") or {}).items():
                stages.add(key)
                states |= {"e" + key} if stage.get("compromisoetapaestadocoddesc") else set()
                for key, step in dict(stage.get("hitos") or {}).items():
                    steps.add(key)
                    states |= {"h" + key} if step.get("compromisoetapahitoestadocoddesc") else set()
    return {"measure": len(measures), "milestone": len(stages) + len(steps), "status": len(states), "relation": len(parts)}


def sao_paulo():
    return {
        "field": len(rows("sao-paulo/axes.csv")),
        "goal": len(rows("sao-paulo/objectives.csv")),
        "measure": len({r["id"] for r in rows("sao-paulo/goals.csv")}),
        # One of them says "to be defined".
        "funding": sum(1 for r in rows("sao-paulo/goals.csv") if re.fullmatch("[0-9.,]+", r["total_cost"] or "")),
    }


def uk():
    reviewed = rows("uk-promises/evidence_reviewed.csv")
    kept = lambda r: (r["promise_id"], r["url"])
    timeline = rows("uk-promises/promise_progress_timeline.csv")
    return {
        "measure": len(rows("uk-promises/promises.csv")),
        "evidence": len({kept(r) for r in reviewed}),
        "status": len(rows("uk-promises/promises.csv")) + len(timeline) + len(rows("uk-promises/promise_status_suggestions.csv")),
    }


def karlsruhe_sheet():
    lines = [[c.strip() for c in r] for r in csv.reader(open(f"{folder}/karlsruhe/ODD24_Monitoring_Klimaschutz_KA2022.csv", encoding="utf-8-sig", newline=""), delimiter=";")]
    groups, group, shown, values = set(), "", 0, 0
    for line in lines[2:]:
        group = line[0] or group
        if line[1] or line[2]:
            groups.add(group)
            shown += 1
            values += sum(1 for cell in line[3:16] if cell)
    return {"measure": len(groups), "indicator": shown, "value": values}


def karlsruhe():
    all = rows("karlsruhe/kennzahlenwerte_2024-09-24.csv", ";")
    return {
        "measure": len({r["Maßnahmen_ID"] for r in all}),
        "indicator": len({r["Maßnahme%Kennzahl%Maßeinheit"] for r in all}),
        "value": sum(1 for r in all if r["Wert"]),
    }


def denmark():
    all = rows("denmark-upr/denmark_cycle3_excerpt.csv")
    bodies = {b.strip() for r in all for b in r["recommending_state"].split(";")}
    # The addressee answers, somebody grades, and who imports.
    return {"recommendation": len(all), "response": len(all), "status": len(all), "organisation": len(bodies) + 3}


def mainz():
    fields = measures = demands = states = facts = 0

    def walk(node, depth):
        nonlocal fields, measures, demands, states, facts
        below, own = node.get("children") or [], node["title"].startswith("MainzZero:")
        is_field = depth == 0 or (depth == 1 and below)
        judged = node["execution_status"] in (2, 4, 6, 8)
        if is_field and node["slugs"] != "mehr-infos-zum-monitoring-tool":
            fields += 1
            facts += judged
        elif not is_field:
            demands += own
            measures += not own
            states += judged
        for one in below:
            walk(one, depth + 1)

    for node in json.load(open(f"{folder}/mainz-climate-plan/mainz_task_tree.json")):
        walk(node, 0)
    return {"field": fields, "measure": measures, "recommendation": demands, "status": states, "fact": facts}


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
    "denmark": denmark,
    "mainz": mainz,
    # Four stand there twice, word by word, and one is called "TEST".
    "irena": lambda: {"measure": len({(p["id"], p["measure_name"]) for p in json.load(open(f"{folder}/irena/data_2026-04-02.json"))["policies"]} - {(58, "TEST")})},
    "karlsruhe": karlsruhe,
    "karlsruhe-sheet": karlsruhe_sheet,
    "italy-report": lambda: {n: len({r["Codice univoco Milestone-Target"] for r in rows("italy-recovery-plan/MeT_Attuazione_2021-T4.csv", ";")}) for n in ("milestone", "evidence", "status")},
    "upr": lambda: {n: len(rows("upr/upr_germany_all_sessions_1-20.csv")) for n in ("recommendation", "response")},
    "dol": lambda: {"recommendation": len(rows("dol-child-labour/suggested_actions_a-l.csv"))},
}



def columns(path):
    """Columns, or keys of nodes, that say something anywhere."""
    if path.endswith(".json"):
        met = {}

        def walk(node, nodes):
            for key, value in node.items():
                inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
                below = [one for one in inner if isinstance(one, dict)]
                if key in nodes:
                    for one in below:
                        walk(one, nodes)
                elif value not in ("", None, [], {}) and not (isinstance(value, dict) and not any(value.values())):
                    met[key] = True

        tree = json.load(open(path))
        tree = tree.get("policies", tree) if isinstance(tree, dict) else tree
        for node in tree.values() if isinstance(tree, dict) else tree:
            walk(node, ("children", "etapas", "hitos", "compromisos"))
        return list(met)
    text = open(path, encoding="utf-8-sig", newline="").read()
    lines = list(csv.reader(io.StringIO(text), delimiter=max(",;", key=text.split("\n")[0].count)))
    says = lambda at: any(line[at].strip() for line in lines[1:] if at < len(line))
    return [" ".join(name.split()) or f"#{at + 1}" for at, name in enumerate(lines[0]) if says(at)]


if sys.argv[2] == "columns":
    for name in sorted(glob.glob(f"{folder}/{sys.argv[3]}/*") or [f"{folder}/{sys.argv[3]}"]):
        if name.endswith((".json", ".csv")):
            for column in columns(name):
                print(f"{name.rsplit('/', 1)[1]}\t{column}")
else:
    for noun, count in sorted(COUNTS[sys.argv[2]]().items()):
        print(noun, count)
