FROM python:3.13-slim
RUN useradd --create-home mentor
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY . .
RUN mkdir -p var && chown mentor var
USER mentor
VOLUME /app/var
ENV PYTHONUNBUFFERED=1 MENTOR_HEALTH_HOST=0.0.0.0 MENTOR_HTTP_HOST=0.0.0.0
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8766/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
