Redoc.init("/openapi.yaml", { hideHostname: true, nativeScrollbars: true }, document.getElementById("reference"));
