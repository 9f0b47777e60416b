package imprint.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * By what the embedded engine shows that it is ours: a key, and a certificate that is signed with it and that its clients
 * believe alone. They are made anew at each start, as nobody keeps them.
 *
 * @param certificate a file in PEM
 * @param key a file in PEM
 */
record EngineCertificate(Path certificate, Path key) {
    // why for ever: it lasts as long as the process; and a clock that is set meanwhile must not part the two.
    private static final Instant BEGIN = Instant.EPOCH;
    private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

    private static final X500Name NAME = new X500Name("CN=Imprint's engine");
    private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    /** @param host the IP address at which the engine is reached */
    static EngineCertificate make(Secrets secrets, String host) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            var keys = generator.generateKeyPair();
            var made = new EngineCertificate(secrets.file("engine-certificate.pem"), secrets.file("engine-key.pem"));
            keep(secrets, made.key, "PRIVATE KEY", keys.getPrivate().getEncoded());
            keep(secrets, made.certificate, "CERTIFICATE", selfSigned(keys, host));
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has elliptic curves", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(Secrets secrets, Path file, String what, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        secrets.keep(
                file.getFileName().toString(),
                "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, lines));
    }

    private static byte[] selfSigned(KeyPair keys, String host) throws GeneralSecurityException, IOException {
        var content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(BigInteger.ONE));
        content.setIssuer(NAME);
        content.setSubject(NAME);
        content.setStartDate(new Time(Date.from(BEGIN)));
        content.setEndDate(new Time(Date.from(END)));
        content.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
        content.setSignature(ALGORITHM);
        var names = new GeneralNames(new GeneralName(GeneralName.iPAddress, host));
        content.setExtensions(new Extensions(Extension.create(Extension.subjectAlternativeName, false, names)));
        var signed = content.generateTBSCertificate();
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getEncoded(ASN1Encoding.DER));
        return new DERSequence(new ASN1Encodable[] {signed, ALGORITHM, new DERBitString(signature.sign())})
                .getEncoded(ASN1Encoding.DER);
    }
}
