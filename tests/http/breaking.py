"""What of a contract breaks those who were built against an earlier one: within v1 nothing may, but for declared exceptions.

Callers lose something where a path, a method, a status of success or a field of an answer goes, where an answer's field may
have values that it could not have, and where a request is asked for more than before or may have less.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_METHODS = ("get", "post", "put", "patch", "delete")
_NARROWER = {"maxLength": -1, "maximum": -1, "maxItems": -1, "minLength": 1, "minimum": 1, "minItems": 1}


def breaking(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """What breaks, one line each."""
    return sorted(set(_Comparison(old, new).all()))


class _Comparison:
    def __init__(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        self._old, self._new = old, new
        self._seen: set[tuple[int, int, bool]] = set()

    def all(self) -> Iterator[str]:
        for path, operations in self._old["paths"].items():
            for method in _METHODS:
                if method in operations:
                    there = self._new["paths"].get(path, {}).get(method)
                    place = f"{method.upper()} {path}"
                    yield from [f"{place}: gone"] if there is None else self._operation(place, operations[method], there)

    def _operation(self, place: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
        known = {(p["name"], p["in"]): p for p in old.get("parameters", ())}
        now = {(p["name"], p["in"]): p for p in new.get("parameters", ())}
        for key, parameter in now.items():
            if key not in known and parameter.get("required"):
                yield f"{place}: parameter {key[0]} is new and required"
            elif key in known:
                if parameter.get("required") and not known[key].get("required"):
                    yield f"{place}: parameter {key[0]} is required now"
                yield from self._schema(f"{place}: parameter {key[0]}", known[key]["schema"], parameter["schema"], is_request=True)
        yield from (f"{place}: parameter {key[0]} is gone" for key in known.keys() - now.keys())
        yield from self._contents(f"{place}: body", old.get("requestBody", {}), new.get("requestBody", {}), is_request=True)
        for status, response in old["responses"].items():
            if status not in new["responses"]:
                if int(status) < 400:
                    yield f"{place}: status {status} is gone"
            else:
                yield from self._contents(f"{place}: {status}", response, new["responses"][status], is_request=False)

    def _contents(self, place: str, old: dict[str, Any], new: dict[str, Any], *, is_request: bool) -> Iterator[str]:
        for kind, content in old.get("content", {}).items():
            there = new.get("content", {}).get(kind)
            if there is None:
                yield f"{place}: {kind} is gone"
            else:
                yield from self._schema(place, content["schema"], there["schema"], is_request=is_request)

    def _schema(self, place: str, old: dict[str, Any], new: dict[str, Any], *, is_request: bool) -> Iterator[str]:
        old, new = _resolved(self._old, old), _resolved(self._new, new)
        if (id(old), id(new), is_request) in self._seen:
            return
        self._seen.add((id(old), id(new), is_request))
        before, now = _types(old), _types(new)
        if before and now and (before - now if is_request else now - before):
            yield f"{place}: type was {'/'.join(sorted(before))} and is {'/'.join(sorted(now))}"
        values, values_now = set(map(str, old.get("enum", ()))), set(map(str, new.get("enum", ())))
        lost = values - values_now if is_request else values_now - values
        if values and values_now and lost:
            yield f"{place}: values {', '.join(sorted(lost))} are {'gone' if is_request else 'new'}"
        if is_request:
            yield from self._limits(place, old, new)
        properties, properties_now = old.get("properties", {}), new.get("properties", {})
        for name in properties.keys() - properties_now.keys():
            yield f"{place}: field {name} is gone"
        required, required_now = set(old.get("required", ())), set(new.get("required", ()))
        for name in sorted(required_now - required if is_request else required - required_now):
            yield f"{place}: field {name} is {'required now' if is_request else 'not always there any more'}"
        for name in properties.keys() & properties_now.keys():
            yield from self._schema(f"{place}.{name}", properties[name], properties_now[name], is_request=is_request)
        if "items" in old and "items" in new:
            yield from self._schema(f"{place}[]", old["items"], new["items"], is_request=is_request)

    @staticmethod
    def _limits(place: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
        for limit, direction in _NARROWER.items():
            if limit in new and (limit not in old or (new[limit] - old[limit]) * direction > 0):
                yield f"{place}: {limit} was {old.get(limit, 'none')} and is {new[limit]}"
        if new.get("pattern") != old.get("pattern") and "pattern" in new:
            yield f"{place}: pattern was {old.get('pattern', 'none')} and is {new['pattern']}"


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def _types(schema: dict[str, Any]) -> set[str]:
    kind = schema.get("type", [])
    return {kind} if isinstance(kind, str) else set(kind)
