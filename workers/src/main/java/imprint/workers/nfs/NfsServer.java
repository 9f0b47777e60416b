package imprint.workers.nfs;

import java.time.Duration;

/**
 * An export, and who reads and writes it.
 *
 * @param port 0 for the protocol's own way to find it
 * @param mountPort of version 3's mount protocol; 0 for what the port mapper says
 * @param version 3 or 4
 * @param connect how long the server may keep silent until the export is mounted
 * @param stall how long it may keep silent then
 */
record NfsServer(
        String host,
        int port,
        int mountPort,
        String export,
        int version,
        int uid,
        int gid,
        Duration connect,
        Duration stall) {}
