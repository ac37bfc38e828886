/**
 * Sign-in: who is calling, and which calls are let in.
 *
 * <p>Start with {@link Identity}, which reads the {@link Caller} from the verified token. Quarkus
 * verifies it. {@link IssuerGate} and {@link TokenRequired} let a call in or refuse it, {@link
 * Issuer} looks after the keys of the identity provider, and {@link SignInFailures} records each
 * answer 401.
 */
@NullMarked
package care.andon.platform.identity;

import org.jspecify.annotations.NullMarked;
