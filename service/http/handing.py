"""/extension: the browser extension, handed out by the service that it will ask."""

from __future__ import annotations

from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from flask import Response, request

from service import shipped
from service.errors import NotFound
from service.http.access import PUBLIC, scope
from service.http.api import Blueprint, failing
from service.http.pages import page
from service.settings import Settings


def blueprint(settings: Settings) -> Blueprint:
    """Return the routes that hand out the extension."""
    bp = Blueprint("extension", __name__, description="The browser extension")

    @bp.route("/extension", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, {"type": "string"}, content_type="text/html", description="A page")
    @failing(bp, 404)
    def extension() -> Response:
        """How to install the browser extension"""
        return page("extension.html", browsers=_builder().BROWSERS, url=_origin())

    @bp.route("/extension/<browser>.zip", methods=["GET"])
    @scope(PUBLIC)
    @bp.response(200, {"type": "string", "format": "binary"}, content_type="application/zip", description="The extension")
    @failing(bp, 404)
    def archive(browser: str) -> Response:
        """The browser extension, set to ask this service"""
        builder = _builder()
        if browser not in builder.BROWSERS:
            raise NotFound("There is an extension for Chromium and one for Firefox.")
        headers = {"Content-Disposition": f'attachment; filename="onrecord-{browser}.zip"', "Cache-Control": "no-cache"}
        return Response(builder.packed(builder.files(browser, _origin())), mimetype="application/zip", headers=headers)

    return bp


def _origin() -> str:
    """Return the address by which the caller asks this service."""
    return request.host_url.rstrip("/")


@cache
def _builder() -> ModuleType:
    """Return what puts the extension together. Raises NotFound where it was not installed with the service."""
    found = spec_from_file_location("onrecord_extension", shipped("extension") / "build.py")
    if found is None or found.loader is None or not Path(str(found.origin)).exists():
        raise NotFound("The extension is not part of this installation: it is in the folder `extension` of the sources.")
    builder = module_from_spec(found)
    found.loader.exec_module(builder)
    return builder
