# One image for web server, workers, scheduler and migrations: docker-compose.yml says what each runs.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=alumni_portal.settings.production \
    VAR_DIR=/srv/var

RUN useradd --system --uid 10001 --user-group portal \
    && install -d -o portal -g portal /srv/var /srv/var/media /srv/var/audit /srv/var/mail-mark
WORKDIR /srv/portal

COPY requirements/runtime.txt requirements/
RUN pip install --no-cache-dir --require-hashes --only-binary :all: --no-binary dkimpy -r requirements/runtime.txt

COPY . .
# The values are needed to read the settings and end with this line; the compiled translations are in the repository.
RUN ALLOWED_HOSTS=build SECRET_KEY=build KEYED_HASH_KEY=build FIELD_ENCRYPTION_KEYS=build \
    DATABASE_URL=sqlite:// REDIS_URL=redis://build \
    python manage.py collectstatic --noinput

USER portal
EXPOSE 8000
CMD ["gunicorn", "alumni_portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "4", "--max-requests", "5000", \
     "--max-requests-jitter", "500", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--access-logfile", "-"]
