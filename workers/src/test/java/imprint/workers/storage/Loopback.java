package imprint.workers.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port on loopback where each connection is a conversation of its own. */
final class Loopback implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Conversation conversation;

    Loopback(Conversation conversation) throws IOException {
        this.conversation = conversation;
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.startVirtualThread(() -> talk(client));
            } catch (IOException e) {
                // why: the test is over.
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            conversation.with(client);
        } catch (IOException e) {
            // why: the client has gone, or has had enough, which its test notices.
        }
    }

    @FunctionalInterface
    interface Conversation {
        void with(Socket client) throws IOException;
    }
}
