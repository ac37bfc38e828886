# Docker, podman and buildah build this file alike.

# --- Build: the same command as everywhere; tests run in CI, not here. --------------------------
FROM docker.io/library/eclipse-temurin:25-jdk-noble AS build
WORKDIR /src
# Files that change rarely come first, so that the dependencies stay in a cached layer.
COPY mvnw pom.xml ./
COPY .mvn .mvn
RUN ./mvnw -B -ntp quarkus:go-offline
# The training run needs the Java runtime of the image, because its cache fits only that one.
COPY --from=docker.io/library/eclipse-temurin:25-jre-noble /opt/java/openjdk /opt/jre
COPY src src
RUN ./mvnw -B -ntp package -DskipTests -Dservice.java=/opt/jre/bin/java && chmod -R a=rX target/quarkus-app target/sbom.json

# --- Run: a JRE and the service, read-only, as user 10001. -------------------------
FROM docker.io/library/eclipse-temurin:25-jre-noble
WORKDIR /andon
# Files that change rarely come first here too, so an upgrade transfers a few hundred kilobytes.
COPY --from=build /src/target/quarkus-app/lib/ lib/
COPY --from=build /src/target/quarkus-app/quarkus-run.jar ./
COPY --from=build /src/target/quarkus-app/app/ app/
COPY --from=build /src/target/quarkus-app/quarkus/ quarkus/
# The classes of all of them, already linked, from the training run.
COPY --from=build /src/target/quarkus-app/app.aot ./
COPY --from=build /src/target/sbom.json ./

# A numeric user, so that Kubernetes can check that it is not root.
USER 10001:10001
EXPOSE 8080

# No shell: Java is PID 1 and receives SIGTERM itself. The heap gets 30 % of the memory limit, so that the
# largest import needs two thirds of it altogether (src/docs/performance.md). If memory runs out, the process ends and
# is restarted. The service writes only to /tmp, which can be an emptyDir. Set more options with JAVA_TOOL_OPTIONS.
# No full collection, which stops all calls, only because the process loads and compiles its code.
# Few arenas of malloc, because each keeps memory that others cannot use.
ENV MALLOC_ARENA_MAX=2
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=30", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", \
  "-XX:ReservedCodeCacheSize=96m", "-XX:SweeperThreshold=75", "-XX:MetaspaceSize=192m", \
  "-XX:+ExitOnOutOfMemoryError", "-XX:AOTCache=app.aot", \
  "-Djava.io.tmpdir=/tmp", "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", \
  "-jar", "quarkus-run.jar"]
