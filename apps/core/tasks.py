from celery import shared_task
from django.utils import timezone

from apps.core.actions import jobs, privacy, sealing


@shared_task(name="core.run_job")
def run_job(job_id: int) -> None:
    jobs.run(job_id=job_id)


@shared_task(name="core.sweep_jobs")
def sweep_jobs() -> None:
    jobs.sweep()


@shared_task(name="core.seal_audit")
def seal_audit() -> None:
    sealing.seal(now=timezone.now())


@shared_task(name="core.retention")
def retention() -> None:
    privacy.expire(timezone.now())
