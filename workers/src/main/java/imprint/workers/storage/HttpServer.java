package imprint.workers.storage;

import org.apache.camel.component.http.HttpEndpoint;

/** A server, and what has been learnt of it. */
final class HttpServer {

    private final HttpEndpoint endpoint;
    private volatile boolean saysContinue = true;

    HttpServer(HttpEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    HttpEndpoint endpoint() {
        return endpoint;
    }

    /** Whether it may say, when it is asked, that it wants to have a file: each that does not costs a wait. */
    boolean saysContinue() {
        return saysContinue;
    }

    void saysNoContinue() {
        saysContinue = false;
    }
}
