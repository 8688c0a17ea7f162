FROM python:3.13-slim
RUN useradd --create-home mentor
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY . .
RUN mkdir -p var && chown mentor var
USER mentor
VOLUME /app/var
ENV PYTHONUNBUFFERED=1
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
