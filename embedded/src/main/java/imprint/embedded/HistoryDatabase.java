package imprint.embedded;

import java.nio.file.Path;

/** What the engine's history exporter is told of the database: the password only as the file that holds it. */
record HistoryDatabase(String url, String user, Path passwordFile) {}
