package care.andon.channel;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Sends e-mails. They say that a machine wrote them, so that no out-of-office answer comes back.
 * Replies are not read.
 */
@ApplicationScoped
class EmailChannel {
  private static final String ACCEPTED = "250";

  private final ReactiveMailer mailer;

  EmailChannel(ReactiveMailer mailer) {
    this.mailer = mailer;
  }

  /** Sends one e-mail. Fails if the mail server does not accept it. */
  Uni<Delivery> send(String address, Message message) {
    var mail =
        Mail.withText(address, message.subject(), message.text())
            .addHeader("Auto-Submitted", "auto-generated")
            .addHeader("X-Auto-Response-Suppress", "All");
    return mailer.send(mail).replaceWith(Delivery.accepted(ACCEPTED));
  }
}
