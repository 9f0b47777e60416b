package imprint.workers.cifs;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.jspecify.annotations.Nullable;

/** A directory of a share. */
public final class CifsEndpoint extends DefaultEndpoint {

    /** Of SMB over TCP. */
    static final int DEFAULT_PORT = 445;

    private String host = "";
    private int port = DEFAULT_PORT;
    private String share = "";
    private String directory = "";
    private @Nullable CifsLogin login;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration stallTimeout = Duration.ofMinutes(1);

    public CifsEndpoint(String uri, CifsComponent component) {
        super(uri, component);
    }

    /** Connects and logs in. */
    public CifsShare connect() throws IOException {
        return CifsShare.open(this);
    }

    @Override
    public Producer createProducer() {
        return new CifsProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("Files are fetched by their names: a route cannot begin with cifs");
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    CifsLogin login() {
        return Objects.requireNonNull(login, "cifs needs an option login=#bean:NAME");
    }

    public void setLogin(CifsLogin login) {
        this.login = login;
    }

    public String getHost() {
        return host;
    }

    public void setHost(String host) {
        this.host = host;
    }

    public int getPort() {
        return port;
    }

    public void setPort(int port) {
        this.port = port;
    }

    public String getShare() {
        return share;
    }

    public void setShare(String share) {
        this.share = share;
    }

    public String getDirectory() {
        return directory;
    }

    /** Below the share's uppermost directory, with slashes; empty for the uppermost. */
    public void setDirectory(String directory) {
        this.directory = directory;
    }

    public Duration getConnectTimeout() {
        return connectTimeout;
    }

    public void setConnectTimeout(Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
    }

    public Duration getStallTimeout() {
        return stallTimeout;
    }

    /** How long no byte may move, in either direction. */
    public void setStallTimeout(Duration stallTimeout) {
        this.stallTimeout = stallTimeout;
    }
}
