"""The addresses under /api/v1 for what the program is at work on."""

from __future__ import annotations

from fastapi import APIRouter, status

from draftbot.faces.api.routes import MISSING, REFUSED, Service
from draftbot.faces.kept_shapes import JobShape

job_router = APIRouter(prefix="/api/v1", tags=["api.tag_state"], responses=REFUSED)


@job_router.get("/jobs", summary="api.jobs", description="api.jobs_more")
def jobs(service: Service) -> list[JobShape]:
    return [JobShape.model_validate(job) for job in service.jobs]


@job_router.delete(
    "/jobs/{job_id}",
    summary="api.stop_job",
    description="api.stop_job_more",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=MISSING,
)
def stop_job(job_id: str, service: Service) -> None:
    service.stop_job(job_id)
