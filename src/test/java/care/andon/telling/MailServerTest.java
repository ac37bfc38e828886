package care.andon.telling;

import static care.andon.support.Given.aNeedOf;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.DayOfWeek.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.channel.Channels;
import care.andon.channel.Delivery;
import care.andon.channel.MailOnly;
import care.andon.channel.Message;
import care.andon.demo.Outbox;
import care.andon.support.Api;
import care.andon.support.MailDoor;
import care.andon.support.MailDoor.Behaviour;
import care.andon.support.TimeMachine;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * E-mails as a mail server gets them, and a mail server that does not work. {@code
 * -Dgolden.write=true} writes the golden files.
 */
@QuarkusTest
class MailServerTest {
  private static final Path WORDS = Path.of("src/test/resources/golden/messages");
  private static final Path GOLDEN = Path.of("src/test/resources/golden/mails");
  private static final String CONTACTS = "/api/v1/me/contacts";
  private static final String GRACE = "grace.mail@example.org";
  private static final String OMAR = "omar.mail@example.org";
  private static final String PAGER = "7711";
  private static final String OPERATORS = "9911";
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Instead of ten seconds, where a test waits for it. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(2);

  private static final GreenMail SERVER =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api grace = Api.as("grace.kim");
  private final List<String> filed = new ArrayList<>();

  @Inject TimeMachine time;
  @Inject Telling telling;
  @Inject Outbox outbox;
  @Inject ReactiveMailer mailer;
  @Inject Vertx vertx;
  MailDoor door;
  private ByMail byMail;

  /** Sends e-mails to the mail server, and keeps everything else. */
  private static final class ByMail extends Outbox {
    private volatile Channels mail;

    ByMail(Channels mail) {
      this.mail = mail;
    }

    @Override
    public Uni<Delivery> send(String kind, String address, Message message) {
      return kind.equals(EMAIL)
          ? mail.send(kind, address, message)
          : super.send(kind, address, message);
    }
  }

  @BeforeAll
  static void start() {
    SERVER.start();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @BeforeEach
  void with_a_mail_server() throws Exception {
    byMail = new ByMail(MailOnly.by(mailer, vertx));
    QuarkusMock.installMockForInstance(byMail, outbox);
    SERVER.purgeEmailFromAllMailboxes();
    door.leadTo(SERVER.getSmtp().getPort());
  }

  @AfterEach
  void without_contacts() {
    for (var person : List.of(omar, grace)) {
      for (var contact : person.all(CONTACTS)) {
        person.calls().delete(CONTACTS + "/" + contact.get("id")).then().statusCode(204);
      }
    }
    filed.forEach(nina::withdraw);
  }

  // --- What arrives

  static Stream<String> messages() throws IOException {
    try (var files = Files.list(WORDS)) {
      return files
          .map(file -> file.getFileName().toString().replace(".txt", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void every_message_arrives_as_it_is_in_its_golden_file(String name) throws Exception {
    var words = Files.readString(WORDS.resolve(name + ".txt")).split("\n\n", 2);
    var sent =
        MailOnly.by(mailer, vertx)
            .send(Channels.EMAIL, GRACE, new Message(words[0], words[1].strip()))
            .await()
            .atMost(PATIENCE);

    assertThat(sent).isEqualTo(Delivery.accepted("250"));
    golden(name, arrived().getFirst());
  }

  @Test
  void a_page_and_the_code_of_a_contact_arrive() throws Exception {
    monday();
    contact(grace, "email", GRACE);
    golden("contact-code", arrived().getFirst());
    var id = escalated();
    tell();

    var page = arrived().getLast();
    assertThat(page.getAllRecipients()).extracting(Object::toString).containsExactly(GRACE);
    assertThat(page.getSubject()).isEqualTo("Andon " + reference(id) + ": you are called.");
    assertThat(GreenMailUtil.getBody(page)).containsPattern("/t#[A-Za-z0-9_-]{22}");
    assertThat(page.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  // --- A mail server that does not work

  @ParameterizedTest
  @EnumSource(names = {"REFUSES", "HANGS", "IS_BUSY"})
  void pages_go_on_at_once_and_what_still_waits_is_one_message_when_it_is_back(Behaviour behaviour)
      throws Exception {
    monday();
    contact(grace, "email", "grace.other@example.org");
    contact(grace, "email", GRACE);
    contact(grace, "pager", PAGER);
    contact(omar, "email", OMAR);
    var pages = to(PAGER).size();
    var operators = to(OPERATORS).size();
    door.behave(behaviour);
    byMail.mail = MailOnly.by(mailer, vertx, GIVEN_UP);

    // One message to the assignee and one to the person called. Then one by her next contact.
    var first = escalated();
    tell();
    tell();
    assertThat(to(OPERATORS)).hasSize(operators + 1);
    assertThat(to(OPERATORS).getFirst()).contains("cannot send messages by email");
    assertThat(health()).isEqualTo("DOWN");
    assertThat(to(PAGER)).hasSize(pages);
    tell();
    assertThat(to(PAGER)).hasSize(pages + 1);
    assertThat(to(PAGER).getFirst()).contains(reference(first));

    // Known to be down: one message tries it, and the next page does not.
    grace.takes(first, 1, Map.of());
    var second = escalated();
    var over = files();
    nina.withdraw(over);
    time.pass(Duration.ofMinutes(1));
    var began = System.nanoTime();
    tell();
    tell();
    assertThat(to(PAGER).getFirst()).contains(reference(second));
    grace.takes(second, 1, Map.of());
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);

    door.behave(Behaviour.WORKS);
    byMail.mail = MailOnly.by(mailer, vertx);
    SERVER.purgeEmailFromAllMailboxes();
    time.pass(Duration.ofMinutes(1));
    tell();
    tell();
    assertThat(health()).isEqualTo("UP");
    var mails = mailsTo(OMAR);
    assertThat(mails).hasSize(1);
    assertThat(mails.getFirst())
        .contains(reference(first), reference(second))
        .doesNotContain(reference(over));
    assertThat(mailsTo(GRACE)).isEmpty();
  }

  @Test
  void a_mail_server_that_drips_is_given_up() throws IOException {
    door.behave(Behaviour.DRIPS);

    assertThat(MailOnly.LONGEST).isEqualTo(Duration.ofSeconds(10));
    assertThat(
            MailOnly.by(mailer, vertx, GIVEN_UP)
                .send(Channels.EMAIL, GRACE, new Message("Andon", "You are called."))
                .await()
                .atMost(PATIENCE))
        .isEqualTo(Delivery.failed(Delivery.TIMEOUT));
  }

  @Test
  void connections_that_hang_keep_no_later_message_back() throws IOException {
    var channels = MailOnly.by(mailer, vertx, GIVEN_UP);
    var message = new Message("Andon", "You are called.");
    door.behave(Behaviour.HANGS);
    var sending = new ArrayList<Uni<Delivery>>();
    for (var i = 0; i < 12; i++) {
      sending.add(channels.send(Channels.EMAIL, GRACE, message));
    }
    assertThat(Uni.join().all(sending).andFailFast().await().atMost(PATIENCE))
        .containsOnly(Delivery.failed(Delivery.TIMEOUT));

    door.behaveForNew(Behaviour.WORKS);
    assertThat(
            MailOnly.by(mailer, vertx)
                .send(Channels.EMAIL, GRACE, message)
                .await()
                .atMost(PATIENCE))
        .isEqualTo(Delivery.accepted("250"));
  }

  @Test
  void a_mail_server_that_knows_no_such_address_works_and_the_contact_is_shown_as_failing()
      throws Exception {
    monday();
    contact(grace, "email", GRACE);
    contact(grace, "pager", PAGER);
    door.behave(Behaviour.KNOWS_NO_RECIPIENT);

    var id = escalated();
    tell();
    tell();

    assertThat(health()).isEqualTo("UP");
    assertThat(to(PAGER).getFirst()).contains(reference(id));
    assertThat(grace.all(CONTACTS).getFirst()).containsKey("failingSince");
    assertThat(notices(id)).contains("code=550");
  }

  // ---

  private void monday() {
    time.passUntil(MONDAY, "10:00");
    tell();
  }

  private String files() {
    var id = nina.files(aNeedOf("this_shift", "supplies"));
    filed.add(id);
    return id;
  }

  private String escalated() {
    var id = files();
    time.pass(Duration.ofMinutes(16));
    return id;
  }

  private String reference(String id) {
    return nina.get(id).getString("reference");
  }

  private String notices(String id) {
    return grace.all("/api/v1/requests/" + id + "/notices").toString();
  }

  private void tell() {
    telling.tellDue().await().atMost(PATIENCE);
  }

  private static String health() {
    return given()
        .get("/q/health/well")
        .jsonPath()
        .getString("checks.find { it.name == 'channels' }.status");
  }

  private void contact(Api person, String kind, String address) throws Exception {
    String id = person.sends(Map.of("kind", kind, "address", address)).post(CONTACTS).path("id");
    var said = kind.equals(Channels.EMAIL) ? mailsTo(address).getLast() : to(address).getFirst();
    var code = Pattern.compile("is (\\d{6})").matcher(said);
    assertThat(code.find()).isTrue();
    person
        .sends(Map.of("code", code.group(1)))
        .post(CONTACTS + "/" + id + "/verify")
        .then()
        .statusCode(200);
  }

  /** The texts to an address that is no e-mail address, the newest first. */
  private List<String> to(String address) {
    return outbox.sent().stream()
        .filter(it -> it.address().equals(address))
        .map(Outbox.Sent::text)
        .toList();
  }

  private List<MimeMessage> arrived() {
    return List.of(SERVER.getReceivedMessages());
  }

  /** The texts that arrived for an address, the oldest first. */
  private List<String> mailsTo(String address) throws MessagingException {
    var texts = new ArrayList<String>();
    for (var mail : arrived()) {
      if (mail.getAllRecipients()[0].toString().equals(address)) {
        texts.add(GreenMailUtil.getBody(mail));
      }
    }
    return texts;
  }

  private static void golden(String name, MimeMessage mail) throws IOException {
    var shown =
        GreenMailUtil.getWholeMessage(mail)
            .replace("\r\n", "\n")
            .replaceAll("(?m)^Received:.*\n(?:[ \t].*\n)*", "")
            .replaceAll("(?m)^(Message-ID|Date): .*", "$1: ...")
            .replaceAll("\\d{6}\\.", "123456.");
    var file = GOLDEN.resolve(name + ".eml");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, shown);
    }
    assertThat(shown).isEqualTo(Files.readString(file, UTF_8));
  }
}
