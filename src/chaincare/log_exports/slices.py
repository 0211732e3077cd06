"""A body that is sent as it is made. The framework's own streams take the end of a request for a caller who left."""

import asyncio
from contextlib import aclosing, suppress

from litestar.response.streaming import ASGIStreamingResponse
from litestar.types import HTTPResponseBodyEvent, Receive, Send

from chaincare.exchange import CallerGone


class Slices(ASGIStreamingResponse):
    """Sends slice by slice, and makes no more of them once the caller has left."""

    async def send_body(self, send: Send, receive: Receive) -> None:
        """Send them. Raises CallerGone, and whatever making them raises: the body then has no end."""
        leaving = asyncio.create_task(_until_gone(receive))
        try:
            async with aclosing(aiter(self.iterator)) as slices:  # type: ignore[type-var]
                async for one in slices:
                    if leaving.done():
                        raise CallerGone
                    await send(_part(one, more=True))
        finally:
            leaving.cancel()
        await send(_part(b"", more=False))


def _part(body: str | bytes, *, more: bool) -> HTTPResponseBodyEvent:
    plain = body.encode() if isinstance(body, str) else body
    return {"type": "http.response.body", "body": plain, "more_body": more}


async def _until_gone(receive: Receive) -> None:
    with suppress(CallerGone):
        while (await receive())["type"] != "http.disconnect":
            pass
