package imprint.embedded.loopback;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent that keeps the engine to its own user, and to loopback.
 *
 * <p>why: Zeebe 8.5 takes orders from whoever connects, on five ports, and other users of the machine can connect to
 * loopback. All five are Netty's, which accepts connections in one place. Its gossip (UDP) is bound to 0.0.0.0 by a
 * constant, and what arrives there is deserialized unasked; a single broker has nobody to gossip with.
 */
public final class LoopbackAgent implements ClassFileTransformer {
    private static final String ACCEPTOR = "io/netty/channel/socket/nio/NioServerSocketChannel";
    private static final String GOSSIP = "io/atomix/cluster/messaging/impl/NettyUnicastService";
    private static final String RESOLVER = "io/netty/resolver/dns/DnsNameResolverBuilder";
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String LOOPBACK = "127.0.0.1";

    private LoopbackAgent() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new LoopbackAgent());
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        return switch (name) {
            case ACCEPTOR -> changed(bytes, ClassTransform.transformingMethodBodies(LoopbackAgent::acceptOwn));
            case GOSSIP ->
                changed(
                        bytes,
                        ClassTransform.transformingMethodBodies(LoopbackAgent::bindToLoopback)
                                .andThen(LoopbackAgent::ignorePackets));
            case RESOLVER ->
                changed(bytes, ClassTransform.transformingMethodBodies(LoopbackAgent::resolveFromLoopback));
            case null, default -> null;
        };
    }

    /** Where Netty's resolver of names sends from. */
    public static SocketAddress resolversAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static byte[] changed(byte[] bytes, ClassTransform change) {
        var classes = ClassFile.of();
        return classes.transformClass(classes.parse(bytes), change);
    }

    private static void acceptOwn(CodeBuilder code, CodeElement element) {
        code.with(element);
        if (element instanceof InvokeInstruction call && call.name().equalsString("accept")) {
            var channel = desc(SocketChannel.class);
            code.invokestatic(desc(OwnConnections.class), "onlyOwn", MethodTypeDesc.of(channel, channel));
        }
    }

    private static void bindToLoopback(CodeBuilder code, CodeElement element) {
        if (element instanceof LoadConstantInstruction load && EVERYWHERE.equals(load.constantValue())) {
            code.loadConstant(LOOPBACK);
        } else {
            code.with(element);
        }
    }

    private static void ignorePackets(ClassBuilder type, ClassElement element) {
        if (element instanceof MethodModel method && method.methodName().equalsString("handleReceivedPacket")) {
            type.withMethodBody(
                    method.methodName(), method.methodType(), method.flags().flagsMask(), CodeBuilder::return_);
        } else {
            type.with(element);
        }
    }

    private static void resolveFromLoopback(CodeBuilder code, CodeElement element) {
        if (element instanceof FieldInstruction field
                && field.opcode() == Opcode.GETSTATIC
                && field.name().equalsString("DEFAULT_LOCAL_ADDRESS")) {
            code.invokestatic(
                    desc(LoopbackAgent.class), "resolversAddress", MethodTypeDesc.of(desc(SocketAddress.class)));
        } else {
            code.with(element);
        }
    }

    private static ClassDesc desc(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }
}
