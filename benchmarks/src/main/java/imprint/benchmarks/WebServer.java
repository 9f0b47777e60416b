package imprint.benchmarks;

import imprint.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx on loopback that takes {@code PUT}, {@code DELETE} and {@code MOVE}. */
record WebServer(int port, Path files) {

    static WebServer start(Laboratory laboratory) throws IOException, InterruptedException {
        var files = laboratory.directory("www");
        var port = Ports.unused();
        var configuration = Files.writeString(laboratory.file("nginx.conf"), """
                daemon off;
                user %s;
                worker_processes 1;
                pid %s;
                error_log stderr;
                events {}
                http {
                  access_log off;
                  sendfile on;
                  client_max_body_size 0;
                  client_body_temp_path %s;
                  server {
                    listen 127.0.0.1:%s;
                    location / {
                      root %s;
                      dav_methods PUT DELETE MOVE;
                    }
                  }
                }
                """.formatted(
                        System.getProperty("user.name"),
                        laboratory.file("nginx.pid"),
                        laboratory.directory("www-bodies"),
                        port,
                        files));
        var nginx = laboratory.running(ChildProcess.start(
                List.of(
                        "/usr/sbin/nginx",
                        "-p",
                        laboratory.directory("nginx").toString(),
                        "-c",
                        configuration.toString()),
                Map.of(),
                laboratory.file("nginx.log")));
        Listening.await(port, nginx::requireAlive);
        return new WebServer(port, files);
    }

    URI address(String file) {
        return URI.create("http://127.0.0.1:%s/%s".formatted(port, file));
    }

    Path path(String file) {
        return files.resolve(file);
    }
}
