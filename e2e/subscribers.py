# SPDX-License-Identifier: EUPL-1.2
"""What programs of subscribers understand: `subscribers.py calendar|feed` reads one and prints it as JSON."""

import json
import sys
from zoneinfo import ZoneInfo

import feedparser
import icalendar

BERLIN = ZoneInfo("Europe/Berlin")


def instant(value):
    return value.dt.isoformat().replace("+00:00", "Z")


def calendar(text):
    read = icalendar.Calendar.from_ical(text)
    events = read.walk("VEVENT")
    assert not read.errors and not any(event.errors for event in events)
    return [
        {
            "uid": str(event["UID"]),
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "day": event["DTSTART"].dt.astimezone(BERLIN).date().isoformat(),
            "start": instant(event["DTSTART"]),
            "stamp": instant(event["DTSTAMP"]),
            "modified": instant(event["LAST-MODIFIED"]),
            "sequence": int(event["SEQUENCE"]),
        }
        for event in events
    ]


def feed(text):
    answered = {"content-type": "application/atom+xml; charset=utf-8"}
    read = feedparser.parse(text, response_headers=answered)
    assert not read.bozo, read.get("bozo_exception")
    return {
        "id": read.feed.id,
        "entries": [{"id": entry.id, "link": entry.link, "updated": entry.updated} for entry in read.entries],
    }


print(json.dumps({"calendar": calendar, "feed": feed}[sys.argv[1]](sys.stdin.buffer.read())))
