package care.andon.demo;

import care.andon.pages.DemoVisitor;
import care.andon.pages.DemoVisitors;
import care.andon.platform.identity.PageSignIn;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.web.page.PageAnswers;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider of the demo: a page to choose a person takes the place of a password. Not
 * part of the API.
 */
@Path("/dev")
@PermitAll
@IfBuildProfile(anyOf = {"dev", "test"})
class DemoIssuerResource implements DemoVisitors {
  /** The account of a screen. */
  private static final String WALL = "intranet";

  private static final List<String> FEW = List.of("nina.patel", "grace.kim", "helen.brandt", WALL);
  private static final String BACK = "/pages/signed-in";
  private static final int SESSION_COOKIES = 3;

  private final DemoHospital demo;
  private final LocalIssuer issuer;
  private final PageAnswers answers;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  DemoIssuerResource(DemoHospital demo, LocalIssuer issuer, PageAnswers answers) {
    this.demo = demo;
    this.issuer = issuer;
    this.answers = answers;
  }

  /** What a code stands for. */
  private record Grant(String username, String nonce, String challenge) {}

  /** The question of the pages (OpenID Connect Core, section 3.1.2.1). */
  record SignInQuestion(
      @RestQuery("response_type") @Nullable String responseType,
      @RestQuery("response_mode") @Nullable String responseMode,
      @RestQuery("client_id") @Nullable String clientId,
      @RestQuery @Nullable String scope,
      @RestQuery @Nullable String prompt,
      @RestQuery("redirect_uri") @Nullable String redirectUri,
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String nonce,
      @RestQuery("code_challenge") @Nullable String challenge,
      @RestQuery("code_challenge_method") @Nullable String challengeMethod,
      @RestQuery("login_hint") @Nullable String hint) {}

  @CheckedTemplate(basePath = "demo")
  static final class DemoTemplates {
    private DemoTemplates() {}

    static native TemplateInstance people(List<DemoVisitor> people);
  }

  @Override
  public List<DemoVisitor> few() {
    return FEW.stream()
        .flatMap(it -> demo.person(it).stream())
        .map(it -> new DemoVisitor("/dev/sign-in/" + it.username(), words(it), sees(it)))
        .toList();
  }

  /** Ends the session of the person before, and begins one of this person. */
  @GET
  @Path("/sign-in/{username}")
  @Operation(hidden = true)
  public Response signIn(@RestPath String username) {
    var person = demo.person(username).orElseThrow(Problem::notFound);
    var first = person.username().equals(WALL) ? "/pages/units/4W" : "/pages/sign-in";
    var address = UriBuilder.fromPath(first).queryParam("login_hint", person.username());
    var answer = Response.seeOther(address.build());
    var session = "q_session_" + PageSignIn.TENANT;
    answer.cookie(gone(session));
    for (var i = 1; i <= SESSION_COOKIES; i++) {
      answer.cookie(gone(session + "_chunk_" + i));
    }
    return answer.build();
  }

  private static NewCookie gone(String name) {
    return new NewCookie.Builder(name).path("/pages").maxAge(0).build();
  }

  @GET
  @Path("/issuer/authorize")
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response authorize(@BeanParam SignInQuestion asked, RoutingContext call) {
    var back = Optional.ofNullable(asked.redirectUri()).map(URI::create);
    if (back.map(URI::getPath).filter(BACK::equals).isEmpty()
        || asked.nonce() == null
        || asked.challenge() == null) {
      throw Problem.of(ProblemType.INVALID_PARAMETER, "Open a page, which sends you here");
    }
    var chosen = Optional.ofNullable(asked.hint()).flatMap(demo::person);
    if (chosen.isEmpty()) {
      return answers.page(DemoTemplates.people(all(call)).render(), call);
    }
    var code = UUID.randomUUID().toString();
    grants.put(code, new Grant(chosen.get().username(), asked.nonce(), asked.challenge()));
    return Response.seeOther(
            UriBuilder.fromUri(back.get())
                .queryParam("code", code)
                .queryParam("state", asked.state())
                .build())
        .build();
  }

  /** The same question again, for each person. */
  private List<DemoVisitor> all(RoutingContext call) {
    return demo.people().stream()
        .map(
            it ->
                new DemoVisitor(
                    call.request().uri() + "&login_hint=" + it.username(), words(it), ""))
        .toList();
  }

  private static String sees(Hospital.Person person) {
    return switch (person.username()) {
      case "nina.patel" -> "sees the wall of her unit, and the requests on it";
      case "grace.kim" -> "answers for supplies, and sees the scorecard";
      case "helen.brandt" -> "manages a unit, and sees its wall and the huddle's sheets";
      default -> "is the screen on the wall of a unit, and sees nothing else";
    };
  }

  private static String words(Hospital.Person person) {
    return person.name()
        + ", "
        + person.title()
        + (person.unit() == null ? "" : ", " + person.unit());
  }

  @POST
  @Path("/issuer/token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Map<String, Object> token(
      @RestForm("grant_type") String type,
      @RestForm @Nullable String code,
      @RestForm("code_verifier") @Nullable String verifier,
      @RestForm("refresh_token") @Nullable String refresh) {
    if ("refresh_token".equals(type) && refresh != null) {
      return tokens(refresh, null);
    }
    var grant = code == null ? null : grants.remove(code);
    if (grant == null || verifier == null || !challenge(verifier).equals(grant.challenge())) {
      throw Problem.of(ProblemType.INVALID_REQUEST, "The code is not known");
    }
    return tokens(grant.username(), grant.nonce());
  }

  /** The refresh token is the username: this is a demo. */
  private Map<String, Object> tokens(String username, @Nullable String nonce) {
    return Map.of(
        "id_token",
        issuer.idToken(username, nonce).orElseThrow(Problem::notFound),
        "access_token",
        issuer.token(username).orElseThrow(Problem::notFound),
        "refresh_token",
        username,
        "token_type",
        "Bearer",
        "expires_in",
        LocalIssuer.LIFESPAN.toSeconds());
  }

  private static String challenge(String verifier) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @GET
  @Path("/issuer/keys")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Map<String, Object> keys() {
    return Map.of("keys", List.of(issuer.publicKey()));
  }
}
