package care.andon.platform.identity;

import care.andon.kernel.WireNames;
import java.util.Map;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/** Why a call was answered with 401: for the log and the metrics, not for the caller. */
enum SignInFailure {
  NO_TOKEN("it has no bearer token"),
  MALFORMED("the token is not a signed JWT"),
  UNKNOWN_KEY("the identity provider has no such key"),
  SIGNATURE("the signature is wrong"),
  EXPIRED("the token has expired"),
  NOT_YET_VALID("the token is not valid yet"),
  ISSUER("the token is from another issuer"),
  AUDIENCE("the token is for another audience"),
  USERNAME("the token has no username"),
  ISSUER_UNREACHABLE("the identity provider did not answer"),
  OTHER("the token was not accepted");

  private static final Map<Integer, SignInFailure> BY_CODE =
      Map.ofEntries(
          Map.entry(ErrorCodes.EXPIRED, EXPIRED),
          Map.entry(ErrorCodes.EXPIRATION_MISSING, EXPIRED),
          Map.entry(ErrorCodes.NOT_YET_VALID, NOT_YET_VALID),
          Map.entry(ErrorCodes.ISSUER_MISSING, ISSUER),
          Map.entry(ErrorCodes.ISSUER_INVALID, ISSUER),
          Map.entry(ErrorCodes.AUDIENCE_MISSING, AUDIENCE),
          Map.entry(ErrorCodes.AUDIENCE_INVALID, AUDIENCE),
          Map.entry(ErrorCodes.SIGNATURE_INVALID, SIGNATURE),
          Map.entry(ErrorCodes.SIGNATURE_MISSING, MALFORMED),
          Map.entry(ErrorCodes.JSON_INVALID, MALFORMED),
          Map.entry(ErrorCodes.MISCELLANEOUS, MALFORMED));

  private final String words;

  SignInFailure(String words) {
    this.words = words;
  }

  /**
   * Returns why the token was not accepted.
   *
   * @param cause the cause of the failure; null if the token was not even read
   */
  static SignInFailure of(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> MALFORMED;
      case InvalidJwtException refused
          when refused.getCause() instanceof UnresolvableKeyException ->
          UNKNOWN_KEY;
      case InvalidJwtException refused ->
          refused.getErrorDetails().stream()
              .map(error -> BY_CODE.getOrDefault(error.getErrorCode(), OTHER))
              .findFirst()
              .orElse(OTHER);
      default -> ISSUER_UNREACHABLE;
    };
  }

  /** Completes the sentence "Sign-in refused: …". */
  String words() {
    return words;
  }

  /** The value of the label in metrics. */
  String label() {
    return WireNames.of(this);
  }
}
