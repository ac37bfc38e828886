package care.andon;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests in {@code k8s/base}: restricted pods, a closed network, probes, two replicas. */
class KubernetesManifestsTest {
  private static final Path FOLDER = Path.of("k8s/base");
  private static final Path EXAMPLE = Path.of("k8s/example");

  private final List<Node> manifests = manifests();

  // --- All of them
  // --------------------------------------------------------------------------------

  @Test
  void every_manifest_is_part_of_the_base() {
    var listed = kustomization(FOLDER).texts("resources");

    assertThat(files().map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  void every_manifest_says_what_it_is() {
    assertThat(manifests)
        .allSatisfy(
            manifest -> {
              assertThat(manifest.text("apiVersion")).isNotBlank();
              assertThat(manifest.text("kind")).isNotBlank();
              assertThat(manifest.text("metadata.name")).isNotBlank();
            });
  }

  @Test
  void no_secret_is_kept_with_the_manifests() {
    assertThat(manifests).extracting(manifest -> manifest.text("kind")).doesNotContain("Secret");
  }

  // --- Pod Security "restricted"
  // ------------------------------------------------------------------

  @Test
  void the_namespace_refuses_what_is_not_restricted() {
    var labels = only("Namespace").node("metadata.labels").values();

    assertThat(labels)
        .containsEntry("pod-security.kubernetes.io/enforce", "restricted")
        .containsEntry("pod-security.kubernetes.io/audit", "restricted")
        .containsEntry("pod-security.kubernetes.io/warn", "restricted");
  }

  @Test
  void the_pod_is_restricted() {
    var security = pod().node("securityContext").values();

    assertThat(security)
        .containsEntry("runAsNonRoot", true)
        .containsEntry("runAsUser", 10001)
        .containsEntry("seccompProfile", Map.of("type", "RuntimeDefault"));
    assertThat(pod().values()).doesNotContainKeys("hostNetwork", "hostPID", "hostIPC");
    assertThat(pod().nodes("volumes"))
        .allMatch(
            volume ->
                volume.values().containsKey("emptyDir") || volume.values().containsKey("secret"));
  }

  @Test
  void the_container_is_restricted() {
    assertThat(container().node("securityContext").values())
        .containsEntry("allowPrivilegeEscalation", false)
        .containsEntry("privileged", false)
        .containsEntry("readOnlyRootFilesystem", true)
        .containsEntry("runAsNonRoot", true)
        .containsEntry("capabilities", Map.of("drop", List.of("ALL")));
    assertThat(container().nodes("ports")).noneMatch(port -> port.values().containsKey("hostPort"));
  }

  @Test
  void the_keys_are_mounted_read_only_where_the_service_looks_for_them() {
    var keys =
        pod().nodes("volumes").stream()
            .filter(volume -> volume.values().containsKey("secret"))
            .toList();

    assertThat(keys).extracting(volume -> volume.text("name")).containsExactly("keys");
    assertThat(keys.getFirst().text("secret.secretName")).isEqualTo("andon-keys");
    assertThat(container().nodes("volumeMounts"))
        .extracting(Node::values)
        .contains(Map.of("name", "keys", "mountPath", "/etc/andon/keys", "readOnly", true));
  }

  @Test
  void no_token_of_the_cluster_is_mounted() {
    assertThat(pod().values()).containsEntry("automountServiceAccountToken", false);
    assertThat(only("ServiceAccount").values())
        .containsEntry("automountServiceAccountToken", false);
    assertThat(pod().text("serviceAccountName"))
        .isEqualTo(only("ServiceAccount").text("metadata.name"));
  }

  // --- Staying up
  // ---------------------------------------------------------------------------------

  @Test
  void two_replicas_are_spread_and_one_always_stays() {
    assertThat(only("Deployment").values("spec")).containsEntry("replicas", 2);
    assertThat(pod().nodes("topologySpreadConstraints"))
        .extracting(constraint -> constraint.text("topologyKey"))
        .contains("kubernetes.io/hostname");
    assertThat(only("PodDisruptionBudget").values("spec")).containsEntry("minAvailable", 1);
  }

  @Test
  void everything_selects_the_same_pods() {
    var labels = only("Deployment").node("spec.template.metadata.labels").values();

    assertThat(only("Deployment").node("spec.selector.matchLabels").values()).isEqualTo(labels);
    assertThat(only("Service").node("spec.selector").values()).isEqualTo(labels);
    assertThat(only("PodDisruptionBudget").node("spec.selector.matchLabels").values())
        .isEqualTo(labels);
  }

  @Test
  void probes_ask_what_they_are_for() {
    assertThat(container().text("livenessProbe.httpGet.path")).isEqualTo("/q/health/live");
    assertThat(container().text("readinessProbe.httpGet.path")).isEqualTo("/q/health/ready");
    assertThat(container().text("startupProbe.httpGet.path")).isEqualTo("/q/health/started");
  }

  @Test
  void resources_are_requested_and_limited() {
    assertThat(container().node("resources.requests").values()).containsKeys("cpu", "memory");
    assertThat(container().node("resources.limits").values()).containsKeys("cpu", "memory");
  }

  @Test
  void the_pod_is_given_the_time_that_an_orderly_end_takes() throws IOException {
    int grace = (int) pod().values().get("terminationGracePeriodSeconds");

    assertThat(grace).isGreaterThan(seconds("delay") + seconds("timeout"));
  }

  // --- The network
  // --------------------------------------------------------------------------------

  @Test
  void nothing_goes_in_or_out_by_default() {
    var deny = named("NetworkPolicy", "default-deny");

    assertThat(deny.values("spec"))
        .isEqualTo(Map.of("podSelector", Map.of(), "policyTypes", List.of("Ingress", "Egress")));
  }

  @Test
  void what_is_allowed_names_both_who_and_which_port() {
    var rules =
        Stream.concat(
                named("NetworkPolicy", "andon-ingress").nodes("spec.ingress").stream(),
                named("NetworkPolicy", "andon-egress").nodes("spec.egress").stream())
            .toList();

    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(
            rule -> {
              assertThat(rule.nodes(rule.values().containsKey("from") ? "from" : "to"))
                  .isNotEmpty();
              assertThat(rule.nodes("ports")).isNotEmpty();
            });
  }

  // --- What is set
  // --------------------------------------------------------------------------------

  @Test
  void what_the_service_requires_is_set() {
    assertThat(settings(FOLDER))
        .contains("QUARKUS_DATASOURCE_JDBC_URL", "QUARKUS_OIDC_AUTH_SERVER_URL");
    assertThat(container().nodes("env"))
        .allSatisfy(
            variable ->
                assertThat(variable.text("valueFrom.secretKeyRef.name"))
                    .isIn("andon-database", "andon-database-owner", "andon-pages"));
  }

  /** The name of a generated ConfigMap changes with its content; that of a file would not. */
  @Test
  void a_change_of_a_setting_replaces_the_pods() {
    assertThat(manifests).extracting(manifest -> manifest.text("kind")).doesNotContain("ConfigMap");
    assertThat(container().nodes("envFrom").getFirst().text("configMapRef.name"))
        .isEqualTo(generator(FOLDER).text("name"));
    assertThat(kustomization(FOLDER).values()).doesNotContainKey("generatorOptions");
    assertThat(kustomization(EXAMPLE).values()).doesNotContainKey("generatorOptions");
    assertThat(generator(FOLDER).values()).doesNotContainKey("options");
    assertThat(generator(EXAMPLE).values()).doesNotContainKey("options");
  }

  // --- The example of an overlay ---

  @Test
  void the_example_changes_settings_of_the_base_only() {
    assertThat(generator(EXAMPLE).text("behavior")).isEqualTo("merge");
    assertThat(generator(EXAMPLE).text("name")).isEqualTo(generator(FOLDER).text("name"));
    assertThat(settings(FOLDER)).containsAll(settings(EXAMPLE));
  }

  /** Out to DNS as in the base, and to the ports in the addresses of the example; else nowhere. */
  @Test
  void the_example_narrows_the_way_out_to_its_own_addresses() {
    var base = named("NetworkPolicy", "andon-egress").nodes("spec.egress");
    var example = new ArrayList<>(base);
    for (var change : changesOf("andon-egress")) {
      switch (change.text("op") + " " + change.text("path")) {
        case "replace /spec/egress/1" -> example.set(1, change.node("value"));
        case "add /spec/egress/-" -> example.add(change.node("value"));
        default -> throw new AssertionError(change);
      }
    }

    assertThat(ports(base).getFirst()).isEqualTo(Set.of("53"));
    assertThat(ports(base).getLast()).contains("5432");
    assertThat(example.getFirst()).isEqualTo(base.getFirst());
    assertThat(ports(example.subList(1, example.size())))
        .containsExactlyElementsOf(
            generator(EXAMPLE).texts("literals").stream()
                .map(KubernetesManifestsTest::portsIn)
                .toList());
  }

  private static List<Set<String>> ports(List<Node> rules) {
    return rules.stream()
        .map(rule -> rule.nodes("ports").stream().map(port -> port.text("port")).collect(toSet()))
        .toList();
  }

  /** The ports in the addresses of a setting. */
  private static Set<String> portsIn(String setting) {
    return Pattern.compile(":(\\d+)")
        .matcher(setting)
        .results()
        .map(it -> it.group(1))
        .collect(toSet());
  }

  /** The operations of the example's patch of an object. */
  private static List<Node> changesOf(String name) {
    var patch =
        kustomization(EXAMPLE).nodes("patches").stream()
            .filter(it -> it.text("target.name").equals(name))
            .findFirst()
            .orElseThrow();
    return Node.of(Map.of("operations", new Yaml().load(patch.text("patch")))).nodes("operations");
  }

  @Test
  void the_example_scales_what_the_base_deploys() {
    var target = read(EXAMPLE.resolve("autoscaler.yaml")).getFirst().node("spec.scaleTargetRef");
    var backend = read(EXAMPLE.resolve("ingress.yaml")).getFirst().nodes("spec.rules").getFirst();

    assertThat(target.text("name")).isEqualTo(only("Deployment").text("metadata.name"));
    assertThat(backend.nodes("http.paths").getFirst().text("backend.service.name"))
        .isEqualTo(only("Service").text("metadata.name"));
  }

  // --- Reading
  // ------------------------------------------------------------------------------------

  private static Node kustomization(Path folder) {
    return read(folder.resolve("kustomization.yaml")).getFirst();
  }

  private static Node generator(Path folder) {
    return kustomization(folder).nodes("configMapGenerator").getFirst();
  }

  /** The names of the variables. */
  private static List<String> settings(Path folder) {
    return generator(folder).texts("literals").stream()
        .map(literal -> literal.substring(0, literal.indexOf('=')))
        .toList();
  }

  private Node pod() {
    return only("Deployment").node("spec.template.spec");
  }

  private Node container() {
    var containers = pod().nodes("containers");
    assertThat(containers).hasSize(1);
    return containers.getFirst();
  }

  private Node only(String kind) {
    var found = manifests.stream().filter(it -> it.text("kind").equals(kind)).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.getFirst();
  }

  private Node named(String kind, String name) {
    return manifests.stream()
        .filter(it -> it.text("kind").equals(kind) && it.text("metadata.name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int seconds(String setting) throws IOException {
    return Files.readAllLines(Path.of("src/main/resources/application.properties")).stream()
        .filter(line -> line.startsWith("%prod.quarkus.shutdown." + setting + "="))
        .map(line -> line.replaceAll(".*=(\\d+)s", "$1"))
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Path> files() {
    try (var files = Files.list(FOLDER)) {
      return files.filter(file -> !file.endsWith("kustomization.yaml")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Node> manifests() {
    return files().flatMap(file -> read(file).stream()).toList();
  }

  private static List<Node> read(Path file) {
    try (var in = Files.newBufferedReader(file)) {
      var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      return StreamSupport.stream(yaml.loadAll(in).spliterator(), false)
          .map(document -> Node.of(document))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Node(Map<String, Object> values) {
    @SuppressWarnings("unchecked")
    static Node of(Object value) {
      assertThat(value).isInstanceOf(Map.class);
      return new Node((Map<String, Object>) value);
    }

    Map<String, Object> values(String path) {
      return node(path).values();
    }

    Node node(String path) {
      return of(at(path));
    }

    List<Node> nodes(String path) {
      return ((List<?>) at(path)).stream().map(Node::of).toList();
    }

    List<String> texts(String path) {
      return ((List<?>) at(path)).stream().map(String::valueOf).toList();
    }

    String text(String path) {
      return String.valueOf(at(path));
    }

    private Object at(String path) {
      int dot = path.indexOf('.');
      Object value = values.get(dot < 0 ? path : path.substring(0, dot));
      assertThat(value).as(path).isNotNull();
      return dot < 0 ? value : of(value).at(path.substring(dot + 1));
    }
  }
}
