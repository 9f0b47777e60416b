package imprint.workers.storage;

import imprint.workflows.address.Trust;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.jspecify.annotations.Nullable;

/** Judges the certificate of one server as its location demands, its host name included, and says what is wrong. */
final class CertificateCheck extends X509ExtendedTrustManager {

    private static final DefaultHostnameVerifier NAMES = new DefaultHostnameVerifier();

    private final Trust trust;
    private final String host;

    private CertificateCheck(Trust trust, String host) {
        this.trust = trust;
        this.host = host;
    }

    static SSLContext context(Trust trust, String host) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new CertificateCheck(trust, host)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The Java runtime has no TLS", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        switch (trust) {
            case Trust.System _ -> check(chain, authType, null);
            case Trust.PrivateCa ca -> check(chain, authType, ca.authorities().certificates());
            case Trust.Pinned pinned -> {
                if (!MessageDigest.isEqual(bytes(pinned.sha256()), bytes(fingerprint(chain[0])))) {
                    throw new CertificateRefused(
                            "The server's certificate is not the pinned one", fingerprint(chain[0]), null);
                }
            }
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("We are no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private void check(X509Certificate[] chain, String authType, @Nullable List<X509Certificate> authorities)
            throws CertificateException {
        X509Certificate certificate = chain[0];
        try {
            certificate.checkValidity();
            trusting(authorities).checkServerTrusted(chain, authType);
            NAMES.verify(host, certificate);
        } catch (CertificateExpiredException e) {
            throw refused("has expired on " + certificate.getNotAfter().toInstant(), certificate, e);
        } catch (CertificateNotYetValidException e) {
            throw refused("is not valid before " + certificate.getNotBefore().toInstant(), certificate, e);
        } catch (CertificateException e) {
            throw refused("is not signed by a trusted authority", certificate, e);
        } catch (SSLException e) {
            throw refused("is for another name than " + host, certificate, e);
        }
    }

    private static CertificateRefused refused(String reason, X509Certificate certificate, Exception cause)
            throws CertificateException {
        return new CertificateRefused("The server's certificate " + reason, fingerprint(certificate), cause);
    }

    /** @param authorities null for those of the Java runtime */
    private static X509TrustManager trusting(@Nullable List<X509Certificate> authorities) throws CertificateException {
        try {
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities == null ? null : keyStore(authorities));
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("The trusted authorities cannot be used", e);
        }
    }

    private static KeyStore keyStore(List<X509Certificate> authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry(fingerprint(authority), authority);
        }
        return store;
    }

    /** The SHA-256 of the certificate in DER, as {@link Trust.Pinned} has it. */
    static String fingerprint(X509Certificate certificate) throws CertificateException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new CertificateException("The certificate has no fingerprint", e);
        }
    }

    private static byte[] bytes(String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal);
    }
}
