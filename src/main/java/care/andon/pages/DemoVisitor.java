package care.andon.pages;

/**
 * A person of the demo hospital, to sign in as with one click.
 *
 * @param address of the link that signs in
 * @param words who it is, for example "Nina Patel, registered nurse"
 */
public record DemoVisitor(String address, String words) {}
