"""A note is read by its audience, and by nobody else: the wall compares, not the handler."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import Region, add_begeleider, link_mother, open_case

from chaincare.notes.model import Audience
from chaincare.notes.rules import readers_of

OWN, UNIT = UUID(int=1), UUID(int=2)


@given(st.sets(st.sampled_from(Audience)), st.lists(st.uuids(), max_size=3), st.booleans())
def test_the_author_always_keeps_what_he_wrote(
    audience: set[Audience], parties: list[UUID], client: bool
) -> None:
    readers = readers_of(audience, parties, unit_id=UNIT, own_id=OWN, client=client)
    assert f"party:{OWN}" in readers
    assert ("client" in readers) is client
    assert ("professionals" in readers) is (Audience.PROFESSIONALS in audience)


@pytest.mark.anyio
async def test_each_reads_what_is_for_him(region: Region) -> None:
    opened = await open_case(region)
    await add_begeleider(region, opened["id"])
    await link_mother(region, opened)
    notes = f"/cases/{opened['id']}/notes"
    await region.teacher.post(notes, {"body": "for the unit"})
    await region.teacher.post(notes, {"body": "for me", "audience": []})
    await region.teacher.post(notes, {"body": "for the client too", "clientMayRead": True})

    async def read(person: object) -> list[str]:
        return [note["body"] for note in (await person.get(notes))["items"]]  # type: ignore[attr-defined]

    assert await read(region.teacher) == ["for the client too", "for me", "for the unit"]
    assert await read(region.begeleider) == ["for the client too", "for the unit"]
    assert await read(region.mother) == ["for the client too"]
    await region.outsider.get(notes, expect=404)
    await region.coordinator.get(notes, expect=403)


@pytest.mark.anyio
async def test_a_named_reader_takes_part(region: Region) -> None:
    opened = await open_case(region)
    body = {"body": "x", "parties": [opened["id"]]}
    answer = await region.teacher.ask("POST", f"/cases/{opened['id']}/notes", body)
    assert (answer.status_code, answer.json()["type"].split(":")[-1]) == (400, "reader-unknown")
