package care.andon.channel;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Sends e-mails. They say that a machine wrote them, so that no out-of-office answer comes back.
 * Replies are not read.
 */
@ApplicationScoped
class EmailChannel {
  private static final String ACCEPTED = "250";

  private final ReactiveMailer mailer;
  private final Context eventLoop;

  EmailChannel(ReactiveMailer mailer, Vertx vertx) {
    this.mailer = mailer;
    this.eventLoop = ((VertxInternal) vertx).createEventLoopContext();
  }

  /**
   * Sends one e-mail. Fails if the mail server does not accept it.
   *
   * <p>The event loop that sends it also reads the connection. If another thread sent it, the mail
   * client could begin to listen after the greeting of the mail server had come, and wait for ever.
   */
  Uni<Delivery> send(String address, Message message) {
    var mail =
        Mail.withText(address, message.subject(), message.text())
            .addHeader("Auto-Submitted", "auto-generated")
            .addHeader("X-Auto-Response-Suppress", "All");
    return Uni.createFrom()
        .deferred(() -> mailer.send(mail))
        .runSubscriptionOn(task -> eventLoop.runOnContext(now -> task.run()))
        .replaceWith(Delivery.accepted(ACCEPTED))
        .onFailure(EmailChannel::isRefused)
        .recoverWithItem(EmailChannel::refusal);
  }

  /** Whether the mail server refuses this message or address for good. */
  private static boolean isRefused(Throwable failure) {
    return failure instanceof SMTPException refused && refused.isPermanent();
  }

  private static Delivery refusal(Throwable failure) {
    return Delivery.refused(Integer.toString(((SMTPException) failure).getReplyCode()));
  }
}
