package imprint.agent;

import imprint.agent.command.CommandFailed;
import imprint.agent.command.CommandInHand;
import imprint.agent.command.InTray;
import imprint.agent.device.HalfWritten;
import imprint.agent.device.Machine;
import imprint.agent.disk.DiskFaulty;
import imprint.agent.http.Failures;
import imprint.agent.log.DeviceLog;
import imprint.agent.log.ProgressLine;
import imprint.agent.log.Terminal;
import imprint.agent.server.Reports;
import imprint.agent.transfer.DiskWork;
import imprint.bpmn.ErrorCode;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Report;
import imprint.imaging.text.ByteCount;
import org.jspecify.annotations.Nullable;

/** Read a command, execute it, report until heard; from one boot to the next. */
final class AgentLoop {

    private final InTray inTray;
    private final DiskWork diskWork;
    private final Machine machine;
    private final HalfWritten halfWritten;
    private final Reports reports;
    private final DeviceLog log;
    private final Terminal terminal;

    AgentLoop(
            InTray inTray,
            DiskWork diskWork,
            Machine machine,
            HalfWritten halfWritten,
            Reports reports,
            DeviceLog log,
            Terminal terminal) {
        this.inTray = inTray;
        this.diskWork = diskWork;
        this.machine = machine;
        this.halfWritten = halfWritten;
        this.reports = reports;
        this.log = log;
        this.terminal = terminal;
    }

    /** Returns when the server, having heard of it, expects the machine to boot. */
    void runUntilReboot() throws InterruptedException {
        if (reports.unheardCommand().isPresent()) {
            reports.deliverUnheard();
            inTray.clear();
        }
        while (true) {
            var inHand = inTray.take();
            var report = execute(inHand);
            reports.deliver(report);
            inTray.clear();
            if (inHand.command() instanceof Command.Reboot && report instanceof Report.Succeeded) {
                return;
            }
        }
    }

    private Report execute(CommandInHand inHand) throws InterruptedException {
        var command = inHand.command();
        log.info("Begins " + command);
        try (var _ = new ProgressLine(terminal, command.getClass().getSimpleName(), inHand::progress)) {
            var report = inHand.run(() -> workOn(inHand));
            log.info("Finished %s: %s".formatted(command, summary(report)));
            return report;
        } catch (CommandFailed e) {
            return refused(command, e.code(), e.sentence());
        } catch (DiskFaulty e) {
            return refused(command, e.code(), Failures.sentence(e));
        } catch (Exception e) {
            return unfinished(inHand, e);
        } finally {
            // why: buffers of chunks lie outside of the heap, where their size makes no collection due for a long time.
            System.gc();
        }
    }

    private static String summary(Report report) {
        if (!(report instanceof Report.Succeeded succeeded) || succeeded.counts() == null) {
            return "nothing to count";
        }
        var counts = succeeded.counts();
        return "%s chunks, of them %s zero, %s skipped, %s sent (%s)"
                .formatted(
                        counts.chunks(),
                        counts.zeroChunks(),
                        counts.skippedChunks(),
                        counts.sentChunks(),
                        new ByteCount(counts.sentBytes()));
    }

    private Report workOn(CommandInHand inHand) throws Exception {
        return switch (inHand.command()) {
            case Command.CaptureDisk capture -> diskWork.capture(inHand, capture);
            case Command.WriteDisk write -> diskWork.write(inHand, write);
            case Command.VerifyDisk verify -> diskWork.verify(inHand, verify);
            case Command.Reboot reboot -> {
                // why: before the report, so that a power cut right after it leads to the same place.
                machine.prepareBoot(reboot.into());
                yield new Report.Succeeded(reboot.commandId(), reboot.attempt(), null, null);
            }
        };
    }

    /** Stopped by the server, interrupted with the whole agent, or failed for a reason that may pass. */
    private Report unfinished(CommandInHand inHand, Exception reason) throws InterruptedException {
        var command = inHand.command();
        if (inHand.isStopped()) {
            log.warn("Stopped " + command);
            return new Report.Stopped(command.commandId(), command.attempt(), halfWritten.isSet());
        }
        if (reason instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        var sentence = Failures.sentence(reason);
        log.error("Failed %s: %s".formatted(command, sentence));
        return failed(command, null, sentence);
    }

    private Report refused(Command command, ErrorCode code, String sentence) {
        log.error("Failed %s: %s %s".formatted(command, code, sentence));
        return failed(command, code.name(), sentence);
    }

    private Report failed(Command command, @Nullable String code, String sentence) {
        return new Report.Failed(command.commandId(), command.attempt(), code, sentence, halfWritten.isSet());
    }
}
