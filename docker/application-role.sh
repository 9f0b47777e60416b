#!/bin/bash
# Run once by the PostgreSQL image, on an empty database, as imprint_owner: makes the role that the application and the
# engine's history exporter use. It may read and write what the owner creates; the migrations take the rest away.
set -euo pipefail

psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\set password `cat /run/secrets/database-password`
CREATE ROLE imprint_app LOGIN PASSWORD :'password';
REVOKE ALL ON DATABASE imprint FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE imprint TO imprint_app;
GRANT USAGE ON SCHEMA public TO imprint_app;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO imprint_app;
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO imprint_app;
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO imprint_app;
SQL
