"""Statements of a cluster that procrastinate does not have."""

#: The job, if it still belongs to this worker and attempt; the row stays locked until the statement ends.
_MINE = """WITH mine AS MATERIALIZED (
    SELECT job.id, job.task_name FROM procrastinate_jobs job
     WHERE job.id = %(job_id)s AND job.attempts = %(attempts)s AND job.status = 'doing'
       AND job.worker_id IS NOT DISTINCT FROM %(worker_id)s
       FOR UPDATE) """
FINISH = _MINE + "SELECT procrastinate_finish_job_v1(id, %(status)s, %(delete)s) FROM mine"
RETRY = _MINE + "SELECT procrastinate_retry_job_v2(id, %(at)s, NULL, NULL, NULL) FROM mine"
BEGIN = (
    _MINE
    + """INSERT INTO dvcrawler_sites AS site (site, token, worker, claimed_at)
 SELECT %(site)s, %(least)s::bigint + 1, %(worker)s, NOW() FROM mine
 ON CONFLICT (site) DO UPDATE SET token = GREATEST(site.token, %(least)s) + 1,
    worker = EXCLUDED.worker, claimed_at = NOW(), ended_at = NULL, code = NULL, result = NULL
 RETURNING token"""
)
NOTE = """UPDATE dvcrawler_sites SET ended_at = NOW(), code = %(code)s, result = %(result)s
 WHERE site = %(site)s AND token = %(token)s"""
#: Not by the time at which it was listed: the worker may have woken since.
GIVE_BACK = """WITH stalled AS MATERIALIZED (
    SELECT job.id FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker
        ON worker.id = job.worker_id
     WHERE job.id = %(job_id)s AND job.attempts = %(attempts)s AND job.status = 'doing'
       AND (worker.id IS NULL OR worker.last_heartbeat < NOW() - make_interval(secs => %(lease)s))
       FOR UPDATE OF job)
SELECT procrastinate_retry_job_v2(id, NOW(), NULL, NULL, NULL) FROM stalled"""
END_STALLED = GIVE_BACK.replace(
    "procrastinate_retry_job_v2(id, NOW(), NULL, NULL, NULL)",
    "procrastinate_finish_job_v1(id, 'aborted', false)",
)
HEARTBEAT = "UPDATE procrastinate_workers SET last_heartbeat = NOW() WHERE id = %(worker_id)s RETURNING id"
HELD = "SELECT id, attempts FROM procrastinate_jobs WHERE status = 'doing' AND worker_id = %(worker_id)s"
NAME_WORKER = "INSERT INTO dvcrawler_workers (worker_id, name) VALUES (%(worker_id)s, %(name)s)"
