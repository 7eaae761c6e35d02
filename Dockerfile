# The app in a container whose root file system can be read-only: everything written lies under /data.
#   docker build -t norberg2030 .
#   docker run --read-only --tmpfs /tmp -v norberg-data:/data -p 8501:8501 norberg2030
# docs/drift.md (Swedish) says how to run, back up and upgrade it.
FROM python:3.11-slim-bookworm AS build
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -r requirements.txt \
    && /venv/bin/pip uninstall -q -y pip setuptools && find /venv -name tests -type d -prune -exec rm -r {} +

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin norberg \
    && install -d -o norberg -m 0700 /data
COPY --from=build /venv /venv
WORKDIR /app
COPY app.py ./
COPY .streamlit .streamlit
COPY pages pages
COPY norberg norberg
COPY data data
COPY static static
RUN python -m compileall -q norberg pages app.py
# HOME: libraries that look for a place of their own find the one that can be written
ENV PATH=/venv/bin:$PATH NORBERG_DATA=/data HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
# glibc keeps what many threads have given back unless it is told to return it
ENV MALLOC_ARENA_MAX=2 MALLOC_TRIM_THRESHOLD_=131072
USER norberg
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["streamlit", "run", "app.py", "--server.address", "0.0.0.0"]
