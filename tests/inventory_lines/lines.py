"""An inventory of the demo's region, and somebody to put on it."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.people import Region

from chaincare.workdays import day_in_amsterdam


def today(region: Region) -> date:
    return day_in_amsterdam(region.app.state.clock.now())


async def make_inventory(region: Region, **changes: Any) -> str:
    """One that the network's coordinator begins; with his mandate he writes what a voortrekker writes."""
    said = {
        "name": "Thuiszitters", "targetGroup": "leerlingen zonder passend onderwijs", "area": "Noorderveld",
        "fromDate": "2026-09-01", **changes,
    }  # fmt: skip
    return str((await region.coordinator.post("/inventories", said))["id"])


def noor(**changes: Any) -> dict[str, Any]:
    """Noor Terpstra does not get to school, and is entitled to it."""
    day = day_in_amsterdam(datetime.now(UTC))
    return {
        "person": {"givenNames": "Noor", "familyName": "Terpstra", "birthDate": "2014-05-06"},
        "situation": "does_not_get",
        "need": "Een klas waar het stil is.",
        "entitlement": "Passend onderwijs.",
        "entitlementArticle": "WPO 18a",
        "legalBasis": {"ground": "avg-6-1-e", "article": "WPO 18a"},
        "informed": {"fact": "informed", "informedDate": str(day), "how": "in a talk with her mother"},
        "reviewDate": str(day + timedelta(days=60)),
        **changes,
    }


async def report(region: Region, inventory_id: str, **changes: Any) -> str:
    """The teacher puts her on it."""
    line = await region.teacher.post(f"/inventories/{inventory_id}/lines", noor(**changes))
    return f"/inventories/{inventory_id}/lines/{line['id']}"


async def past_the_wall(region: Region, statements: str) -> None:
    """What somebody with the database's own rights does, without an entry."""
    async with region.admin.transaction():
        await region.admin.execute("SET LOCAL session_replication_role = replica")
        await region.admin.execute(statements)


def person(region: Region, **changes: str) -> dict[str, str]:
    """A line of the list, whom nobody else is."""
    day = today(region)
    return {
        "givenNames": "Fenna", "familyName": "Postma", "birthDate": "2013-05-06", "situation": "does_not_get",
        "need": 'Een klas waar het stil is; en "rust".', "entitlement": "Passend onderwijs.", "entitlementArticle": "WPO 18a",
        "ground": "avg-6-1-e", "article": "WPO 18a", "informedDate": str(day), "informedHow": "in een gesprek, thuis",
        "reviewDate": str(day + timedelta(days=60)), **changes,
    }  # fmt: skip


def listed(*people: dict[str, str], delimiter: str = ";") -> str:
    text = io.StringIO()
    columns = list(dict.fromkeys(column for one in people for column in one))
    writer = csv.DictWriter(text, columns, delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(people)
    return "\ufeff" + text.getvalue()


def many(region: Region, count: int, first: int = 0) -> str:
    return listed(
        *(
            person(region, callName=f"K{number}", givenNames=f"Kind {letters(number)}")
            for number in range(first, first + count)
        )
    )


def letters(number: int) -> str:
    return "".join("abcdefghij"[int(one)] for one in str(number))
