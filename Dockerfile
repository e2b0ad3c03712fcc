# One image for the site, the job runner, the scheduler and one-off commands; docker-compose.yml says which is which.

FROM python:3.12.11-slim-bookworm AS packages
COPY requirements/runtime.txt /tmp/runtime.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --no-deps --require-hashes --requirement /tmp/runtime.txt

FROM python:3.12.11-slim-bookworm
# What WeasyPrint opens to print PDFs; and pg_dump and pg_restore for backups, of the server's version in docker-compose.yml:
# Debian's own are older than the server, which they then refuse.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 ca-certificates postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 ses \
    && useradd --uid 10001 --gid ses --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin ses \
    && install -d -o ses -g ses -m 700 /data
COPY --from=packages /opt/venv /opt/venv
COPY . /app
WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=ses_admin.settings \
    SES_MODE=production \
    DATA_DIR=/data \
    STATIC_ROOT=/app/static_collected
# Static files get their final names now. Production settings refuse to load without these values;
# they are of no use to anybody and do not stay in the image.
RUN python -m compileall -q . \
    && SECRET_KEY=only-to-collect-static-files-while-the-image-is-made ALLOWED_HOSTS=localhost \
       EMAIL_URL=smtp://localhost DATABASE_URL=sqlite:////tmp/none.sqlite3 REDIS_URL=redis://localhost \
       python manage.py collectstatic --no-input --verbosity 0
USER ses
VOLUME /data
EXPOSE 8000
# Alive means that it answers: a site whose mail waits for Redis must not be restarted for that.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "script/answers.py"]
CMD ["gunicorn", "ses_admin.wsgi:application", "--bind", "0.0.0.0:8000", "--preload", \
     "--workers", "2", "--worker-class", "gthread", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
