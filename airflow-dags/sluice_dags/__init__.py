"""Airflow DAGs from the job files of Sluice: a job with a ``schedule`` is a DAG."""
