package imprint.workers.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The configuration of a ProFTPD whose files lie in {@code files}, behind a login of its own. */
final class ProFtpd {

    private ProFtpd() {}

    static TestServer start(Path directory, Path files, Credentials login) throws IOException {
        int port = TestServer.freePort();
        String user = System.getProperty("user.name");
        Path passwords = Files.writeString(
                directory.resolve("passwords"),
                "%s:%s:%s:%s::%s:/bin/false\n".formatted(login.user(), hash(login), id("-u"), id("-g"), files));
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        Path configuration = Files.writeString(directory.resolve("proftpd.conf"), """
                ServerType standalone
                DefaultAddress 127.0.0.1
                Port %d
                User %s
                Group %s
                PidFile %s/proftpd.pid
                ScoreboardFile %s/scoreboard
                DelayEngine off
                RootLogin on
                RequireValidShell off
                AuthOrder mod_auth_file.c
                AuthUserFile %s
                AllowOverwrite on
                AllowStoreRestart on
                AllowRetrieveRestart on
                UseIPv6 off
                UseReverseDNS off
                WtmpLog off
                TransferLog none
                """.formatted(
                        port, user, id("-gn"), directory, directory, passwords));
        return TestServer.start(
                directory.resolve("proftpd.log"),
                port,
                "/usr/sbin/proftpd",
                "--nodaemon",
                "-c",
                configuration.toString());
    }

    private static String hash(Credentials login) throws IOException {
        Process openssl = new ProcessBuilder("openssl", "passwd", "-6", "-stdin").start();
        try (var in = openssl.outputWriter()) {
            in.write(login.password() + "\n");
        }
        return output(openssl);
    }

    private static String id(String option) throws IOException {
        return output(new ProcessBuilder("id", option).start());
    }

    private static String output(Process process) throws IOException {
        try (var out = process.inputReader()) {
            return String.valueOf(out.readLine());
        }
    }
}
