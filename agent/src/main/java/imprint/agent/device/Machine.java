package imprint.agent.device;

import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.HardwareFacts;
import java.io.IOException;
import java.util.List;

/** What the agent runs on. */
public interface Machine {

    HardwareFacts facts() throws IOException;

    /** The disks as they are now. */
    List<DiskFacts> disks() throws IOException;

    /** Differs from boot to boot. */
    String bootId() throws IOException;

    Environment environment();

    /** Sees to it that the next boot, whoever causes it, comes up there. */
    void prepareBoot(Environment into);

    /** Boots; a real machine does not return from it. */
    void reboot() throws IOException, InterruptedException;
}
