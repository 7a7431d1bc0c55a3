"""Who is told of a failed task."""

from __future__ import annotations

import logging
from importlib import import_module

from airflow.sdk import Context

from sluice_dags.settings import Settings

log = logging.getLogger(__name__)


def failed(context: Context) -> None:
    """Log a failed task in one line, and tell the function that ``SLUICE_ALERT`` names."""
    task = context["ti"]
    which = f"{task.dag_id}.{task.task_id} of {context['run_id']}"
    reason = str(context.get("exception")).partition("\n")[0]
    message = f"{which} failed in try {task.try_number}: {reason}"
    log.error(message)
    alert = Settings.current().alert
    if alert is not None:
        module, _, function = alert.partition(":")
        getattr(import_module(module), function)(message, context)
