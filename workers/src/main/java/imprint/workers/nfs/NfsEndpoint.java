package imprint.workers.nfs;

import java.io.IOException;
import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** A directory of an export, and who reads and writes it. */
public final class NfsEndpoint extends DefaultEndpoint {

    private final NfsComponent component;
    private final String host;
    private final String export;
    private String directory = "";
    private int port;
    private int mountPort;
    private int version = 3;
    private int uid = 65534;
    private int gid = 65534;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration stallTimeout = Duration.ofMinutes(1);

    public NfsEndpoint(String uri, NfsComponent component, String host, String export) {
        super(uri, component);
        this.component = component;
        this.host = host;
        this.export = export;
    }

    /** Mounts the export, for one transfer. */
    public NfsConnection connect() throws IOException {
        var server = new NfsServer(host, port, mountPort, export, version, uid, gid, connectTimeout, stallTimeout);
        return NfsConnection.open(component.library(), server, directory);
    }

    @Override
    public Producer createProducer() {
        return new NfsProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("An NFS server announces no files: read those whose names are known");
    }

    /** Below the export; empty for the export itself. */
    public void setDirectory(String directory) {
        this.directory = directory;
    }

    /** 0 for the protocol's own way to find it (version 3: the port mapper; version 4: 2049). */
    public void setPort(int port) {
        this.port = requirePort(port);
    }

    /** Of version 3's mount protocol; 0 for what the port mapper says. */
    public void setMountPort(int mountPort) {
        this.mountPort = requirePort(mountPort);
    }

    /** 3 (RFC 1813) or 4 (RFC 7530). */
    public void setVersion(int version) {
        this.version = require(version == 3 || version == 4, version, "The version of NFS must be 3 or 4");
    }

    public void setUid(int uid) {
        this.uid = require(uid >= 0, uid, "The number of a user cannot be negative");
    }

    public void setGid(int gid) {
        this.gid = require(gid >= 0, gid, "The number of a group cannot be negative");
    }

    /** How long the server may keep silent until the export is mounted. */
    public void setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    /** How long the server may keep silent then. */
    public void setStallTimeout(Duration stallTimeout) {
        this.stallTimeout = stallTimeout;
    }

    private static int requirePort(int port) {
        return require(port >= 0 && port <= 65_535, port, "A port must be between 0 and 65535");
    }

    private static int require(boolean valid, int value, String sentence) {
        if (!valid) {
            throw new IllegalArgumentException("%s, not %s.".formatted(sentence, value));
        }
        return value;
    }
}
