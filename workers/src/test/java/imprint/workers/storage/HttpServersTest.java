package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workflows.address.Server;
import imprint.workflows.address.StorageAddress;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class HttpServersTest {

    @Test
    void keepsThoseThatWereAskedForOfLate() throws Exception {
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.start();
            HttpServers servers = new HttpServers(camel, StorageTimeouts.DEFAULT);
            HttpServer used = servers.of(at(1));
            HttpServer left = servers.of(at(2));

            for (int port = 3; port <= HttpServers.KEPT + 1; port++) {
                servers.of(at(port));
                servers.of(at(1));
            }

            assertThat(servers.of(at(1))).isSameAs(used);
            assertThat(servers.of(at(2))).isNotSameAs(left);
        }
    }

    private static StorageAddress.Http at(int port) {
        return new StorageAddress.Http(new Server("127.0.0.1", port), "images", null, null);
    }
}
