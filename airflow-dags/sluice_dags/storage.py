"""Locations that Spark and Airflow both know, each by its own names."""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import urlsplit

from airflow.sdk import ObjectStoragePath

_SCHEMES = {"s3a": "s3", "s3n": "s3", "wasb": "abfs", "wasbs": "abfss"}
"""Names of Hadoop's file systems, and what Airflow calls the same store."""


def resolve(location: str, folder: str) -> str:
    """Give the location that a job file in a folder means: relative ones are relative to the folder."""
    if urlsplit(location).scheme or location.startswith("/"):
        return location.rstrip("/") or "/"
    scheme, separator, path = folder.rpartition("://")
    return scheme + separator + posixpath.normpath(posixpath.join(path, location))


def path(location: str, connection: str | None = None) -> ObjectStoragePath | Path:
    """Open a location for reading.

    :param connection: Airflow connection for object stores
    """
    scheme = urlsplit(location).scheme
    if scheme in ("", "file"):
        return Path(urlsplit(location).path if scheme else location)
    known = _SCHEMES.get(scheme, scheme) + location[len(scheme) :]
    return ObjectStoragePath(known, conn_id=connection)
