"""Log lines: JSON on stdout, keys from a list, and never a person's data.

What is not on the list is dropped and counted. A message, an argument or a local variable can hold a name or a BSN,
so of an error only its type and its places in the code are written: enough to mend it, nothing to leak.
"""

import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

ALLOWED_KEYS = frozenset(
    {
        "event", "level", "timestamp", "logger", "place",
        "request_id", "trace_id", "span_id", "method", "route", "status", "duration_ms",
        "error", "frames", "dropped",
        "version", "address", "port", "migration", "count", "seconds", "leader", "entries", "signal", "witness",
        "why",  # of the seal alone: what is wrong with the log of all, in words that are of nobody
    }
)  # fmt: skip

# Templates of these loggers are constants of the library; of all others not even the template is believed, because
# asyncio and plain f-strings put whole objects into it. Arguments are never rendered.
SPEAKING_LOGGERS = frozenset({"uvicorn.error", "chaincare"})

_FRAMES_MAX = 40


def frames_of(error: BaseException) -> list[str]:
    """Give the places an error came through, innermost last, as ``file:line function``."""
    return _places(error.__traceback__)


def _places(trace: TracebackType | None) -> list[str]:
    # walk_tb and not TracebackException: that one may capture locals and formats the message.
    places = [
        f"{Path(frame.f_code.co_filename).name}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(trace)
    ]
    return places[-_FRAMES_MAX:]


def types_of(error: BaseException) -> str:
    """Name an error's type and those of what caused it or what it groups, outermost first, without a word they say."""
    return " < ".join(dict.fromkeys(_types(error, set())))


def _types(error: BaseException, seen: set[int]) -> Iterator[str]:
    if id(error) in seen:
        return
    seen.add(id(error))
    yield type(error).__qualname__
    inside = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    for one in (*inside, error.__cause__ or error.__context__):
        if one is not None:
            yield from _types(one, seen)


def _error_without_words(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    given = event.pop("exc_info", None)
    if given is True or given == 1:
        given = sys.exc_info()[1]
    if isinstance(given, tuple):
        given = given[1]
    if isinstance(given, BaseException):
        event["error"] = types_of(given)
        event["frames"] = frames_of(given)
    return event


def _only_allowed(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    kept = {key: value for key, value in event.items() if key in ALLOWED_KEYS}
    if dropped := len(event) - len(kept):
        kept["dropped"] = dropped
    return kept


class _StandardLibrary(logging.Handler):
    """Brings records of libraries into the same form: where and how bad, and the template if it can be believed."""

    def emit(self, record: logging.LogRecord) -> None:
        speaks = record.name in SPEAKING_LOGGERS and isinstance(record.msg, str)
        structlog.get_logger().log(
            min(record.levelno, logging.CRITICAL),
            record.msg.strip() if speaks else "library_record",
            logger=record.name,
            place=f"{record.filename}:{record.lineno}",
            exc_info=record.exc_info,
        )


def set_up_logs(level: str = "INFO", stream: Any = None) -> None:
    """Send all log lines of the process through one form; ``stream`` is stdout unless a test listens."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _error_without_words,
            _only_allowed,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level.lower()),
        # Looked up for every line, so that whoever redirects stdout later gets the lines.
        logger_factory=lambda *_: structlog.PrintLogger(stream or sys.stdout),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    ours = (
        logging.StreamHandler,
        _StandardLibrary,
    )  # exactly these: a test's listener is a subclass and stays
    root.handlers[:] = [_StandardLibrary(), *(one for one in root.handlers if type(one) not in ours)]
    root.setLevel(logging.WARNING)  # what libraries say about their daily work is of no use without its words
    for name in SPEAKING_LOGGERS:
        logging.getLogger(name).setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio", "litestar"):
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = (
            name != "uvicorn.access"
        )  # it writes whole paths; our own line has the route's template


def note_alarm(what: str, places: Sequence[str]) -> None:
    """Write down that somebody has to look: a constant sentence, and the parts of the program it is about."""
    structlog.get_logger().critical(what, place=list(places[:_FRAMES_MAX]), count=len(places))


def note_failure(error: BaseException) -> None:
    """Write down that something failed that the caller is told nothing about."""
    structlog.get_logger().error("request_failed", exc_info=error)
