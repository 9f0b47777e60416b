package imprint.app.keys;

import imprint.embedded.SecretFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * The Ed25519 pairs that sign transfer tokens and checkpoints, as files that are made when they are first asked for:
 * {@code transfer.key} (PKCS #8) and {@code transfer.pub} (X.509). All apps of an installation need the same files, and
 * its workers {@code transfer.pub}.
 */
final class KeyFiles {

    private final Path directory;

    KeyFiles(Path directory) {
        this.directory = directory;
    }

    KeyPair transferKeys() {
        return pair("transfer");
    }

    /**
     * What checks transfer tokens, for a process that must not be able to sign any.
     *
     * @throws IllegalStateException no app has made it yet, or it is not here
     */
    PublicKey transferKey() {
        var file = directory.resolve("transfer.pub");
        if (Files.notExists(file)) {
            throw new IllegalStateException(
                    "There is no %s: start the app first, and give the worker this file of its keys.".formatted(file));
        }
        try {
            return verifying(KeyFactory.getInstance("Ed25519"), "transfer");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("%s is damaged".formatted(file), e);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }

    KeyPair checkpointKeys() {
        return pair("checkpoint");
    }

    private KeyPair pair(String name) {
        try {
            if (Files.notExists(directory.resolve(name + ".key"))) {
                var made = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                // why: the private key last, because its presence says that both are there.
                write(name + ".pub", made.getPublic().getEncoded());
                write(name + ".key", made.getPrivate().getEncoded());
            }
            var factory = KeyFactory.getInstance("Ed25519");
            PublicKey verifying = verifying(factory, name);
            PrivateKey signing = factory.generatePrivate(new PKCS8EncodedKeySpec(read(name + ".key")));
            return new KeyPair(verifying, signing);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key files in %s are damaged".formatted(directory), e);
        } catch (IOException e) {
            throw new UncheckedIOException("The key files in %s cannot be read".formatted(directory), e);
        }
    }

    private PublicKey verifying(KeyFactory factory, String name) throws GeneralSecurityException, IOException {
        return factory.generatePublic(new X509EncodedKeySpec(read(name + ".pub")));
    }

    private byte[] read(String name) throws IOException {
        return Files.readAllBytes(directory.resolve(name));
    }

    private void write(String name, byte[] bytes) throws IOException {
        SecretFile.write(directory.resolve(name), bytes);
    }
}
