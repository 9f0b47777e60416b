package imprint.workers.storage;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.SocketException;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Sends requests, and hears also a server that answers, and closes, before it has taken all of one. */
final class HearingExecutor extends HttpRequestExecutor {

    private static final Set<String> SENDING = Set.of("sendRequestEntity", "flush");

    HearingExecutor() {
        super(HttpConnections.LIMITS, null, null);
    }

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback information,
            HttpContext context)
            throws IOException, HttpException {
        return super.execute(request, hearing(connection), information, context);
    }

    private static HttpClientConnection hearing(HttpClientConnection connection) {
        return (HttpClientConnection) Proxy.newProxyInstance(
                HearingExecutor.class.getClassLoader(),
                new Class<?>[] {HttpClientConnection.class},
                (_, method, arguments) -> {
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        Throwable failure = e.getTargetException();
                        if (SENDING.contains(method.getName())
                                && failure instanceof SocketException
                                && hasAnswer(connection)) {
                            // why: it says why it takes no more, and the broken pipe does not.
                            return null;
                        }
                        throw failure;
                    }
                });
    }

    private static boolean hasAnswer(HttpClientConnection connection) {
        try {
            return connection.isOpen() && connection.isDataAvailable(Timeout.ofMilliseconds(1));
        } catch (IOException e) {
            return false;
        }
    }
}
