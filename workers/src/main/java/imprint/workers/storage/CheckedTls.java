package imprint.workers.storage;

import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** Hands Camel's components the TLS whose certificates are judged by {@link CertificateCheck}. */
final class CheckedTls extends SSLContextParameters {

    private final SSLContext context;

    CheckedTls(TlsTrust trust, String host) {
        this.context = CertificateCheck.context(trust, host);
    }

    @Override
    public SSLContext createSSLContext(CamelContext camel) {
        return context;
    }
}
