package imprint.workers.storage;

import imprint.workflows.address.Trust;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Connections to HTTP servers: only to addresses where a server may be, and with an end to what is said before a file. A
 * thread that waits for one can be interrupted.
 */
final class HttpConnections extends PoolingHttpClientConnectionManagerBuilder {

    /** How long a server may take to say that it wants to have a file (RFC 9110, 10.1.1, leaves it to us). */
    static final Duration FOR_CONTINUE = Duration.ofSeconds(1);

    static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(16 << 10)
            .setMaxHeaderCount(200)
            .setWaitForContinueTimeout(Timeout.of(FOR_CONTINUE))
            .build();

    private static final int AT_ONCE = 200;

    private HttpConnections() {}

    /** @param tls by what the server's certificate is judged; null for http */
    static HttpClientConnectionManager to(String host, @Nullable Trust tls, StorageTimeouts timeouts) {
        HttpConnections connections = new HttpConnections();
        if (tls != null) {
            connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(
                    CertificateCheck.context(tls, host),
                    HostnameVerificationPolicy.CLIENT,
                    // why: the certificate's check looks at the name, where it is to be looked at.
                    NoopHostnameVerifier.INSTANCE));
        }
        return connections
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(LIMITS)
                        .responseParserFactory(Heads::new)
                        .responseOutOfOrderStrategy(MonitoringResponseOutOfOrderStrategy.INSTANCE)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(timeouts.connect()))
                        .setSocketTimeout(Timeout.of(timeouts.stall()))
                        .build())
                .setMaxConnTotal(AT_ONCE)
                .setMaxConnPerRoute(AT_ONCE)
                .build();
    }

    @Override
    protected HttpClientConnectionOperator createConnectionOperator(
            SchemePortResolver ports, DnsResolver names, TlsSocketStrategy tls) {
        return new DefaultHttpClientConnectionOperator(
                _ -> new GuardedSocket(),
                ports,
                names,
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register("https", tls)
                        .build());
    }

    /** The heads of a server's answers. What is none ends the connection: it would be waited for until the last limit. */
    private static final class Heads extends DefaultHttpResponseParser {

        private static final int MAX_INTERIM = 10;

        private int interim;

        Heads(Http1Config limits) {
            super(limits);
        }

        @Override
        protected ClassicHttpResponse createMessage(CharArrayBuffer line) throws IOException {
            ClassicHttpResponse head = head(line);
            interim = head.getCode() < HttpStatus.OK ? interim + 1 : 0;
            if (interim > MAX_INTERIM) {
                throw new ProtocolException("it says again and again that its answer is still to come");
            }
            return head;
        }

        private ClassicHttpResponse head(CharArrayBuffer line) throws IOException {
            try {
                return super.createMessage(line);
            } catch (HttpException e) {
                throw new ProtocolException("it speaks no HTTP" + greeting(line.toString()));
            }
        }

        private static String greeting(String line) {
            if (line.startsWith("220")) {
                return " (it greets as FTP does: give the port of HTTP, or a URL that begins with ftp)";
            }
            return line.startsWith("SSH-") ? " (it greets as SSH does: give the port of HTTP)" : "";
        }
    }
}
