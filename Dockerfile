# App and worker of Imprint, from what the build has made:
#
#   mvn -DskipTests package
#   "$JAVA_HOME"/bin/jlink --add-modules java.se,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs \
#     --strip-java-debug-attributes --no-header-files --no-man-pages --output app/target/runtime
#   docker build -t imprint:local .
#
# JAVA_HOME is a JDK 25. Engine and database are not in the image: it runs with --zeebe and --database.
FROM debian:bookworm-slim

# A Java 25 runtime inside the build context: the one that jlink made, or a whole JDK copied there.
ARG JAVA_RUNTIME=app/target/runtime

# libnfs13: for storage locations on NFS servers.
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libnfs13 \
    && rm -rf /var/lib/apt/lists/*

RUN groupadd --gid 1000 imprint && useradd --uid 1000 --gid imprint --home-dir /var/lib/imprint imprint \
    && install -d -o imprint -g imprint -m 0700 \
        /var/lib/imprint /var/lib/imprint/data /var/lib/imprint/keys /var/lib/imprint/images

COPY ${JAVA_RUNTIME} /opt/java
COPY app/target/dist/lib /opt/imprint/lib
# By its manifest it names the jars that it needs, and no other that may lie there.
COPY app/target/dist/lib/imprint-app-*.jar /opt/imprint/lib/imprint-app.jar
COPY docker/healthy /opt/imprint/healthy

# Names of files are UTF-8.
ENV LC_ALL=C.UTF-8

USER imprint
WORKDIR /var/lib/imprint
VOLUME ["/var/lib/imprint/data", "/var/lib/imprint/keys", "/var/lib/imprint/images"]

# More options for the Java virtual machine: JDK_JAVA_OPTIONS.
ENTRYPOINT ["/opt/java/bin/java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
    "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
    "-Dimprint.home=/opt/imprint", "-cp", "/opt/imprint/lib/imprint-app.jar", "imprint.app.ImprintApplication"]
