-- Imports and exports: what each is about, and how far it is. Files are in R2.
CREATE TABLE bulk_jobs (
  merchant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('awaiting_content', 'running', 'completed', 'failed')),
  -- The key that started it, for the audit log.
  actor_id TEXT,
  content_key TEXT,
  total_bytes INTEGER CHECK (total_bytes >= 0),
  processed_bytes INTEGER NOT NULL DEFAULT 0 CHECK (processed_bytes >= 0),
  succeeded INTEGER NOT NULL DEFAULT 0 CHECK (succeeded >= 0),
  failed INTEGER NOT NULL DEFAULT 0 CHECK (failed >= 0),
  failure TEXT,
  -- Counts steps: a step is accounted for once, by whoever finds the number it began with.
  step INTEGER NOT NULL DEFAULT 0,
  -- Where the next page of an export begins.
  cursor TEXT CHECK (json_valid(cursor)),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (merchant_id, id),
  CHECK (status <> 'running' OR total_bytes IS NULL OR processed_bytes <= total_bytes)
) WITHOUT ROWID;
CREATE INDEX bulk_jobs_running ON bulk_jobs (updated_at) WHERE status = 'running';
