package imprint.app.embedded.loopback;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent that binds the engine's gossip (UDP) to loopback.
 *
 * <p>why: Zeebe 8.5 binds every other socket to the host it is configured with, and this one always to 0.0.0.0, which
 * is a constant in one class. Until TLS is on, nothing of ours can be reached from another machine.
 */
public final class LoopbackDatagrams implements ClassFileTransformer {
    private static final String UNICAST_SERVICE = "io/atomix/cluster/messaging/impl/NettyUnicastService";
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String LOOPBACK = "127.0.0.1";

    private LoopbackDatagrams() {}

    public static void premain(String arguments, Instrumentation instrumentation) {
        instrumentation.addTransformer(new LoopbackDatagrams());
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        if (!UNICAST_SERVICE.equals(name)) {
            return null;
        }
        var classes = ClassFile.of();
        return classes.transformClass(
                classes.parse(bytes), ClassTransform.transformingMethodBodies(LoopbackDatagrams::replaceAddress));
    }

    private static void replaceAddress(CodeBuilder code, CodeElement element) {
        if (element instanceof LoadConstantInstruction load && EVERYWHERE.equals(load.constantValue())) {
            code.loadConstant(LOOPBACK);
        } else {
            code.with(element);
        }
    }
}
