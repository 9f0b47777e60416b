package imprint.workers.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of an nginx whose files lie in {@code files}, behind a login. */
final class Nginx {

    static final String WEBDAV = "dav_methods PUT DELETE MOVE; dav_ext_methods PROPFIND;";
    static final String PUT_ONLY = "dav_methods PUT DELETE;";
    static final String FOREIGN = "return 302 http://169.254.169.254$request_uri;";

    private static final Path DAV_EXT = Path.of("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so");

    private Nginx() {}

    /** @param rules what may be done with the files */
    static TestServer start(Path directory, Path files, Credentials login, String rules) throws IOException {
        int port = TestServer.freePort();
        Path passwords =
                Files.writeString(directory.resolve("passwords"), login.user() + ":{PLAIN}" + login.password() + "\n");
        Path configuration = Files.writeString(directory.resolve("nginx.conf"), """
                %s
                daemon off;
                user %s;
                pid %s/nginx.pid;
                error_log stderr;
                events {}
                http {
                  access_log off;
                  client_max_body_size 0;
                  client_body_temp_path %s;
                  server {
                    listen 127.0.0.1:%d;
                    location / {
                      root %s;
                      auth_basic storage;
                      auth_basic_user_file %s;
                      %s
                    }
                  }
                }
                """.formatted(
                        Files.exists(DAV_EXT) ? "load_module " + DAV_EXT + ";" : "",
                        System.getProperty("user.name"),
                        directory,
                        Files.createDirectories(directory.resolve("bodies")),
                        port,
                        files,
                        passwords,
                        rules));
        return TestServer.start(
                directory.resolve("nginx.log"),
                port,
                "/usr/sbin/nginx",
                "-p",
                directory.toString(),
                "-c",
                configuration.toString());
    }
}
