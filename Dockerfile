FROM python:3.13.9-slim-bookworm@sha256:b685a4fa58bb19d1814d78a1ec0f0208f351452724f78b20212c984d6e124a34 AS build
WORKDIR /app
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN apt-get update && apt-get install --yes --no-install-recommends binutils busybox && python -m venv /venv
COPY requirements.lock ./
RUN /venv/bin/pip install --no-compile --require-hashes -r requirements.lock
COPY pyproject.toml setup.py README.md LICENSE openapi.yaml ./
COPY schemas ./schemas
COPY service ./service
COPY extension ./extension
RUN /venv/bin/pip install --no-compile --no-deps --no-build-isolation -e .
COPY script/slim script/rootfs.py /build/
RUN /build/slim /venv && /venv/bin/python /build/rootfs.py /image /app busybox && install -d -o 10001 -g 10001 /owned

FROM scratch
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG CREATED=unknown
LABEL org.opencontainers.image.title=onrecord \
      org.opencontainers.image.description="Did they say that? Verifies quotes against an index of source documents, over REST." \
      org.opencontainers.image.licenses=Apache-2.0 \
      org.opencontainers.image.version=$VERSION \
      org.opencontainers.image.revision=$REVISION \
      org.opencontainers.image.created=$CREATED
COPY --from=build /image /
COPY --from=build --chown=10001:10001 /owned /data
COPY --from=build --chown=10001:10001 /owned /corpus
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 PYTHONUNBUFFERED=1 ONRECORD_HOST=0.0.0.0 ONRECORD_PORT=8000 ONRECORD_DATA=/data ONRECORD_CORPUS=/corpus
USER onrecord
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
STOPSIGNAL SIGTERM
CMD ["onrecord", "serve"]
