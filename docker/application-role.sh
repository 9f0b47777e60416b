#!/bin/bash
# Run once by the PostgreSQL image, on an empty database, as its superuser: makes the role that owns the database, and the
# role that the application and the engine's history exporter use. It may read and write what the owner creates; the
# migrations take the rest away. At its end, nobody can log in as the superuser any more.
set -euo pipefail

psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\set owner_password `cat /run/secrets/database-owner-password`
\set password `cat /run/secrets/database-password`
CREATE ROLE imprint_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE imprint_app LOGIN PASSWORD :'password';
ALTER DATABASE imprint OWNER TO imprint_owner;
REVOKE ALL ON DATABASE imprint, postgres, template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE imprint TO imprint_app;
SET ROLE imprint_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO imprint_app;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO imprint_app;
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO imprint_app;
ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO imprint_app;
RESET ROLE;
ALTER ROLE CURRENT_USER NOLOGIN PASSWORD NULL;
SQL
