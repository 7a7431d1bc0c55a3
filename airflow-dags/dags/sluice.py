"""The Airflow DAGs of Sluice: two for every job file with a schedule, and one that expires versions."""

from sluice_dags import factory
from sluice_dags.settings import Settings

globals().update(factory.dags(Settings.current()))
