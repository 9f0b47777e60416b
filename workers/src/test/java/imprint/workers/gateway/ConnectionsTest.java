package imprint.workers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final int MOST = 40;
    private static final int OF_A_DEVICE = 32;

    private final UUID device = UUID.randomUUID();
    private final Connections connections = new Connections(MOST);

    @Test
    void theOldestStrangerMakesRoom() {
        List<Channel> strangers = opened(MOST);
        assertThat(strangers).allMatch(Channel::isOpen);
        Channel next = opened();
        assertThat(strangers.getFirst().isOpen()).isFalse();
        assertThat(strangers.subList(1, MOST)).allMatch(Channel::isOpen);
        assertThat(next.isOpen()).isTrue();
    }

    @Test
    void noStrangerTakesTheRoomOfADevice() {
        List<Channel> devices = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            devices.add(admitted(UUID.randomUUID()));
        }
        Channel stranger = opened();
        assertThat(stranger.isOpen()).isFalse();
        assertThat(devices).allMatch(Channel::isOpen);
    }

    @Test
    void aDeviceLosesItsOldestAndNoOtherDeviceAny() {
        Channel other = admitted(UUID.randomUUID());
        List<Channel> own = new ArrayList<>();
        for (int i = 0; i <= OF_A_DEVICE; i++) {
            own.add(admitted(device));
        }
        assertThat(own.getFirst().isOpen()).isFalse();
        assertThat(own.subList(1, own.size())).allMatch(Channel::isOpen);
        assertThat(other.isOpen()).isTrue();
    }

    @Test
    void whatWasClosedCountsNoMore() {
        for (int i = 0; i < 10 * MOST; i++) {
            admitted(device).close();
            opened().close();
        }
        assertThat(opened(MOST)).allMatch(Channel::isOpen);
    }

    @Test
    void aConnectionThatHadToMakeRoomIsNotAdmitted() {
        Channel first = opened();
        opened(MOST);
        assertThat(first.isOpen()).isFalse();
        connections.admitted(first, device);
        List<Channel> own = new ArrayList<>();
        for (int i = 0; i < OF_A_DEVICE; i++) {
            own.add(admitted(device));
        }
        assertThat(own).allMatch(Channel::isOpen);
    }

    private Channel admitted(UUID deviceId) {
        Channel connection = opened();
        connections.admitted(connection, deviceId);
        return connection;
    }

    private List<Channel> opened(int count) {
        List<Channel> opened = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opened.add(opened());
        }
        return opened;
    }

    private Channel opened() {
        Channel connection = new EmbeddedChannel(DefaultChannelId.newInstance());
        connections.opened(connection);
        return connection;
    }
}
