package imprint.embedded;

/** The ports that a Zeebe broker listens on. */
record EnginePorts(int grpc, int command, int internal, int rest, int monitoring) {
    static EnginePorts from(Ports ports) {
        return new EnginePorts(
                ports.port("zeebe.grpc"),
                ports.port("zeebe.command"),
                ports.port("zeebe.internal"),
                ports.port("zeebe.rest"),
                ports.port("zeebe.monitoring"));
    }
}
