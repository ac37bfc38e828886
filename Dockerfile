# syntax=docker/dockerfile:1

# --- Build: the same command as everywhere else; tests run in CI, not here. --------------------------
FROM docker.io/library/eclipse-temurin:25-jdk-noble AS build
WORKDIR /src
# First what changes rarely, so that the dependencies stay in a layer of their own.
COPY mvnw pom.xml ./
COPY .mvn .mvn
RUN ./mvnw -B -ntp quarkus:go-offline
COPY src src
RUN ./mvnw -B -ntp package -DskipTests

# --- Run: a JRE and the service, nothing to write to, nobody to be but 10001. -------------------------
FROM docker.io/library/eclipse-temurin:25-jre-noble
WORKDIR /andon
# What changes rarely first here too: an upgrade of Andon is a few hundred kilobytes.
COPY --from=build --chmod=a=rX /src/target/quarkus-app/lib/ lib/
COPY --from=build --chmod=a=rX /src/target/quarkus-app/quarkus-run.jar ./
COPY --from=build --chmod=a=rX /src/target/quarkus-app/app/ app/
COPY --from=build --chmod=a=rX /src/target/quarkus-app/quarkus/ quarkus/
COPY --from=build --chmod=a=r /src/target/sbom.json ./

# A number, so that Kubernetes can see that it is not root.
USER 10001:10001
EXPOSE 8080

# No shell: the process is PID 1 and gets SIGTERM itself. Three quarters of the memory limit are for
# the heap; out of memory is the end of this process and a restart, not a limp. /tmp is the only place
# ever written to, and an emptyDir will do. More options: JAVA_TOOL_OPTIONS.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-Djava.io.tmpdir=/tmp", \
  "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-jar", "quarkus-run.jar"]
