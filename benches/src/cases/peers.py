# SPDX-License-Identifier: EUPL-1.2
"""What counting and noise are compared with. One line of JSON on standard output.

    peers.py run COMMAND…                   wall seconds and peak memory of any program
    peers.py pac-synth FILE LENGTH          all combinations of values up to LENGTH
    peers.py duckdb FILE LENGTH             the same, one GROUP BY for each set of columns
    peers.py noise FILE EPSILON DELTA       pac-synth's noisy counts of one and two values
"""

import itertools
import json
import resource
import subprocess
import sys
import time

THREADS = 2


def peak(who):
    return resource.getrusage(who).ru_maxrss / 1024


def run(*command):
    since = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return {
        "seconds": time.perf_counter() - since,
        "megabytes": peak(resource.RUSAGE_CHILDREN),
        "said": done.stdout.decode(),
    }


def read(file):
    import pacsynth
    import pandas

    pacsynth.set_number_of_threads(THREADS)
    frame = pandas.read_csv(file, dtype=str, keep_default_na=False)
    return pacsynth.Dataset.from_data_frame(frame)


def pac_synth(file, length):
    counts = read(file).get_aggregates(int(length), ";")
    return {"combinations": len(counts), "sum": sum(counts.values())}


def duckdb(file, length):
    import duckdb as engine

    db = engine.connect()
    db.execute(f"set threads = {THREADS}")
    db.execute("create table raw as select * from read_csv(?, header = true, all_varchar = true, nullstr = '')", [file])
    columns = [row[0] for row in db.execute("describe raw").fetchall()]
    # Codes instead of words: what makes grouping fastest.
    for name in columns:
        db.execute(f"create type of_{name} as enum (select distinct {name} from raw where {name} is not null)")
    coded = ", ".join(f"{name}::of_{name} as {name}" for name in columns)
    db.execute(f"create table coded as select {coded} from raw")
    since = time.perf_counter()
    combinations = total = 0
    for size in range(1, int(length) + 1):
        for chosen in itertools.combinations(columns, size):
            names = ", ".join(chosen)
            known = " and ".join(f"{name} is not null" for name in chosen)
            inner = f"select count(*) as n from coded where {known} group by {names}"
            found, people = db.execute(f"select count(*), coalesce(sum(n), 0) from ({inner})").fetchone()
            combinations += found
            total += int(people)
    return {"combinations": combinations, "sum": total, "counting": time.perf_counter() - since}


def noise(file, epsilon, delta):
    import pacsynth

    builder = pacsynth.DpAggregateSeededParametersBuilder()
    builder = builder.reporting_length(2).epsilon(float(epsilon)).delta(float(delta))
    builder = builder.fabrication_mode(pacsynth.FabricationMode.balanced())
    synthesizer = pacsynth.DpAggregateSeededSynthesizer(builder.build())
    synthesizer.fit(read(file))
    return {"counts": synthesizer.get_dp_aggregates(";")}


if __name__ == "__main__":
    name, *rest = sys.argv[1:]
    since = time.perf_counter()
    answer = {"run": run, "pac-synth": pac_synth, "duckdb": duckdb, "noise": noise}[name](*rest)
    if name != "run":
        answer["seconds"] = time.perf_counter() - since
        answer["megabytes"] = peak(resource.RUSAGE_SELF)
    print(json.dumps(answer))
