package imprint.workflows.command;

import imprint.imaging.chunk.Digest;
import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.TargetDisk;
import imprint.imaging.token.Direction;
import imprint.imaging.token.TokenSigner;
import imprint.imaging.token.TransferToken;
import imprint.workflows.operation.ApplyOperation;
import imprint.workflows.operation.DeviceOperation;
import imprint.workflows.operation.Operation;
import imprint.workflows.operation.Operations;
import imprint.workflows.site.Gateway;
import imprint.workflows.site.Gateways;
import java.time.Clock;
import java.util.Objects;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Makes of a kept command what is sent to the agent, with a fresh token for the gateway. */
@Component
@Profile("app")
class CommandMint {

    private final Operations operations;
    private final Gateways gateways;
    private final TokenSigner signer;
    private final Clock clock;

    CommandMint(Operations operations, Gateways gateways, TokenSigner signer, Clock clock) {
        this.operations = operations;
        this.gateways = gateways;
        this.signer = signer;
        this.clock = clock;
    }

    Command mint(DeviceCommand command) {
        if (command.kind() == CommandKind.REBOOT) {
            return new Command.Reboot(
                    command.id(),
                    command.attempt(),
                    command.operationId(),
                    Objects.requireNonNull(command.rebootInto()));
        }
        var operation = operations.get(command.operationId(), DeviceOperation.class);
        var chosen = operation.chosenDisk();
        var disk = new TargetDisk(chosen.serial(), chosen.bytes());
        var gateway = gateway(operation).url();
        var token = token(command, operation);
        return switch (command.kind()) {
            case CAPTURE_DISK ->
                new Command.CaptureDisk(command.id(), command.attempt(), command.operationId(), disk, gateway, token);
            case WRITE_DISK ->
                new Command.WriteDisk(
                        command.id(), command.attempt(), command.operationId(), disk, gateway, token, image(command));
            case VERIFY_DISK ->
                new Command.VerifyDisk(
                        command.id(), command.attempt(), command.operationId(), disk, gateway, token, image(command));
            case REBOOT -> throw new IllegalStateException("A reboot has no transfer");
        };
    }

    String token(DeviceCommand command) {
        return token(command, operations.get(command.operationId(), DeviceOperation.class));
    }

    private String token(DeviceCommand command, DeviceOperation operation) {
        var captures = command.kind() == CommandKind.CAPTURE_DISK;
        var object = captures
                ? TransferToken.captureOf(operation.id(), operation.chosenDisk().bytes())
                : TransferToken.imageOf(Digest.parse(image(command)));
        return signer.sign(new TransferToken(
                operation.id(),
                command.attempt(),
                command.deviceId(),
                Objects.requireNonNull(operation.gateway()),
                captures ? Direction.CAPTURE : Direction.FETCH,
                object,
                clock.instant().plus(AgentProtocol.TOKEN_LIFE)));
    }

    private String image(DeviceCommand command) {
        return operations.get(command.operationId(), ApplyOperation.class).imageDigest();
    }

    private Gateway gateway(Operation operation) {
        var name = Objects.requireNonNull(operation.gateway());
        return gateways.named(name)
                .orElseThrow(() -> new IllegalStateException("The gateway %s was never heard of".formatted(name)));
    }
}
